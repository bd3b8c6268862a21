package org.camerad.driver.hisilicon.rtsp;

import java.io.IOException;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

import org.camerad.driver.AudioCodec;
import org.camerad.driver.AudioFrame;
import org.camerad.driver.CameraException;

/** The microphone's G.711, through the streamer's RTSP server. */
public final class RtspAudio implements AutoCloseable {

	private final MediaFeed<AudioFrame> feed;

	/**
	 * @param address where the stream is now
	 */
	public RtspAudio(String threadName, Supplier<RtspAddress> address) {
		this.feed = new MediaFeed<>(threadName, address, "audio", (frame) -> true) {

			@Override
			Sink sink(Sdp.Track track) throws IOException {
				AudioCodec codec = codec(track);
				RtpTime time = new RtpTime(track.clockRate());
				return (packet) -> show(
						new AudioFrame(codec, track.clockRate(), packet.payload(), time.nanos(packet.time())));
			}

		};
	}

	private static AudioCodec codec(Sdp.Track track) throws IOException {
		return switch (track.encoding()) {
			case "PCMU" -> AudioCodec.G711_MU_LAW;
			case "PCMA" -> AudioCodec.G711_A_LAW;
			default -> throw new IOException("its audio is " + track.encoding());
		};
	}

	public Flow.Publisher<AudioFrame> frames() {
		return this.feed;
	}

	@Override
	public void close() {
		this.feed.close(CameraException.unavailable("the camera is closed"));
	}

}
