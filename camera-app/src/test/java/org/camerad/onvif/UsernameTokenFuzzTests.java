package org.camerad.onvif;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.camerad.driver.support.fuzz.FuzzTarget;
import org.camerad.session.UsernameToken;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzing of the element UsernameToken. A token is refused as not authorized, or has a
 * nonce and a time of bounded length.
 */
class UsernameTokenFuzzTests implements FuzzTarget {

	@Override
	public void run(byte[] input) throws IOException {
		String text = new String(input, StandardCharsets.UTF_8);
		try {
			SoapElement element = SoapReader
				.read(new ByteArrayInputStream(("<UsernameToken>" + text + "</UsernameToken>").getBytes("UTF-8")));
			UsernameToken token = SoapAuthenticator.token(element);
			assertThat(token.nonce().length).isBetween(1, 256);
			assertThat(token.created().length()).isBetween(1, 256);
			assertThat(token).hasToString("UsernameToken[" + token.username() + "]");
		}
		catch (SoapFault fault) {
			assertThat(fault.subcodes().get(0)).isIn("ter:NotAuthorized", "ter:WellFormed");
		}
	}

}
