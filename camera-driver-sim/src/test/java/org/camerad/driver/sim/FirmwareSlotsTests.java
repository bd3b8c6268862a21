package org.camerad.driver.sim;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.driver.CameraException;
import org.camerad.driver.FirmwareImage;
import org.camerad.driver.FirmwareStatus;
import org.camerad.driver.kit.TestImages;
import org.camerad.driver.support.KilledProcess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests of the two firmware slots and their boot loader. */
class FirmwareSlotsTests {

	@TempDir
	Path folder;

	private FirmwareSlots boot() throws CameraException {
		FirmwareSlots slots = new FirmwareSlots(this.folder);
		slots.boot(() -> false);
		return slots;
	}

	private static void install(FirmwareSlots slots, String version) throws CameraException {
		slots.install(TestImages.of(version, "rootfs.img", version.getBytes(StandardCharsets.UTF_8)), false,
				(percent) -> assertThat(percent).isBetween(0, 100));
	}

	private static FirmwareStatus status(String version, String previous, boolean onTrial) {
		return new FirmwareStatus(version, previous, onTrial, "");
	}

	@Test
	void aVersionThatIsConfirmedStays() throws Exception {
		FirmwareSlots slots = boot();
		assertThat(slots.status()).isEqualTo(status("1.0.0", "", false));
		install(slots, "2.0.0");
		assertThat(slots.isRestarting()).isTrue();
		assertThat(slots.status().version()).as("until the restart").isEqualTo("1.0.0");
		slots = boot();
		assertThat(slots.status()).isEqualTo(status("2.0.0", "1.0.0", true));
		slots.confirm();
		assertThat(boot().status()).isEqualTo(status("2.0.0", "1.0.0", false));
		assertThat(this.folder.resolve("firmware/b/rootfs.img")).hasContent("2.0.0");
		for (String path : new String[] { "firmware/b/rootfs.img", "firmware/slots" }) {
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.folder.resolve(path))))
				.isEqualTo("rw-------");
		}
		slots = boot();
		install(slots, "3.0.0");
		boot().confirm();
		assertThat(boot().status()).isEqualTo(status("3.0.0", "2.0.0", false));
		assertThat(this.folder.resolve("firmware/a/rootfs.img")).hasContent("3.0.0");
	}

	@Test
	void threeStartsWithoutConfirmationEndTheTrial() throws Exception {
		install(boot(), "2.0.0");
		for (int start = 1; start <= 3; start++) {
			assertThat(boot().status()).as("start %s", start).isEqualTo(status("2.0.0", "1.0.0", true));
		}
		FirmwareStatus after = boot().status();
		assertThat(after.version()).isEqualTo("1.0.0");
		assertThat(after.onTrial()).isFalse();
		assertThat(after.failure()).contains("2.0.0", "3 times");
		install(boot(), "2.0.1");
		assertThat(boot().status()).isEqualTo(status("2.0.1", "1.0.0", true));
	}

	@Test
	void theFormerVersionStartsWhileTheDiskCannotBeWritten() throws Exception {
		install(boot(), "2.0.0");
		Path inTheWay = Files.createDirectories(this.folder.resolve("firmware/slots.part/inside"));
		assertThat(boot().status()).isEqualTo(status("1.0.0", "2.0.0", false));
		Files.delete(inTheWay);
		assertThat(boot().status()).isEqualTo(status("2.0.0", "1.0.0", true));
	}

	@Test
	void aVersionThatDoesNotStartIsGivenUpAfterThreeAttempts() throws Exception {
		install(boot(), "2.0.0");
		for (int start = 1; start <= 3; start++) {
			assertThatExceptionOfType(CameraException.class)
				.isThrownBy(() -> new FirmwareSlots(this.folder).boot(() -> true))
				.withMessageContaining("2.0.0 does not start");
		}
		FirmwareSlots slots = new FirmwareSlots(this.folder);
		slots.boot(() -> true);
		assertThat(slots.status().version()).isEqualTo("1.0.0");
	}

	@Test
	void aVersionInstalledBrokenNeverStarts() throws Exception {
		boot().install(TestImages.of("2.0.0", "rootfs.img", new byte[1]), true, (percent) -> {
		});
		for (int start = 1; start <= 3; start++) {
			assertThatExceptionOfType(CameraException.class).isThrownBy(this::boot);
		}
		assertThat(boot().status().version()).isEqualTo("1.0.0");
	}

	@Test
	void aVersionThatIsGivenUpRunsUntilTheRestart() throws Exception {
		install(boot(), "2.0.0");
		FirmwareSlots slots = boot();
		slots.fallBack("no pictures");
		assertThat(slots.status()).isEqualTo(new FirmwareStatus("2.0.0", "1.0.0", false, "no pictures"));
		assertThat(slots.isRestarting()).isTrue();
		assertThat(boot().status()).isEqualTo(new FirmwareStatus("1.0.0", "", false, "no pictures"));
	}

	@Test
	void anImageThatCannotBeReadLeavesTheRunningVersion() throws Exception {
		FirmwareSlots slots = boot();
		FirmwareImage.Content unreadable = new FirmwareImage.Content() {

			@Override
			public long size() {
				return 10;
			}

			@Override
			public InputStream open() throws IOException {
				throw new IOException("gone");
			}

		};
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> slots
			.install(new FirmwareImage("2.0.0", unreadable, Map.of("rootfs.img", unreadable)), false, (percent) -> {
			}));
		assertThat(boot().status()).isEqualTo(status("1.0.0", "", false));
	}

	@Test
	void aLinkInPlaceOfASlotIsNotFollowed() throws Exception {
		FirmwareSlots slots = boot();
		Path elsewhere = Files.createDirectory(this.folder.resolve("elsewhere"));
		Files.writeString(elsewhere.resolve("precious"), "kept");
		Files.createDirectories(this.folder.resolve("firmware"));
		Files.createSymbolicLink(this.folder.resolve("firmware/b"), elsewhere);
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> install(slots, "2.0.0"));
		assertThat(elsewhere.resolve("precious")).hasContent("kept");
		assertThat(boot().status()).isEqualTo(status("1.0.0", "", false));
	}

	@Test
	void aDamagedFileIsTheFactoryState() throws Exception {
		install(boot(), "2.0.0");
		Files.writeString(this.folder.resolve("firmware/slots"), "active=C\n");
		assertThat(boot().status()).isEqualTo(status("1.0.0", "", false));
	}

	/** Installs, starts and confirms 2.0.0; runs as a separate process. */
	public static void main(String[] arguments) throws Exception {
		Path folder = Path.of(arguments[0]);
		FirmwareSlots slots = new FirmwareSlots(folder);
		slots.boot(() -> false);
		install(slots, "2.0.0");
		slots = new FirmwareSlots(folder);
		slots.boot(() -> false);
		slots.confirm();
	}

	@Test
	void aKillAtAnyStepLeavesTheOldOrTheNewVersion() throws Exception {
		int status = KilledProcess.KILLED;
		int step = 0;
		String last = "";
		while (status == KilledProcess.KILLED) {
			step++;
			Path here = Files.createDirectories(this.folder.resolve("step-" + step));
			status = KilledProcess.run(step, here, FirmwareSlotsTests.class, here.toString());
			FirmwareSlots slots = new FirmwareSlots(here);
			slots.boot(() -> false);
			last = slots.status().version();
			assertThat(last).as("step %s", step).isIn("1.0.0", "2.0.0");
			String slot = last.equals("2.0.0") ? "firmware/b/rootfs.img" : "";
			if (!slot.isEmpty()) {
				assertThat(here.resolve(slot)).hasContent("2.0.0");
			}
			slots.confirm();
			FirmwareSlots again = new FirmwareSlots(here);
			again.boot(() -> false);
			assertThat(again.status().version()).as("step %s", step).isEqualTo(last);
		}
		assertThat(last).isEqualTo("2.0.0");
		assertThat(step).as("steps").isGreaterThan(8);
	}

}
