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

/** What faults of the sensor do to a client, and that health tells. */
@ExtendWith(OnBench.class)
class SensorFaultTests {

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

	// --- the sensor ---

	@Test
	void withoutItsSensorTheCameraHasNoPictures() throws IOException {
		try (Socket viewer = watch()) {
			readPart(viewer.getInputStream());
			lab.set("fault:'sensor-lost'");
			assertThat(picture().told()).isEqualTo(Answer.fault(503, "/cgi-bin/snapshot", DEVICE_ERROR));
			assertThat(health()).contains("\"part.sensor\":\"FAILED: sensor-lost");
			drain(viewer);
		}
		lab.clear();
		assertThat(picture().status()).isEqualTo(200);
		assertThat(health()).doesNotContain("part.sensor");
	}

	@Test
	void aFrozenPictureStaysTheSame() {
		lab.set("fault:'frozen-frame'");
		byte[] frozen = picture().body();
		long until = System.nanoTime() + Duration.ofMillis(300).toNanos();
		while (System.nanoTime() < until) {
			assertThat(picture().body()).isEqualTo(frozen);
		}
		assertThat(health()).contains("\"part.sensor\":\"IMPAIRED: frozen-frame");
		lab.clear();
		Camerad.await("pictures move again", PATIENCE, () -> !Arrays.equals(picture().body(), frozen));
	}

	@Test
	void aBlackPictureIsBlackAndOfTheRightSize() {
		lab.post("/scene", "action:'pause'");
		BufferedImage usual = decode(picture());
		lab.set("fault:'black-frame'");
		Camerad.await("the next frame", PATIENCE, () -> darkest(decode(picture())));
		assertThat(decode(picture()).getWidth()).isEqualTo(usual.getWidth());
		assertThat(decode(picture()).getHeight()).isEqualTo(usual.getHeight());
		assertThat(darkest(usual)).isFalse();
		assertThat(health()).contains("\"part.sensor\":\"IMPAIRED: black-frame");
	}

	private static boolean darkest(BufferedImage picture) {
		return Arrays.stream(pixels(picture, 0, picture.getHeight(), 0)).allMatch((pixel) -> (pixel >> 8 & 255) < 8);
	}

	@Test
	void aTornPictureIsDisplacedInItsLowerHalf() {
		lab.post("/scene", "action:'pause'");
		BufferedImage usual = decode(picture());
		lab.set("fault:'torn-frame'");
		int half = usual.getHeight() / 2;
		int slip = usual.getWidth() / 4;
		Camerad.await("the next frame", PATIENCE, () -> difference(usual, decode(picture()), half, 0) > 5);
		BufferedImage torn = decode(picture());
		assertThat(difference(usual, torn, half, slip)).as("displaced")
			.isLessThan(difference(usual, torn, half, 0) / 2);
		assertThat(differenceAbove(usual, torn, half)).as("above").isLessThan(5);
	}

	private static double difference(BufferedImage whole, BufferedImage torn, int from, int slip) {
		// The strip at the bottom tells another number and time.
		int to = whole.getHeight() * 9 / 10;
		return difference(pixels(whole, from, to, 0), pixels(torn, from, to, slip));
	}

	private static double differenceAbove(BufferedImage whole, BufferedImage torn, int half) {
		return difference(pixels(whole, 0, half - 16, 0), pixels(torn, 0, half - 16, 0));
	}

	private static double difference(int[] first, int[] second) {
		return IntStream.range(0, first.length)
			.map((i) -> Math.abs((first[i] >> 8 & 255) - (second[i] >> 8 & 255)))
			.average()
			.orElseThrow();
	}

	/** Rows of pixels, read from a column on and round the edge. */
	private static int[] pixels(BufferedImage picture, int from, int to, int slip) {
		int width = picture.getWidth();
		return IntStream.range(from * width, to * width)
			.map((i) -> picture.getRGB((i % width + slip) % width, i / width))
			.toArray();
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

	private static BufferedImage decode(Answer picture) {
		try {
			return ImageIO.read(new ByteArrayInputStream(picture.body()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Socket ask(String target) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), camera.port());
		socket.setSoTimeout((int) PATIENCE.toMillis());
		socket.getOutputStream().write(Wire.request("GET", target).getBytes(StandardCharsets.ISO_8859_1));
		return socket;
	}

	private static Socket watch() throws IOException {
		return ask("/cgi-bin/mjpeg.cgi?stream=0&uid=" + uid);
	}

	/** Reads until a part has ended. */
	private static void readPart(InputStream in) throws IOException {
		int before = 0;
		IntPredicate ended = new IntPredicate() {

			private int last;

			@Override
			public boolean test(int next) {
				boolean end = this.last == 0xFF && next == 0xD9;
				this.last = next;
				return end;
			}
		};
		int next = in.read();
		while (!ended.test(next)) {
			assertThat(next).as("after %d bytes", before++).isNotNegative();
			next = in.read();
		}
	}

	/** Reads until the other side closes. */
	private static void drain(Socket socket) throws IOException {
		try {
			while (socket.getInputStream().read(new byte[65536]) >= 0) {
				// Pictures that were under way.
			}
		}
		catch (java.net.SocketException ex) {
			assertThat(ex).hasMessageContaining("reset");
		}
	}

}
