package org.camerad.live;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

import org.camerad.driver.MotionEvent;

/**
 * A motion event as a message of the event stream (HTML standard, server-sent events).
 */
final class EventMessage {

	private EventMessage() {
	}

	/**
	 * Returns a message such as {@code data:
	 * {"time":"…","active":true,"blocks":[12,13]}}. It has no event name, because
	 * browsers pass only such messages to {@code onmessage}.
	 */
	static byte[] of(MotionEvent event) {
		String blocks = event.blocks().stream().mapToObj(String::valueOf).collect(Collectors.joining(","));
		String message = "data: {\"time\":\"" + event.time() + "\",\"active\":" + event.active() + ",\"blocks\":["
				+ blocks + "]}\n\n";
		return message.getBytes(StandardCharsets.UTF_8);
	}

}
