package org.camerad.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An entry of the audit log, which stands for one event or for equal ones.
 *
 * @param time the time of the last event
 * @param camera the number of the camera, 0 for the process
 * @param event the event
 * @param count the number of events
 */
record AuditEntry(Instant time, int camera, AuditEvent event, long count) {

	private static final int MAX_TEXT = 64;

	private static final int MAX_NAMES = 64;

	/** Returns the entry as a line of JSON without its end. */
	String line(long number) {
		StringBuilder json = new StringBuilder("{\"number\":").append(number);
		text(json, "time", this.time.truncatedTo(ChronoUnit.MILLIS).toString());
		text(json, "event", this.event.kind().word());
		json.append(",\"camera\":").append(this.camera);
		text(json, "user", this.event.user());
		text(json, "role", this.event.role());
		text(json, "address", this.event.address());
		text(json, "group", this.event.group());
		json.append(",\"names\":[");
		String separator = "";
		for (String name : this.event.names().stream().limit(MAX_NAMES).toList()) {
			json.append(separator);
			quote(json, name);
			separator = ",";
		}
		json.append(']');
		text(json, "outcome", this.event.outcome());
		return json.append(",\"count\":").append(this.count).append('}').toString();
	}

	private static void text(StringBuilder json, String name, String value) {
		json.append(",\"").append(name).append("\":");
		quote(json, value);
	}

	/**
	 * Appends a text of printable ASCII characters alone. Line ends of any kind, control
	 * and bidirectional characters can neither forge an entry nor change how one looks.
	 */
	private static void quote(StringBuilder json, String value) {
		json.append('"');
		value.codePoints().limit(MAX_TEXT).forEach((character) -> append(json, character));
		json.append('"');
	}

	private static void append(StringBuilder json, int character) {
		if (character >= ' ' && character <= '~' && character != '"' && character != '\\') {
			json.append((char) character);
			return;
		}
		// Half of a surrogate pair is no character.
		boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
		for (char unit : Character.toChars(half ? '\uFFFD' : character)) {
			json.append(String.format("\\u%04x", (int) unit));
		}
	}

}
