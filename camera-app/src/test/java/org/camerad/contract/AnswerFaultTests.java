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

/** What faults of answers do to a client, and that health tells. */
@ExtendWith(OnBench.class)
class AnswerFaultTests {

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

	// --- answers ---

	@Test
	void anEmptyAnswerIsASuccessWithoutABody() {
		lab.set("fault:'empty-answer',count:1");
		assertThat(health()).contains("\"part.http\":\"IMPAIRED: empty-answer");
		Answer empty = picture();
		assertThat(empty.status()).isEqualTo(200);
		assertThat(empty.header("Content-Length")).isEqualTo("0");
		assertThat(empty.header("Content-Type")).isEqualTo("image/jpeg");
		assertThat(empty.body()).isEmpty();
		assertThat(lab.fault("empty-answer").isMissingNode()).as("once").isTrue();
		assertWhole(picture());
		lab.set("fault:'empty-answer',count:1");
		assertThat(camera.get("/cgi-bin/getmodel?uid=" + uid).body()).isEmpty();
		assertThat(camera.get("/cgi-bin/getmodel?uid=" + uid).xml()).startsWith("<model>");
	}

	@Test
	void halfAJpegLacksItsEndAndNothingTells() {
		lab.set("fault:'half-jpeg',count:1");
		assertThat(camera.get("/cgi-bin/getmodel?uid=" + uid).xml()).startsWith("<model>");
		Answer half = picture();
		assertThat(half.body()).startsWith(0xFF, 0xD8).hasSize(Integer.parseInt(half.header("Content-Length")));
		assertThat(half.body()[half.body().length - 1]).isNotEqualTo((byte) 0xD9);
		Answer whole = picture();
		assertWhole(whole);
		assertThat((double) half.body().length / whole.body().length).isBetween(0.3, 0.7);
	}

	@Test
	void aResetComesInTheMiddleOfTheBody() throws IOException {
		lab.set("fault:'reset-in-body',count:2");
		assertThat(untilReset("/cgi-bin/snapshot.cgi?stream=1&uid=" + uid)).startsWith("HTTP/1.1 200")
			.contains("\u00ff\u00d8")
			.doesNotContain("\u00ff\u00d9");
		assertThat(untilReset("/cgi-bin/getmodel?uid=" + uid)).contains("<?xml").doesNotContain("</model>");
		assertWhole(picture());
	}

	@Test
	void liveViewersAreResetAsWellAndMayComeAgain() throws IOException {
		lab.set("fault:'reset-in-body',count:1");
		assertThat(untilReset("/cgi-bin/mjpeg.cgi?stream=1&uid=" + uid)).startsWith("HTTP/1.1 200");
		try (Socket again = watch()) {
			readPart(again.getInputStream());
		}
	}

	@Test
	void livePicturesLoseTheirEndsAsWell() throws IOException {
		lab.set("fault:'half-jpeg'");
		try (Socket viewer = watch()) {
			InputStream in = viewer.getInputStream();
			headers(in);
			int length = Integer.parseInt(headers(in).replaceAll("(?s).*Content-Length: ([0-9]+).*", "$1"));
			byte[] jpeg = in.readNBytes(length);
			assertThat(jpeg).startsWith(0xFF, 0xD8);
			assertThat(jpeg[length - 1]).isNotEqualTo((byte) 0xD9);
			assertThat(in.readNBytes(2)).containsExactly('\r', '\n');
			lab.clear();
			readPart(in);
		}
	}

	private static String headers(InputStream in) throws IOException {
		StringBuilder text = new StringBuilder();
		while (!text.toString().endsWith("\r\n\r\n")) {
			text.append((char) in.read());
		}
		return text.toString();
	}

	@Test
	void otherViewersAreUnharmedByFaultsOfAnswers() throws IOException {
		try (Socket viewer = watch()) {
			readPart(viewer.getInputStream());
			lab.set("fault:'reset-in-body'");
			lab.set("fault:'empty-answer'");
			picture();
			for (int i = 0; i < 5; i++) {
				readPart(viewer.getInputStream());
			}
		}
	}

	@Test
	void aSlowFirstByteComesAfterTheRequestHasTakenEffect() throws IOException {
		lab.set("fault:'slow-first-byte',value:'10m',count:1");
		try (Socket socket = ask("/cgi-bin/image?brightness=77&uid=" + uid)) {
			Camerad.await("it is held", PATIENCE, () -> lab.fault("slow-first-byte").isMissingNode());
			assertThat(brightness()).isEqualTo("77");
			assertThat(socket.getInputStream().available()).isZero();
			lab.clear();
			assertThat(readAll(socket)).startsWith("HTTP/1.1 200").contains("brightness=\"77\"");
		}
	}

	@Test
	void latencyComesBeforeTheRequestTakesEffect() throws IOException {
		String before = brightness();
		lab.set("fault:'latency',value:'10m',count:1");
		try (Socket socket = ask("/cgi-bin/image?brightness=99&uid=" + uid)) {
			Camerad.await("it is held", PATIENCE, () -> lab.fault("latency").isMissingNode());
			assertThat(brightness()).isEqualTo(before);
			assertThat(socket.getInputStream().available()).isZero();
			lab.clear();
			// To its end, or its answer would suffer what the next test sets.
			assertThat(readAll(socket)).startsWith("HTTP/1.1 200").contains("brightness=\"99\"");
		}
	}

	@Test
	void latencyIsAsLongAsItSays() {
		lab.set("fault:'latency',value:'300ms',count:2");
		long start = System.nanoTime();
		assertThat(camera.get("/cgi-bin/getmodel?uid=" + uid).status()).isEqualTo(200);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
		assertThat(health()).contains("\"part.http\":\"IMPAIRED: latency");
	}

	@Test
	void chanceDecidesAboutEachAnswer() {
		lab.set("fault:'empty-answer',probability:0.5");
		long empty = IntStream.range(0, 200)
			.filter((i) -> camera.get("/cgi-bin/getmodel?uid=" + uid).body().length == 0)
			.count();
		assertThat(empty).isBetween(60L, 140L);
		assertThat(lab.fault("empty-answer").get("befallen").longValue()).isEqualTo(empty);
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

	private static Socket ask(String target) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), camera.port());
		socket.setSoTimeout((int) PATIENCE.toMillis());
		socket.getOutputStream().write(Wire.request("GET", target).getBytes(StandardCharsets.ISO_8859_1));
		return socket;
	}

	private static Socket watch() throws IOException {
		return ask("/cgi-bin/mjpeg.cgi?stream=0&uid=" + uid);
	}

	private static String readAll(Socket socket) throws IOException {
		return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
	}

	/** What came before the connection was reset, which it must be. */
	private static String untilReset(String target) throws IOException {
		StringBuilder read = new StringBuilder();
		try (Socket socket = ask(target)) {
			InputStream in = socket.getInputStream();
			byte[] buffer = new byte[65536];
			for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
				read.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
			}
		}
		catch (java.net.SocketException ex) {
			assertThat(ex).hasMessageContaining("reset");
			return read.toString();
		}
		throw new AssertionError("not reset: " + read.length());
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
