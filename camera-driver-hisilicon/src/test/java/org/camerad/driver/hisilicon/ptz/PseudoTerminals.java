package org.camerad.driver.hisilicon.ptz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

import org.camerad.driver.hisilicon.board.FakeRoot;

/**
 * A serial line: a terminal for the driver, and a file with the bytes from its other end.
 */
final class PseudoTerminals implements AutoCloseable {

	private final Path folder;

	private Process socat;

	PseudoTerminals(Path folder) throws Exception {
		this.folder = folder;
		plug();
	}

	/** Returns the driver's end. */
	Path port() {
		return this.folder.resolve("port");
	}

	/** Connects the line, also after {@link #unplug}. */
	void plug() throws Exception {
		this.socat = new ProcessBuilder("socat", "-u", "pty,link=" + port() + ",raw,echo=0",
				"open:" + this.folder.resolve("received") + ",creat,append")
			.redirectErrorStream(true)
			.redirectOutput(this.folder.resolve("socat.log").toFile())
			.start();
		FakeRoot.await("the line (socat, which script/test installs)", () -> Files.exists(port()));
	}

	/** Disconnects the line: its end hangs up. */
	void unplug() throws InterruptedException, IOException {
		this.socat.destroy();
		this.socat.waitFor(10, TimeUnit.SECONDS);
		Files.deleteIfExists(port());
	}

	/** Returns the bytes received so far as hexadecimal digits. */
	String received() throws IOException {
		Path file = this.folder.resolve("received");
		return Files.exists(file) ? HexFormat.of().formatHex(Files.readAllBytes(file)) : "";
	}

	void await(String ending) throws Exception {
		FakeRoot.await("bytes ending with " + ending, () -> received().endsWith(ending));
	}

	@Override
	public void close() {
		this.socat.destroyForcibly().onExit().join();
	}

}
