package org.camerad.driver.pi.standin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes executable scripts. */
public final class Scripts {

	private Scripts() {
	}

	/** Writes an executable file atomically. */
	public static Path write(Path file, String script) throws IOException {
		Path fresh = file.resolveSibling(file.getFileName() + ".new");
		Files.writeString(fresh, script);
		Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
		return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
	}

}
