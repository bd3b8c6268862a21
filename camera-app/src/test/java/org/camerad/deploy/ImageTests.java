package org.camerad.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The files that describe the container image and how it is run.
 * {@code script/image-test} builds and runs the image.
 */
class ImageTests {

	private static final Path ROOT = Path.of("..");

	/** The keys of the Compose specification that the file may use. */
	private static final Map<String, Set<String>> COMPOSE_KEYS = Map.of("file",
			Set.of("name", "x-camera", "services", "volumes"), "service",
			Set.of("image", "build", "restart", "read_only", "tmpfs", "cap_drop", "security_opt", "mem_limit",
					"pids_limit", "environment", "ports", "volumes"));

	@Test
	void theVersionIsTheProjects() throws IOException {
		String version = find("pom.xml", "<artifactId>camerad</artifactId>\\s*<version>([^<]+?)(?:-SNAPSHOT)?<");
		assertThat(find("Dockerfile", "(?m)^ARG VERSION=(.+)$")).isEqualTo(version);
		assertThat(find("helm/camerad/Chart.yaml", "(?m)^appVersion: \"(.+)\"$")).isEqualTo(version);
	}

	@ParameterizedTest
	@ValueSource(strings = { "title", "description", "version", "licenses", "source", "revision", "created" })
	void theImageHasTheLabel(String label) throws IOException {
		assertThat(Files.readString(ROOT.resolve("Dockerfile"))).contains(" org.opencontainers.image." + label + "=");
	}

	@Test
	void theComposeFileHasThreeCamerasWithoutACommonPortOrVolume() throws IOException {
		Map<String, Object> file = compose();
		assertThat(COMPOSE_KEYS.get("file")).containsAll(file.keySet());
		Map<String, Object> services = map(file.get("services"));
		assertThat(services).hasSize(3);
		List<String> published = new ArrayList<>();
		List<String> volumes = new ArrayList<>();
		List<Object> seeds = new ArrayList<>();
		services.values().forEach((service) -> {
			Map<String, Object> camera = map(service);
			assertThat(COMPOSE_KEYS.get("service")).containsAll(camera.keySet());
			((List<?>) camera.get("ports")).forEach((port) -> published.add(hostPort((String) port)));
			((List<?>) camera.get("volumes")).forEach((volume) -> volumes.add(((String) volume).split(":")[0]));
			seeds.add(map(camera.get("environment")).get("CAMERA_SIM_SEED"));
		});
		assertThat(published).hasSize(9).doesNotHaveDuplicates();
		assertThat(volumes).doesNotHaveDuplicates().containsExactlyElementsOf(map(file.get("volumes")).keySet());
		assertThat(seeds).hasSize(3).doesNotHaveDuplicates();
	}

	@Test
	void theComposeFileShowsHealthToThisMachineOnly() throws IOException {
		map(compose().get("services")).values()
			.forEach((service) -> assertThat((List<?>) map(service).get("ports")).asString()
				.containsPattern("127\\.0\\.0\\.1:[0-9]+:8081\\]$"));
	}

	@Test
	void theComposeFilesCamerasMayDoNothingButServe() throws IOException {
		map(compose().get("services")).values()
			.forEach((service) -> assertThat(map(service)).containsEntry("read_only", true)
				.containsEntry("cap_drop", List.of("ALL"))
				.containsEntry("security_opt", List.of("no-new-privileges:true")));
	}

	private static String hostPort(String port) {
		String[] parts = port.split(":");
		return parts[parts.length - 2];
	}

	private static Map<String, Object> compose() throws IOException {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		String text = Files.readString(ROOT.resolve("deploy/compose/compose.yaml"));
		return map(new Yaml(new SafeConstructor(options)).load(text));
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(Object value) {
		return (Map<String, Object>) value;
	}

	private static String find(String file, String pattern) throws IOException {
		Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(ROOT.resolve(file)));
		assertThat(matcher.find()).as("%s in %s", pattern, file).isTrue();
		return matcher.group(1);
	}

}
