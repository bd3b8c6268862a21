package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.file.DurableFiles;
import org.camerad.driver.support.process.ProcessResult;

/** The file of one interface and the init script that reads it. */
final class InterfaceConfiguration {

	private static final System.Logger LOGGER = System.getLogger(InterfaceConfiguration.class.getName());

	private static final String SERVICE = "/etc/init.d/S40network";

	private static final String STOPPER = "ifdown";

	private final BoardFiles files;

	private final BoardCommands commands;

	private final String name;

	private final DhcpClients clients;

	InterfaceConfiguration(BoardFiles files, BoardCommands commands, String name) {
		this.files = files;
		this.commands = commands;
		this.name = name;
		this.clients = new DhcpClients(files, name);
	}

	private Path path() {
		return this.files.at("/etc/network/interfaces.d/" + this.name);
	}

	InterfaceFile file() throws IOException {
		return new InterfaceFile(this.name, DurableFiles.read(path()).orElse(""));
	}

	/**
	 * Stops the interface and writes the file. The interface is stopped first, because
	 * {@code ifdown} must find the file with which it was started. The file is prepared
	 * outside its folder, because every file there is read.
	 * @param timeout the time limit of {@code ifdown}
	 * @throws IOException if the file cannot be written; then the interface is started
	 * again with the old file
	 */
	void replace(String text, Duration timeout) throws IOException {
		Files.createDirectories(path().getParent());
		Path part = this.files.at("/etc/network/.camerad-" + this.name);
		Files.deleteIfExists(part);
		DurableFiles.create(part, text.getBytes(StandardCharsets.UTF_8));
		stop(timeout);
		try {
			Files.move(part, path(), StandardCopyOption.ATOMIC_MOVE);
			DurableFiles.syncFolder(path().getParent());
		}
		catch (IOException ex) {
			restart(timeout);
			throw ex;
		}
	}

	private void stop(Duration timeout) throws IOException {
		if (this.commands.has(STOPPER)) {
			try {
				ProcessResult outcome = this.commands.run(timeout, STOPPER, "-f", this.name);
				LOGGER.log(Level.DEBUG, "{0} {1}: {2}", STOPPER, this.name, outcome.complaint());
			}
			catch (IOException ex) {
				LOGGER.log(Level.WARNING, "{0} was not stopped before its settings change: {1}", this.name,
						Reason.of(ex));
			}
		}
		this.clients.end();
	}

	/** Returns the reason why the interfaces cannot be restarted; empty if they can. */
	String problem() {
		return this.commands.has(SERVICE) ? "" : "this board has no " + SERVICE;
	}

	/**
	 * Restarts the interfaces by a process that outlives this one, so that they come up
	 * even if this process ends.
	 * @param timeout the time to wait for its end
	 */
	void restart(Duration timeout) throws IOException {
		this.clients.end();
		Process process = this.commands.detached(this.files.at("/tmp/camerad-network.log"), Map.of(), SERVICE,
				"restart");
		try {
			if (!process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
				LOGGER.log(Level.INFO, "The network is still restarting");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
