package org.camerad.driver.hisilicon.rtsp;

import java.io.IOException;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.camerad.driver.AccessUnit;
import org.camerad.driver.Codec;
import org.camerad.driver.EncodedVideo;
import org.camerad.driver.support.publish.DeliveryPolicy;

/** The encoded video of one stream from the streamer's RTSP server. */
public final class RtspVideo implements EncodedVideo, AutoCloseable {

	private final TrackRelay<AccessUnit> relay;

	/**
	 * Creates the encoded video of one stream.
	 * @param address returns the current address of the stream
	 */
	public RtspVideo(String threadName, Supplier<RtspAddress> address) {
		this.relay = new TrackRelay<>(threadName, address, "video", DeliveryPolicy.inSequence(AccessUnit::keyFrame),
				RtspVideo::units);
	}

	private static TrackRelay.PacketReceiver units(Sdp.Track track, Consumer<AccessUnit> values) throws IOException {
		return new AccessUnitAssembler(codec(track), track.parameterSets(), new RtpClock(track.clockRate()),
				values)::add;
	}

	private static Codec codec(Sdp.Track track) throws IOException {
		return switch (track.encoding()) {
			case "H264" -> Codec.H264;
			case "H265" -> Codec.H265;
			default -> throw new IOException("its video is " + track.encoding());
		};
	}

	@Override
	public Flow.Publisher<AccessUnit> accessUnits() {
		return this.relay.publisher();
	}

	/**
	 * Does nothing. The streamer does not accept requests; the next key frame arrives
	 * with the next GOP.
	 */
	@Override
	public void requestKeyFrame() {
	}

	@Override
	public void close() {
		this.relay.close();
	}

}
