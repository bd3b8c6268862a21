package org.camerad.network;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder that Tomcat requires, which stays empty. Boot would create it in the folder
 * that the JDK has read from {@code java.io.tmpdir} before the service could change it.
 */
final class ServerFolder {

	private ServerFolder() {
	}

	/**
	 * Creates a folder, which is deleted when the process ends.
	 * @throws UncheckedIOException if the folder of temporary files cannot be written
	 */
	static File create() {
		try {
			Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
			File folder = Files.createTempDirectory(temporary, "camerad-web-").toFile();
			folder.deleteOnExit();
			return folder;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("the web server has no folder for temporary files", ex);
		}
	}

}
