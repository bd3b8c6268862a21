package org.camerad.driver.kit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import org.camerad.driver.Audio;
import org.camerad.driver.AudioMode;
import org.camerad.driver.BlockGrid;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.ClockSettings;
import org.camerad.driver.Control;
import org.camerad.driver.Image;
import org.camerad.driver.Motion;
import org.camerad.driver.Osd;
import org.camerad.driver.PtzMotion;
import org.camerad.driver.TimeFormat;
import org.camerad.driver.Video;
import org.camerad.driver.VideoMode;

import static java.time.ZoneOffset.UTC;

/** The parts of a camera by name, ordinary settings for each part, and every call. */
public final class Parts {

	static final Osd OSD = TestSettings.osd(true, Osd.Color.WHITE_ON_BLACK, Osd.FontSize.MEDIUM, new Osd.Percent(1, 0),
			false, false, new Osd.Percent(1, 0), true, TimeFormat.YEAR_MONTH_DAY_DASHES, "Entrance");

	public static final Motion MOTION = TestSettings.motion(true, 80, 20, true, 80, 22, BlockGrid.all(22, 18));

	static final ClockSettings CLOCK = TestSettings.clock(UTC, ClockSettings.Source.MANUAL, "192.0.2.1", 123);

	private Parts() {
	}

	/** Returns the parts that a camera may lack. */
	static Map<String, Optional<?>> optional(Camera camera) {
		Map<String, Optional<?>> parts = new LinkedHashMap<>();
		parts.put("image", camera.image());
		parts.put("osd", camera.osd());
		parts.put("motion", camera.motion());
		parts.put("audio", camera.audio());
		parts.put("ptz", camera.ptz());
		parts.put("storage", camera.storage());
		parts.put("network", camera.network());
		parts.put("clock", camera.clock());
		parts.put("maintenance", camera.maintenance());
		parts.put("firmware", camera.firmware());
		return parts;
	}

	/** Returns the parts that are present and take settings. */
	static List<Control<?>> controls(Camera camera) {
		List<Control<?>> controls = new ArrayList<>(camera.streams());
		optional(camera).values().forEach((part) -> part.ifPresent((present) -> {
			if (present instanceof Control<?> control) {
				controls.add(control);
			}
		}));
		return controls;
	}

	public static Video video(VideoMode mode) {
		return TestSettings.video(mode.codec(), mode.resolution(), mode.frameRate().max(), 50, mode.bitrateKbps().max(),
				Video.BitrateControl.VBR);
	}

	static Audio audio(AudioMode mode, int bitrateKbps) {
		return TestSettings.audio(true, mode.codec(), mode.sampleRate(), bitrateKbps, 60, 80, true);
	}

	/**
	 * Returns every call that can fail on every present part. To be called before the
	 * camera is closed.
	 */
	static Map<String, ThrowingCallable> calls(Camera camera) {
		Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
		camera.streams().forEach((stream) -> {
			calls.put("stream.apply " + stream, () -> stream.apply(video(stream.modes().get(0))));
			calls.put("stream.snapshot " + stream, stream::snapshot);
		});
		camera.image().ifPresent((image) -> calls.put("image.apply", () -> image.apply(Image.NEUTRAL)));
		camera.osd().ifPresent((osd) -> calls.put("osd.apply", () -> osd.apply(OSD)));
		camera.motion().ifPresent((motion) -> calls.put("motion.apply", () -> motion.apply(MOTION)));
		camera.audio().ifPresent((audio) -> calls.put("audio.apply", () -> {
			AudioMode mode = audio.modes().get(0);
			audio.apply(audio(mode, mode.bitratesKbps().get(0)));
		}));
		systemCalls(camera, calls);
		movingCalls(camera, calls);
		return calls;
	}

	private static void systemCalls(Camera camera, Map<String, ThrowingCallable> calls) {
		camera.network().ifPresent((network) -> {
			calls.put("network.apply", () -> network.apply(network.initial()));
			calls.put("network.inUse", network::inUse);
		});
		camera.clock().ifPresent((clock) -> {
			calls.put("clock.apply", () -> clock.apply(CLOCK));
			calls.put("clock.set", () -> clock.set(Instant.EPOCH));
		});
		camera.maintenance().ifPresent((maintenance) -> {
			calls.put("maintenance.reboot", maintenance::reboot);
			calls.put("maintenance.factoryReset", () -> maintenance.factoryReset(true));
		});
		camera.firmware()
			.ifPresent((firmware) -> calls.put("firmware.install",
					() -> firmware.install(TestImages.empty(), (percent) -> {
					})));
	}

	private static void movingCalls(Camera camera, Map<String, ThrowingCallable> calls) {
		camera.ptz().ifPresent((ptz) -> {
			calls.put("ptz.move", () -> ptz.move(PtzMotion.STILL));
			calls.put("ptz.stop", ptz::stop);
			calls.put("ptz.addPreset", () -> ptz.addPreset(1));
			calls.put("ptz.callPreset", () -> ptz.callPreset(1));
			calls.put("ptz.deletePreset", () -> ptz.deletePreset(1));
			calls.put("ptz.position", () -> ptz.position().orElseThrow(Parts::noPosition));
			ptz.positioning()
				.ifPresent((positioning) -> calls.put("ptz.approach",
						() -> positioning.approach(positioning.lowest(), 1)));
		});
		camera.storage().ifPresent((storage) -> {
			calls.put("storage.state", storage::state);
			calls.put("storage.write", () -> storage.write("late.jpg", new byte[1]));
			calls.put("storage.names", storage::names);
			calls.put("storage.delete", () -> storage.delete("late.jpg"));
		});
	}

	/**
	 * Returns the exception for a head that cannot report its position, which need not
	 * fail.
	 */
	private static Exception noPosition() {
		return CameraException.unavailable("cannot report its position");
	}

}
