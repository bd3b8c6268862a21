package org.camerad.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** The description of the contract in OpenAPI, and the camera that it describes. */
class OpenApiTests extends SimulatorTestBase {

	private static final Set<String> ENDING_THE_SESSION = Set.of("/cgi-bin/reboot", "/cgi-bin/factory_reset");

	private static final Path TOOLS = Path.of("src/test/console");

	private static final Set<String> ENDLESS = Set.of("/cgi-bin/mjpeg.cgi", "/cgi-bin/events");

	@Override
	List<String> properties() {
		return List.of("camera.sim.reboot-time=100ms");
	}

	/** An operation as it is described. */
	private record Operation(String path, String method, JsonNode fields) {

		/** The reasons of faults that it names. */
		Set<String> reasons() {
			return this.fields.path("responses")
				.path("400")
				.path("content")
				.path("application/xml")
				.path("examples")
				.valueStream()
				.map((example) -> example.path("summary").asString())
				.collect(Collectors.toSet());
		}

	}

	private JsonNode document() {
		RawResponse response = this.camera.get("/openapi.json");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Content-Type")).isEqualTo("application/json");
		return JsonMapper.shared().readTree(response.text());
	}

	private List<Operation> operations() {
		List<Operation> operations = new ArrayList<>();
		document().path("paths")
			.properties()
			.forEach((path) -> path.getValue()
				.properties()
				.forEach((method) -> operations.add(new Operation(path.getKey(), method.getKey(), method.getValue()))));
		return operations;
	}

	@Test
	void everyInterfaceIsDescribedAndNothingElse() {
		Set<String> paths = new TreeSet<>();
		this.camera.routes().all().forEach((path) -> paths.add("/cgi-bin/" + path));
		assertThat(document().path("paths").propertyNames()).containsExactlyInAnyOrderElementsOf(paths);
	}

	@Test
	void aPublicValidatorAcceptsIt() throws Exception {
		assumeThat(TOOLS.resolve("node_modules/@seriousme")).as("script/test installs the validator").exists();
		Path file = Files.writeString(this.folder.resolve("openapi.json"), this.camera.get("/openapi.json").text());
		Process node = new ProcessBuilder("node", TOOLS.resolve("validate-openapi.js").toString())
			.redirectInput(file.toFile())
			.redirectErrorStream(true)
			.start();
		String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		node.waitFor();
		assertThat(output).isEqualTo("true 3.1\n");
	}

	@Test
	void boundsAreThoseOfTheTablesAndTheHardware() {
		JsonNode document = document();
		assertThat(schema(document, "image", "brightness"))
			.hasToString("{\"type\":\"integer\",\"minimum\":0,\"maximum\":255}");
		assertThat(schema(document, "osd", "color")).hasToString("{\"type\":\"integer\",\"enum\":[0,1,2,3]}");
		assertThat(schema(document, "ptz_ctrl", "move_x")).hasToString("{\"type\":\"integer\",\"enum\":[-1,0,1]}");
		assertThat(schema(document, "network", "port").path("anyOf")).hasSize(2);
		assertThat(schema(document, "osd", "title_utf8").path("maxLength").asInt()).isEqualTo(64);
		String offered = get("videoencoder/getcapabilities").text();
		schema(document, "videoencoder/stream1", "resolution").path("enum")
			.forEach((name) -> assertThat(offered).contains("\"" + name.asString() + "\""));
		JsonNode image = document.path("paths").path("/cgi-bin/image").path("get");
		assertThat(image.path("x-role").asString()).isEqualTo("User");
		assertThat(image.path("x-set-role").asString()).isEqualTo("Operator");
		assertThat(image.path("security")).hasToString("[{\"uid\":[]}]");
	}

	private static JsonNode schema(JsonNode document, String path, String name) {
		return document.path("paths")
			.path("/cgi-bin/" + path)
			.path("get")
			.path("parameters")
			.valueStream()
			.filter((parameter) -> parameter.path("name").asString().equals(name))
			.findFirst()
			.orElseThrow()
			.path("schema");
	}

	/** Those that end the session come last. */
	@Test
	void eachExampleIsAnsweredAsDescribed() throws Exception {
		for (Operation operation : operations()) {
			if (!ENDING_THE_SESSION.contains(operation.path())) {
				call(operation);
			}
		}
		for (Operation operation : operations()) {
			if (ENDING_THE_SESSION.contains(operation.path())) {
				call(operation);
				TestService.await("the camera is back", Duration.ofSeconds(20),
						() -> this.camera
							.get("/cgi-bin/getuid?username=" + TestService.ADMIN + "&password=" + TestService.PASSWORD)
							.status() == 200);
				this.uid = this.camera.logIn();
			}
		}
	}

	private void call(Operation operation) throws Exception {
		String target = operation.path() + "?" + query(operation);
		if (operation.method().equals("post")) {
			RawResponse refused = RawHttpClient.ask("POST", this.camera.port(), operation.path(), "Content-Length: 0",
					"Authorization: " + RawRtspClient.basic(TestService.ADMIN, TestService.PASSWORD));
			assertThat(operation.reasons()).as("an empty image").contains(reason(refused));
		}
		else if (ENDLESS.contains(operation.path())) {
			try (Socket socket = ask(target.substring("/cgi-bin/".length()).replaceAll("&?uid=[^&]*", ""))) {
				assertThat(headers(socket.getInputStream())).startsWith("HTTP/1.1 200")
					.contains(operation.fields().path("responses").path("200").path("content").propertyNames());
			}
		}
		else {
			RawResponse response = this.camera.get(target);
			assertThat(response.status()).as(target + " " + response).isEqualTo(200);
			check(operation, response);
		}
	}

	private static void check(Operation operation, RawResponse response) throws Exception {
		JsonNode content = operation.fields().path("responses").path("200").path("content");
		String type = content.propertyNames().iterator().next();
		assertThat(response.header("Content-Type")).startsWith(type);
		if (type.equals("application/xml")) {
			byte[] example = content.path(type).path("example").asString().getBytes(StandardCharsets.UTF_8);
			Element root = DocumentBuilderFactory.newInstance()
				.newDocumentBuilder()
				.parse(new ByteArrayInputStream(example))
				.getDocumentElement();
			assertThat(shape(response.root())).as(operation.path()).isEqualTo(shape(root));
		}
	}

	/** The names of elements and attributes; several elements of a name count once. */
	private static Set<String> shape(Element element) {
		Set<String> names = new TreeSet<>();
		names.add(element.getTagName());
		for (int i = 0; i < element.getAttributes().getLength(); i++) {
			names.add(element.getTagName() + "@" + element.getAttributes().item(i).getNodeName());
		}
		for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
			if (child instanceof Element inside) {
				shape(inside).forEach((name) -> names.add(element.getTagName() + "/" + name));
			}
		}
		return names;
	}

	private String query(Operation operation) {
		List<String> pairs = new ArrayList<>();
		for (JsonNode parameter : operation.fields().path("parameters")) {
			String name = parameter.path("name").asString();
			if (parameter.has("example")) {
				String value = switch (name) {
					case "uid" -> this.uid;
					case "username" -> TestService.ADMIN;
					case "password" -> TestService.PASSWORD;
					default -> parameter.path("example").asString();
				};
				pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
			}
		}
		return String.join("&", pairs);
	}

	@Test
	void eachWrongValueIsAFaultThatIsDescribed() throws IOException {
		int checked = 0;
		for (Operation operation : operations()) {
			for (JsonNode parameter : operation.fields().path("parameters")) {
				if (parameter.has("x-fault") && !operation.path().endsWith("mjpeg.cgi")) {
					String name = parameter.path("name").asString();
					String wrong = parameter.path("schema").has("maxLength") ? "%01" : "-7x";
					RawResponse refused = get(
							operation.path().substring("/cgi-bin/".length()) + "?" + name + "=" + wrong);
					assertThat(operation.reasons()).as(operation.path() + " " + name).contains(reason(refused));
					checked++;
				}
			}
		}
		assertThat(checked).isGreaterThan(60);
	}

	private static String reason(RawResponse response) {
		assertThat(response.status()).as(response.toString()).isEqualTo(400);
		return response.root().getElementsByTagName("reason").item(0).getTextContent();
	}

	@Test
	void itTellsNothingOfThisCamera() {
		get("osd?title_utf8=private-title");
		String sn = get("getinfo").attribute("sn");
		String mac = get("network").attribute("macaddr");
		assertThat(this.camera.get("/openapi.json").text()).doesNotContain("private-title", sn, mac, this.uid,
				TestService.PASSWORD);
	}

	@Test
	void itIsReadInABrowser() {
		RawResponse page = this.camera.get("/api.html");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.header("Content-Security-Policy")).contains("script-src 'self' 'sha256-");
		assertThat(page.text()).contains("/console/assets/api.").doesNotContain("{{");
	}

}
