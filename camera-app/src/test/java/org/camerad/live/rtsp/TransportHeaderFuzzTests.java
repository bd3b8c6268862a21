package org.camerad.live.rtsp;

import java.nio.charset.StandardCharsets;

import org.camerad.driver.support.fuzz.FuzzTarget;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzing of RTSP's {@code Transport} header. A chosen transport is one that the server
 * has, with a pair of channels or ports in their range, and an encrypted connection keeps
 * its packets.
 */
class TransportHeaderFuzzTests implements FuzzTarget {

	@Override
	public void run(byte[] input) {
		String header = new String(input, StandardCharsets.ISO_8859_1);
		check(header, false);
		check(header, true);
	}

	private static void check(String header, boolean onlyInterleaved) {
		TransportHeader.choose(header, "192.0.2.1", onlyInterleaved).ifPresent((transport) -> {
			assertThat(transport.interleaved() || !onlyInterleaved).isTrue();
			assertThat(header.toUpperCase(java.util.Locale.ROOT)).contains("RTP/AVP");
			if (transport.first() == -1) {
				assertThat(transport.interleaved()).isTrue();
				return;
			}
			assertThat(transport.second()).isEqualTo(transport.first() + 1)
				.isLessThanOrEqualTo(transport.interleaved() ? 255 : 65535);
			assertThat(transport.first()).isGreaterThanOrEqualTo(transport.interleaved() ? 0 : 1);
			assertThat(header).contains(String.valueOf(transport.first()));
		});
	}

}
