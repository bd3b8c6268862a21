package org.camerad.driver.hisilicon.rtsp;

import java.io.IOException;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

import org.camerad.driver.AccessUnit;
import org.camerad.driver.CameraException;
import org.camerad.driver.Codec;
import org.camerad.driver.EncodedVideo;

/** What an encoder of the streamer produces, through its RTSP server. */
public final class RtspVideo implements EncodedVideo, AutoCloseable {

	private final MediaFeed<AccessUnit> feed;

	/**
	 * @param address where the stream is now
	 */
	public RtspVideo(String threadName, Supplier<RtspAddress> address) {
		this.feed = new MediaFeed<>(threadName, address, "video", AccessUnit::keyFrame) {

			@Override
			Sink sink(Sdp.Track track) throws IOException {
				Codec codec = codec(track);
				return new AccessUnits(codec, track.parameterSets(), new RtpTime(track.clockRate()), this::show)::add;
			}

		};
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
		return this.feed;
	}

	/** The streamer cannot be asked: its next key frame comes with its next GOP. */
	@Override
	public void requestKeyFrame() {
	}

	@Override
	public void close() {
		this.feed.close(CameraException.unavailable("the camera is closed"));
	}

}
