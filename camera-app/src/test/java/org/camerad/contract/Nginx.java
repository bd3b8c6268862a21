package org.camerad.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** An nginx before a camera. */
final class Nginx implements AutoCloseable {

	private final int port = TestService.freePort();

	private final Path log;

	private final Process process;

	/**
	 * Starts nginx and waits until it listens.
	 * @param folder the folder for its files
	 * @param target the camera's port
	 * @param directives further lines of its only location
	 */
	Nginx(Path folder, int target, String directives) throws IOException {
		Path configuration = Files.writeString(folder.resolve("nginx.conf"), """
				daemon off;
				master_process off;
				pid nginx.pid;
				events {}
				http {
					access_log off;
					server {
						listen 127.0.0.1:%d;
						location / {
							proxy_pass http://127.0.0.1:%d;
							%s
						}
					}
				}
				""".formatted(this.port, target, directives));
		this.log = folder.resolve("nginx.log");
		try {
			this.process = new ProcessBuilder("nginx", "-p", folder.toString(), "-e", "stderr", "-c",
					configuration.toString())
				.redirectErrorStream(true)
				.redirectOutput(this.log.toFile())
				.start();
		}
		catch (IOException ex) {
			throw new AssertionError("nginx is not installed: script/test installs it", ex);
		}
		TestService.await("nginx listens", Duration.ofSeconds(60),
				() -> RawHttpClient.isListening(this.port) || !this.process.isAlive());
	}

	int port() {
		return this.port;
	}

	/** Returns what it has printed. */
	String log() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
