package org.camerad.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.camerad.CameradApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The whole service in a process of its own, with an environment of its own. */
class UnknownVariablesTests {

	private static final String UMLAUTS = "CAMERA_ADMIN_PASSWORD=$(printf 'hunter\\303\\244')"
			+ " exec \"$@\" \"--camera.data-dir=$(printf '/tmp/Stra\\303\\237e')\"";

	@TempDir
	Path folder;

	private Process start(Map<String, String> environment, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of("sh", "-c", environment.containsKey("LC_ALL") ? UMLAUTS : "exec \"$@\"", "sh",
						Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
						CameradApplication.class.getName(), "--server.port=0", "--management.server.port=0"));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(this.folder.resolve("log").toFile());
		builder.environment().keySet().removeIf((name) -> name.startsWith("CAMERA"));
		builder.environment().put("CAMERA_DATADIR", this.folder.resolve("data").toString());
		builder.environment().putAll(environment);
		return builder.start();
	}

	private String log() {
		try {
			return Files.readString(this.folder.resolve("log"));
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	@Test
	void unknownVariablesAreOneWarningAndTheServiceStarts() throws Exception {
		Map<String, String> environment = new HashMap<>(Map.of("CAMERA_DRIVER", "sim", "CAMERA_RTSP_PORT", "0",
				"CAMERA_SIM_REBOOT_TIME", "1s", "CAMERA_SIM_FAULT_SDFULL", "off", "CAMERA_UPLOAD_EMAIL_TO_0",
				"a@example.org", "CAMERA_RTSP_PROT", "tcp://hunter2:80", "CAMERA_SERVICE_HOST", "10.0.0.1",
				"CAMERA_PORT_80_TCP", "tcp://10.0.0.1:80", "camera_wheels", "4"));
		environment.put("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + this.folder.resolve("absent"));
		environment.put("CAMERAD_WHEELS", "4");
		environment.putAll(Map.of("CAMERA_COUNT", "2", "CAMERA_INSTANCES_2_SIM_REBOOT_TIME", "3s",
				"CAMERA_INSTANCES_2_SIM_FAULT_SDFULL", "off", "CAMERA_INSTANCES_2_RTSP_PROT", "1",
				"CAMERA_INSTANCES_SERVICE_HOST", "10.0.0.1", "CAMERA_INSTANCES_7_SIM_SEED", "7"));
		Process service = start(environment);
		try {
			await().atMost(Duration.ofMinutes(3))
				.until(() -> !service.isAlive() || log().contains("Started CameradApplication"));
			assertThat(service.isAlive()).as(log()).isTrue();
			assertThat(this.folder.resolve("data/tmp")).as("used instead of a folder that is absent")
				.isNotEmptyDirectory();
		}
		finally {
			service.destroyForcibly().waitFor();
		}
		assertThat(log().lines().filter((line) -> line.contains("environment variables"))).singleElement()
			.asString()
			.contains(" WARN ")
			.endsWith("environment variables that set no property of this service: "
					+ "CAMERA_INSTANCES_2_RTSP_PROT, CAMERA_INSTANCES_SERVICE_HOST, CAMERA_PORT_80_TCP, "
					+ "CAMERA_RTSP_PROT, CAMERA_SERVICE_HOST, camera_wheels");
		assertThat(log()).contains("beyond camera.count=2: CAMERA_INSTANCES_7_SIM_SEED");
		assertThat(log()).doesNotContain("hunter2");
	}

	@Test
	void aVariableReachesTheDriverInBothSpellings() throws Exception {
		assertThat(refusal(Map.of("CAMERA_DRIVER", "sim", "CAMERA_SIM_REBOOTTIME", "soon")))
			.contains("camera.sim.reboot-time: must be a time");
		assertThat(refusal(Map.of("CAMERA_DRIVER", "sim", "CAMERA_SIM_FAULT_SD_FULL", "2s")))
			.contains("camera.sim.fault.sd-full: ");
		assertThat(refusal(Map.of("CAMERA_DRIVER", "sim", "CAMERA_COUNT", "2", "CAMERA_INSTANCES_2_SIM_REBOOT_TIME",
				"soon", "CAMERA_INSTANCES_1_AUDIT_SYSLOG", "udp://localhost:514")))
			.contains("CAMERA_INSTANCES_1_AUDIT_SYSLOG: cannot differ between the cameras of a process");
	}

	@Test
	void aMisspeltNameStopsTheStartBeforeAnythingIsTouched() throws Exception {
		assertThat(refusal(Map.of("CAMERA_RTSP_PROT", "1"), "--camera.driver=sim", "--camera.admin.pasword=hunter2"))
			.contains("camera.admin.pasword: there is no such property; did you mean camera.admin.password?")
			.contains("Correct the configuration and start again.")
			.doesNotContain("hunter2")
			.doesNotContain("\tat ");
		assertThat(this.folder.resolve("data")).doesNotExist();
	}

	/**
	 * The bytes come from a shell: the tests' own locale need not be able to pass them.
	 */
	@Test
	void aValueThatTheLocaleCannotDecodeStopsTheStart() throws Exception {
		String log = refusal(Map.of("CAMERA_DRIVER", "sim", "LC_ALL", "C", "UNRELATED", "\uFFFD"));
		assertThat(log)
			.contains("CAMERA_ADMIN_PASSWORD, camera.data-dir: the value contains characters that cannot be decoded")
			.contains("LC_ALL=C.UTF-8")
			.doesNotContain("hunter")
			.doesNotContain("\tat ");
		assertThat(log.indexOf('\uFFFD')).isNegative();
	}

	private String refusal(Map<String, String> environment, String... arguments) throws Exception {
		Process service = start(environment, arguments);
		try {
			await().atMost(Duration.ofMinutes(3)).until(() -> !service.isAlive());
			assertThat(service.exitValue()).as(log()).isEqualTo(1);
			return log();
		}
		finally {
			service.destroyForcibly().waitFor();
		}
	}

}
