package org.camerad.onvif;

import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A fault of SOAP 1.2 with ONVIF's subcodes (Core specification 5.8.2). Nothing has
 * changed when it is thrown.
 */
final class SoapFault extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** The party or rule that a fault is about, with its status of HTTP. */
	enum Code {

		SENDER("env:Sender", 400), RECEIVER("env:Receiver", 500), VERSION_MISMATCH("env:VersionMismatch", 500),
		MUST_UNDERSTAND("env:MustUnderstand", 500);

		private final String word;

		private final int status;

		Code(String word, int status) {
			this.word = word;
			this.status = status;
		}

		String word() {
			return this.word;
		}

	}

	private final Code code;

	private final int status;

	private final transient List<String> subcodes;

	/** Null without details. */
	private final transient @Nullable Consumer<SoapWriter> detail;

	private transient List<SoapElement> notUnderstood = List.of();

	private SoapFault(Code code, int status, String reason, List<String> subcodes) {
		this(code, status, reason, subcodes, null);
	}

	private SoapFault(Code code, int status, String reason, List<String> subcodes,
			@Nullable Consumer<SoapWriter> detail) {
		super(reason, null, false, false);
		this.code = code;
		this.status = status;
		this.subcodes = List.copyOf(subcodes);
		this.detail = detail;
	}

	/** Returns this fault with details. */
	SoapFault withDetail(Consumer<SoapWriter> content) {
		return new SoapFault(this.code, this.status, reason(), this.subcodes, content);
	}

	/** Returns a fault of the client, status 400, such as {@code ter:InvalidArgVal}. */
	static SoapFault sender(String reason, String... subcodes) {
		return new SoapFault(Code.SENDER, Code.SENDER.status, reason, List.of(subcodes));
	}

	/** Returns a fault of the camera, status 500, such as {@code ter:Action}. */
	static SoapFault receiver(String reason, String... subcodes) {
		return new SoapFault(Code.RECEIVER, Code.RECEIVER.status, reason, List.of(subcodes));
	}

	static SoapFault versionMismatch() {
		return new SoapFault(Code.VERSION_MISMATCH, Code.VERSION_MISMATCH.status, "SOAP 1.2 is expected", List.of());
	}

	/** Returns the fault of headers that must be understood and are not. */
	static SoapFault mustUnderstand(List<SoapElement> headers) {
		SoapFault fault = new SoapFault(Code.MUST_UNDERSTAND, Code.MUST_UNDERSTAND.status,
				"cannot process the header " + headers.get(0).name(), List.of());
		fault.notUnderstood = List.copyOf(headers);
		return fault;
	}

	/** Returns the fault of a request that is no XML, or has what SOAP forbids. */
	static SoapFault notWellFormed(String reason) {
		return sender(reason, "ter:WellFormed");
	}

	/** Returns the fault of a request that is too large, status 413. */
	static SoapFault tooLarge() {
		return new SoapFault(Code.SENDER, 413, "the request is too large", List.of("ter:InvalidArgs"));
	}

	/** Returns the fault of a missing or repeated parameter. */
	static SoapFault invalidArgs(String reason) {
		return sender(reason, "ter:InvalidArgs");
	}

	/** Returns the fault of a wrong value. */
	static SoapFault invalidValue(String reason) {
		return sender(reason, "ter:InvalidArgVal");
	}

	/** Returns the fault of a wrong value, with the operation's own subcode. */
	static SoapFault invalidValue(String subcode, String reason) {
		return sender(reason, "ter:InvalidArgVal", subcode);
	}

	/** Returns the fault of refused credentials, or of a role that is too low. */
	static SoapFault notAuthorized(String reason) {
		return sender(reason, "ter:NotAuthorized");
	}

	/** Returns the fault of a request without credentials, status 401. */
	static SoapFault unauthorized() {
		return new SoapFault(Code.SENDER, 401, "log in", List.of("ter:NotAuthorized"));
	}

	/** Returns the fault of an operation that this camera does not have. */
	static SoapFault notSupported(String reason) {
		return receiver(reason, "ter:ActionNotSupported");
	}

	/** Returns the fault of a camera that does not respond now, status 503. */
	static SoapFault unavailable() {
		return new SoapFault(Code.RECEIVER, 503, "the camera does not respond now", List.of("ter:Action"));
	}

	Code code() {
		return this.code;
	}

	/** Returns the status of HTTP. */
	int status() {
		return this.status;
	}

	String reason() {
		return String.valueOf(getMessage());
	}

	/** Returns the writer of the element {@code Detail}, null without details. */
	@Nullable Consumer<SoapWriter> detail() {
		return this.detail;
	}

	/** Returns the headers that were not understood, none for other faults. */
	List<SoapElement> notUnderstood() {
		return this.notUnderstood;
	}

	/** Returns the subcodes, the general one first. */
	List<String> subcodes() {
		return this.subcodes;
	}

}
