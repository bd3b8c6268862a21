package org.camerad.driver.hisilicon.rtsp;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import org.camerad.driver.Codec;
import org.camerad.driver.Resolution;
import org.camerad.driver.support.video.NalUnit;
import org.camerad.driver.support.video.SequenceParameterSet;

/**
 * What a stream's description says of its encoder.
 *
 * @param encoding the codec's word, such as {@code H264}
 * @param size the picture's size, when the description has the parameter set
 */
public record RtspProbe(String encoding, Optional<Resolution> size) {

	private static final Duration TIMEOUT = Duration.ofMillis(1500);

	/** Asks for the description. */
	public static RtspProbe describe(RtspAddress address) throws IOException {
		try (RtspConnection connection = new RtspConnection(address, TIMEOUT)) {
			Sdp.Track track = connection.describe()
				.track("video")
				.orElseThrow(() -> new IOException("it has no video"));
			String encoding = track.encoding().toUpperCase(Locale.ROOT);
			Codec codec = encoding.equals("H265") ? Codec.H265 : Codec.H264;
			Optional<Resolution> size = track.parameterSets()
				.stream()
				.flatMap((set) -> SequenceParameterSet.size(codec, NalUnit.of(set)).stream())
				.findFirst();
			return new RtspProbe(encoding, size);
		}
	}

}
