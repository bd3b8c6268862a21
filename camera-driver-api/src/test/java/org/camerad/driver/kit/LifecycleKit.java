package org.camerad.driver.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.camerad.driver.Camera;
import org.camerad.driver.DeviceInfo;
import org.camerad.driver.DriverProperty;
import org.camerad.driver.DriverSPI;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Setting;
import org.camerad.driver.VideoStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/** The rules of detecting, opening and closing a camera. */
abstract class LifecycleKit extends PartKit {

	private static final Set<String> OTHER_LACKS = Set.of("video", "return-from-reboot");

	@Test
	@DisplayName("L1 constructing has no side effects; the name is lower-case letters; the properties are constant")
	void constructing() {
		Set<Thread> before = Thread.getAllStackTraces().keySet();
		DriverSPI driver = kit().driver();
		assertThat(driver.name()).matches("[a-z]+");
		assertThat(driver.properties()).isEqualTo(kit().driver().properties())
			.extracting(DriverProperty::name)
			.doesNotHaveDuplicates();
		assertThat(started(before)).isEmpty();
	}

	@Test
	@DisplayName("L2 detecting is repeatable and changes nothing")
	void detecting() throws IOException {
		camera().close();
		List<String> before = files();
		Set<Thread> threads = Thread.getAllStackTraces().keySet();
		DriverSPI driver = kit().driver();
		boolean detected = driver.detects();
		assertThat(driver.detects()).isEqualTo(detected);
		assertThat(files()).isEqualTo(before);
		assertThat(started(threads)).isEmpty();
	}

	@Test
	@DisplayName("L3 closing a second time does nothing")
	void closingTwice() {
		camera().close();
		assertThatNoException().isThrownBy(camera()::close);
	}

	@Test
	@DisplayName("L4 after close every call that can fail throws UNAVAILABLE")
	void afterClose() {
		Map<String, ThrowingCallable> calls = Parts.calls(camera());
		camera().close();
		Map<String, String> wrong = new TreeMap<>();
		calls.forEach((name, call) -> {
			try {
				assertUnavailable(call);
			}
			catch (AssertionError ex) {
				wrong.put(name, String.valueOf(ex.getMessage()));
			}
		});
		assertThat(wrong).isEmpty();
	}

	@Test
	@DisplayName("L5 a closed camera can be opened again and has the same identity")
	void openingAgain() throws Exception {
		DeviceInfo info = camera().info();
		camera().close();
		assertThat(openAgain().info()).isEqualTo(info);
		for (VideoStream stream : camera().streams()) {
			assertThatNoException().isThrownBy(() -> stream.apply(Parts.video(stream.modes().get(0))));
		}
	}

	@Test
	@DisplayName("L6 each part is either present or listed as lacking with a reason")
	void parts() {
		Map<String, Optional<?>> parts = Parts.optional(camera());
		Set<String> missing = parts.keySet()
			.stream()
			.filter((name) -> parts.get(name).isEmpty())
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> listed = new TreeSet<>(kit().lacks().keySet());
		listed.retainAll(parts.keySet());
		assertThat(missing).as("the parts that are missing").isEqualTo(listed);
		assertThat(kit().lacks().values()).as("the reasons").noneMatch(String::isBlank);
	}

	@Test
	@DisplayName("L7 each setting is either present or listed as lacking with a reason")
	void settings() {
		Set<String> missing = Parts.controls(camera())
			.stream()
			.flatMap((control) -> control.lacks().stream())
			.map(LifecycleKit::word)
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> listed = new TreeSet<>(kit().lacks().keySet());
		listed.removeAll(Parts.optional(camera()).keySet());
		listed.removeAll(OTHER_LACKS);
		assertThat(missing).as("the settings that are missing").isEqualTo(listed);
	}

	@Test
	@DisplayName("L8 identity and capabilities do not change, before and after close")
	void constants() {
		Camera camera = camera();
		List<Object> before = constants(camera);
		assertThat(constants(camera)).isEqualTo(before);
		camera.close();
		assertThat(constants(camera)).isEqualTo(before);
		assertThat(camera.info().model()).isNotBlank();
		assertThat(camera.info().serialNumber()).isNotBlank();
	}

	@Test
	@DisplayName("L9 the status names each part once, in lower case, with a detail")
	void status() {
		List<PartStatus> status = camera().status();
		assertThat(status).extracting(PartStatus::part)
			.doesNotHaveDuplicates()
			.allMatch((part) -> part.matches("[a-z-]+"));
		assertThat(status).extracting(PartStatus::detail)
			.allMatch((detail) -> !detail.isBlank() && detail.lines().count() == 1);
	}

	@Test
	@DisplayName("L10 a part that tells its settings tells those that were applied")
	void told() throws Exception {
		for (ToldPart<?> part : ToldPart.all(camera())) {
			part.assertTellsWhatIsApplied();
		}
	}

	@Test
	@DisplayName("L11 a change writes the settings that it names, and no others")
	void named() throws Exception {
		for (ToldPart<?> part : ToldPart.all(camera())) {
			part.assertWritesOnlyWhatIsNamed();
		}
	}

	@Test
	@DisplayName("L12 telling the settings changes nothing; after close it throws UNAVAILABLE")
	void telling() throws Exception {
		List<ToldPart<?>> parts = ToldPart.all(camera());
		for (ToldPart<?> part : parts) {
			part.assertTellingChangesNothing();
		}
		camera().close();
		for (ToldPart<?> part : parts) {
			assertUnavailable(part::tell);
		}
	}

	@Test
	@DisplayName("L13 a temperature is from -60 to 150 degrees Celsius")
	void temperature() {
		camera().temperature().ifPresent((celsius) -> assertThat(celsius).isBetween(-60.0, 150.0));
	}

	private static List<Object> constants(Camera camera) {
		List<Object> constants = new ArrayList<>();
		constants.add(camera.info());
		camera.streams().forEach((stream) -> constants.add(stream.modes()));
		Parts.controls(camera).forEach((control) -> constants.add(control.lacks()));
		return constants;
	}

	private static String word(Setting setting) {
		return setting.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns the threads that the driver has started since then, found by their names.
	 */
	private static List<Thread> started(Set<Thread> before) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !before.contains(thread) && thread.getName().startsWith("camera-"))
			.toList();
	}

	private List<String> files() throws IOException {
		try (Stream<Path> files = Files.walk(this.root)) {
			return files.map((file) -> file + " " + file.toFile().lastModified()).sorted().toList();
		}
	}

}
