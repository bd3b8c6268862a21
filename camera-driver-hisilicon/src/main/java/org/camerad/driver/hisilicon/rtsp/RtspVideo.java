package org.camerad.driver.hisilicon.rtsp;

import java.io.IOException;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.camerad.driver.AccessUnit;
import org.camerad.driver.Codec;
import org.camerad.driver.EncodedVideo;
import org.camerad.driver.support.publish.DeliveryPolicy;

/** What an encoder of the streamer produces, through its RTSP server. */
public final class RtspVideo implements EncodedVideo, AutoCloseable {

	private final TrackRelay<AccessUnit> relay;

	/**
	 * Creates the encoded video of one stream.
	 * @param address returns where the stream is now
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

	/** The streamer cannot be asked: its next key frame comes with its next GOP. */
	@Override
	public void requestKeyFrame() {
	}

	@Override
	public void close() {
		this.relay.close();
	}

}
