package org.camerad.driver.pi.video;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

import org.camerad.driver.Codec;
import org.camerad.driver.IntRange;
import org.camerad.driver.Resolution;
import org.camerad.driver.Video;
import org.camerad.driver.VideoMode;
import org.jspecify.annotations.Nullable;

/**
 * The modes of a stream on this board with this camera. H.265 is not among them, because
 * no Raspberry Pi has an encoder for it.
 *
 * @param name the stream's name
 * @param modes the modes
 */
record StreamModes(String name, List<VideoMode> modes) {

	private static final IntRange GOP_LENGTH = new IntRange(1, 300);

	private static final int MAX_FRAME_RATE = 30;

	/**
	 * The processor encodes pictures larger than 1080P, so their frame rate is limited.
	 */
	private static final int MAX_LARGE_FRAME_RATE = 15;

	private static final int FULL_HD_PIXELS = 1920 * 1080;

	/**
	 * Returns the modes of the main stream, the largest first.
	 * @param sensor the camera; empty if it is unknown: every camera module supports
	 * 1080P
	 * @param choice the choice of the sensor's mode
	 * @param beyond1080p whether the encoder accepts larger pictures
	 */
	static StreamModes main(Optional<Sensor> sensor, SensorModeChoice choice, boolean beyond1080p) {
		List<VideoMode> modes = new ArrayList<>();
		ToIntFunction<Resolution> rates = (
				size) -> sensor.map((each) -> each.frameRate(choice, size.width(), size.height())).orElse(limit(size));
		if (beyond1080p && sensor.isPresent()) {
			add(modes, rates, Resolution.of(2592, 1944), new IntRange(500, 8000));
		}
		add(modes, rates, Resolution.of(1920, 1080), new IntRange(500, 6000));
		add(modes, rates, Resolution.of(1280, 720), new IntRange(250, 4000));
		if (modes.isEmpty()) {
			modes.add(mode(Resolution.of(640, 480), MAX_FRAME_RATE, new IntRange(50, 2000)));
		}
		return new StreamModes("main", List.copyOf(modes));
	}

	/**
	 * Returns the modes of the sub stream, which is scaled from the main stream.
	 */
	static StreamModes sub() {
		return new StreamModes("sub", List.of(mode(Resolution.of(640, 480), MAX_FRAME_RATE, new IntRange(50, 2000)),
				mode(Resolution.of(480, 360), MAX_FRAME_RATE, new IntRange(50, 2000))));
	}

	private static void add(List<VideoMode> modes, ToIntFunction<Resolution> rates, Resolution size,
			IntRange bitrateKbps) {
		int supported = rates.applyAsInt(size);
		if (supported >= 1) {
			modes.add(mode(size, Math.min(limit(size), supported), bitrateKbps));
		}
	}

	private static int limit(Resolution size) {
		return (size.width() * size.height() > FULL_HD_PIXELS) ? MAX_LARGE_FRAME_RATE : MAX_FRAME_RATE;
	}

	private static VideoMode mode(Resolution size, int frameRate, IntRange bitrateKbps) {
		return new VideoMode(Codec.H264, size, new IntRange(1, frameRate), bitrateKbps);
	}

	/**
	 * Returns the settings before the first {@code apply}: 25 frames per second, 2500
	 * kbit/s or the nearest values.
	 */
	Video initial() {
		VideoMode mode = this.modes.stream()
			.filter((each) -> each.resolution().width() <= 1920)
			.findFirst()
			.orElse(this.modes.get(0));
		return new Video(mode.codec(), mode.resolution(), mode.frameRate().nearest(25), 100,
				mode.bitrateKbps().nearest(2500), Video.BitrateControl.CBR);
	}

	/** Returns why the stream rejects settings; null if it accepts them. */
	@Nullable String rejection(Video video) {
		if (!GOP_LENGTH.contains(video.gopLength())) {
			return "GOP length " + video.gopLength() + " is not in the range " + GOP_LENGTH;
		}
		boolean offered = this.modes.stream().anyMatch((mode) -> mode.covers(video));
		return offered ? null : "the " + this.name + " stream has no such mode: " + video;
	}

}
