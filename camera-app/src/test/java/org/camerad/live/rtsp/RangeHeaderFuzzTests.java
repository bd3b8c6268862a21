package org.camerad.live.rtsp;

import java.nio.charset.StandardCharsets;

import org.camerad.driver.support.fuzz.FuzzTarget;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzing of RTSP's {@code Range} header. A valid one names a unit of RFC 2326 and is one
 * word; blanks around it do not count.
 */
class RangeHeaderFuzzTests implements FuzzTarget {

	@Override
	public void run(byte[] input) {
		String header = new String(input, StandardCharsets.ISO_8859_1);
		boolean valid = RangeHeader.isValid(header);
		assertThat(RangeHeader.isValid(" " + header + "\t")).isEqualTo(valid);
		if (valid) {
			assertThat(header.strip()).containsPattern("^(npt|clock|smpte[0-9a-z-]*)=.").doesNotContainPattern("\\s");
		}
	}

}
