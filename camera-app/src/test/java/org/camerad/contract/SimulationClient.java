package org.camerad.contract;

import java.nio.charset.StandardCharsets;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** A client of the simulated camera's endpoint on the management port. */
final class SimulationClient {

	private final TestService camera;

	SimulationClient(TestService camera) {
		this.camera = camera;
	}

	RawResponse request(String method, String path, String body, String... headers) {
		int length = body.getBytes(StandardCharsets.UTF_8).length;
		String[] all = new String[headers.length + 2];
		System.arraycopy(headers, 0, all, 0, headers.length);
		all[headers.length] = (headers.length == 0) ? "Content-Type: application/json" : "X-Test: yes";
		all[headers.length + 1] = "Content-Length: " + length;
		// By HTTP/1.0, whose responses are not chunked.
		String head = RawHttpClient.request(method, "/actuator/sim" + path, all)
			.replace(" HTTP/1.1\r\n", " HTTP/1.0\r\n");
		return RawHttpClient.exchange(this.camera.managementPort(), head + body);
	}

	JsonNode get(String path) {
		return json(request("GET", path, ""));
	}

	/**
	 * Sets a fault. Keys and texts may omit JSON's quotes: {@code
	 * fault:'latency',value:1}.
	 */
	void set(String fields) {
		json(request("POST", "", json(fields)));
	}

	void post(String path, String fields) {
		json(request("POST", path, json(fields)));
	}

	void clear() {
		json(request("DELETE", "", ""));
	}

	/** Returns the state of a fault, missing if it is neither active nor scheduled. */
	JsonNode fault(String name) {
		return get("/faults").get("faults")
			.valueStream()
			.filter((fault) -> fault.get("fault").stringValue().equals(name))
			.findFirst()
			.orElse(JsonMapper.shared().missingNode());
	}

	private static String json(String fields) {
		return "{" + fields.replaceAll("([a-z]+):", "'$1':").replace('\'', '"') + "}";
	}

	private static JsonNode json(RawResponse response) {
		assertThat(response.status()).as(response.text()).isEqualTo(200);
		assertThat(response.header("Content-Type")).contains("json");
		return JsonMapper.shared().readTree(response.body());
	}

}
