package org.camerad.onvif;

import java.time.Instant;
import java.util.function.Consumer;

/**
 * The faults of WS-BaseNotification and WS-ResourceFramework. They are faults of the
 * receiver, also if the sender has caused them (Core specification 9.10).
 */
final class EventFaults {

	private EventFaults() {
	}

	/** Returns a fault with the element of its name in the details. */
	static SoapFault of(String element, String reason, Instant now) {
		return of(element, reason, now, (out) -> {
		});
	}

	/** Returns a fault whose element ends with more content. */
	static SoapFault of(String element, String reason, Instant now, Consumer<SoapWriter> more) {
		return SoapFault.receiver(reason, element).withDetail((out) -> {
			out.start(element).element("wsrf-bf:Timestamp", now);
			out.start("wsrf-bf:Description").attribute("xml:lang", "en").text(reason).end();
			more.accept(out);
			out.end();
		});
	}

	/** Returns the fault of a subscription that does not exist, or not any more. */
	static SoapFault unknown(Instant now) {
		return of("wsrf-r:ResourceUnknownFault", "there is no such subscription; it may have ended", now);
	}

}
