package org.camerad.contract;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** What faults of the camera do to a client, and that health tells. */
@ExtendWith(OnBench.class)
class FaultTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String DEVICE_ERROR = "device error";

	@TempDir
	static Path folder;

	private static Camerad camera;

	private static Lab lab;

	private static String uid;

	@BeforeAll
	static void start(Bench bench) throws IOException {
		assumeThat(bench.isSimulated()).as("runs once, on the simulator").isTrue();
		Files.createDirectory(folder.resolve("card"));
		camera = bench.start(folder.resolve("data"), "camera.session.timeout=1h", "camera.upload.sd.overwrite=true",
				"camera.upload.sd.directory=" + folder.resolve("card"));
		lab = new Lab(camera);
		uid = camera.logIn();
	}

	@AfterAll
	static void stop() {
		if (camera != null) {
			camera.close();
		}
	}

	@AfterEach
	void mend() {
		lab.clear();
		lab.post("/scene", "action:'play'");
	}

	// --- the memory card ---

	@ParameterizedTest
	@CsvSource({ "sd-absent,sd not mount,FAILED", "sd-read-only,sd card not mounted,FAILED" })
	void aCardThatIsNotThereOrReadOnlyTakesNothing(String fault, String reason, String state) throws IOException {
		lab.set("fault:'" + fault + "'");
		long before = cards();
		assertThat(upload()).isEqualTo(Answer.fault(400, "/cgi-bin/snapshot", reason));
		assertThat(cards()).isEqualTo(before);
		assertThat(health()).contains("\"part.storage\":\"" + state + ": " + fault);
		lab.clear();
		assertThat(upload()).isEqualTo("200 <upload>OK</upload>");
	}

	@Test
	void aFullCardTakesWhatFitsIntoTheRoomOfTheOldest() throws IOException {
		assertThat(upload()).isEqualTo("200 <upload>OK</upload>");
		assertThat(upload()).isEqualTo("200 <upload>OK</upload>");
		lab.set("fault:'sd-full'");
		long before = cards();
		String oldest = lab.get("/card").at("/card/0/name").stringValue();
		assertThat(health()).contains("\"part.storage\":\"IMPAIRED: sd-full");
		assertThat(upload()).isEqualTo("200 <upload>OK</upload>");
		assertThat(cards()).isLessThanOrEqualTo(before);
		assertThat(folder.resolve("card").resolve(oldest)).doesNotExist();
	}

	@Test
	void aSlowCardTakesItsTime() {
		lab.set("fault:'sd-slow',value:'300ms'");
		long start = System.nanoTime();
		assertThat(upload()).isEqualTo("200 <upload>OK</upload>");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
		assertThat(health()).contains("\"part.storage\":\"IMPAIRED: sd-slow");
	}

	private static String upload() {
		return camera.get("/cgi-bin/snapshot.cgi?upload=0&uid=" + uid).told();
	}

	private static long cards() throws IOException {
		try (var files = Files.list(folder.resolve("card"))) {
			return files.count();
		}
	}

	// --- clock, device, head, reboot ---

	@Test
	void aClockThatJumpsIsOffUntilItIsCleared() {
		String today = date();
		lab.set("fault:'clock-jump',value:'400d'");
		assertThat(date()).isGreaterThan(today);
		assertThat(health()).contains("\"part.clock\":\"IMPAIRED: clock-jump");
		lab.clear();
		assertThat(date()).isLessThanOrEqualTo(today.substring(0, 4) + "-12-31");
	}

	private static String date() {
		return camera.get("/cgi-bin/time?uid=" + uid).attribute("current_time").substring(0, 10);
	}

	@Test
	void aDeviceThatFailsChangesNothing() {
		String before = brightness();
		lab.set("fault:'device-fails'");
		assertThat(camera.get("/cgi-bin/image?brightness=5&uid=" + uid).told())
			.isEqualTo(Answer.fault(503, "/cgi-bin/image", DEVICE_ERROR));
		assertThat(picture().status()).isEqualTo(503);
		assertThat(brightness()).isEqualTo(before);
		assertThat(health()).contains("\"part.device\":\"FAILED: device-fails");
		lab.clear();
		assertThat(camera.get("/cgi-bin/image?brightness=5&uid=" + uid).attribute("brightness")).isEqualTo("5");
	}

	@Test
	void aDeviceThatHangsIsGivenUpAndComesBack() {
		lab.set("fault:'device-hangs'");
		assertThat(health()).contains("\"part.device\":\"FAILED: device-hangs");
		assertThat(picture().told()).isEqualTo(Answer.fault(503, "/cgi-bin/snapshot", DEVICE_ERROR));
		lab.clear();
		assertWhole(picture());
	}

	@Test
	void aDeviceThatHangsForAMomentAnswersThen() {
		lab.set("fault:'device-hangs',for:'300ms'");
		assertWhole(picture());
		assertThat(lab.fault("device-hangs").isMissingNode()).isTrue();
	}

	@Test
	void aStuckHeadTakesCommandsAndStandsStill() {
		lab.set("fault:'ptz-stuck'");
		double stands = pan();
		assertThat(ptz("move_x=-1&speed=10")).isEqualTo("200 <ptz_ctrl>true</ptz_ctrl>");
		assertThat(pan()).isEqualTo(stands);
		assertThat(health()).contains("\"part.ptz\":\"FAILED: ptz-stuck");
		lab.clear();
		assertThat(ptz("move_x=-1&speed=10")).isEqualTo("200 <ptz_ctrl>true</ptz_ctrl>");
		Camerad.await("it moves", PATIENCE, () -> pan() != stands);
		lab.set("fault:'ptz-stuck'");
		double stuck = pan();
		assertThat(pan()).as("stuck in the midst of a move").isEqualTo(stuck);
		ptz("stop=1");
	}

	@Test
	void aSlowHeadIsSlow() {
		lab.set("fault:'ptz-slow',value:0.01");
		double before = pan();
		long start = System.nanoTime();
		ptz("move_x=1&speed=10");
		Camerad.await("it moves", PATIENCE, () -> pan() > before);
		double moved = pan() - before;
		double seconds = (System.nanoTime() - start) / 1e9;
		assertThat(moved).isLessThanOrEqualTo(seconds * 1.0);
		ptz("stop=1");
	}

	private static String ptz(String action) {
		return camera.get("/cgi-bin/ptz_ctrl?" + action + "&uid=" + uid).told();
	}

	private static double pan() {
		return lab.get("/head").at("/head/pan").doubleValue();
	}

	@Test
	void aSlowRebootTakesAsLongAsItSays() {
		lab.set("fault:'slow-reboot',value:'1500ms'");
		assertThat(health()).contains("\"part.maintenance\":\"IMPAIRED: slow-reboot");
		long start = System.nanoTime();
		camera.get("/cgi-bin/reboot?uid=" + uid);
		Camerad.await("the camera is back", PATIENCE, () -> camera.health("/readiness").status() == 200);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(1500));
		uid = camera.logIn();
	}

	@ParameterizedTest
	@CsvSource({ "refuse,400,device refused,FAILED", "unavailable,503,device error,FAILED" })
	void aPartFailsInTheWayThatWasAskedFor(String value, int status, String reason, String state) {
		lab.set("fault:'image',value:'" + value + "'");
		assertThat(camera.get("/cgi-bin/image?contrast=9&uid=" + uid).told())
			.isEqualTo(Answer.fault(status, "/cgi-bin/image", reason));
		assertThat(health()).contains("\"part.image\":\"" + state + ": image");
	}

	// --- the client ---

	private static Answer picture() {
		return camera.get("/cgi-bin/snapshot.cgi?stream=0&uid=" + uid);
	}

	private static String brightness() {
		return camera.get("/cgi-bin/image?uid=" + uid).attribute("brightness");
	}

	private static String health() {
		return camera.health("").text();
	}

	private static void assertWhole(Answer picture) {
		assertThat(picture.status()).isEqualTo(200);
		assertThat(picture.body()).startsWith(0xFF, 0xD8).endsWith(0xFF, 0xD9);
	}

}
