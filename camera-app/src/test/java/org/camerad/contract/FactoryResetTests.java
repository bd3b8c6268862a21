package org.camerad.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.camerad.settings.DeviceState;
import org.camerad.settings.Store;
import org.camerad.settings.StoredUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The raw content of the data folder and the memory card before and after a factory
 * reset.
 */
class FactoryResetTests {

	private static final String OWNERS_PASSWORD = "Former-Owner-77";

	@TempDir
	Path folder;

	private Path data;

	private Path card;

	private TestService camera;

	@BeforeEach
	void start() throws IOException {
		this.data = this.folder.resolve("data");
		this.card = Files.createDirectory(this.folder.resolve("card"));
		this.camera = startService();
	}

	@AfterEach
	void stop() {
		this.camera.close();
	}

	private TestService startService() {
		return TestService.start(this.data,
				List.of("camera.driver=sim", "camera.rtsp.port=" + TestService.freePort(),
						"camera.https.port=" + TestService.freePort(), "camera.upload.sd.directory=" + this.card,
						"camera.factory-reset.erase-card=true"));
	}

	/** Makes the data of an owner, and returns everything in it that is secret. */
	private List<String> useTheCamera() throws IOException {
		String uid = this.camera.logIn();
		assertThat(this.camera
			.get("/cgi-bin/user_management?action=add&name=formerowner&newpasswd=" + OWNERS_PASSWORD
					+ "&privilege=Operator&enable=Enable&uid=" + uid)
			.status()).isEqualTo(200);
		assertThat(this.camera.get("/cgi-bin/ptz_ctrl?add_preset=7&uid=" + uid).status()).isEqualTo(200);
		assertThat(this.camera.get("/cgi-bin/snapshot.cgi?upload=0&uid=" + uid).status()).isEqualTo(200);
		Files.writeString(this.card.resolve("holiday.txt"), "not the camera's");
		List<StoredUser> users = new Store(this.data).state().users();
		assertThat(users).hasSize(2);
		List<String> secrets = new ArrayList<>(List.of("formerowner"));
		for (StoredUser user : users) {
			String saltAndHash = user.passwordHash().substring(user.passwordHash().indexOf('}') + 1);
			secrets.addAll(List.of(saltAndHash.substring(0, 32), saltAndHash.substring(32), user.digest() + "",
					user.token() + ""));
		}
		String key = Files.readString(this.data.resolve("tls.pem")).split("-----")[2];
		secrets.addAll(key.lines().filter((line) -> line.length() > 20).toList());
		secrets.add(new String(Files.readAllBytes(this.data.resolve("digest-key")), StandardCharsets.ISO_8859_1));
		secrets.add(new String(Files.readAllBytes(this.data.resolve("token-key")), StandardCharsets.ISO_8859_1));
		assertThat(secrets).hasSize(1 + 2 * 4 + 2 + 2);
		return secrets;
	}

	/** Returns the bytes of all files of a folder that are not the audit log. */
	private static String content(Path folder) throws IOException {
		StringBuilder all = new StringBuilder();
		try (Stream<Path> files = Files.walk(folder)) {
			files.filter(Files::isRegularFile)
				.filter((file) -> !file.toString().contains("/audit/"))
				.forEach((file) -> all.append(file.getFileName())
					.append('\n')
					.append(TestService.read(file))
					.append('\n'));
		}
		return all.toString();
	}

	private List<String> names(Path in, Predicate<String> accepted) throws IOException {
		try (Stream<Path> files = Files.list(in)) {
			return files.map((file) -> file.getFileName().toString()).filter(accepted).sorted().toList();
		}
	}

	private void assertErased(List<String> secrets) throws IOException {
		String raw = content(this.data);
		assertThat(secrets).noneMatch(raw::contains);
		assertThat(names(this.data, (name) -> name.matches("(state|digest-key|token-key|tls|admin).*")))
			.as("the newest settings, the one version before them, and keys of their own")
			.hasSize(5)
			.contains("digest-key", "token-key", "tls.pem");
		assertThat(names(this.card, (name) -> true)).containsExactly("holiday.txt");
		assertThat(new Store(this.data).pendingReset()).isEmpty();
		String uid = this.camera.logIn();
		assertThat(this.camera.get("/cgi-bin/ptz_ctrl?call_preset=7&uid=" + uid).summary())
			.contains("call_preset error");
	}

	@Test
	void nothingSecretIsLeftInTheRawFolder() throws IOException {
		List<String> secrets = useTheCamera();
		for (String copy : List.of("state.500", "state.3.bak", "state.new", "digest-key.tmp", "digest-key.new",
				"tls.pem.part", "tls.pem~", "admin-password.new")) {
			Files.writeString(this.data.resolve(copy), "a copy for the " + "formerowner");
		}
		List<Path> links = new ArrayList<>();
		for (String file : names(this.data, (name) -> name.matches("state\\.[0-9]+|(digest|token)-key|tls\\.pem"))) {
			links.add(Files.createLink(this.folder.resolve("link-" + file), this.data.resolve(file)));
		}
		String before = content(this.data);
		assertThat(secrets).as("before").allMatch(before::contains);
		assertThat(this.camera.get("/cgi-bin/factory_reset?uid=" + this.camera.logIn()).summary())
			.isEqualTo("200 <factory_reset>true</factory_reset>");
		assertErased(secrets);
		for (Path link : links) {
			assertThat(Files.readAllBytes(link)).as("%s is overwritten", link).containsOnly(0);
		}
		assertThat(entries("factory-reset")).hasSize(1);
		assertThat(entries("factory-reset").get(0).path("user").asString()).isEqualTo("admin");
	}

	/** As after kill -9 right after the factory state was saved. */
	@Test
	void theNextStartCompletesAResetThatWasInterrupted() throws IOException {
		List<String> secrets = useTheCamera();
		this.camera.close();
		Path copies = Files.createDirectory(this.folder.resolve("copies"));
		List<String> files = names(this.data, (name) -> name.matches("state\\.[0-9]+|(digest|token)-key|tls\\.pem"));
		for (String file : files) {
			Files.copy(this.data.resolve(file), copies.resolve(file));
		}
		Files.writeString(this.card.resolve(".camerad-part-20261129-101010-000Z.jpg"), "half a picture");
		new Store(this.data).reset(DeviceState.FACTORY, false);
		for (String file : files) {
			Files.copy(copies.resolve(file), this.data.resolve(file));
		}
		String newest = names(this.data, (name) -> name.matches("state\\.[0-9]+")).stream()
			.max((one, other) -> Long.compare(Long.parseLong(one.substring(6)), Long.parseLong(other.substring(6))))
			.orElseThrow();
		assertThat(Files.readString(this.data.resolve(newest))).contains("\"secretsErased\":false");
		this.camera = startService();
		TestService.await("the reset is complete", SimulatorTestBase.TIMEOUT, () -> isComplete());
		this.camera.logIn();
		assertErased(secrets);
		assertThat(entries("factory-reset")).hasSize(1);
		assertThat(entries("factory-reset").get(0).path("outcome").asString()).isEqualTo("success");
	}

	private boolean isComplete() {
		try {
			return new Store(this.data).pendingReset().isEmpty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<JsonNode> entries(String event) {
		String text = RawHttpClient.get(this.camera.managementPort(), "/actuator/audit?limit=1000").text();
		return JsonMapper.builder()
			.build()
			.readTree(text)
			.path("entries")
			.valueStream()
			.filter((entry) -> entry.path("event").asString().equals(event))
			.toList();
	}

}
