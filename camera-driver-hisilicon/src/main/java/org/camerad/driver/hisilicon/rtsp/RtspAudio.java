package org.camerad.driver.hisilicon.rtsp;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.camerad.driver.AudioCodec;
import org.camerad.driver.AudioFrame;
import org.camerad.driver.support.publish.DeliveryPolicy;

/** The microphone's G.711 or AAC from the streamer's RTSP server. */
public final class RtspAudio implements AutoCloseable {

	private static final Map<String, AudioCodec> CODECS = Map.of("PCMU", AudioCodec.G711_MU_LAW, "PCMA",
			AudioCodec.G711_A_LAW, "MPEG4-GENERIC", AudioCodec.AAC);

	private final TrackRelay<AudioFrame> relay;

	/** The reason why the sound cannot be passed on; empty if it can. */
	private volatile String problem = "";

	/**
	 * Creates the audio of one stream.
	 * @param address returns the current address of the stream
	 */
	public RtspAudio(String threadName, Supplier<RtspAddress> address) {
		this.relay = new TrackRelay<>(threadName, address, "audio", DeliveryPolicy.independent(), this::receiver);
	}

	private TrackRelay.PacketReceiver receiver(Sdp.Track track, Consumer<AudioFrame> values) throws IOException {
		AudioCodec codec = CODECS.get(track.encoding());
		if (codec == null) {
			this.problem = "the microphone's sound cannot be passed on, because it is " + track.encoding()
					+ ": set the audio codec to G.711 or AAC";
			throw new IOException("its audio is " + track.encoding());
		}
		this.problem = "";
		RtpClock time = new RtpClock(track.clockRate());
		return (packet) -> frames(codec, track, packet, time.nanos(packet.time())).forEach(values);
	}

	/** Returns the reason why there is no sound; empty if there is, or nobody listens. */
	public String problem() {
		return this.problem;
	}

	private static List<AudioFrame> frames(AudioCodec codec, Sdp.Track track, RtpPacket packet, long nanos)
			throws IOException {
		int rate = track.clockRate();
		if (codec != AudioCodec.AAC) {
			return List.of(new AudioFrame(codec, rate, packet.payload(), nanos));
		}
		List<byte[]> units = AacPayload.split(track.format(), packet.payload());
		return IntStream.range(0, units.size())
			.mapToObj((i) -> new AudioFrame(codec, rate, units.get(i), nanos + i * AacPayload.durationNanos(rate)))
			.toList();
	}

	public Flow.Publisher<AudioFrame> frames() {
		return this.relay.publisher();
	}

	@Override
	public void close() {
		this.relay.close();
	}

}
