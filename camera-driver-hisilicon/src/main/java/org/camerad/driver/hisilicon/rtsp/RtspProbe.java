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
 * The properties of an encoder according to the stream's session description.
 *
 * @param encoding the name of the codec, such as {@code H264}
 * @param size the picture size, if the description has the parameter set
 */
public record RtspProbe(String encoding, Optional<Resolution> size) {

	private static final Duration TIMEOUT = Duration.ofMillis(1500);

	/**
	 * Requests the session description.
	 * @throws IOException if the server does not respond or the stream has no video
	 */
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
