package org.camerad.driver.hisilicon.ptz;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

import org.camerad.driver.hisilicon.board.BoardCommands;
import org.camerad.driver.support.pelcod.ByteLine;
import org.camerad.driver.support.process.ProcessResult;

/**
 * An opener of serial ports. It configures them by {@code stty}: eight bits, no parity,
 * raw.
 */
final class TtyLineOpener implements ByteLine.Opener {

	private static final Duration STTY_TIMEOUT = Duration.ofSeconds(2);

	private final BoardCommands commands;

	private final Path port;

	private final int baudRate;

	/**
	 * Creates an opener.
	 * @param commands the programs of the root that this service runs in
	 */
	TtyLineOpener(BoardCommands commands, Path port, int baudRate) {
		this.commands = commands;
		this.port = port;
		this.baudRate = baudRate;
	}

	@Override
	public ByteLine open() throws IOException {
		if (!Files.exists(this.port)) {
			throw new IOException("there is no " + this.port + ": is it enabled in the device tree?");
		}
		// raw resets min and time. With both 0, a read returns at once.
		ProcessResult outcome = this.commands.run(STTY_TIMEOUT, "stty", "-F", this.port.toString(),
				String.valueOf(this.baudRate), "raw", "-echo", "clocal", "cread", "cs8", "-parenb", "-cstopb",
				"-crtscts", "-hupcl", "min", "0", "time", "0");
		if (!outcome.isSuccess()) {
			throw new IOException(this.port + " cannot be set: " + outcome.complaint());
		}
		return new TtyLine(this.port, FileChannel.open(this.port, StandardOpenOption.READ, StandardOpenOption.WRITE));
	}

}
