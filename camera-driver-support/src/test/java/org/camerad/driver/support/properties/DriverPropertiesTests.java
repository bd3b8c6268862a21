package org.camerad.driver.support.properties;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.camerad.driver.CameraException;
import org.camerad.driver.DriverProperty;
import org.camerad.driver.IntRange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DriverPropertiesTests {

	private enum Card {

		PRESENT, READ_ONLY

	}

	private static final Property<Integer> QUALITY = Property.of("video.quality",
			PropertyKind.wholeNumber(new IntRange(1, 100)), "85", "the quality of JPEGs");

	private static final Property<Duration> STALL_TIME = Property.of("video.stall-time",
			PropertyKind.duration(Duration.ofMillis(500), Duration.ofMinutes(1)), "5s", "the silence that is too long");

	private static final Property<Boolean> MIRRORED = Property.of("video.mirrored", PropertyKind.flag(), "false",
			"whether left and right change places");

	private static final Property<Path> ROOT = Property.optional("root", PropertyKind.absolutePath("/board"),
			"the board's root");

	private static final Property<String> PASSWORD = Property.optional("password",
			PropertyKind.matching("[a-z]{8,}", "8 small letters or more"), "the password");

	private static final Property<Card> CARD = Property.of("sd", PropertyKind.words(Card.class), "present",
			"the memory card");

	private static final Property<String> TURBO = Property.optional("turbo",
			PropertyKind.words(List.of("off", "ff")).ignoringCase(), "the turbo speed");

	private static final Property<String> SCENE = Property.optional("scene", new PropertyKind<>("a scene", (text) -> {
		throw CameraException.refused("there is no such file");
	}), "the scene");

	private static final Property<String> FAULT = Property.member("fault.<name>", "sensor-lost",
			PropertyKind.text("a fault"), "a fault");

	private static final DriverProperties TABLE = new DriverProperties("toy", List.of(QUALITY, STALL_TIME, MIRRORED),
			List.of(ROOT, PASSWORD, CARD, TURBO, SCENE, FAULT));

	private static PropertyValues read(String name, String value) throws CameraException {
		return TABLE.read(Map.of(name, value));
	}

	@Test
	void withoutConfigurationInitialValuesAreInEffect() throws CameraException {
		PropertyValues values = TABLE.read(Map.of());
		assertThat(values.get(QUALITY)).isEqualTo(85);
		assertThat(values.get(STALL_TIME)).hasSeconds(5);
		assertThat(values.get(MIRRORED)).isFalse();
		assertThat(values.get(CARD)).isEqualTo(Card.PRESENT);
		assertThat(values.find(ROOT)).isEmpty();
		assertThat(values.isConfigured(QUALITY)).isFalse();
	}

	@Test
	void configuredValuesAreReadByTheirKind() throws CameraException {
		PropertyValues values = TABLE.read(Map.of("video.quality", " 1 ", "video.mirrored", "true", "root", "/board",
				"sd", "read-only", "turbo", "FF", "fault.sensor-lost", "on"));
		assertThat(values.get(QUALITY)).isEqualTo(1);
		assertThat(values.get(MIRRORED)).isTrue();
		assertThat(values.get(ROOT)).isEqualTo(Path.of("/board"));
		assertThat(values.get(CARD)).isEqualTo(Card.READ_ONLY);
		assertThat(values.get(TURBO)).isEqualTo("ff");
		assertThat(values.get(FAULT)).isEqualTo("on");
		assertThat(values.isConfigured(QUALITY)).isTrue();
	}

	@Test
	void aBlankValueIsTheSameAsNone() throws CameraException {
		assertThat(read("video.quality", " ").get(QUALITY)).isEqualTo(85);
		assertThat(read("root", "").isConfigured(ROOT)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "500ms, 500", "1s, 1000", "2S, 2000", "1m, 60000", "60000ms, 60000" })
	void timesCarryTheirUnit(String text, long millis) throws CameraException {
		assertThat(read("video.stall-time", text).get(STALL_TIME)).hasMillis(millis);
	}

	@ParameterizedTest
	@CsvSource({ "video.quality, 0, a whole number from 1 to 100", "video.quality, 101, a whole number from 1 to 100",
			"video.quality, 1.5, a whole number from 1 to 100",
			"video.quality, 9999999999, a whole number from 1 to 100", "video.mirrored, TRUE, true or false",
			"video.stall-time, 499ms, 'a time from 500ms to 1m, with its unit'",
			"video.stall-time, 61s, 'a time from 500ms to 1m, with its unit'",
			"video.stall-time, 5, 'a time from 500ms to 1m, with its unit'",
			"video.stall-time, -1s, 'a time from 500ms to 1m, with its unit'",
			"root, board, an absolute path such as /board", "sd, READ-ONLY, present or read-only",
			"password, Secret99, 8 small letters or more" })
	void aWrongValueIsRefusedWithTheNameAndWithoutTheValue(String name, String value, String expected) {
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> read(name, value))
			.withMessage("camera.toy." + name + ": must be " + expected)
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.REFUSED));
	}

	@Test
	void aKindCanSayMore() {
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> read("scene", "/nowhere"))
			.withMessage("camera.toy.scene: there is no such file");
	}

	@ParameterizedTest
	@CsvSource({ "video.qualty, video.quality", "vidoe.mirrored, video.mirrored", "stall-time, video.stall-time",
			"fault.sensor-lots, fault.sensor-lost", "pasword, password" })
	void anUnknownNameIsRefusedWithTheNearestOne(String name, String nearest) {
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> read(name, "hunter2"))
			.withMessage("camera.toy." + name + ": there is no such property; did you mean camera.toy." + nearest + "?")
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.REFUSED));
	}

	@Test
	void anUnknownNameUnlikeAnyIsRefusedAlone() {
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> read("gpio.wheels", "hunter2"))
			.withMessage("camera.toy.gpio.wheels: there is no such property");
	}

	@Test
	void aPropertyWithoutEffectIsRefused() throws CameraException {
		PropertyValues values = read("root", "/board");
		values.requireEffect(true, "board=local", List.of(ROOT));
		values.requireEffect(false, "board=local", List.of(QUALITY));
		assertThatExceptionOfType(CameraException.class)
			.isThrownBy(() -> values.requireEffect(false, "board=local", List.of(QUALITY, ROOT)))
			.withMessage("camera.toy.root: has no effect without camera.toy.board=local");
	}

	@Test
	void mistakesInDeclarationsShowAtOnce() {
		assertThatIllegalArgumentException().isThrownBy(() -> Property.of("sd", PropertyKind.flag(), "maybe", "a card"))
			.withMessageContaining("sd");
		assertThatIllegalArgumentException().isThrownBy(() -> new DriverProperties("toy", List.of(ROOT, ROOT)))
			.withMessageContaining("root");
	}

	@Test
	void theTableIsData() {
		assertThat(TABLE.described()).hasSize(9)
			.startsWith(new DriverProperty("video.quality", Optional.of("85"), "a whole number from 1 to 100",
					"the quality of JPEGs"))
			.endsWith(new DriverProperty("fault.sensor-lost", Optional.empty(), "a fault", "a fault"));
	}

}
