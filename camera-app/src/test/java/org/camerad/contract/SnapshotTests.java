package org.camerad.contract;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Snapshots (3.19) in all their spellings, and what still-picture clients need. */
@ExtendWith(ServiceFixtureExtension.class)
class SnapshotTests {

	private static final String PATH = "/cgi-bin/snapshot.cgi";

	private static final String CREDENTIALS = "username=" + TestService.ADMIN + "&password=" + TestService.PASSWORD;

	private final ServiceFixture bench;

	private final TestService camera;

	private String uid = "";

	SnapshotTests(ServiceFixture bench) {
		this.bench = bench;
		this.camera = bench.shared();
	}

	@BeforeEach
	@AfterEach
	void factorysResolutions() {
		this.uid = this.camera.logIn();
		setFactorysResolutions(this.camera, this.uid);
	}

	private void setFactorysResolutions(TestService service, String uid) {
		String codec = "encode_mode=" + this.bench.codec();
		set(service, "stream1?" + codec + "&resolution=1080P&uid=" + uid);
		set(service, "stream2?" + codec + "&resolution=480X360&uid=" + uid);
	}

	private void set(String change) {
		set(this.camera, change + "&uid=" + this.uid);
	}

	private static void set(TestService service, String change) {
		assertThat(service.get("/cgi-bin/videoencoder/" + change).status()).isEqualTo(200);
	}

	/** 0, the default, is the sub stream; 1 the main stream. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			&CREDENTIALS                        | 480x360
			&CREDENTIALS&stream=1               | 1920x1080
			&CREDENTIALS?timestamp=1700000000   | 480x360
			&stream=1&CREDENTIALS?timestamp=17  | 1920x1080
			&uid=UID                            | 480x360
			?uid=UID                            | 480x360
			?uid=UID&timestamp=17               | 480x360
			?stream=0&uid=UID                   | 480x360
			?stream=1&uid=UID                   | 1920x1080
			?uid=UID&stream=1                   | 1920x1080
			?stream=%201%20&uid=UID             | 1920x1080
			?stream=0&CREDENTIALS               | 480x360
			?stream=1&CREDENTIALS               | 1920x1080
			?CREDENTIALS&stream=1               | 1920x1080
			?stream=1&CREDENTIALS&hue=1         | 1920x1080
			""")
	void pictures(String spelling, String size) throws Exception {
		RawResponse answer = this.camera.get(PATH + filled(spelling));
		assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("image/jpeg");
		assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(answer.body().length));
		assertThat(answer.header("Transfer-Encoding")).isNull();
		assertThat(answer.header("Content-Disposition")).isNull();
		assertThat(answer.header("Cache-Control")).contains("no-store");
		assertThat(size(answer)).isEqualTo(size);
	}

	@ParameterizedTest
	@CsvSource({ "stream1?resolution=2592X1944,1,2592x1944", "stream1?resolution=1080P,1,1920x1080",
			"stream2?resolution=VGA,0,640x480", "stream2?resolution=480X360,0,480x360" })
	void thePictureHasTheResolutionThatWasSet(String change, int stream, String size) throws Exception {
		set(change);
		assertThat(size(this.camera.get(PATH + "?stream=" + stream + "&uid=" + this.uid))).isEqualTo(size);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			?CREDENTIALS                        | error, parse parameters
			?CREDENTIALS&timestamp=17           | error, parse parameters
			?upload=0&CREDENTIALS               | error, parse parameters
			?stream=0&CREDENTIALS&password=x    | error, parse parameters
			?stream=%&CREDENTIALS               | error, parse parameters
			&CREDENTIALS&username=x             | error, parse parameters
			&username=%&password=x              | error, parse parameters
			?stream=0&password=x                | error, parse username
			?stream=0&username=admin            | error, parse password
			?stream=0&username=admin&password=  | error, parse password
			&username=admin                     | error, parse password
			&password=x                         | error, parse username
			?stream=0&username=admin&password=x | password error
			&username=admin&password=x          | password error
			&username=nobody&password=x         | password error
			?uid=                               | error, parse uid
			?stream=0&uid=                      | error, parse uid
			?uid=nobodys0                       | uid error
			?stream=7&uid=nobodys0              | uid error
			?stream=2&uid=UID                   | stream 0 or 1
			?stream=-1&uid=UID                  | stream 0 or 1
			?stream=&uid=UID                    | stream 0 or 1
			?stream=x&CREDENTIALS               | stream 0 or 1
			?stream=0&upload=4&uid=UID          | upload 0 or 1 or 2 or 3
			?stream=0&upload=-1&uid=UID         | upload 0 or 1 or 2 or 3
			?stream=0&upload=&uid=UID           | upload 0 or 1 or 2 or 3
			?stream=2&upload=4&uid=UID          | stream 0 or 1
			?stream=1&upload=1&uid=UID          | Ftp not deploy
			?stream=1&upload=2&uid=UID          | Email not deploy
			?stream=1&upload=3&uid=UID          | NFS Server not mounted
			?stream=1&upload=1&CREDENTIALS      | Ftp not deploy
			&CREDENTIALS&upload=3               | NFS Server not mounted
			""")
	void faults(String spelling, String reason) {
		assertThat(this.camera.get(PATH + filled(spelling)).summary())
			.isEqualTo(RawResponse.fault(400, "/cgi-bin/snapshot", reason));
	}

	@Test
	void uploadToTheCard() throws Exception {
		Path card = this.camera.dataFolder().resolveSibling("card");
		List<Path> before = files(card);
		assertThat(this.camera.get(PATH + "?stream=0&upload=0&" + CREDENTIALS).summary())
			.isEqualTo("200 <upload>OK</upload>");
		assertThat(this.camera.get(PATH + "?upload=0&stream=1&uid=" + this.uid).summary())
			.isEqualTo("200 <upload>OK</upload>");
		assertThat(this.camera.get(PATH + "&" + CREDENTIALS + "&upload=0").summary())
			.isEqualTo("200 <upload>OK</upload>");
		List<String> sizes = new ArrayList<>();
		for (Path file : files(card)) {
			if (!before.contains(file)) {
				BufferedImage picture = ImageIO.read(file.toFile());
				sizes.add(picture.getWidth() + "x" + picture.getHeight());
			}
		}
		assertThat(sizes).containsExactlyInAnyOrder("480x360", "1920x1080", "480x360");
		assertThat(RawHttpClient.ask("HEAD", this.camera.port(), PATH + "?stream=0&upload=0&uid=" + this.uid).status())
			.isEqualTo(405);
	}

	/** Players and recorders with a password in the address wait for the challenge. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			''               | error, parse parameters
			?                | error, parse parameters
			?&&              | error, parse parameters
			&                | error, parse parameters
			?stream=0        | error, parse username
			?stream=7        | error, parse username
			?timestamp=17    | error, parse username
			&stream=1        | error, parse username
			?stream=0&upload=0 | error, parse username
			""")
	void withoutCredentialsTheFaultComesWithAChallenge(String spelling, String reason) {
		RawResponse answer = this.camera.get(PATH + spelling);
		assertThat(answer.summary()).isEqualTo(RawResponse.fault(401, "/cgi-bin/snapshot", reason));
		assertThat(answer.header("WWW-Authenticate")).startsWith("Basic realm=");
		assertThat(RawHttpClient.ask("HEAD", this.camera.port(), PATH + spelling).status()).isEqualTo(401);
	}

	@Test
	void basicInsteadOfParameters() throws Exception {
		String header = basic(TestService.ADMIN + ":" + TestService.PASSWORD);
		assertThat(size(this.camera.get(PATH, header))).isEqualTo("480x360");
		assertThat(size(this.camera.get(PATH + "?stream=1", header))).isEqualTo("1920x1080");
		assertThat(size(this.camera.get(PATH + "?timestamp=17", header))).isEqualTo("480x360");
	}

	@ParameterizedTest
	@ValueSource(strings = { "admin:wrong", "admin:", "nobody:x", ":", "admin", "" })
	void aRefusedHeaderIsUnauthorized(String credentials) {
		for (String target : new String[] { PATH, PATH + "?stream=0" }) {
			RawResponse answer = this.camera.get(target, basic(credentials));
			assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
			assertThat(answer.header("WWW-Authenticate")).startsWith("Basic realm=");
			assertThat(answer.summary()).startsWith("401 <fault><value>/cgi-bin/snapshot</value>");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Digest username=\"admin\"", "Basic", "Basic !!!", "Bearer x" })
	void aHeaderOfAnotherKindIsUnauthorized(String value) {
		assertThat(this.camera.get(PATH, "Authorization: " + value).status()).isEqualTo(401);
	}

	@Test
	void headTellsTheLength() {
		RawResponse answer = RawHttpClient.ask("HEAD", this.camera.port(), PATH + "?uid=" + this.uid);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("image/jpeg");
		assertThat(Integer.parseInt(answer.header("Content-Length"))).isGreaterThan(1000);
		assertThat(answer.body()).isEmpty();
	}

	@Test
	void aRangeIsIgnored() throws Exception {
		RawResponse answer = this.camera.get(PATH + "?stream=0&" + CREDENTIALS, "Range: bytes=0-", "Icy-MetaData: 1",
				"User-Agent: Lavf/59.27.100");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Range")).isNull();
		assertThat(size(answer)).isEqualTo("480x360");
		assertThat(size(this.camera.get(PATH + "?uid=" + this.uid, "Range: bytes=5-9"))).isEqualTo("480x360");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Host: 127.0.0.1\r\n", "", "Host: cam_1:80\r\nConnection: close\r\n" })
	void http10ClosesAndIsNotChunked(String headers) throws Exception {
		RawResponse answer = RawHttpClient.exchange(this.camera.port(),
				"GET " + PATH + "?stream=0&" + CREDENTIALS + " HTTP/1.0\r\n" + headers + "\r\n");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Transfer-Encoding")).isNull();
		assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(answer.body().length));
		assertThat(size(answer)).isEqualTo("480x360");
	}

	@Test
	void aLibrarysClientWillDoToo() throws Exception {
		HttpClient client = HttpClient.newHttpClient();
		HttpResponse<byte[]> answer = client.send(HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + this.camera.port() + PATH + "?stream=1&" + CREDENTIALS))
			.build(), HttpResponse.BodyHandlers.ofByteArray());
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(ImageIO.read(new ByteArrayInputStream(answer.body())).getWidth()).isEqualTo(1920);
	}

	@Test
	void rawAtSignsAreTaken() {
		String answer = this.camera.get(PATH + "?stream=0&username=a@b&password=p@ss").summary();
		assertThat(answer).isEqualTo(RawResponse.fault(400, "/cgi-bin/snapshot", "password error"));
	}

	@Test
	void openPicturesNeedNoCredentialsAndEverythingElseDoes(@TempDir Path folder) throws Exception {
		Path card = Files.createDirectory(folder.resolve("card"));
		try (TestService open = this.bench.start(folder.resolve("data"),
				properties("camera.snapshot.authentication=false", this.bench.card(card, Hardware.Card.ABSENT)))) {
			// A board's first start takes the sizes that it finds.
			setFactorysResolutions(open, open.logIn());
			assertThat(size(open.get(PATH))).isEqualTo("480x360");
			assertThat(size(open.get(PATH + "?stream=1"))).isEqualTo("1920x1080");
			assertThat(size(open.get(PATH + "?timestamp=17"))).isEqualTo("480x360");
			assertThat(open.get(PATH + "?stream=2").summary())
				.isEqualTo(RawResponse.fault(400, "/cgi-bin/snapshot", "stream 0 or 1"));
			assertThat(open.get(PATH + "?stream=0&upload=0").summary())
				.isEqualTo(RawResponse.fault(401, "/cgi-bin/snapshot", "error, parse username"));
			assertThat(open.get(PATH + "?stream=0&upload=0&uid=" + open.logIn()).summary())
				.isEqualTo(RawResponse.fault(400, "/cgi-bin/snapshot", "sd not mount"));
			assertThat(open.get("/cgi-bin/image?timestamp=1").status()).isEqualTo(400);
		}
	}

	@Test
	void aCardThatFailsIsSaidSo(@TempDir Path folder) throws Exception {
		Path card = Files.createDirectory(folder.resolve("card"));
		try (TestService broken = this.bench.start(folder.resolve("data"),
				this.bench.card(card, Hardware.Card.BROKEN))) {
			assertThat(broken.get(PATH + "?stream=0&upload=0&uid=" + broken.logIn()).summary())
				.isEqualTo(RawResponse.fault(400, "/cgi-bin/snapshot", "sd card not mounted"));
			assertThat(files(card)).isEmpty();
		}
	}

	private static String[] properties(String first, String[] more) {
		return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
	}

	private String filled(String spelling) {
		return spelling.replace("CREDENTIALS", CREDENTIALS).replace("UID", this.uid);
	}

	private static String basic(String credentials) {
		return "Authorization: Basic "
				+ Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
	}

	private static String size(RawResponse answer) throws IOException {
		assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
		BufferedImage picture = ImageIO.read(new ByteArrayInputStream(answer.body()));
		return picture.getWidth() + "x" + picture.getHeight();
	}

	private static List<Path> files(Path folder) throws IOException {
		try (var files = Files.walk(folder)) {
			return files.filter(Files::isRegularFile).toList();
		}
	}

}
