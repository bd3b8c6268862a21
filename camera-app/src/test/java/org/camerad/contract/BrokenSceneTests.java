package org.camerad.contract;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/** A simulated camera whose recorded pictures are broken, before its start or later. */
@ExtendWith(OutputCaptureExtension.class)
class BrokenSceneTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@TempDir
	Path folder;

	private Path pictures;

	@BeforeEach
	void pictures() throws IOException {
		this.pictures = Files.createDirectory(this.folder.resolve("pictures"));
	}

	private TestService start(Path scene) {
		return TestService.start(this.folder.resolve("data"),
				List.of("camera.driver=sim", "camera.sim.scene=" + scene));
	}

	private void draw(String name) throws IOException {
		BufferedImage picture = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
		ImageIO.write(picture, "jpg", this.pictures.resolve(name).toFile());
	}

	@Test
	void whatCannotBeShownStopsTheStartAndIsNamed() throws IOException {
		assertRefused(this.folder.resolve("missing.mp4"), "missing.mp4: not found");
		assertRefused(Files.writeString(this.folder.resolve("text.mp4"), "no video at all"), "text.mp4: ");
		assertRefused(Files.createFile(this.folder.resolve("empty.mp4")), "empty.mp4: ");
		assertRefused(this.pictures, "no .jpg, .jpeg or .png file in it");
	}

	private void assertRefused(Path scene, String why) {
		assertThatException().isThrownBy(() -> start(scene).close())
			.satisfies((thrown) -> assertThat(thrown).rootCause().hasMessageContaining("camera.sim.scene: ", why));
	}

	@Test
	void whatBreaksLaterIsAFaultUntilItIsWholeAgain(CapturedOutput output) throws IOException {
		draw("1.jpg");
		draw("2.jpg");
		try (TestService camera = start(this.pictures)) {
			String target = "/cgi-bin/snapshot.cgi?uid=" + camera.logIn();
			assertThat(camera.get(target).status()).isEqualTo(200);
			Files.writeString(this.pictures.resolve("1.jpg"), "");
			Files.writeString(this.pictures.resolve("2.jpg"), "");
			TestService.await("a broken picture's turn", PATIENCE, () -> isFault(camera.get(target)));
			assertThat(output.getAll()).containsPattern("pictures.[12].jpg: not a picture");
			assertThat(camera.health("").text()).contains("DEGRADED")
				.containsPattern(
						"part.sensor\":\"FAILED: there are no pictures: [^\"]*pictures.[12].jpg: not a picture");
			assertThat(camera.logIn()).hasSize(8);
			draw("1.jpg");
			draw("2.jpg");
			TestService.await("whole pictures", PATIENCE, () -> camera.get(target).status() == 200);
			awaitHealth(camera);
		}
	}

	/** Nobody else takes pictures while health is asked for. */
	@Test
	void healthNoticesThatPicturesAreWholeAgain() throws IOException {
		draw("1.jpg");
		try (TestService camera = start(this.pictures)) {
			String target = "/cgi-bin/snapshot.cgi?uid=" + camera.logIn();
			Files.writeString(this.pictures.resolve("1.jpg"), "");
			assertThat(camera.get(target).status()).isEqualTo(503);
			assertThat(camera.health("").text()).contains("DEGRADED", "part.sensor");
			draw("1.jpg");
			awaitHealth(camera);
		}
	}

	@Test
	void whatMotionDetectionCannotSeeShowsInHealth() throws IOException {
		draw("1.jpg");
		try (TestService camera = start(this.pictures)) {
			Files.writeString(this.pictures.resolve("1.jpg"), "");
			assertThat(camera.get("/cgi-bin/motion?enable=1&uid=" + camera.logIn()).status()).isEqualTo(200);
			TestService.await("no sight", PATIENCE,
					() -> camera.health("").text().contains("motion detection gets no pictures: "));
			draw("1.jpg");
			awaitHealth(camera);
		}
	}

	private static void awaitHealth(TestService camera) {
		TestService.await("health", PATIENCE, () -> !camera.health("").text().contains("DEGRADED"));
	}

	private static boolean isFault(RawResponse answer) {
		return answer.status() != 200
				&& answer.summary().equals(RawResponse.fault(503, "/cgi-bin/snapshot", "device error"));
	}

}
