package org.camerad.driver.kit;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.camerad.driver.Audio;
import org.camerad.driver.AudioMode;
import org.camerad.driver.BlockGrid;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.Change;
import org.camerad.driver.ClockSettings;
import org.camerad.driver.Control;
import org.camerad.driver.Current;
import org.camerad.driver.Image;
import org.camerad.driver.Network;
import org.camerad.driver.Osd;
import org.camerad.driver.Setting;
import org.camerad.driver.TimeFormat;
import org.camerad.driver.Video;
import org.camerad.driver.VideoMode;
import org.camerad.driver.VideoStream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A part that tells its settings, with two records that it accepts.
 *
 * @param name the name of the part
 * @param control the part
 * @param one settings
 * @param other settings that differ, with values that coarse scales hold exactly
 * @param single the settings that can be changed alone, whatever the others are
 */
record ToldPart<S>(String name, Control<S> control, S one, S other, Set<Setting> single) {

	/** Returns the parts of a camera that tell their settings. */
	static List<ToldPart<?>> all(Camera camera) throws Exception {
		List<ToldPart<?>> parts = new ArrayList<>();
		for (VideoStream stream : camera.streams()) {
			add(parts, video(stream));
		}
		if (camera.image().isPresent()) {
			add(parts, new ToldPart<>("image", camera.image().get(), Image.NEUTRAL, TestSettings.image(255, 0, 255, 90),
					EnumSet.range(Setting.BRIGHTNESS, Setting.SHARPNESS)));
		}
		if (camera.osd().isPresent()) {
			add(parts, new ToldPart<>("osd", camera.osd().get(), Parts.OSD, osd(),
					EnumSet.range(Setting.OSD_ENABLED, Setting.OSD_TITLE)));
		}
		if (camera.motion().isPresent()) {
			add(parts,
					new ToldPart<>("motion", camera.motion().get(), Parts.MOTION,
							TestSettings.motion(false, 100, 50, false, 40, 60, BlockGrid.all(4, 4)),
							EnumSet.range(Setting.MOTION_ENABLED, Setting.MOTION_BLOCKS)));
		}
		if (camera.audio().isPresent()) {
			AudioMode mode = camera.audio().get().modes().get(0);
			Audio audio = Parts.audio(mode, mode.bitratesKbps().get(0));
			add(parts, new ToldPart<>("audio", camera.audio().get(), audio,
					TestSettings.audio(false, audio.codec(), audio.sampleRate(), audio.bitrateKbps(), 20, 30, false),
					EnumSet.of(Setting.AUDIO_ENABLED, Setting.INPUT_VOLUME, Setting.OUTPUT_VOLUME, Setting.AMPLIFY)));
		}
		addSystem(camera, parts);
		return parts;
	}

	private static void addSystem(Camera camera, List<ToldPart<?>> parts) throws Exception {
		if (camera.network().isPresent()) {
			add(parts, new ToldPart<>("network", camera.network().get(), network("192.0.2.20"), network("192.0.2.21"),
					Set.of(Setting.ADDRESS)));
		}
		if (camera.clock().isPresent()) {
			add(parts,
					new ToldPart<>("clock", camera.clock().get(), Parts.CLOCK,
							TestSettings.clock(ZoneOffset.ofHours(3), ClockSettings.Source.NTP, "192.0.2.9", 1123),
							Set.of(Setting.TIME_ZONE)));
		}
	}

	private static <S> void add(List<ToldPart<?>> parts, ToldPart<S> part) throws CameraException {
		if (part.control().current(part.one()).isPresent()) {
			parts.add(part);
		}
	}

	private static ToldPart<Video> video(VideoStream stream) {
		VideoMode mode = stream.modes().get(0);
		return new ToldPart<>("video", stream, Parts.video(mode),
				TestSettings.video(mode.codec(), mode.resolution(), mode.frameRate().max(), 20,
						mode.bitrateKbps().min(), Video.BitrateControl.CBR),
				EnumSet.of(Setting.BITRATE, Setting.BITRATE_CONTROL, Setting.GOP_LENGTH));
	}

	private static Osd osd() {
		return TestSettings.osd(false, Osd.Color.BLACK_OUTLINED, Osd.FontSize.LARGE, new Osd.Percent(50, 50), true,
				true, new Osd.Percent(50, 0), false, TimeFormat.MONTH_DAY_YEAR_SLASHES, "Exit 100 %");
	}

	private static Network network(String address) throws UnknownHostException {
		return TestSettings.network(false, address(address), address("255.255.255.0"), address("192.0.2.1"),
				address("192.0.2.2"), address("192.0.2.3"));
	}

	private static Inet4Address address(String literal) throws UnknownHostException {
		return (Inet4Address) InetAddress.getByName(literal);
	}

	/** Returns what the part tells. */
	Current<S> tell() throws CameraException {
		Optional<Current<S>> current = this.control.current(this.one);
		assertThat(current).as(this.name).isPresent();
		return current.get();
	}

	void assertTellsWhatIsApplied() throws CameraException {
		for (S applied : List.of(this.one, this.other)) {
			this.control.apply(applied);
			Current<S> current = this.control.current(applied).orElseThrow();
			assertThat(told(current)).as(this.name).isEqualTo(expected(applied, current));
			assertThat(current.outside()).as(this.name + ": values outside the contract").isEmpty();
			assertThat(current.lost()).as(this.name + ": lost values").isEmpty();
		}
	}

	void assertWritesOnlyWhatIsNamed() throws CameraException {
		this.control.apply(this.one);
		Map<Setting, Object> before = told(tell());
		this.control.change(new Change<>(this.other, Set.of(), Set.of(), Map.of()));
		assertThat(told(tell())).as(this.name + ": nothing named").isEqualTo(before);
		Set<Setting> named = EnumSet.copyOf(this.single);
		named.removeAll(this.control.lacks());
		named.retainAll(before.keySet());
		for (Setting setting : named) {
			this.control.change(Change.of(this.other, Set.of(setting)));
			Map<Setting, Object> expected = told(tell());
			before.put(setting, ComparableSettings.values(this.other).get(setting));
			expected.put(setting, before.get(setting));
			assertThat(expected).as(this.name + ": " + setting + " named").isEqualTo(before);
			assertThat(told(this.control.current(this.other).orElseThrow()).get(setting))
				.isEqualTo(before.get(setting));
		}
	}

	void assertTellingChangesNothing() throws CameraException {
		assertThat(tell()).as(this.name).isEqualTo(tell());
	}

	private Map<Setting, Object> told(Current<S> current) {
		return expected(current.settings(), current);
	}

	private Map<Setting, Object> expected(S settings, Current<S> current) {
		Map<Setting, Object> values = ComparableSettings.values(settings);
		values.keySet().removeAll(current.unknown());
		values.keySet().removeAll(this.control.lacks());
		return values;
	}

}
