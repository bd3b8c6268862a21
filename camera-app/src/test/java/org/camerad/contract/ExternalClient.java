package org.camerad.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** The process of an external client program. */
final class ExternalClient {

	private static final int TIMEOUT_SECONDS = 180;

	private final List<String> command;

	private final Process process;

	private final Path printed;

	/** Starts it in a folder, where what it prints is kept. */
	ExternalClient(Path folder, List<String> command) throws IOException {
		this.command = command;
		this.printed = Files.createTempFile(folder, "client", ".txt");
		try {
			this.process = new ProcessBuilder(command).directory(folder.toFile())
				.redirectErrorStream(true)
				.redirectOutput(this.printed.toFile())
				.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
				.start();
		}
		catch (IOException ex) {
			throw new AssertionError(command.get(0) + " is not installed: script/test installs it", ex);
		}
	}

	void stop() {
		this.process.destroyForcibly();
	}

	/** Returns the output of a client that ended with status 0. */
	String output() throws IOException, InterruptedException {
		boolean ended = this.process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
		this.process.destroyForcibly();
		String output = Files.readString(this.printed, StandardCharsets.UTF_8);
		assertThat(ended && this.process.exitValue() == 0).as(() -> this.command.get(0) + ": " + output).isTrue();
		return output;
	}

}
