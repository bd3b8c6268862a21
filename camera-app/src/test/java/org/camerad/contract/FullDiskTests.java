package org.camerad.contract;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

import org.camerad.drill.Filler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

/** A data folder that is full or read-only: a small file system of its own. */
@ExtendWith(ServiceFixtureExtension.class)
class FullDiskTests {

	/**
	 * More than the ten seconds within which health follows the disk: a machine may be
	 * busy.
	 */
	private static final Duration READY = Duration.ofSeconds(30);

	private static final String IMAGE = "/cgi-bin/image";

	@TempDir
	static Path folder;

	@BeforeEach
	void mount(ServiceFixture bench) throws Exception {
		assumeThat(bench.isSimulated()).as("runs once, on the simulator").isTrue();
		assumeThat(run("mount", "-t", "tmpfs", "-o", "size=512k", "none", folder.toString()))
			.as("may mount a small file system")
			.isTrue();
	}

	@AfterEach
	void unmount() throws Exception {
		run("umount", "--recursive", folder.toString());
	}

	@Test
	void onAFullDiskNothingChangesAndNothingIsLost(ServiceFixture bench) throws Exception {
		try (TestService camera = bench.start(folder.resolve("data"))) {
			String uid = camera.logIn();
			camera.get(IMAGE + "?contrast=3&uid=" + uid).root();
			Path filler = Filler.fill(folder);
			assertNothingChanges(camera, uid);
			assertThat(camera.health("/readiness").status()).isEqualTo(503);
			assertThat(camera.health("/liveness").status()).isEqualTo(200);
			assertThat(camera.health("/diskSpace").text()).contains(folder.resolve("data").toString());
			Files.delete(filler);
			TestService.await("ready by itself", READY, () -> camera.health("/readiness").status() == 200);
			filler = Filler.fill(folder);
			TestService.await("unready without a request", READY, () -> camera.health("/readiness").status() == 503);
			assertThat(camera.health("").text()).contains("settings cannot be saved: ", "No space left");
			Files.delete(filler);
			assertThat(camera.get(IMAGE + "?contrast=9&uid=" + uid).attribute("contrast")).isEqualTo("9");
			assertThat(camera.health("").text()).doesNotContain("settings cannot be saved");
			double before = brightness(camera, uid);
			camera.get(IMAGE + "?brightness=255&uid=" + uid).root();
			assertThat(brightness(camera, uid)).as("what a change does to a picture").isGreaterThan(before + 30);
			Filler.fill(folder);
			assertRefused(camera.get(IMAGE + "?contrast=4&uid=" + uid), IMAGE);
		}
		Files.delete(folder.resolve("filler"));
		try (TestService again = bench.start(folder.resolve("data"))) {
			assertThat(again.get(IMAGE + "?uid=" + again.logIn()).attribute("contrast")).isEqualTo("9");
		}
	}

	@Test
	void onAReadOnlyDiskNothingChanges(ServiceFixture bench) throws Exception {
		String data = folder.resolve("data").toString();
		try (TestService camera = bench.start(folder.resolve("data"))) {
			String uid = camera.logIn();
			camera.get(IMAGE + "?contrast=3&uid=" + uid).root();
			// Over itself: a file system with files open for writing does not become
			// read-only.
			assertThat(run("mount", "--bind", data, data)).isTrue();
			assertThat(run("mount", "-o", "remount,bind,ro", data)).isTrue();
			assertNothingChanges(camera, uid);
			assertThat(run("umount", data)).isTrue();
			assertThat(camera.get(IMAGE + "?contrast=9&uid=" + uid).attribute("contrast")).isEqualTo("9");
		}
	}

	private static void assertNothingChanges(TestService camera, String uid) throws IOException {
		double before = brightness(camera, uid);
		assertRefused(camera.get(IMAGE + "?brightness=255&uid=" + uid), IMAGE);
		assertThat(brightness(camera, uid)).as("the hardware has the old brightness again")
			.isCloseTo(before, within(10.0));
		assertRefused(camera.get(IMAGE + "?contrast=4&uid=" + uid), IMAGE);
		assertThat(camera.get(IMAGE + "?uid=" + uid).attribute("contrast")).isEqualTo("3");
		assertRefused(camera.get("/cgi-bin/user_management?action=add&name=guest&newpasswd=" + TestService.PASSWORD
				+ "&privilege=User&enable=Enable&uid=" + uid), "/cgi-bin/user_management");
		assertThat(camera.get("/cgi-bin/snapshot.cgi?uid=" + uid).status()).isEqualTo(200);
		assertThat(camera.logIn()).isNotEqualTo(uid);
		assertThat(camera.health("").text()).contains("settings cannot be saved");
	}

	/** The mean of a picture's green, from 0 to 255. */
	private static double brightness(TestService camera, String uid) throws IOException {
		byte[] jpeg = camera.get("/cgi-bin/snapshot.cgi?uid=" + uid).body();
		BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));
		return Arrays.stream(picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()))
			.map((pixel) -> pixel >> 8 & 0xff)
			.average()
			.orElseThrow();
	}

	private static void assertRefused(RawResponse answer, String path) {
		assertThat(answer.summary()).isEqualTo(RawResponse.fault(503, path, "device error"));
	}

	private static boolean run(String... command) throws IOException, InterruptedException {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
