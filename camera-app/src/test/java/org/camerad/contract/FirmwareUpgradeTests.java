package org.camerad.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.camerad.CameradApplication;
import org.camerad.firmware.SwuBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.w3c.dom.NamedNodeMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The simulator's firmware from the upload to the first start that works. The order
 * matters, because versions only grow.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirmwareUpgradeTests extends SimulatorTestBase {

	private static final String PATH = "/cgi-bin/OnvifFirmwareUpgrade";

	private static final String BASIC = "Authorization: Basic " + Base64.getEncoder()
		.encodeToString((TestService.ADMIN + ":" + TestService.PASSWORD).getBytes(StandardCharsets.UTF_8));

	private static final String OK = "200 <OnvifFirmwareUpgrade>OK</OnvifFirmwareUpgrade>";

	private static final String REFUSED = RawResponse.fault(400, PATH, "firmware error");

	@Override
	List<String> properties() throws IOException {
		Path own = Files.createDirectory(this.folder.resolve("keys"));
		return List.of("camera.firmware.keys=" + SwuBuilder.key(own) + "," + rsaKey(own),
				"camera.sim.reboot-time=10ms");
	}

	/** A key of openssl's; without openssl another one that signs nothing. */
	private static Path rsaKey(Path folder) throws IOException {
		Path key = folder.resolve("openssl.pub");
		try {
			run(folder, "openssl", "genrsa", "-out", "openssl.pem", "2048");
			run(folder, "openssl", "pkey", "-in", "openssl.pem", "-pubout", "-out", "openssl.pub");
			return key;
		}
		catch (IOException ex) {
			return SwuBuilder.key(folder);
		}
	}

	private static String run(Path folder, String... command) throws IOException {
		Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.onExit().join().exitValue()).as(output).isZero();
		return output;
	}

	@AfterEach
	void nothingIsLeftAndTheCameraIsWell() throws IOException {
		this.simulation.clear();
		try (Stream<Path> files = Files.walk(this.folder)) {
			assertThat(files.map(Path::getFileName).map(Path::toString))
				.noneMatch((name) -> name.startsWith("firmware-"));
		}
		assertThat(health()).contains("\"groups\":[\"liveness\",\"readiness\"],\"status\":\"UP\"");
	}

	private RawResponse post(byte[] image) {
		return post(this.camera.port(), image);
	}

	private static RawResponse post(int port, byte[] image) {
		ByteArrayOutputStream request = new ByteArrayOutputStream();
		request.writeBytes(RawHttpClient
			.request("POST", PATH, BASIC, "Content-Type: application/octet-stream", "Content-Length: " + image.length)
			.getBytes(StandardCharsets.UTF_8));
		request.writeBytes(image);
		return RawHttpClient.exchange("127.0.0.1", port, request.toByteArray());
	}

	private RawResponse state() {
		return this.camera.get(PATH, BASIC);
	}

	/** Waits for the end of a restart, and returns the attributes of the state. */
	private Map<String, String> settled() {
		AtomicReference<RawResponse> last = new AtomicReference<>();
		TestService.await("the upgrade ends", TIMEOUT, () -> {
			last.set(state());
			return last.get().status() == 200 && List.of("idle", "failed").contains(last.get().attribute("state"));
		});
		return attributes(last.get());
	}

	private static Map<String, String> attributes(RawResponse state) {
		Map<String, String> attributes = new TreeMap<>();
		NamedNodeMap all = state.root().getAttributes();
		for (int i = 0; i < all.getLength(); i++) {
			attributes.put(all.item(i).getNodeName(), all.item(i).getNodeValue());
		}
		return attributes;
	}

	private String fileSystem() {
		return this.camera.get("/cgi-bin/getinfo?uid=" + this.camera.logIn()).attribute("filesystem");
	}

	private void assertSettled(String state, String version, String previous, String message) {
		Map<String, String> settled = settled();
		assertThat(settled).containsOnlyKeys("state", "percent", "version", "previous", "message")
			.containsEntry("state", state)
			.containsEntry("percent", "0")
			.containsEntry("version", version)
			.containsEntry("previous", previous);
		assertThat(settled.get("message")).contains(message);
		assertThat(fileSystem()).isEqualTo(version + " (simulated camera)");
	}

	@Test
	@Order(1)
	void fromTheFactoryItIsIdle() {
		assertThat(state().summary()).isEqualTo("200 <OnvifFirmwareUpgrade state=\"idle\" percent=\"0\" "
				+ "version=\"1.0.0\" previous=\"\" message=\"\"/>");
		assertThat(this.camera.get("/OnvifFirmwareUpgrade?uid=" + this.uid).attribute("state")).isEqualTo("idle");
		this.camera.add(this.uid, "watcher", "User");
		String watcher = this.camera.logIn("watcher", TestService.PASSWORD);
		assertThat(this.camera.get(PATH + "?uid=" + watcher).summary())
			.isEqualTo(RawResponse.fault(400, PATH, "permission denied"));
		assertThat(this.camera.get(PATH + "?uid=00000000").summary())
			.isEqualTo(RawResponse.fault(400, PATH, "uid error"));
		assertThat(this.camera.get(PATH).status()).isEqualTo(401);
	}

	@Test
	@Order(2)
	void whatIsNotGenuineIsRefusedAndTheStateTellsWhy() {
		byte[] genuine = new SwuBuilder().build();
		Map<String, byte[]> images = new TreeMap<>();
		images.put("is not signed", new SwuBuilder().foreign().build());
		images.put("for other models", new SwuBuilder().model("MC200J7").build());
		images.put("is not newer", new SwuBuilder().version("1.0.0").build());
		images.put("its version is not numbers", new SwuBuilder().version("latest").build());
		images.put("behind the end", Arrays.copyOf(genuine, genuine.length + 1));
		images.put("not a whole cpio archive", new byte[3_000_000]);
		images.forEach((why, image) -> {
			assertThat(post(image).summary()).as(why).isEqualTo(REFUSED);
			assertSettled("failed", "1.0.0", "", why);
			assertThat(settled().get("message")).startsWith("firmware error: ");
		});
		assertThat(post(new byte[0]).summary()).isEqualTo(RawResponse.fault(400, PATH, "error, parse firmware"));
		assertSettled("failed", "1.0.0", "", "error, parse firmware: it is empty");
	}

	@Test
	@Order(3)
	void anImageThatIsCutAnywhereIsRefused() {
		byte[] genuine = new SwuBuilder().build();
		for (int percent = 1; percent < 90; percent += 11) {
			assertThat(post(Arrays.copyOf(genuine, genuine.length * percent / 100)).summary()).as("%s %%", percent)
				.isEqualTo(REFUSED);
		}
		assertSettled("failed", "1.0.0", "", "firmware error");
	}

	@Test
	@Order(4)
	void aRequestWithoutCredentialsIsRefusedBeforeItsBody() throws IOException {
		for (String header : List.of("X-None: 1", "Authorization: Basic YTpi")) {
			try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.camera.port())) {
				socket.setSoTimeout((int) TIMEOUT.toMillis());
				socket.getOutputStream()
					.write(RawHttpClient
						.request("POST", PATH, header, "Content-Type: application/octet-stream",
								"Content-Length: 1073741824")
						.getBytes(StandardCharsets.US_ASCII));
				assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
					.isEqualTo("HTTP/1.1 401");
			}
		}
		assertThat(state().attribute("message")).as("is not an upload").contains("firmware error");
	}

	@Test
	@Order(5)
	void oneUploadAtATimeAndAClientThatGoesLeavesNothing() throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.camera.port())) {
			OutputStream out = socket.getOutputStream();
			byte[] image = new SwuBuilder().file("rootfs.img", new byte[400_000]).build();
			out.write(RawHttpClient
				.request("POST", PATH, BASIC, "Content-Type: application/octet-stream",
						"Content-Length: " + image.length)
				.getBytes(StandardCharsets.US_ASCII));
			out.write(image, 0, image.length / 2);
			out.flush();
			TestService.await("half of it has come", TIMEOUT, () -> state().attribute("percent").matches("4[0-9]|50"));
			assertThat(state().attribute("state")).isEqualTo("receiving");
			assertThat(post(image).summary()).isEqualTo(RawResponse.fault(503, PATH, "device error"));
			assertThat(state().attribute("state")).as("the first upload goes on").isEqualTo("receiving");
		}
		assertSettled("failed", "1.0.0", "", "broke off");
	}

	@Test
	@Order(6)
	void anInstallationThatFailsLeavesTheRunningVersion() {
		this.simulation.set("fault:'firmware-install-fails'");
		assertThat(post(new SwuBuilder().build()).summary()).isEqualTo(OK);
		assertSettled("failed", "1.0.0", "", "2.0.0 cannot be installed");
		this.simulation.clear();
		this.simulation.set("fault:'firmware',value:'refuse'");
		assertThat(post(new SwuBuilder().build()).summary()).isEqualTo(OK);
		assertSettled("failed", "1.0.0", "", "refuses");
		assertAudited("success", "2.0.0");
		assertAudited("failed", "2.0.0");
	}

	/** The image of script/firmware, uploaded by curl. */
	@Test
	@Order(7)
	void anImageOfTheScriptIsInstalled() throws IOException {
		assumeThat(isInstalled("openssl", "cpio", "curl")).as("openssl, cpio and curl are installed").isTrue();
		Path keys = this.folder.resolve("keys");
		Files.write(keys.resolve("rootfs.img"), new byte[100_000]);
		run(keys, Path.of("../script/firmware").toAbsolutePath().toString(), "--version", "2.0.0", "--model", "MC200J6",
				"--key", "openssl.pem", "--json", "--output", "json.swu", "rootfs.img");
		run(keys, Path.of("../script/firmware").toAbsolutePath().toString(), "--version", "2.0.0", "--model", "X",
				"--model", "MC200J6", "--key", "openssl.pem", "--output", "camera.swu", "rootfs.img");
		assertSwupdateReads(keys);
		assertThat(run(keys, "curl", "-sS", "-u", TestService.ADMIN + ":" + TestService.PASSWORD, "-H",
				"Content-Type: application/octet-stream", "--data-binary", "@camera.swu",
				"http://127.0.0.1:" + this.camera.port() + PATH))
			.endsWith("<OnvifFirmwareUpgrade>OK</OnvifFirmwareUpgrade>");
		assertSettled("idle", "2.0.0", "1.0.0", "");
		assertThat(this.camera.get("/cgi-bin/getmodel?uid=" + this.uid).summary())
			.isEqualTo(RawResponse.fault(400, "/cgi-bin/getmodel", "uid error"));
		this.uid = this.camera.logIn();
		assertWhole(picture());
		assertThat(post(Files.readAllBytes(keys.resolve("json.swu"))).summary()).isEqualTo(REFUSED);
		assertSettled("failed", "2.0.0", "1.0.0", "is not newer than the installed 2.0.0");
	}

	private static boolean isInstalled(String... programs) {
		return Arrays.stream(programs).allMatch((program) -> Files.isExecutable(Path.of("/usr/bin", program)));
	}

	/**
	 * Debian's swupdate reads the description and the archive. It expects a CMS signature
	 * instead of the plain one, so that the file gets one.
	 */
	private static void assertSwupdateReads(Path folder) throws IOException {
		if (!isInstalled("swupdate")) {
			return;
		}
		run(folder, "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "cms.key", "-out", "cms.pem",
				"-subj", "/CN=x", "-addext", "extendedKeyUsage=emailProtection");
		for (String image : List.of("camera.swu", "json.swu")) {
			String output = run(folder, "bash", "-c", "set -e; rm -rf cms; mkdir cms; cd cms; cpio -i --quiet <../"
					+ image
					+ "; openssl cms -sign -in sw-description -out sw-description.sig -signer ../cms.pem -inkey ../cms.key "
					+ "-outform DER -nosmimecap -binary; printf '%s\\n' sw-description sw-description.sig rootfs.img "
					+ "| cpio --quiet -o -H crc >../cms.swu; "
					+ "cd ..; swupdate -c -i cms.swu -k cms.pem -H board:MC200J6 2>&1 || true");
			assertThat(output).as(image).contains("SWUPDATE successful");
		}
	}

	@Test
	@Order(8)
	void aBrokenVersionFallsBackByItself() {
		String version = state().attribute("version");
		this.simulation.set("fault:'firmware-boot-fails'");
		assertThat(post(new SwuBuilder().version("3.0.0").build()).summary()).isEqualTo(OK);
		assertSettled("failed", version, "", "3.0.0 was started 3 times");
		this.simulation.clear();
		assertThat(post(new SwuBuilder().version("3.0.0").build()).summary()).isEqualTo(OK);
		assertSettled("idle", "3.0.0", version, "");
		assertAudited("fell-back", "3.0.0");
		assertAudited("installed", "3.0.0");
	}

	private void assertAudited(String outcome, String version) {
		String end = "\"group\":\"firmware\",\"names\":[\"" + version + "\"],\"outcome\":\"" + outcome + "\"";
		TestService.await(end, TIMEOUT,
				() -> RawHttpClient.get(this.camera.managementPort(), "/actuator/audit?limit=1000")
					.text()
					.contains(end));
	}

	@Test
	@Order(9)
	void anImageThatAnnouncesTenGigabytesIsRefusedAtOnce() throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.camera.port())) {
			socket.setSoTimeout((int) TIMEOUT.toMillis());
			socket.getOutputStream()
				.write(RawHttpClient
					.request("POST", PATH, BASIC, "Content-Type: application/octet-stream",
							"Content-Length: 10000000000")
					.getBytes(StandardCharsets.US_ASCII));
			StringBuilder answer = new StringBuilder(headers(socket.getInputStream()));
			while (answer.indexOf("</fault>") < 0) {
				answer.append((char) socket.getInputStream().read());
			}
			assertThat(answer.toString()).startsWith("HTTP/1.1 400").contains("<reason>firmware too large</reason>");
		}
	}

	/** The contract's sample page on another origin, and then the camera's own page. */
	@Test
	@Order(10)
	void bothPagesUploadInChromium() throws Exception {
		assumeThat(isInstalled("chromium")).as("chromium is installed").isTrue();
		RawResponse own = this.camera.get("/upload.html");
		assertThat(own.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
		assertThat(own.header("Content-Security-Policy")).startsWith("default-src 'none'; script-src 'self';");
		assertThat(own.text()).doesNotContain("onclick", "style=").contains("<script src=\"/upload.js\"");
		String before = state().attribute("version");
		try (FirmwareSite site = new FirmwareSite(this.camera.port())) {
			ExternalClient chromium = new ExternalClient(this.folder,
					List.of("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
							"--disable-background-networking", "--disable-component-update", "--disable-sync",
							"--no-first-run", "--user-data-dir=" + this.folder.resolve("profile"), site.page()));
			try {
				assertThat(site.reports.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).startsWith("200 ")
					.contains("<OnvifFirmwareUpgrade>OK</OnvifFirmwareUpgrade>");
				assertSettled("idle", "4.0.0", before, "");
				site.next.countDown();
				assertThat(site.reports.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS))
					.isEqualTo("Version 4.1.0 runs. idle 4.0.0");
			}
			finally {
				chromium.stop();
			}
		}
	}

	/** Another process, which ends to be started again by its supervisor. */
	@Test
	@Order(11)
	void aProcessEndsToBeStartedAgainWithTheNewVersion() throws Exception {
		Path data = this.folder.resolve("process");
		int port = TestService.freePort();
		String keys = "camera.firmware.keys=" + SwuBuilder.key(this.folder);
		Process service = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
				CameradApplication.class.getName(), "--camera.driver=sim", "--camera.data-dir=" + data,
				"--camera.admin.password=" + TestService.PASSWORD, "--server.port=" + port,
				"--management.server.port=" + TestService.freePort(), "--camera.firmware.restart=process", "--" + keys)
			.redirectErrorStream(true)
			.redirectOutput(this.folder.resolve("process.log").toFile())
			.start();
		try {
			TestService.await("the process answers", TIMEOUT,
					() -> RawHttpClient.isListening(port) && RawHttpClient.get(port, PATH, BASIC).status() == 200);
			assertThat(post(port, new SwuBuilder().build()).summary()).isEqualTo(OK);
			assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(service.exitValue()).isEqualTo(75);
		}
		finally {
			service.destroyForcibly().waitFor();
		}
		try (TestService next = this.fixture.start(data, keys)) {
			TestService.await("the new version is kept", TIMEOUT,
					() -> next.get(PATH, BASIC)
						.summary()
						.equals("200 <OnvifFirmwareUpgrade state=\"idle\" percent=\"0\" version=\"2.0.0\" "
								+ "previous=\"1.0.0\" message=\"\"/>"));
		}
	}

}
