package org.camerad.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of the packaged jar, with the context that the build prepared. */
final class PackagedService implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(120);

	private final int port = TestService.freePort();

	private final int managementPort = TestService.freePort();

	private final Path log;

	private final Process process;

	/**
	 * Starts the jar.
	 * @param folder of its data and its log
	 * @param jvm options of the JVM
	 * @param options of the service
	 */
	PackagedService(Path folder, List<String> jvm, String... options) throws IOException {
		this.log = folder.resolve("service.log");
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
						"-Xmx64m", "-XX:TieredStopAtLevel=1", "-Dspring.aot.enabled=true"));
		command.addAll(jvm);
		command.addAll(List.of("-jar", System.getProperty("packaged.jar"), "--camera.driver=sim",
				"--camera.data-dir=" + folder.resolve("data"), "--camera.admin.password=" + TestService.PASSWORD,
				"--server.port=" + this.port));
		command.addAll(List.of(options));
		if (!List.of(options).contains("--management.server.port=-1")) {
			command.add("--management.server.port=" + this.managementPort);
		}
		this.process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(this.log.toFile()).start();
	}

	int port() {
		return this.port;
	}

	int managementPort() {
		return this.managementPort;
	}

	String log() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	PackagedService awaitStart() {
		TestService.await("the packaged service has started: " + this.log, TIMEOUT,
				() -> !this.process.isAlive() || log().contains("Started CameradApplication"));
		return this;
	}

	/** The status of a GET on the management port; 0 when nobody listens. */
	int managementStatus(String path) {
		return RawHttpClient.isListening(this.managementPort) ? RawHttpClient.get(this.managementPort, path).status()
				: 0;
	}

	String logIn() {
		String body = RawHttpClient.get(this.port, "/cgi-bin/getuid?username=admin&password=" + TestService.PASSWORD)
			.text();
		return body.substring(body.indexOf("<uid>") + 5, body.indexOf("</uid>"));
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(20, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
