package org.camerad.onvif;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.camerad.driver.support.fuzz.FuzzTarget;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzing of datagrams of WS-Discovery. A datagram is ignored, or it is compared with a
 * camera and its identifier can be written into an answer.
 */
class DiscoveryFuzzTests implements FuzzTarget {

	private static final DiscoveryTarget.Metadata CAMERA = new DiscoveryTarget.Metadata("urn:uuid:a",
			List.of("onvif://www.onvif.org/name/a"), "http", 80, 1);

	@Override
	public void run(byte[] input) throws IOException {
		DiscoveryRequest request = DiscoveryRequest.read(input).orElse(null);
		if (request == null) {
			return;
		}
		request.matches(CAMERA);
		DiscoveryRequest.Answer answer = request.answer();
		assertThat(answer.match()).isIn("ProbeMatch", "ResolveMatch");
		assertThat(answer.relatesTo().length()).isBetween(1, 512);
		String document = new SoapWriter().startDocument("a").element("b", answer.relatesTo()).finish();
		SoapElement written = SoapReader.read(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
		assertThat(written.requireText("b")).isEqualTo(answer.relatesTo());
	}

}
