package org.camerad.driver.support.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Code that reads bytes from outside, and what must hold for all of them. A test run
 * gives it the saved inputs in {@code src/test/resources/fuzz/NAME}; {@code script/fuzz}
 * gives it the inputs that Jazzer finds. The name is that of the class without
 * {@code FuzzTests}, in lower-case words with hyphens. One thread.
 */
public interface FuzzTarget extends AutoCloseable {

	/**
	 * Runs the code on one input.
	 * @throws Exception if the code fails in a way that its callers do not expect, or
	 * what must hold does not hold
	 */
	void run(byte[] input) throws Exception;

	/** Releases what the target has opened. */
	@Override
	default void close() throws IOException {
	}

	/** Returns one test for each saved input. */
	@TestFactory
	default Stream<DynamicTest> savedInputs() throws IOException, URISyntaxException {
		String name = getClass().getSimpleName()
			.replaceFirst("FuzzTests$", "")
			.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-")
			.toLowerCase(Locale.ROOT);
		URL folder = getClass().getResource("/fuzz/" + name);
		if (folder == null) {
			throw new IOException("there is no folder src/test/resources/fuzz/" + name);
		}
		List<Path> files;
		try (Stream<Path> listed = Files.list(Path.of(folder.toURI()))) {
			files = listed.sorted().toList();
		}
		return files.stream()
			.map((file) -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(Files.readAllBytes(file))))
			.onClose(this::closeUnchecked);
	}

	private void closeUnchecked() {
		try {
			close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
