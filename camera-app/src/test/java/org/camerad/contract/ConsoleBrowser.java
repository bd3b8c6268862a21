package org.camerad.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;

/**
 * Debian's Chromium, driven by Playwright. Its driver is the npm package that
 * {@code npm ci} installs in {@code src/test/console}, because the jar with the driver
 * has 200 MB for all systems.
 */
final class ConsoleBrowser implements AutoCloseable {

	private static final Path TOOLS = Path.of("src/test/console/node_modules").toAbsolutePath();

	private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

	/** In a container there are neither namespaces for a sandbox nor much of /dev/shm. */
	private static final List<String> ARGUMENTS = List.of("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");

	private final Playwright playwright;

	private final Browser browser;

	ConsoleBrowser() {
		System.setProperty("playwright.cli.dir", driver().toString());
		this.playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_NODEJS_PATH", node().orElseThrow())));
		this.browser = this.playwright.chromium()
			.launch(new BrowserType.LaunchOptions().setExecutablePath(CHROMIUM).setArgs(ARGUMENTS));
	}

	/** Returns what a test in a browser needs and this machine does not have. */
	static Optional<String> lacks() {
		if (!Files.isExecutable(CHROMIUM)) {
			return Optional.of("no Chromium: script/test installs it");
		}
		if (node().isEmpty()) {
			return Optional.of("no Node.js: script/test installs it");
		}
		return Files.exists(TOOLS.resolve("playwright-core/cli.js")) ? Optional.empty()
				: Optional.of("no Playwright: run npm ci in camera-app/src/test/console, as script/test does");
	}

	private static Optional<String> node() {
		return Stream.of(System.getenv("PATH").split(":"))
			.map((folder) -> Path.of(folder, "node"))
			.filter(Files::isExecutable)
			.map(Path::toString)
			.findFirst();
	}

	/** Returns a folder of the form that Playwright's own jar is unpacked to. */
	private static Path driver() {
		try {
			Path folder = Files.createDirectories(Path.of("target/playwright-driver").toAbsolutePath());
			Path link = folder.resolve("package");
			if (!Files.exists(link)) {
				Files.deleteIfExists(link);
				Files.createSymbolicLink(link, TOOLS.resolve("playwright-core"));
			}
			return folder;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Returns the source of axe, the checker of accessibility. */
	static String axe() throws IOException {
		return Files.readString(TOOLS.resolve("axe-core/axe.min.js"));
	}

	Browser browser() {
		return this.browser;
	}

	@Override
	public void close() {
		this.playwright.close();
	}

}
