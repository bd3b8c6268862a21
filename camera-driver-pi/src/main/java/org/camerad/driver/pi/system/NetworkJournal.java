package org.camerad.driver.pi.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.support.file.Durable;

/**
 * What to go back to while a change of the network is not known to be good, kept over a
 * sudden end of this process or a loss of power.
 */
final class NetworkJournal {

	private final Path file;

	NetworkJournal(Path folder) {
		this.file = folder.resolve("network-change");
	}

	/** The change under way, when there is one. */
	Optional<Entry> read() throws CameraException {
		try {
			return Durable.read(this.file).map(Entry::parse);
		}
		catch (IOException ex) {
			throw failed(ex);
		}
	}

	void write(Entry entry) throws CameraException {
		try {
			Durable.write(this.file, entry.id() + "\n" + entry.former().text());
		}
		catch (IOException ex) {
			throw failed(ex);
		}
	}

	/** The change has come to its end. */
	void clear() throws CameraException {
		try {
			Durable.delete(this.file);
		}
		catch (IOException ex) {
			throw failed(ex);
		}
	}

	private CameraException failed(IOException cause) {
		return CameraException.unavailable("the network cannot be changed safely: " + cause, cause);
	}

	/**
	 * A change under way.
	 *
	 * @param id the profile that is being changed
	 * @param former what it was
	 */
	record Entry(String id, Profile former) {

		static Entry parse(String text) {
			int end = text.indexOf('\n');
			return new Entry((end < 0) ? "" : text.substring(0, end), Profile.read(text.substring(end + 1)));
		}

	}

}
