package org.camerad.onvif;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The envelope of a request. Immutable.
 *
 * @param headers the blocks of its header
 * @param request the element in its body
 */
record SoapEnvelope(List<SoapElement> headers, SoapElement request) {

	private static final Set<String> ADDRESSING = Set.of(Names.ADDRESSING, Names.ADDRESSING_2004);

	/**
	 * Checks an envelope.
	 * @throws SoapFault {@code env:VersionMismatch} for SOAP 1.1 and other versions,
	 * {@code ter:WellFormed} for an envelope that is not complete,
	 * {@code env:MustUnderstand} for a header that must be understood and is not
	 */
	static SoapEnvelope of(SoapElement root) {
		if (!root.name().equals("Envelope")) {
			throw SoapFault.notWellFormed("an envelope is expected");
		}
		if (!root.namespace().equals(Names.SOAP)) {
			throw SoapFault.versionMismatch();
		}
		List<SoapElement> headers = root.find("Header").map(SoapElement::children).orElse(List.of());
		List<SoapElement> notUnderstood = headers.stream().filter(SoapEnvelope::isNotUnderstood).toList();
		if (!notUnderstood.isEmpty()) {
			throw SoapFault.mustUnderstand(notUnderstood);
		}
		List<SoapElement> body = root.find("Body").map(SoapElement::children).orElse(List.of());
		if (body.size() != 1) {
			throw SoapFault.notWellFormed("the body must have exactly one element");
		}
		return new SoapEnvelope(headers, body.get(0));
	}

	private static boolean isNotUnderstood(SoapElement header) {
		String mandatory = header.attributes().getOrDefault("mustUnderstand", "0");
		boolean understood = ADDRESSING.contains(header.namespace()) || header.is(Names.SECURITY, "Security")
				|| isReferenceParameter(header);
		boolean forUs = !header.attributes().getOrDefault("role", "").endsWith("/none");
		return (mandatory.equals("1") || mandatory.equals("true")) && !understood && forUs;
	}

	/**
	 * Returns whether a header repeats a part of an address that the client was given.
	 */
	private static boolean isReferenceParameter(SoapElement header) {
		return Set.of("1", "true").contains(header.attributes().getOrDefault("IsReferenceParameter", ""));
	}

	/** Returns the text of the first header of a local name. */
	Optional<String> find(String name) {
		return this.headers.stream().filter((header) -> header.name().equals(name)).map(SoapElement::text).findFirst();
	}

	/** Returns a header of either version of WS-Addressing. */
	Optional<SoapElement> addressing(String name) {
		return this.headers.stream()
			.filter((header) -> header.name().equals(name) && ADDRESSING.contains(header.namespace()))
			.findFirst();
	}

	/** Returns the header with the client's credentials. */
	Optional<SoapElement> token() {
		return this.headers.stream()
			.filter((header) -> header.is(Names.SECURITY, "Security"))
			.flatMap((security) -> security.all("UsernameToken"))
			.findFirst();
	}

}
