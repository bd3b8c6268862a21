package org.camerad.driver.pi.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program and its arguments, which go to it as they are: no shell reads them.
 *
 * @param program the program's file
 * @param arguments its arguments
 */
public record Command(Path program, List<String> arguments) {

	/** More than any of the programs has to say; the rest is not kept. */
	private static final int MOST_OUTPUT = 256 * 1024;

	public Command {
		arguments = List.copyOf(arguments);
	}

	public static Command of(Path program, String... arguments) {
		return new Command(program, List.of(arguments));
	}

	/** The words as the system gets them. */
	public List<String> words() {
		List<String> words = new ArrayList<>();
		words.add(this.program.toString());
		words.addAll(this.arguments);
		return words;
	}

	/**
	 * Runs it to its end, without input and with messages in English.
	 * @param limit how long it may take, after which it is killed
	 * @throws IOException when it cannot be started, or was killed
	 */
	public Outcome run(Duration limit) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(words()).redirectInput(ProcessBuilder.Redirect.from(NOTHING));
		builder.environment().put("LC_ALL", "C.UTF-8");
		Process process = builder.start();
		try {
			CompletableFuture<String> output = read(process.getInputStream());
			CompletableFuture<String> errors = read(process.getErrorStream());
			if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
				throw new IOException(this.program.getFileName() + " did not end within " + limit.toMillis() + " ms");
			}
			return new Outcome(process.exitValue(), text(output), text(errors));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(this.program.getFileName() + " was interrupted", ex);
		}
		finally {
			Child.kill(process);
		}
	}

	private static final java.io.File NOTHING = new java.io.File("/dev/null");

	private static CompletableFuture<String> read(InputStream stream) {
		CompletableFuture<String> text = new CompletableFuture<>();
		Thread reader = new Thread(() -> {
			try (stream) {
				byte[] kept = stream.readNBytes(MOST_OUTPUT);
				stream.transferTo(java.io.OutputStream.nullOutputStream());
				text.complete(new String(kept, StandardCharsets.UTF_8).stripTrailing());
			}
			catch (IOException | UncheckedIOException ex) {
				text.completeExceptionally(ex);
			}
		}, "camera-pi-output");
		reader.setDaemon(true);
		reader.start();
		return text;
	}

	/** What was read; a grandchild that holds the pipe open is not waited for long. */
	private static String text(CompletableFuture<String> text) throws IOException, InterruptedException {
		try {
			return text.get(1, TimeUnit.SECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new IOException("its output could not be read", ex);
		}
	}

}
