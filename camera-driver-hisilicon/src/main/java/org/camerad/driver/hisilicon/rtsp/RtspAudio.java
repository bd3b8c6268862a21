package org.camerad.driver.hisilicon.rtsp;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.camerad.driver.AudioCodec;
import org.camerad.driver.AudioFrame;
import org.camerad.driver.CameraException;

/** The microphone's G.711 or AAC, through the streamer's RTSP server. */
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
				return (packet) -> frames(codec, track, packet, time.nanos(packet.time())).forEach(this::show);
			}

		};
	}

	private static AudioCodec codec(Sdp.Track track) throws IOException {
		return switch (track.encoding()) {
			case "PCMU" -> AudioCodec.G711_MU_LAW;
			case "PCMA" -> AudioCodec.G711_A_LAW;
			case "MPEG4-GENERIC" -> AudioCodec.AAC;
			default -> throw new IOException("its audio is " + track.encoding());
		};
	}

	private static List<AudioFrame> frames(AudioCodec codec, Sdp.Track track, RtpPacket packet, long nanos)
			throws IOException {
		int rate = track.clockRate();
		if (codec != AudioCodec.AAC) {
			return List.of(new AudioFrame(codec, rate, packet.payload(), nanos));
		}
		List<byte[]> units = AacPayload.split(track.format(), packet.payload());
		return IntStream.range(0, units.size())
			.mapToObj((i) -> new AudioFrame(codec, rate, units.get(i), nanos + i * AacPayload.nanos(rate)))
			.toList();
	}

	public Flow.Publisher<AudioFrame> frames() {
		return this.feed;
	}

	@Override
	public void close() {
		this.feed.close(CameraException.unavailable("the camera is closed"));
	}

}
