package org.camerad.driver.hisilicon.streamer;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

import org.camerad.driver.CameraException;
import org.camerad.driver.Video;
import org.camerad.driver.hisilicon.rtsp.RtspAddress;
import org.camerad.driver.hisilicon.rtsp.RtspProbe;
import org.camerad.driver.support.failure.Reason;

/** The RTSP server of the streamer and the stream descriptions that it serves. */
final class StreamerRtsp {

	private static final System.Logger logger = System.getLogger(StreamerRtsp.class.getName());

	private static final String PORT = "554";

	private final Streamer streamer;

	private final URI base;

	private StreamerRtsp(Streamer streamer, URI base) {
		this.streamer = streamer;
		this.base = base;
	}

	/** Creates the server; empty if the streamer's RTSP is off. */
	static Optional<StreamerRtsp> of(Streamer streamer, StreamerConfig config) {
		if (isOff(config)) {
			return Optional.empty();
		}
		URI own = URI.create("rtsp://" + streamer.address().url().getHost() + ":"
				+ config.find("rtsp.port").filter((port) -> port.matches("[1-9][0-9]{0,4}")).orElse(PORT));
		return Optional.of(new StreamerRtsp(streamer, streamer.address().rtsp().orElse(own)));
	}

	private static boolean isOff(StreamerConfig config) {
		return config.find("rtsp.enabled").filter("false"::equals).isPresent();
	}

	/**
	 * Returns the address of a stream.
	 * @param stream 0 main, 1 sub
	 */
	RtspAddress address(int stream) {
		return new RtspAddress(URI.create(this.base + "/stream=" + stream), this.streamer.address().username(),
				this.streamer.address().password());
	}

	/**
	 * Returns the address of the microphone. Opus cannot be passed on, so the streamer is
	 * asked for G.711 instead.
	 */
	RtspAddress microphone() {
		RtspAddress main = address(0);
		return isOpus() ? new RtspAddress(URI.create(main.url() + "?audio=ulaw"), main.username(), main.password())
				: main;
	}

	private boolean isOpus() {
		try {
			StreamerConfig config = this.streamer.latest();
			return Stream.of("audio.codec", "rtsp.audioCodec")
				.flatMap((key) -> config.find(key)
					.or(() -> this.streamer.schema().key(key).flatMap(SchemaKey::textDefault))
					.stream())
				.anyMatch("opus"::equals);
		}
		catch (CameraException ex) {
			logger.log(System.Logger.Level.DEBUG, "the codec of the microphone is unknown", ex);
			return false;
		}
	}

	/** Returns whether the server responds. */
	boolean isReachable() {
		try {
			RtspProbe.describe(address(0));
			return true;
		}
		catch (IOException ex) {
			logger.log(System.Logger.Level.WARNING, "the streamer's RTSP at " + this.base
					+ " cannot be used, so encoder settings are not verified: " + Reason.of(ex));
			return false;
		}
	}

	/**
	 * Returns the difference between a stream and its settings; empty if they agree.
	 */
	Optional<String> mismatch(int stream, Video settings) throws CameraException {
		try {
			RtspProbe probe = RtspProbe.describe(address(stream));
			String codec = settings.codec().name();
			if (!probe.encoding().equals(codec)) {
				return Optional.of("stream " + (stream + 1) + " is " + probe.encoding() + " and not " + codec);
			}
			return probe.size()
				.filter((size) -> !size.equals(settings.resolution()))
				.map((size) -> "stream " + (stream + 1) + " is " + PictureSizes.text(size) + " and not "
						+ PictureSizes.text(settings.resolution()));
		}
		catch (IOException ex) {
			if (isOff(this.streamer.config())) {
				return Optional.empty();
			}
			throw CameraException
				.unavailable("the streamer's RTSP at " + this.base + " does not respond: " + Reason.of(ex), ex);
		}
	}

}
