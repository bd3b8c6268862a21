package org.camerad.contract;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of what clients and the health see of sensor faults and of overload. */
class SensorFaultTests extends SimulatorTestBase {

	private static final String DEVICE_ERROR = "device error";

	// --- the sensor ---

	@Test
	void aLostSensorMeansNoPictures() throws IOException {
		try (Socket client = watch()) {
			readPart(client.getInputStream());
			this.simulation.set("fault:'sensor-lost'");
			assertThat(picture().summary()).isEqualTo(RawResponse.fault(503, "/cgi-bin/snapshot", DEVICE_ERROR));
			assertThat(health()).contains("\"part.sensor\":\"FAILED: injected fault sensor-lost");
			drain(client);
		}
		this.simulation.clear();
		assertThat(picture().status()).isEqualTo(200);
		assertThat(health()).doesNotContain("part.sensor");
	}

	@Test
	void aFrozenPictureStaysTheSame() {
		this.simulation.set("fault:'frozen-frame'");
		byte[] frozen = picture().body();
		long until = System.nanoTime() + Duration.ofMillis(300).toNanos();
		while (System.nanoTime() < until) {
			assertThat(picture().body()).isEqualTo(frozen);
		}
		assertThat(health()).contains("\"part.sensor\":\"IMPAIRED: injected fault frozen-frame");
		this.simulation.clear();
		TestService.await("pictures move again", TIMEOUT, () -> !Arrays.equals(picture().body(), frozen));
	}

	@Test
	void aBlackPictureIsBlackAndOfTheRightSize() {
		this.simulation.post("/scene", "action:'pause'");
		BufferedImage usual = decode(picture());
		this.simulation.set("fault:'black-frame'");
		TestService.await("the next frame", TIMEOUT, () -> darkest(decode(picture())));
		assertThat(decode(picture()).getWidth()).isEqualTo(usual.getWidth());
		assertThat(decode(picture()).getHeight()).isEqualTo(usual.getHeight());
		assertThat(darkest(usual)).isFalse();
		assertThat(health()).contains("\"part.sensor\":\"IMPAIRED: injected fault black-frame");
	}

	private static boolean darkest(BufferedImage picture) {
		return Arrays.stream(pixels(picture, 0, picture.getHeight(), 0)).allMatch((pixel) -> (pixel >> 8 & 255) < 8);
	}

	@Test
	void aTornPictureIsDisplacedInItsLowerHalf() {
		this.simulation.post("/scene", "action:'pause'");
		BufferedImage usual = decode(picture());
		this.simulation.set("fault:'torn-frame'");
		int half = usual.getHeight() / 2;
		int slip = usual.getWidth() / 4;
		TestService.await("the next frame", TIMEOUT, () -> difference(usual, decode(picture()), half, 0) > 5);
		BufferedImage torn = decode(picture());
		assertThat(difference(usual, torn, half, slip)).as("displaced")
			.isLessThan(difference(usual, torn, half, 0) / 2);
		assertThat(differenceAbove(usual, torn, half)).as("above").isLessThan(5);
	}

	static double difference(BufferedImage whole, BufferedImage torn, int from, int slip) {
		// The strip at the bottom shows a different number and time in each picture.
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

	/** Returns rows of pixels, shifted cyclically to the left. */
	private static int[] pixels(BufferedImage picture, int from, int to, int slip) {
		int width = picture.getWidth();
		return IntStream.range(from * width, to * width)
			.map((i) -> picture.getRGB((i % width + slip) % width, i / width))
			.toArray();
	}

	private static BufferedImage decode(RawResponse picture) {
		try {
			return ImageIO.read(new ByteArrayInputStream(picture.body()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// --- many clients (issue 14, A5) ---

	@Test
	void aHundredClientsGetTheLargestPictureAtTheSameTime() throws Exception {
		assertThat(get("videoencoder/stream1?resolution=2592X1944").status()).isEqualTo(200);
		ExecutorService clients = Executors.newFixedThreadPool(100);
		try {
			CyclicBarrier together = new CyclicBarrier(100);
			List<Future<Integer>> statuses = clients.invokeAll(Collections.nCopies(100, () -> {
				together.await();
				return get("snapshot.cgi?stream=1").status();
			}));
			for (Future<Integer> status : statuses) {
				assertThat(status.get()).isEqualTo(200);
			}
			assertThat(health()).contains("\"status\":\"UP\"").doesNotContain("snapshot");
		}
		finally {
			clients.shutdownNow();
			get("videoencoder/stream1?resolution=1080P");
		}
	}

	@Test
	void aPictureShowsWhatWasSetBeforeItWhileOthersAreTaken() {
		this.simulation.post("/scene", "action:'pause'");
		double usual = brightness(decode(picture()));
		AtomicBoolean over = new AtomicBoolean();
		ExecutorService others = Executors.newFixedThreadPool(4);
		try {
			for (int i = 0; i < 4; i++) {
				others.submit(() -> {
					while (!over.get()) {
						picture();
					}
				});
			}
			for (int round = 0; round < 8; round++) {
				boolean isBright = round % 2 == 0;
				assertThat(get("image?brightness=" + (isBright ? 220 : 30)).status()).isEqualTo(200);
				assertThat(brightness(decode(picture())) > usual).as("round " + round).isEqualTo(isBright);
			}
		}
		finally {
			over.set(true);
			others.shutdownNow();
			get("image?brightness=128");
		}
	}

	private static double brightness(BufferedImage picture) {
		return Arrays.stream(pixels(picture, 0, picture.getHeight(), 0))
			.map((pixel) -> pixel >> 8 & 255)
			.average()
			.orElseThrow();
	}

}
