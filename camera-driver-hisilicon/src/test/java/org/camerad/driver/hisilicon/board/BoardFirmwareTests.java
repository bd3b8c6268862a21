package org.camerad.driver.hisilicon.board;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.camerad.driver.CameraException;
import org.camerad.driver.kit.TestImages;
import org.camerad.driver.support.KilledProcess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests of the archives that reach the board's updater. */
class BoardFirmwareTests {

	/**
	 * A fake updater that works for a while after it took the lock, as the real one does,
	 * and reads its archive.
	 */
	static final String UPDATER = "[ -f ROOT/tmp/sysupgrade.lock ] && exit 1; touch ROOT/tmp/sysupgrade.lock; sleep 0.5; "
			+ "md5sum <\"${1#--archive=}\" >ROOT/flashed.part; mv ROOT/flashed.part ROOT/flashed";

	@TempDir
	Path folder;

	@TempDir
	Path own;

	private FakeRoot board;

	private BoardFirmware firmware;

	private StreamerService streamer;

	private Updater updater;

	@BeforeEach
	void open() throws Exception {
		this.board = FakeRoot.in(this.folder);
		this.board.program("/usr/sbin/sysupgrade", UPDATER);
		this.streamer = this.board.streamer();
		this.updater = this.board.updater(this.streamer);
		this.firmware = reopen();
	}

	@AfterEach
	void close() {
		this.updater.close();
		this.streamer.close();
	}

	private void install(Path archive) throws Exception {
		this.firmware.install(TestImages.of("2.0.0", "upgrade.tgz", archive), (percent) -> {
		});
	}

	private BoardFirmware reopen() throws Exception {
		return new BoardFirmware(this.board.files(), this.board.commands(),
				new BoardIdentity(this.board.files(), this.board.commands()), this.updater, Duration.ofSeconds(10));
	}

	private void assertRefused(Path archive, String why) throws Exception {
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> install(archive))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.REFUSED))
			.withMessageContaining(why);
		assertThat(this.board.calls()).noneMatch((call) -> call.startsWith("sysupgrade"));
		assertThat(this.board.at("/tmp").toFile().list()).isEmpty();
	}

	@Test
	void aValidArchiveIsPassedToTheUpdaterWhichContinuesAlone() throws Exception {
		Path archive = UpgradeArchiveBuilder.of("hi3516ev300").in(this.own);
		String sum = BoardFirmwareTests.sum(archive);
		install(archive);
		assertThat(this.board.calls()).contains("sysupgrade --archive=" + this.board.at("/tmp/camerad-upgrade.tgz"));
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> install(archive))
			.withMessageContaining("already in progress");
		FakeRoot.await("the flash is written", () -> Files.exists(this.board.at("/flashed")));
		assertThat(this.board.read("/flashed")).startsWith(sum);
		assertThat(this.firmware.partStatus()).isEmpty();
	}

	static String sum(Path file) throws Exception {
		return java.util.HexFormat.of()
			.formatHex(java.security.MessageDigest.getInstance("MD5").digest(Files.readAllBytes(file)));
	}

	@Test
	void aCompleteImageIsAccepted() throws Exception {
		install(new UpgradeArchiveBuilder().with("firmware.bin.hi3516ev300", new byte[100_000]).in(this.own));
		FakeRoot.await("the flash is written", () -> Files.exists(this.board.at("/flashed")));
	}

	@Test
	void anArchiveForAnotherChipIsRefused() throws Exception {
		assertRefused(UpgradeArchiveBuilder.of("gk7205v200").in(this.own),
				"is for gk7205v200, this board is a hi3516ev300");
		assertRefused(UpgradeArchiveBuilder.of("hi3516ev300")
			.with("uImage.hi3516ev300", UpgradeArchiveBuilder.kernel("Linux-4.9.37-hi3516cv500", 1000))
			.in(this.own), "the kernel is called Linux-4.9.37-hi3516cv500");
		this.board.write("/etc/os-release", "NAME=x\n");
		assertRefused(UpgradeArchiveBuilder.of("hi3516ev300").in(this.own),
				"the chip of this board's firmware is unknown");
		this.board.program("/usr/sbin/fw_printenv", "echo hi3516ev300");
		this.board.forgetCalls();
		install(UpgradeArchiveBuilder.of("hi3516ev300").in(this.own));
		FakeRoot.await("the flash is written", () -> Files.exists(this.board.at("/flashed")));
	}

	@Test
	void damagedAndIncompleteArchivesAreRefused() throws Exception {
		assertRefused(UpgradeArchiveBuilder.of("hi3516ev300").plain("uImage.hi3516ev300", new byte[5]).in(this.own),
				"MD5 sums");
		assertRefused(UpgradeArchiveBuilder.of("hi3516ev300").without("uImage.hi3516ev300.md5sum").in(this.own),
				"MD5 sums");
		assertRefused(UpgradeArchiveBuilder.of("hi3516ev300")
			.without("uImage.hi3516ev300")
			.without("uImage.hi3516ev300.md5sum")
			.in(this.own), "a kernel and a root file system");
		assertRefused(new UpgradeArchiveBuilder().in(this.own), "a kernel and a root file system");
		for (String name : List.of("../etc/passwd", "/etc/passwd", "autostart.sh", "u-boot.bin", ".x", "a/b")) {
			assertRefused(UpgradeArchiveBuilder.of("hi3516ev300").plain(name, new byte[5]).in(this.own), "member");
		}
		for (char type : "1234678xgLKS".toCharArray()) {
			assertRefused(UpgradeArchiveBuilder.of("hi3516ev300").ofType(type).in(this.own), "not plain files");
		}
		assertRefused(UpgradeArchiveBuilder.of("hi3516ev300").ofType('5').in(this.own), "member");
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 1, 8, 2048 })
	void aHeaderWithAWrongChecksumIsRefused(int error) throws Exception {
		assertRefused(UpgradeArchiveBuilder.of("hi3516ev300").withChecksumError(error).in(this.own), "checksum");
	}

	@Test
	void anArchiveWithoutAnEndIsRefused() throws Exception {
		assertRefused(UpgradeArchiveBuilder.of("hi3516ev300").endingWith(new byte[0]).in(this.own), "is truncated");
		assertRefused(UpgradeArchiveBuilder.of("hi3516ev300").endingWith(new byte[200]).in(this.own), "is truncated");
		assertRefused(UpgradeArchiveBuilder.of("hi3516ev300").endingWith(new byte[200_000]).in(this.own),
				"after its end");
	}

	@Test
	void archivesOfOtherProgramsAreRead() throws Exception {
		Path folder = Files.createDirectory(this.own.resolve("members"));
		UpgradeArchiveBuilder.of("hi3516ev300").membersIn(folder);
		for (List<String> options : List.of(List.of("--format=ustar"), List.of("--format=gnu"),
				List.of("--format=v7"))) {
			Path archive = this.own.resolve("made.tgz");
			List<String> command = new ArrayList<>(List.of("tar", "-czf", archive.toString(), "-C", folder.toString()));
			command.addAll(options);
			command.add(".");
			assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
			assertThat(UpgradeArchive.read(Files.newInputStream(archive), "hi3516ev300").parts())
				.containsOnlyKeys("uImage", "rootfs.squashfs");
		}
	}

	@Test
	void otherFilesAreRefused() throws Exception {
		Path file = this.own.resolve("file");
		for (byte[] bytes : List.of(new byte[0], new byte[5000], "no archive".getBytes(StandardCharsets.UTF_8))) {
			assertRefused(Files.write(file, bytes), "");
		}
		byte[] whole = Files.readAllBytes(UpgradeArchiveBuilder.of("hi3516ev300").in(this.own));
		Random random = new Random(7);
		for (int i = 0; i < 40; i++) {
			byte[] bad = java.util.Arrays.copyOf(whole, (i % 2 == 0) ? whole.length : random.nextInt(whole.length));
			if (bad.length == whole.length) {
				bad[20 + random.nextInt(bad.length - 40)] ^= (byte) (1 + random.nextInt(255));
			}
			assertRefused(Files.write(file, bad), "");
		}
	}

	@Test
	void anArchiveThatUnpacksToTooMuchIsRefused() throws Exception {
		assertRefused(
				new UpgradeArchiveBuilder().with("firmware.bin.hi3516ev300", new byte[65 * 1024 * 1024]).in(this.own),
				"more than any flash has");
	}

	@Test
	void withoutMemoryOrRoomInFlashItIsRefused() throws Exception {
		Path archive = UpgradeArchiveBuilder.of("hi3516ev300").in(this.own);
		this.board.write("/proc/meminfo", "MemTotal: 65536 kB\nMemFree: 4000 kB\nBuffers: 1000 kB\nCached: 2000 kB\n");
		assertRefused(archive, "MB of free memory; available: 6 MB");
		this.board.write("/proc/meminfo", "MemAvailable: 100000 kB\n");
		this.board.write("/proc/mtd", "mtd3: 00010000 00010000 \"rootfs\"\n");
		assertRefused(archive, "rootfs.squashfs does not fit into the partition rootfs");
	}

	@Test
	void aCardThatTheUpdaterCannotUnmountIsRefusedBeforeItStarts() throws Exception {
		Path archive = UpgradeArchiveBuilder.of("hi3516ev300").in(this.own);
		this.board.mountCard();
		this.board.addProcess(77, "java", this.board.at("/proc/meminfo"));
		assertRefused(archive, "the memory card /mnt/mmcblk0p1 is in use by java (process 77)");
		Files.delete(this.board.at("/proc/77/fd/3"));
		this.board.write("/mnt/mmcblk0p1/autoupdate-rootfs.img", "");
		assertRefused(archive, "the memory card /mnt/mmcblk0p1 has the recovery file autoupdate-rootfs.img");
		Files.delete(this.board.at("/mnt/mmcblk0p1/autoupdate-rootfs.img"));
		install(archive);
		FakeRoot.await("the flash is written", () -> Files.exists(this.board.at("/flashed")));
	}

	@Test
	void anUpdaterThatLoopsIsStoppedAndTheServicesStartAgain() throws Exception {
		this.board.program("/usr/sbin/sysupgrade",
				"touch ROOT/tmp/sysupgrade.lock; ROOT/etc/init.d/S49ntpd stop; sleep 0.5; i=0; while [ $i -lt 300000 ]; do "
						+ "echo '- checking for /mnt/mmcblk0p1/autoupdate-kernel.img'; i=$((i+1)); done");
		install(UpgradeArchiveBuilder.of("hi3516ev300").in(this.own));
		FakeRoot.await("the failure is known", () -> this.firmware.partStatus().isPresent());
		assertThat(this.firmware.partStatus().orElseThrow().detail())
			.isEqualTo("the upgrade failed: the memory card cannot be unmounted because a program uses it");
		FakeRoot.await("the streamer restarts",
				() -> this.board.calls().contains("S95majestic restart") && this.board.calls().contains("TZ="));
		assertThat(this.board.calls()).containsSubsequence("S49ntpd stop", "S49ntpd start", "S95majestic restart");
		assertThat(Files.size(this.board.at("/tmp/camerad-upgrade.log"))).as("the log in memory")
			.isLessThan(10_000_000);
		assertThat(this.board.at("/tmp/sysupgrade.lock")).doesNotExist();
		assertThat(this.board.at("/tmp/camerad-upgrade.tgz")).doesNotExist();
	}

	@Test
	void aRefusalOfTheUpdaterIsReportedInItsWords() throws Exception {
		this.board.program("/usr/sbin/sysupgrade", "printf '\\033[1;31mWrong SoC! Aborting.\\033[0m\\n'; echo; exit 1");
		Path archive = UpgradeArchiveBuilder.of("hi3516ev300").in(this.own);
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> install(archive))
			.withMessage("sysupgrade refuses: Wrong SoC! Aborting.");
		assertThat(this.board.at("/tmp/camerad-upgrade.tgz")).doesNotExist();
	}

	@Test
	void aLaterFailureOfTheUpdaterShowsInHealth() throws Exception {
		this.board.program("/usr/sbin/sysupgrade",
				"touch ROOT/tmp/sysupgrade.lock; sleep 0.3; rm ROOT/tmp/sysupgrade.lock; echo 'Wrong checksum! Aborting.'; exit 1");
		install(UpgradeArchiveBuilder.of("hi3516ev300").in(this.own));
		FakeRoot.await("the failure is known", () -> this.firmware.partStatus().isPresent());
		assertThat(this.firmware.partStatus().orElseThrow().detail())
			.isEqualTo("the upgrade failed: Wrong checksum! Aborting.");
		FakeRoot.await("the memory is free", () -> !Files.exists(this.board.at("/tmp/camerad-upgrade.tgz")));
	}

	/** Installs an archive; runs as a separate process. */
	public static void main(String[] arguments) throws Exception {
		FakeRoot root = FakeRoot.at(Path.of(arguments[0]));
		new BoardFirmware(root.files(), root.commands(), new BoardIdentity(root.files(), root.commands()),
				root.updater(root.streamer()), Duration.ofSeconds(10))
			.install(TestImages.of("2.0.0", "upgrade.tgz", Path.of(arguments[1])), (percent) -> {
			});
	}

	@Test
	void aKillAtAnyStepLeavesNoUpgradeOrACompleteOne() throws Exception {
		int status = KilledProcess.KILLED;
		int step = 0;
		while (status == KilledProcess.KILLED) {
			step++;
			Path here = Files.createDirectories(this.own.resolve("step-" + step));
			FakeRoot root = FakeRoot.in(Files.createDirectories(here.resolve("root")));
			root.program("/usr/sbin/sysupgrade", UPDATER);
			Path archive = UpgradeArchiveBuilder.of("hi3516ev300").in(this.folder);
			status = KilledProcess.run(step, here, BoardFirmwareTests.class, root.path().toString(),
					archive.toString());
			if (root.calls().stream().anyMatch((call) -> call.startsWith("sysupgrade"))) {
				FakeRoot.await("the flash is written", () -> Files.exists(root.at("/flashed")));
				assertThat(root.read("/flashed")).startsWith(sum(archive));
			}
			else {
				assertThat(status).isEqualTo(KilledProcess.KILLED);
				new BoardFirmware(root.files(), root.commands(), new BoardIdentity(root.files(), root.commands()),
						this.updater, Duration.ofSeconds(10));
				assertThat(root.at("/tmp").toFile().list()).doesNotContain("camerad-upgrade.tgz",
						"camerad-upgrade.tgz.part");
			}
		}
		assertThat(step).as("steps").isGreaterThan(2);
	}

}
