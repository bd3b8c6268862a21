package org.camerad.onvif;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * A Probe or Resolve of WS-Discovery. Immutable.
 *
 * @param messageId its identifier, which the response repeats
 * @param element the element in its body
 */
record DiscoveryRequest(String messageId, SoapElement element) {

	private static final int MAX_MESSAGE_ID = 512;

	private static final Set<String> KINDS = Set.of("Probe", "Resolve");

	/**
	 * Reads a datagram.
	 * @return empty for what is no such request, as for the Hello of another device
	 */
	static Optional<DiscoveryRequest> read(byte[] datagram) {
		try {
			SoapEnvelope envelope = SoapEnvelope.of(SoapReader.read(new ByteArrayInputStream(datagram)));
			return of(envelope);
		}
		catch (SoapFault | IOException ex) {
			return Optional.empty();
		}
	}

	private static Optional<DiscoveryRequest> of(SoapEnvelope envelope) {
		SoapElement element = envelope.request();
		if (!element.namespace().equals(Names.DISCOVERY) || !KINDS.contains(element.name())) {
			return Optional.empty();
		}
		return envelope.addressing("MessageID")
			.map(SoapElement::text)
			.filter((id) -> !id.isEmpty() && id.length() <= MAX_MESSAGE_ID)
			.map((id) -> new DiscoveryRequest(id, element));
	}

	/**
	 * The part of a request that its answer needs.
	 *
	 * @param match {@code ProbeMatch} or {@code ResolveMatch}
	 * @param relatesTo the identifier of the request
	 */
	record Answer(String match, String relatesTo) {
	}

	Answer answer() {
		return new Answer(this.element.name() + "Match", this.messageId);
	}

	/** Returns whether a camera has to answer. */
	boolean matches(DiscoveryTarget.Metadata camera) {
		if (this.element.name().equals("Probe")) {
			return DiscoveryTypes.match(this.element) && DiscoveryScopes.match(this.element, camera.scopes());
		}
		return this.element.find("EndpointReference")
			.flatMap((reference) -> reference.findText("Address"))
			.filter(camera.endpoint()::equals)
			.isPresent();
	}

}
