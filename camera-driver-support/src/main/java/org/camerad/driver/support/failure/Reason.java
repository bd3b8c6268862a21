package org.camerad.driver.support.failure;

import java.io.EOFException;
import java.net.PortUnreachableException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

import org.jspecify.annotations.Nullable;

/**
 * The reason of a failure for texts of health and log. Many exceptions of the JDK have no
 * message, or only the name of a file. Stateless and thread-safe.
 */
public final class Reason {

	private Reason() {
	}

	/** Returns the reason in words, never empty. */
	public static String of(Throwable failure) {
		if (failure instanceof FileSystemException file && file.getReason() == null && file.getFile() != null) {
			return file.getFile() + ": " + problem(file);
		}
		String message = failure.getMessage();
		return isBlank(message) ? unnamed(failure) : String.valueOf(message);
	}

	private static boolean isBlank(@Nullable String message) {
		return message == null || message.isBlank();
	}

	private static String problem(FileSystemException failure) {
		if (failure instanceof NoSuchFileException) {
			return "no such file or folder";
		}
		if (failure instanceof AccessDeniedException) {
			return "permission denied";
		}
		if (failure instanceof FileAlreadyExistsException) {
			return "exists already";
		}
		return failure.getClass().getSimpleName();
	}

	private static String unnamed(Throwable failure) {
		if (failure instanceof PortUnreachableException) {
			return "nothing listens on this port";
		}
		if (failure instanceof ClosedChannelException) {
			return "the connection is closed";
		}
		if (failure instanceof EOFException) {
			return "the data ended too early";
		}
		return failure.getClass().getSimpleName();
	}

}
