package org.camerad.onvif;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A writer of messages of WS-Discovery. Any thread. */
final class DiscoveryWriter {

	/** The number of this process, larger than that of the one before. */
	static final long INSTANCE_ID = Instant.now().getEpochSecond();

	private static final String ANONYMOUS = Names.ADDRESSING_2004 + "/role/anonymous";

	private static final String EVERYBODY = "urn:schemas-xmlsoap-org:ws:2005:04:discovery";

	private DiscoveryWriter() {
	}

	/** Returns the answer to a request, such as a ProbeMatches with one ProbeMatch. */
	static byte[] matches(DiscoveryRequest.Answer answer, DiscoveryTarget camera, DiscoveryTarget.Metadata about,
			String host) {
		SoapWriter out = start(answer.match() + "es", ANONYMOUS, answer.relatesTo(), camera);
		out.start("d:" + answer.match());
		writeMetadata(about, host, out);
		return bytes(out);
	}

	/** Returns the message of a camera that is there, or has changed. */
	static byte[] hello(DiscoveryTarget camera, DiscoveryTarget.Metadata about, String host) {
		SoapWriter out = start("Hello", EVERYBODY, "", camera);
		writeMetadata(about, host, out);
		return bytes(out);
	}

	/** Returns the message of a camera that is going. */
	static byte[] bye(DiscoveryTarget camera, DiscoveryTarget.Metadata about) {
		SoapWriter out = start("Bye", EVERYBODY, "", camera);
		writeEndpoint(about, out);
		return bytes(out);
	}

	/** Starts an envelope up to its body's element. */
	private static SoapWriter start(String name, String to, String relatesTo, DiscoveryTarget camera) {
		SoapWriter out = new SoapWriter().startDocument("env:Envelope").attribute("xmlns:env", Names.SOAP);
		out.attribute("xmlns:wsa", Names.ADDRESSING_2004).attribute("xmlns:d", Names.DISCOVERY);
		DiscoveryTypes.declare(out);
		out.start("env:Header").element("wsa:MessageID", DiscoveryTarget.newMessageId());
		if (!relatesTo.isEmpty()) {
			out.element("wsa:RelatesTo", relatesTo);
		}
		out.element("wsa:To", to).element("wsa:Action", Names.DISCOVERY + "/" + name);
		out.start("d:AppSequence").attribute("InstanceId", INSTANCE_ID);
		out.attribute("MessageNumber", camera.nextMessage()).end().end();
		return out.start("env:Body").start("d:" + name);
	}

	private static void writeEndpoint(DiscoveryTarget.Metadata about, SoapWriter out) {
		out.start("wsa:EndpointReference").element("wsa:Address", about.endpoint()).end();
	}

	private static void writeMetadata(DiscoveryTarget.Metadata about, String host, SoapWriter out) {
		writeEndpoint(about, out);
		out.element("d:Types", DiscoveryTypes.TEXT).element("d:Scopes", String.join(" ", about.scopes()));
		out.element("d:XAddrs", about.address(host)).element("d:MetadataVersion", about.version());
	}

	private static byte[] bytes(SoapWriter out) {
		return out.finish().getBytes(StandardCharsets.UTF_8);
	}

}
