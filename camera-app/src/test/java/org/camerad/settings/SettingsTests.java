package org.camerad.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.camerad.cgi.Parameter;
import org.camerad.cgi.ParameterException;
import org.camerad.cgi.Table;
import org.camerad.cgi.Values;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.Control;
import org.camerad.driver.DeviceInfo;
import org.camerad.driver.Setting;
import org.camerad.driver.VideoStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** The values in effect after changes, restarts and a factory reset. */
class SettingsTests {

	private static final Parameter<Integer> LEVEL = Parameter.range("level", 0, 9).initially(5);

	private static final Parameter<Integer> SHARP = Parameter.range("sharp", 0, 9)
		.needs(Setting.SHARPNESS)
		.initially(4);

	private static final Parameter<Integer> ONCE = Parameter.range("once", 0, 9).setOnly();

	private static final SettingsGroup<Integer> IMAGE = SettingsGroup.of("image", Table.of(LEVEL, SHARP, ONCE),
			(values) -> values.get(LEVEL), (camera) -> Optional.of(new WithoutSharpness()));

	private static final Parameter<Integer> PORT = Parameter.range("port", 1, 9).initially(8);

	private static final SettingsGroup<Integer> NETWORK = SettingsGroup.of("network", Table.of(PORT),
			(values) -> values.get(PORT), (camera) -> Optional.empty());

	/** A camera that only has to be there. */
	private static final Camera BARE = new Camera() {

		@Override
		public DeviceInfo info() {
			throw new AssertionError("nobody needs it");
		}

		@Override
		public List<VideoStream> streams() {
			return List.of();
		}

		@Override
		public void close() {
			// Nothing is open.
		}

	};

	@TempDir
	private Path folder;

	private Settings settings;

	@BeforeEach
	void load() throws IOException {
		this.settings = open(Values.NONE);
	}

	private Settings open(Values configured) throws IOException {
		return new Settings(List.of(IMAGE, NETWORK), new Store(this.folder), configured);
	}

	@Test
	void factoryValuesAreTheStartAndConfiguredOnesGoBefore() throws IOException {
		assertThat(this.settings.groups()).containsExactly(IMAGE, NETWORK);
		assertThat(this.settings.of(IMAGE).get(LEVEL)).isEqualTo(5);
		assertThat(this.settings.of(IMAGE).find(ONCE)).isNull();
		assertThat(open(Values.of(PORT, 3)).of(NETWORK).get(PORT)).isEqualTo(3);
		assertThatIllegalStateException().isThrownBy(() -> this.settings.of(IMAGE.withColumns()))
			.withMessage("not a group of this camera: image");
	}

	@Test
	void hardwareKnowsItsInitialValuesBetter() throws IOException {
		SettingsGroup<Integer> knowing = NETWORK.initially((camera, values) -> values.with(PORT, 2));
		Settings known = new Settings(List.of(knowing), new Store(this.folder), Values.NONE);
		assertThat(known.of(knowing).get(PORT)).as("no camera yet").isEqualTo(8);
		known.load(BARE);
		assertThat(known.of(knowing).get(PORT)).isEqualTo(2);
	}

	@Test
	void savedValuesAreInEffectAndSurviveARestart() throws IOException {
		Values values = this.settings.of(IMAGE).with(LEVEL, 7).with(ONCE, 1);
		this.settings.save(IMAGE, values);
		assertThat(this.settings.of(IMAGE)).isEqualTo(values);
		assertThat(this.settings.of(NETWORK).get(PORT)).isEqualTo(8);
		assertThat(new Store(this.folder).state().settings())
			.isEqualTo(Map.of("image", Map.of("level", "7", "sharp", "4")));
		assertThat(open(Values.of(LEVEL, 1)).of(IMAGE).get(LEVEL)).isEqualTo(7);
	}

	@Test
	void valuesThatCannotBeSavedAreNotInEffect() throws IOException {
		Files.createDirectories(this.folder.resolve("state.new/full"));
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> this.settings.save(IMAGE, this.settings.of(IMAGE).with(LEVEL, 7)));
		assertThat(this.settings.of(IMAGE).get(LEVEL)).isEqualTo(5);
	}

	@Test
	void savedTextThatIsNoValueFallsToTheFactorys() throws IOException {
		Store store = new Store(this.folder);
		store.update((state) -> state.withSettings("image", Map.of("level", "many", "sharp", "3")));
		Settings again = open(Values.NONE);
		assertThat(again.of(IMAGE).get(LEVEL)).isEqualTo(5);
		assertThat(again.of(IMAGE).get(SHARP)).isEqualTo(3);
	}

	@Test
	void savedValuesThatDoNotGoTogetherStay() throws IOException {
		Table quarrel = new Table(List.of(PORT), (context) -> {
			throw new ParameterException("not together");
		});
		SettingsGroup<Integer> group = SettingsGroup.of("network", quarrel, (values) -> values.get(PORT),
				(camera) -> Optional.empty());
		new Store(this.folder).update((state) -> state.withSettings("network", Map.of("port", "3")));
		assertThat(new Settings(List.of(group), new Store(this.folder), Values.NONE).of(group).get(PORT)).isEqualTo(3);
	}

	@Test
	void factoryResetKeepsTheGroupsThatItIsTold() throws IOException {
		this.settings.save(IMAGE, this.settings.of(IMAGE).with(LEVEL, 7));
		this.settings.save(NETWORK, Values.of(PORT, 3));
		this.settings.restoreFactory((group) -> group == NETWORK, true, null);
		assertThat(this.settings.of(IMAGE).get(LEVEL)).isEqualTo(5);
		assertThat(this.settings.of(NETWORK).get(PORT)).isEqualTo(3);
		assertThat(new Store(this.folder).state().settings()).isEqualTo(Map.of("network", Map.of("port", "3")));
	}

	@Test
	void lackedSettingIsShownAtItsInitial() throws IOException {
		this.settings.save(IMAGE, this.settings.of(IMAGE).with(LEVEL, 7).with(SHARP, 9));
		assertThat(this.settings.shown(IMAGE, null).get(SHARP)).isEqualTo(9);
		Values shown = this.settings.shown(IMAGE, BARE);
		assertThat(shown.get(SHARP)).isEqualTo(4);
		assertThat(shown.get(LEVEL)).isEqualTo(7);
		assertThat(IMAGE.lacks(BARE)).containsExactly(Setting.SHARPNESS);
		assertThat(IMAGE.lacks(null)).isEmpty();
		assertThat(NETWORK.lacks(BARE)).isEmpty();
	}

	@Test
	void answerShowsTheRowsOrItsOwnColumns() {
		Values values = this.settings.of(IMAGE);
		assertThat(IMAGE.show(values, null).name()).isEqualTo("image");
		assertThat(IMAGE.show(values, null).attributes()).hasToString("{level=5, sharp=4}");
		SettingsGroup<Integer> other = IMAGE.withColumns(SettingsGroup.Column.of(SHARP),
				new SettingsGroup.Column("open", (all, camera) -> String.valueOf(camera != null), null));
		assertThat(other.show(values, BARE).attributes()).hasToString("{sharp=4, open=true}");
		assertThat(IMAGE.build().apply(values)).isEqualTo(5);
	}

	@Test
	void stateKeepsWhatAChangeDoesNotName() {
		StoredUser user = new StoredUser("guest", "User", false, "secret hash", "sealed", "sealed too");
		DeviceState state = DeviceState.FACTORY.withSettings("image", Map.of("level", "1", "older", "x"))
			.withUsers(List.of(user))
			.withPresets(new TreeSet<>(Set.of(3)));
		DeviceState changed = state.withSettings("image", Map.of("level", "2"));
		assertThat(changed.settings()).isEqualTo(Map.of("image", Map.of("level", "2", "older", "x")));
		assertThat(changed.users()).containsExactly(user);
		assertThat(changed.presets()).containsExactly(3);
		assertThat(state.withUsers(List.of()).settings()).isEqualTo(state.settings());
		assertThat(state.withUsers(List.of()).presets()).containsExactly(3);
		assertThat(user).hasToString("StoredUser[guest, User, disabled]");
		assertThat(new StoredUser("guest", "User", true, "x").withDigest("d").digest()).isEqualTo("d");
		assertThat(new StoredUser("guest", "User", true, "x")).hasToString("StoredUser[guest, User]");
	}

	private static final class WithoutSharpness implements Control<Integer> {

		@Override
		public Set<Setting> lacks() {
			return Set.of(Setting.SHARPNESS);
		}

		@Override
		public void apply(Integer settings) throws CameraException {
			throw CameraException.refused("not in this test");
		}

	}

}
