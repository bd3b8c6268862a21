package org.camerad.onvif;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

import org.camerad.driver.Camera;
import org.camerad.driver.PtzMotion;
import org.camerad.driver.PtzPosition;

/**
 * The operations of the focus, which is an axis of the head. A positive speed focuses
 * nearer. A movement ends with Stop, or after {@code camera.ptz.max-move}.
 */
final class ImagingFocus {

	/** The only mode: no part of this camera focuses by itself. */
	static final String MODE = "MANUAL";

	private static final Duration LONGEST = Duration.ofHours(1);

	private final OnvifParts parts;

	ImagingFocus(OnvifParts parts) {
		this.parts = parts;
	}

	Stream<Operation> operations() {
		return Stream.of(new Operation("GetMoveOptions", Access.READ_MEDIA, this::writeOptions),
				new Operation("GetStatus", Access.READ_MEDIA, this::writeStatus),
				new Operation("Move", Access.ACTUATE, (call, out) -> move(call.request())),
				new Operation("Stop", Access.ACTUATE, (call, out) -> stop(call.request())));
	}

	/** Returns whether a part of the imaging settings asks for the focus as it is. */
	boolean isAsItIs(SoapElement setting) {
		return hasFocus() && setting.name().equals("Focus")
				&& setting.findText("AutoFocusMode").orElse(MODE).equals(MODE);
	}

	boolean hasFocus() {
		return this.parts.calls().present().flatMap(Camera::ptz).isPresent();
	}

	private void checkFocus(SoapElement request) {
		ImagingService.checkSource(request);
		if (!hasFocus()) {
			throw SoapFault.receiver("this camera cannot move its focus", "ter:ActionNotSupported",
					"ter:NoImagingForSource");
		}
	}

	private void writeOptions(SoapCall call, SoapWriter out) {
		ImagingService.checkSource(call.request());
		out.start("timg:MoveOptions");
		if (hasFocus()) {
			out.start("tt:Continuous");
			PtzSpaces.writeRange("tt:Speed", -1, 1, out);
			out.end();
		}
		out.end();
	}

	private void writeStatus(SoapCall call, SoapWriter out) {
		ImagingService.checkSource(call.request());
		Optional<PtzPosition> position = hasFocus()
				? new PtzSpaces(this.parts).position().filter((known) -> Double.isFinite(known.focus()))
				: Optional.empty();
		out.start("timg:Status");
		position.ifPresent((known) -> {
			out.start("tt:FocusStatus20").element("tt:Position", known.focus());
			out.element("tt:MoveStatus", this.parts.head().movement().focuses() ? "MOVING" : "IDLE").end();
		});
		out.end();
	}

	private void move(SoapElement request) {
		checkFocus(request);
		double speed = request.require("Focus")
			.find("Continuous")
			.orElseThrow(() -> SoapFault.invalidValue("ter:SettingsInvalid", "only continuous movement is offered"))
			.require("Speed")
			.decimal();
		if (Math.abs(speed) > 1) {
			throw SoapFault.invalidValue("ter:SettingsInvalid", "Speed must be from -1 to 1");
		}
		focus((int) Math.signum(speed));
	}

	private void stop(SoapElement request) {
		checkFocus(request);
		focus(0);
	}

	private void focus(int direction) {
		this.parts.head()
			.move(LONGEST, (motion) -> new PtzMotion(motion.pan(), motion.tilt(), motion.speed(), motion.zoom(),
					direction, motion.iris()));
	}

}
