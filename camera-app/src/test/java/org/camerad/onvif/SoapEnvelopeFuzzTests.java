package org.camerad.onvif;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

import org.camerad.driver.support.fuzz.FuzzTarget;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzing of SOAP requests. A request is refused with a fault that can be written, or its
 * texts can be written into a response that the parser reads again.
 */
class SoapEnvelopeFuzzTests implements FuzzTarget {

	@Override
	public void run(byte[] input) throws IOException {
		try {
			SoapEnvelope envelope = SoapEnvelope.of(SoapReader.read(new ByteArrayInputStream(input)));
			assertThat(envelope.request().name()).isNotEmpty();
			SoapHeaders.write(envelope, new SoapWriter().startEnvelope());
			envelope.token().ifPresent(SoapAuthenticator::token);
			SoapElement echoed = read(new SoapWriter().startEnvelope()
				.start("env:Body")
				.element("tt:Text", envelope.request().content()));
			assertThat(echoed.find("Body").orElseThrow().requireText("Text")).isEqualTo(envelope.request().text());
		}
		catch (SoapFault fault) {
			assertThat(fault.status()).isIn(List.of(400, 413, 500));
			SoapWriter out = new SoapWriter().startEnvelope();
			SoapHeaders.write(fault, null, out);
			read(out.start("env:Body").fault(fault));
		}
	}

	private static SoapElement read(SoapWriter written) throws IOException {
		return SoapReader.read(new ByteArrayInputStream(written.finish().getBytes("UTF-8")));
	}

}
