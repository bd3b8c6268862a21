package org.camerad.driver.pi.firmware;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.camerad.driver.CameraException;
import org.camerad.driver.kit.TestImages;
import org.camerad.driver.PartStatus;
import org.camerad.driver.pi.standin.Updaters;
import org.camerad.driver.support.process.ProgramFinder;
import org.camerad.driver.support.properties.DriverProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(180)
class PiFirmwareTests {

	@TempDir
	Path folder;

	private Updaters updaters;

	private final CountDownLatch rebooted = new CountDownLatch(1);

	@BeforeEach
	void install() throws Exception {
		this.updaters = Updaters.install(this.folder.resolve("bin"));
	}

	private PiFirmware open(Updater updater) {
		return new PiFirmware(updater, new ProgramFinder(List.of(this.folder.resolve("bin"))), this.folder,
				Duration.ofSeconds(10), "1.2.0", this.rebooted::countDown);
	}

	private static void install(PiFirmware firmware, Path archive) throws Exception {
		firmware.install(TestImages.of("2.0.0", "bundle.raucb", archive), (percent) -> {
		});
	}

	@ParameterizedTest
	@EnumSource(Updater.class)
	void aGenuineArchiveIsInstalledAndTheSystemReboots(Updater updater) throws Exception {
		Path archive = Files.writeString(this.folder.resolve("good.img"), "genuine archive");
		try (PiFirmware firmware = open(updater)) {
			install(firmware, archive);
			assertThat(this.rebooted.getCount()).isZero();
			assertThat(this.updaters.installed()).containsExactly(updater.program() + " genuine archive");
			assertThat(this.folder.resolve("firmware.archive")).doesNotExist();
			assertThat(firmware.status().version()).isEqualTo("1.2.0");
		}
	}

	@ParameterizedTest
	@EnumSource(Updater.class)
	void aForeignArchiveIsRefused(Updater updater) throws Exception {
		Path archive = Files.writeString(this.folder.resolve("bad.img"), "something else");
		try (PiFirmware firmware = open(updater)) {
			assertThatExceptionOfType(CameraException.class).isThrownBy(() -> install(firmware, archive))
				.withMessageContaining("signature verification failed")
				.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.REFUSED));
			assertThat(this.updaters.installed()).isEmpty();
			assertThat(this.folder.resolve("firmware.archive")).doesNotExist();
		}
	}

	@Test
	void aFailedInstallationIsReportedWithoutReboot() throws Exception {
		Path archive = Files.writeString(this.folder.resolve("good.img"), "genuine but fails");
		try (PiFirmware firmware = open(Updater.RAUC)) {
			assertThatExceptionOfType(CameraException.class).isThrownBy(() -> install(firmware, archive))
				.withMessageContaining("No space left on device");
			assertThat(firmware.partStatus().state()).isEqualTo(PartStatus.State.IMPAIRED);
			assertThat(firmware.partStatus().detail()).contains("No space left on device");
			assertThat(this.rebooted.getCount()).isEqualTo(1);
		}
	}

	@Test
	void raucNeedsOneBundle() throws Exception {
		Path archive = Files.writeString(this.folder.resolve("good.img"), "genuine archive");
		try (PiFirmware firmware = open(Updater.RAUC)) {
			assertThatExceptionOfType(CameraException.class)
				.isThrownBy(() -> firmware.install(TestImages.of("2.0.0", "rootfs.img", archive), (percent) -> {
				}))
				.withMessageContaining(".raucb")
				.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.REFUSED));
			assertThat(this.updaters.installed()).isEmpty();
		}
	}

	@Test
	void aMissingUpdaterIsUnavailableUntilItIsThere() throws Exception {
		Path archive = Files.writeString(this.folder.resolve("good.img"), "genuine archive");
		this.updaters.remove();
		try (PiFirmware firmware = open(Updater.SWUPDATE)) {
			assertThatExceptionOfType(CameraException.class).isThrownBy(() -> install(firmware, archive))
				.withMessageContaining("apt install swupdate")
				.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.UNAVAILABLE));
			Updaters.install(this.folder.resolve("bin"));
			install(firmware, archive);
			assertThat(this.rebooted.getCount()).isZero();
		}
	}

	@Test
	void theUpdaterIsOptionalAndChecked() throws Exception {
		assertThat(Updater.of(new DriverProperties("pi", Updater.PROPERTIES).read(Map.of()))).isEmpty();
		assertThatExceptionOfType(CameraException.class)
			.isThrownBy(() -> Updater
				.of(new DriverProperties("pi", Updater.PROPERTIES).read(Map.of("firmware.updater", "apt"))))
			.withMessageStartingWith("camera.pi.firmware.updater: ");
	}

}
