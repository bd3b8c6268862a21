package org.camerad.driver.sim;

import java.util.List;

import org.camerad.driver.Codec;
import org.camerad.driver.IntRange;
import org.camerad.driver.Resolution;
import org.camerad.driver.Video;
import org.camerad.driver.VideoMode;
import org.camerad.driver.sim.encode.Encoders;
import org.jspecify.annotations.Nullable;

/**
 * The capabilities of one simulated video encoder, from the contract's example (3.9).
 *
 * @param streamName name of the stream
 * @param modes the modes that it offers
 * @param initial the settings when the power comes on (contract 3.10)
 * @param encodes whether it produces access units; otherwise it only holds its settings
 */
record VideoCapabilities(String streamName, List<VideoMode> modes, Video initial, boolean encodes) {

	private static final IntRange GOP_LENGTH = new IntRange(1, 300);

	/** The capabilities of the main stream. */
	static final VideoCapabilities MAIN = new VideoCapabilities("main",
			List.of(mode(Codec.H264, 2592, 1944, 15, new IntRange(500, 8000)),
					mode(Codec.H264, 1920, 1080, 30, new IntRange(500, 6000)),
					mode(Codec.H265, 2592, 1944, 15, new IntRange(500, 6000)),
					mode(Codec.H265, 1920, 1080, 30, new IntRange(500, 4000))),
			new Video(Codec.H265, Resolution.of(1920, 1080), 25, 100, 2500, Video.BitrateControl.CBR), false);

	/** The capabilities of the sub stream. */
	static final VideoCapabilities SUB = new VideoCapabilities("sub",
			List.of(mode(Codec.H264, 640, 480, 30, new IntRange(50, 2000)),
					mode(Codec.H264, 480, 360, 30, new IntRange(50, 2000)),
					mode(Codec.H265, 640, 480, 30, new IntRange(50, 2000)),
					mode(Codec.H265, 480, 360, 30, new IntRange(50, 2000))),
			new Video(Codec.H265, Resolution.of(480, 360), 25, 100, 200, Video.BitrateControl.CBR), false);

	/**
	 * Returns the modes for which an encoder is installed, or all of them if none is.
	 */
	VideoCapabilities limitedTo(Encoders installed) {
		List<VideoMode> offered = this.modes.stream().filter((mode) -> installed.canEncode(mode.codec())).toList();
		if (offered.isEmpty()) {
			return this;
		}
		Codec codec = installed.canEncode(this.initial.codec()) ? this.initial.codec() : offered.get(0).codec();
		return new VideoCapabilities(this.streamName, offered,
				new Video(codec, this.initial.resolution(), this.initial.frameRate(), this.initial.gopLength(),
						this.initial.bitrateKbps(), this.initial.bitrateControl()),
				true);
	}

	private static VideoMode mode(Codec codec, int width, int height, int frameRate, IntRange bitrateKbps) {
		return new VideoMode(codec, Resolution.of(width, height), new IntRange(1, frameRate), bitrateKbps);
	}

	/** Returns why the encoder cannot apply the settings, null if it can. */
	@Nullable String problem(Video video) {
		if (!GOP_LENGTH.contains(video.gopLength())) {
			return "GOP length " + video.gopLength() + " is not in " + GOP_LENGTH;
		}
		boolean offered = this.modes.stream().anyMatch((mode) -> mode.covers(video));
		return offered ? null : "the " + this.streamName + " stream has no such mode: " + video;
	}

}
