package org.camerad.contract;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@code mjpeg.cgi} and {@code events} with external clients: ffmpeg, curl,
 * nginx and Chromium. {@code script/test} installs them.
 */
class MjpegClientsTests {

	private static final int TIMEOUT_SECONDS = 180;

	private static final int PICTURES = 10;

	private static final int WIDTH = 640;

	private static final int HEIGHT = 480;

	@TempDir
	static Path folder;

	private static TestService camera;

	@BeforeAll
	static void start() {
		camera = TestService.start(folder.resolve("data"), List.of("camera.driver=sim", "camera.rtsp.port=0"));
		RawResponse response = camera
			.get("/cgi-bin/videoencoder/stream2?resolution=VGA&framerate=10&uid=" + camera.logIn());
		assertThat(response.status()).as(response.text()).isEqualTo(200);
	}

	@AfterAll
	static void stop() {
		camera.close();
	}

	@Test
	void ffmpegDecodesEachPicture() throws Exception {
		try (ExternalClient ffmpeg = new ExternalClient("ffmpeg", "-nostdin", "-v", "error", "-xerror", "-err_detect",
				"explode", "-f", "mpjpeg", "-strict_mime_boundary", "1", "-i",
				url().replace("://", "://" + TestService.ADMIN + ":" + TestService.PASSWORD + "@"), "-frames:v",
				String.valueOf(PICTURES), "-fps_mode", "passthrough", "-f", "framemd5", "-")) {
			List<String> lines = ffmpeg.output().lines().toList();
			assertThat(ffmpeg.complaints()).isBlank();
			assertThat(lines).contains("#dimensions 0: " + WIDTH + "x" + HEIGHT);
			assertThat(lines.stream().filter((line) -> !line.startsWith("#")).map((line) -> line.replaceAll(".*,", "")))
				.as("each is another picture")
				.hasSize(PICTURES)
				.doesNotHaveDuplicates();
		}
	}

	@Test
	void curlReadsPartsAfterBasic() throws Exception {
		readParts("-u", TestService.ADMIN + ":" + TestService.PASSWORD, url());
	}

	/** Clients with the password in the address, which wait for the challenge. */
	@ParameterizedTest
	@ValueSource(strings = {
			"ffmpeg -nostdin -v error -f image2 -pattern_type none -i URL -update 1 -frames:v 1 -f image2 snapshot.jpg",
			"wget -q --tries=1 -O snapshot.jpg URL", "curl -q -sS --fail --anyauth -o snapshot.jpg URL" })
	void snapshotComesAfterAChallenge(String command) throws Exception {
		String url = url().replace("mjpeg.cgi", "snapshot.cgi")
			.replace("://", "://" + TestService.ADMIN + ":" + TestService.PASSWORD + "@");
		Path picture = folder.resolve("snapshot.jpg");
		Files.deleteIfExists(picture);
		try (ExternalClient client = new ExternalClient(command.replace("URL", url).split(" "))) {
			client.output();
			checkSize(ImageIO.read(picture.toFile()));
		}
	}

	@Test
	void curlReadsPartsWithUid() throws Exception {
		readParts(url() + "&uid=" + camera.logIn());
	}

	private static void readParts(String... arguments) throws Exception {
		String[] command = Arrays.copyOf(new String[] { "curl", "-q", "-sS", "-N", "-i" }, 5 + arguments.length);
		System.arraycopy(arguments, 0, command, 5, arguments.length);
		try (ExternalClient curl = new ExternalClient(command);
				DataInputStream in = new DataInputStream(curl.process.getInputStream())) {
			assertThat(head(in)).startsWith("HTTP/1.1 200")
				.contains("Content-Type: multipart/x-mixed-replace; boundary=camerad-frame\r\n");
			for (int i = 0; i < PICTURES; i++) {
				String part = head(in);
				assertThat(part)
					.matches("--camerad-frame\r\nContent-Type: image/jpeg\r\nContent-Length: [0-9]+\r\n\r\n");
				byte[] jpeg = new byte[Integer.parseInt(part.replaceAll("(?s).*Content-Length: ([0-9]+).*", "$1"))];
				in.readFully(jpeg);
				checkSize(ImageIO.read(new ByteArrayInputStream(jpeg)));
				assertThat(in.readNBytes(2)).containsExactly('\r', '\n');
			}
			assertThat(curl.process.isAlive()).as("plays until it is ended").isTrue();
			assertThat(curl.complaints()).isBlank();
		}
	}

	@Test
	void nginxPassesEventsOnAtOnce() throws Exception {
		try (Nginx nginx = new Nginx(folder, camera.port(), "")) {
			try (ExternalClient curl = new ExternalClient("curl", "-q", "-sS", "-N", "-m", "10", "-u",
					TestService.ADMIN + ":" + TestService.PASSWORD,
					"http://127.0.0.1:" + nginx.port() + "/cgi-bin/events");
					BufferedReader lines = curl.process.inputReader()) {
				assertThat(lines.readLine()).as(nginx::log).isEqualTo("retry: 2000");
				assertThat(lines.readLine()).isEmpty();
				assertThat(lines.readLine()).startsWith("data: {\"time\":");
			}
		}
	}

	@Test
	void chromiumDrawsOnePictureAfterTheOther() throws Exception {
		BlockingQueue<String> reports = new LinkedBlockingQueue<>(100);
		HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		site.createContext("/", (exchange) -> answer(exchange, reports));
		site.start();
		String page = "http://127.0.0.1:" + site.getAddress().getPort() + "/#" + url() + "&username="
				+ TestService.ADMIN + "&password=" + TestService.PASSWORD;
		// A page may not read pixels of a picture from another site; this page must.
		try (ExternalClient chromium = new ExternalClient("chromium", "--headless", "--no-sandbox", "--disable-gpu",
				"--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
				"--disable-sync", "--no-first-run", "--disable-web-security",
				"--user-data-dir=" + folder.resolve("profile"), page)) {
			for (int i = 0; i < 3; i++) {
				String report = reports.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
				assertThat(report).as(chromium::complaints).startsWith("/drawn ");
				byte[] png = Base64.getDecoder().decode(report.substring("/drawn ".length()));
				BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(png));
				checkSize(drawn);
				assertThat(Arrays.stream(drawn.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH)).distinct().count())
					.as("colours")
					.isGreaterThan(1000);
			}
		}
		finally {
			site.stop(0);
		}
	}

	/** Serves the page and receives its reports: a new picture or a failure. */
	private static void answer(HttpExchange exchange, BlockingQueue<String> reports) throws IOException {
		try (exchange) {
			if (exchange.getRequestMethod().equals("POST")) {
				String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
				reports.offer(exchange.getRequestURI().getPath() + " " + body);
				exchange.sendResponseHeaders(204, -1);
				return;
			}
			byte[] page = Files.readAllBytes(Path.of("src/test/clients/mjpeg.html"));
			exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
			exchange.sendResponseHeaders(200, page.length);
			exchange.getResponseBody().write(page);
		}
	}

	private static String url() {
		return "http://127.0.0.1:" + camera.port() + "/cgi-bin/mjpeg.cgi?stream=0";
	}

	private static void checkSize(BufferedImage picture) {
		assertThat(picture.getWidth() + "x" + picture.getHeight()).isEqualTo(WIDTH + "x" + HEIGHT);
	}

	/** Reads header lines and the empty line after them. */
	private static String head(DataInputStream in) throws IOException {
		StringBuilder text = new StringBuilder();
		while (text.indexOf("\r\n\r\n") < 0) {
			text.append((char) in.readUnsignedByte());
		}
		return text.toString();
	}

	/** The process of an external client, which is ended with all its children. */
	private static final class ExternalClient implements AutoCloseable {

		private final Process process;

		private final Path complaints;

		ExternalClient(String... command) throws IOException {
			this.complaints = Files.createTempFile(folder, command[0], ".txt");
			try {
				this.process = new ProcessBuilder(command).directory(folder.toFile())
					.redirectError(this.complaints.toFile())
					.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
					.start();
			}
			catch (IOException ex) {
				throw new AssertionError(command[0] + " is not installed: script/test installs it", ex);
			}
			CompletableFuture.delayedExecutor(TIMEOUT_SECONDS, TimeUnit.SECONDS).execute(this.process::destroyForcibly);
		}

		/** Waits for the end of the process and returns its output. */
		String output() throws IOException, InterruptedException {
			String output = new String(this.process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(this.process.waitFor()).as(this::complaints).isZero();
			return output;
		}

		String complaints() {
			try {
				return Files.readString(this.complaints);
			}
			catch (IOException ex) {
				throw new java.io.UncheckedIOException(ex);
			}
		}

		@Override
		public void close() {
			List<ProcessHandle> all = this.process.descendants().toList();
			this.process.destroyForcibly().onExit().join();
			all.forEach(ProcessHandle::destroyForcibly);
			all.forEach((process) -> process.onExit().join());
		}

	}

}
