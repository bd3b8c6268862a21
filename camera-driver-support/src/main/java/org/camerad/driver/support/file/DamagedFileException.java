package org.camerad.driver.support.file;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file of the service that can be read, but does not have what was written to it. A new
 * one may replace it, other than after an error of the disk.
 */
public final class DamagedFileException extends IOException {

	private static final long serialVersionUID = 1L;

	/** Creates the exception with a reason, such as "it is not a file". */
	public DamagedFileException(Path file, String reason) {
		super(file + " is damaged: " + reason);
	}

}
