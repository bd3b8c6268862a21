package org.camerad.driver.support.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.support.file.DurableFiles;

/**
 * The configuration to restore while a network change is not confirmed. It is on disk
 * from before the first step of the change until after the last one.
 */
final class TrialJournal {

	private final Path file;

	TrialJournal(Path folder) {
		this.file = folder.resolve("network-change");
	}

	/**
	 * Returns the former configuration; empty if no change is in progress.
	 * @throws CameraException UNAVAILABLE if the file cannot be read
	 */
	Optional<String> read() throws CameraException {
		try {
			return DurableFiles.read(this.file);
		}
		catch (IOException ex) {
			throw failed(ex);
		}
	}

	void begin(String former) throws CameraException {
		try {
			DurableFiles.write(this.file, former);
		}
		catch (IOException ex) {
			throw failed(ex);
		}
	}

	void end() throws CameraException {
		try {
			DurableFiles.delete(this.file);
		}
		catch (IOException ex) {
			throw failed(ex);
		}
	}

	private CameraException failed(IOException cause) {
		return CameraException.unavailable("the network cannot be changed safely: " + cause, cause);
	}

}
