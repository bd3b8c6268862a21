package org.camerad.audit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Syslog messages (RFC 5424) of audit entries. Thread-safe. */
final class SyslogMessage {

	/** The facility "log audit" (13). */
	private static final int FACILITY = 13 * 8;

	private static final int ERROR = 3;

	private static final int WARNING = 4;

	private static final int NOTICE = 5;

	private static final int INFORMATIONAL = 6;

	/** The outcomes of the service's own failures. */
	private static final Set<String> FAILURES = Set.of(AuditEvent.FAILED, "fell-back");

	private static final Set<String> SUCCESSES = Set.of(AuditEvent.SUCCESS, "installed");

	/** The events that every working day has. */
	private static final Set<String> DAILY = Set.of(AuditKind.LOG_IN_ACCEPTED.word(), AuditKind.SESSION_ENDED.word());

	private static final Pattern FIELDS = Pattern
		.compile("\"time\":\"([^\"]*)\",\"event\":\"([^\"]*)\".*\"outcome\":\"([^\"]*)\"");

	private final String sender;

	SyslogMessage() {
		this.sender = " " + hostName() + " camerad " + ProcessHandle.current().pid() + " ";
	}

	private static String hostName() {
		try {
			String name = InetAddress.getLocalHost().getHostName();
			return name.matches("[!-~]{1,255}") ? name : "-";
		}
		catch (UnknownHostException ex) {
			return "-";
		}
	}

	/** Returns the severity of RFC 5424 section 6.2.1. */
	static int severity(String event, String outcome) {
		if (DAILY.contains(event)) {
			return INFORMATIONAL;
		}
		if (FAILURES.contains(outcome)) {
			return ERROR;
		}
		return SUCCESSES.contains(outcome) ? NOTICE : WARNING;
	}

	/** Returns the message of a line: its header, and the line as its text. */
	byte[] of(String line) {
		Matcher fields = FIELDS.matcher(line);
		if (!fields.find()) {
			throw new IllegalArgumentException("not an audit entry: " + line);
		}
		int severity = severity(fields.group(2), fields.group(3));
		String header = "<" + (FACILITY + severity) + ">1 " + fields.group(1) + this.sender + fields.group(2) + " - ";
		return (header + line).getBytes(StandardCharsets.US_ASCII);
	}

}
