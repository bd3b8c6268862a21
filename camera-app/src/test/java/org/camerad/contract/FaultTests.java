package org.camerad.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of the effects of camera faults on clients and on the health. */
class FaultTests extends SimulatorTestBase {

	private static final String DEVICE_ERROR = "device error";

	// --- the memory card ---

	@ParameterizedTest
	@CsvSource({ "sd-absent,sd not mount,FAILED", "sd-read-only,sd card not mounted,FAILED" })
	void anAbsentOrReadOnlyCardRefusesUploads(String fault, String reason, String state) throws IOException {
		this.simulation.set("fault:'" + fault + "'");
		long before = cards();
		assertThat(upload()).isEqualTo(RawResponse.fault(400, "/cgi-bin/snapshot", reason));
		assertThat(cards()).isEqualTo(before);
		assertThat(health()).contains("\"part.storage\":\"" + state + ": injected fault " + fault);
		this.simulation.clear();
		assertThat(upload()).isEqualTo("200 <upload>OK</upload>");
	}

	@Test
	void aFullCardDropsTheOldestFiles() throws IOException {
		assertThat(upload()).isEqualTo("200 <upload>OK</upload>");
		assertThat(upload()).isEqualTo("200 <upload>OK</upload>");
		this.simulation.set("fault:'sd-full'");
		long before = cards();
		String oldest = this.simulation.get("/card").at("/card/0/name").stringValue();
		assertThat(health()).contains("\"part.storage\":\"IMPAIRED: injected fault sd-full");
		assertThat(upload()).isEqualTo("200 <upload>OK</upload>");
		assertThat(cards()).isLessThanOrEqualTo(before);
		assertThat(this.folder.resolve("card").resolve(oldest)).doesNotExist();
	}

	@Test
	void aSlowCardDelaysUploads() {
		this.simulation.set("fault:'sd-slow',value:'300ms'");
		long start = System.nanoTime();
		assertThat(upload()).isEqualTo("200 <upload>OK</upload>");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
		assertThat(health()).contains("\"part.storage\":\"IMPAIRED: injected fault sd-slow");
	}

	private long cards() throws IOException {
		try (var files = Files.list(this.folder.resolve("card"))) {
			return files.count();
		}
	}

	// --- clock, device, head, reboot ---

	@Test
	void aClockJumpLastsUntilItIsCleared() {
		String today = date();
		this.simulation.set("fault:'clock-jump',value:'400d'");
		assertThat(date()).isGreaterThan(today);
		assertThat(health()).contains("\"part.clock\":\"IMPAIRED: injected fault clock-jump");
		this.simulation.clear();
		assertThat(date()).isLessThanOrEqualTo(today.substring(0, 4) + "-12-31");
	}

	private String date() {
		return get("time").attribute("current_time").substring(0, 10);
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void aFailingDeviceChangesNothingAndIsLoggedOnce(CapturedOutput output) {
		// A failure that another test has left would not be logged again.
		TestService.await("the health is good", TIMEOUT, () -> !health().contains("DEGRADED"));
		String before = brightness();
		this.simulation.set("fault:'device-fails'");
		assertThat(get("image?brightness=5").summary())
			.isEqualTo(RawResponse.fault(503, "/cgi-bin/image", DEVICE_ERROR));
		for (int i = 0; i < 10; i++) {
			assertThat(picture().status()).isEqualTo(503);
		}
		assertThat(output.getOut().lines().filter((line) -> line.contains("snapshot: "))).hasSizeBetween(1, 5);
		assertThat(brightness()).isEqualTo(before);
		assertThat(health()).contains("\"part.device\":\"FAILED: injected fault device-fails");
		this.simulation.clear();
		assertThat(get("image?brightness=5").attribute("brightness")).isEqualTo("5");
	}

	@Test
	void aHangingDeviceTimesOutAndRecovers() {
		this.simulation.set("fault:'device-hangs'");
		assertThat(health()).contains("\"part.device\":\"FAILED: injected fault device-hangs");
		assertThat(picture().summary()).isEqualTo(RawResponse.fault(503, "/cgi-bin/snapshot", DEVICE_ERROR));
		this.simulation.clear();
		assertWhole(picture());
	}

	@Test
	void aShortHangDelaysTheResponse() {
		this.simulation.set("fault:'device-hangs',for:'300ms'");
		assertWhole(picture());
		assertThat(this.simulation.fault("device-hangs").isMissingNode()).isTrue();
	}

	@Test
	void aStuckHeadAcceptsCommandsWithoutMoving() {
		this.simulation.set("fault:'ptz-stuck'");
		double stands = pan();
		assertThat(ptz("move_x=-1&speed=10")).isEqualTo("200 <ptz_ctrl>true</ptz_ctrl>");
		assertThat(pan()).isEqualTo(stands);
		assertThat(health()).contains("\"part.ptz\":\"FAILED: injected fault ptz-stuck");
		this.simulation.clear();
		assertThat(ptz("move_x=-1&speed=10")).isEqualTo("200 <ptz_ctrl>true</ptz_ctrl>");
		TestService.await("the head moves", TIMEOUT, () -> pan() != stands);
		this.simulation.set("fault:'ptz-stuck'");
		double stuck = pan();
		assertThat(pan()).as("stuck in the midst of a move").isEqualTo(stuck);
		ptz("stop=1");
	}

	@Test
	void aSlowHeadMovesSlowly() {
		this.simulation.set("fault:'ptz-slow',value:0.01");
		double before = pan();
		long start = System.nanoTime();
		ptz("move_x=1&speed=10");
		TestService.await("the head moves", TIMEOUT, () -> pan() > before);
		double moved = pan() - before;
		double seconds = (System.nanoTime() - start) / 1e9;
		assertThat(moved).isLessThanOrEqualTo(seconds * 1.0);
		ptz("stop=1");
	}

	private String ptz(String action) {
		return get("ptz_ctrl?" + action).summary();
	}

	private double pan() {
		return this.simulation.get("/head").at("/head/pan").doubleValue();
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void aSlowRebootLastsForTheGivenTimeAndIsLoggedOnce(CapturedOutput output) {
		this.simulation.set("fault:'slow-reboot',value:'1500ms'");
		assertThat(health()).contains("\"part.maintenance\":\"IMPAIRED: injected fault slow-reboot");
		long start = System.nanoTime();
		get("reboot");
		TestService.await("the camera is ready", TIMEOUT, () -> this.camera.health("/readiness").status() == 200);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(1500));
		assertThat(output.getOut().lines().filter((line) -> line.contains("not in effect"))).hasSizeLessThan(2);
		this.uid = this.camera.logIn();
	}

	@ParameterizedTest
	@CsvSource({ "refuse,400,device refused,FAILED", "unavailable,503,device error,FAILED" })
	void aPartFailsInTheGivenWay(String value, int status, String reason, String state) {
		this.simulation.set("fault:'image',value:'" + value + "'");
		assertThat(get("image?contrast=9").summary()).isEqualTo(RawResponse.fault(status, "/cgi-bin/image", reason));
		assertThat(health()).contains("\"part.image\":\"" + state + ": injected fault image");
	}

}
