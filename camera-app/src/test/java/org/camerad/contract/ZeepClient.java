package org.camerad.contract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import static org.assertj.core.api.Assumptions.assumeThat;

/** Scripts that use a camera by zeep, which parses responses strictly. */
final class ZeepClient {

	private static final String PYTHON = "/usr/bin/python3";

	private ZeepClient() {
	}

	/** Runs a script as the administrator and returns all that it prints. */
	static String run(Path script, int port) throws IOException {
		OnvifSchemas schemas = OnvifSchemas.require();
		assumeThat(output(PYTHON, "-c", "import zeep")).as("no python3-zeep").isEmpty();
		return output(PYTHON, script.toString(), schemas.folder().toString(), String.valueOf(port), TestService.ADMIN,
				TestService.PASSWORD);
	}

	private static String output(String... command) throws IOException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		try (InputStream output = process.getInputStream()) {
			return new String(output.readAllBytes(), StandardCharsets.UTF_8);
		}
		finally {
			process.destroyForcibly();
		}
	}

}
