package org.camerad.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.camerad.driver.Camera;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverSPI;
import org.camerad.operation.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Finding drivers in a folder, and choosing one. */
@ExtendWith(OutputCaptureExtension.class)
class DriversTests {

	@TempDir
	Path folder;

	@TempDir
	Path work;

	private final DriverSearch search = new DriverSearch();

	@Test
	void aDriverInTheFolderIsFoundAndHasAClassLoaderOfItsOwn() throws IOException {
		jars("toy").toy(jar("toy"));
		DriverSPI toy = Drivers.find(this.folder).choose("toy");
		assertThat(toy.getClass().getName()).isEqualTo("com.example.camera.toy.ToyDriver");
		assertThat(toy.getClass().getClassLoader().getParent()).isSameAs(DriverSPI.class.getClassLoader());
		assertThat(this.search.folder(this.folder).found()).extracting(DriverSearch.Found::name).containsExactly("toy");
	}

	@Test
	void brokenJarsHideNoOtherAndAreNamed(CapturedOutput output) throws IOException {
		Files.writeString(jar("a-text"), "not a jar");
		jars("b").withoutClass(jar("b-missing"));
		jars("c").fromTheFuture(jar("c-future"));
		jars("d").broken(jar("d-failing"),
				"{ if (true) { throw new IllegalStateException(\"out of order\"); } } public String name() { return \"d\"; }");
		jars("e").broken(jar("e-nameless"), "public String name() { throw new IllegalStateException(\"no name\"); }");
		jars("f").withoutProvider(jar("f-library"));
		jars("g").toy(jar("g-toy"));
		assertThat(this.search.folder(this.folder).found()).extracting(DriverSearch.Found::toString)
			.containsExactly("toy (" + jar("g-toy") + ")");
		assertThat(output.getOut().lines().filter((line) -> line.contains(".jar"))).satisfiesExactly(
				(line) -> assertThat(line).contains("ERROR", "a-text.jar", "cannot be read"),
				(line) -> assertThat(line).contains("ERROR", "b-missing.jar", "Missing"),
				(line) -> assertThat(line).contains("ERROR", "c-future.jar", "UnsupportedClassVersionError"),
				(line) -> assertThat(line).contains("ERROR", "d-failing.jar", "could not be instantiated"),
				(line) -> assertThat(line).contains("ERROR", "e-nameless.jar", "no name"),
				(line) -> assertThat(line).contains("WARN", "f-library.jar", "not a camera driver"));
	}

	@Test
	void twoDriversOfOneNameAreRefusedWhicheverIsWanted() throws IOException {
		Files.copy(jars("toy").toy(jar("a")), jar("b"));
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> Drivers.find(this.folder))
			.withMessage("camera.driver: two drivers have the same name: toy (" + jar("a") + ") and toy (" + jar("b")
					+ "); remove one of them");
	}

	@Test
	void aDriverOfABuiltInNameIsRefused() throws IOException {
		jars("sim").broken(jar("sim"), "public String name() { return \"sim\"; }");
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> Drivers.find(this.folder))
			.withMessageContaining("sim (built in) and sim (" + jar("sim") + ")");
	}

	@Test
	void anUnknownDriverIsAnsweredWithThoseThatThereAre() throws IOException {
		jars("toy").toy(jar("toy"));
		assertThatExceptionOfType(ConfigurationException.class)
			.isThrownBy(() -> Drivers.find(this.folder).choose("nikon"))
			.withMessageStartingWith("camera.driver: there is no driver \"nikon\"; there are auto and ")
			.withMessageContaining("hisilicon (built in), pi (built in), sim (built in)")
			.withMessageContaining("toy (" + jar("toy") + ")");
	}

	@Test
	void aConfiguredFolderMustBeThere() {
		Path missing = this.folder.resolve("missing");
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> Drivers.find(missing))
			.withMessageStartingWith("camera.driver-path: " + missing + " cannot be read: ");
	}

	@Test
	void autoTakesTheOneThatDetectsAndPassesOverOneThatFails(CapturedOutput output) {
		DriverSearch.Found failing = found("failing", () -> {
			throw new UnsatisfiedLinkError("no library");
		});
		DriverSearch.Found present = found("present", () -> true);
		Drivers drivers = new Drivers(List.of(failing, present, found("absent", () -> false)));
		assertThat(drivers.choose("auto")).isSameAs(present.driver());
		assertThat(output).contains("failing (test) failed to detect its hardware").contains("no library");
	}

	@Test
	void autoAsksForAChoiceWhenSeveralDetectAndTheChoiceWins() {
		DriverSearch.Found one = found("one", () -> true);
		Drivers drivers = new Drivers(List.of(one, found("two", () -> true)));
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> drivers.choose("auto"))
			.withMessageContaining("(one (test), two (test))");
		assertThat(drivers.choose("one")).isSameAs(one.driver());
	}

	private Path jar(String name) {
		return this.folder.resolve(name + ".jar");
	}

	private DriverJars jars(String name) throws IOException {
		return new DriverJars(Files.createDirectory(this.work.resolve(name)));
	}

	private static DriverSearch.Found found(String name, java.util.function.BooleanSupplier detects) {
		return new DriverSearch.Found(name, new DriverSPI() {

			@Override
			public String name() {
				return name;
			}

			@Override
			public boolean detects() {
				return detects.getAsBoolean();
			}

			@Override
			public Camera open(DriverContext context) {
				throw new UnsupportedOperationException();
			}

		}, "test");
	}

}
