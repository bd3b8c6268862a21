package org.camerad.operation;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when a thread that nobody replaces dies for lack of memory, such as
 * the ones that accept and select connections. Without them the process would stay, and
 * no client or probe could reach it. Pictures that do not fit into the heap do not come
 * here: they are 503. The exit code is the one of {@code -XX:+ExitOnOutOfMemoryError}.
 */
public final class OutOfMemoryExit implements Thread.UncaughtExceptionHandler {

	private static final Logger logger = LoggerFactory.getLogger(OutOfMemoryExit.class);

	/** The exit code. */
	public static final int EXIT_CODE = 3;

	/** Made before, since there is no memory for it later. */
	private static final byte[] MESSAGE = """
			A thread of the service has died for lack of memory. The process ends with code 3, so that it can be started \
			again. Give it more memory: see -Xmx in docs/performance.md.
			"""
		.getBytes(StandardCharsets.UTF_8);

	/** The log would need memory. */
	private static final OutputStream OUTPUT = new FileOutputStream(FileDescriptor.err);

	/** Parts of the names of threads that serve requests, which are replaced. */
	private static final List<String> REPLACED = List.of("-exec-", "camera-http");

	/** Makes this the handler of all threads that have none of their own. */
	public static void install() {
		Thread.setDefaultUncaughtExceptionHandler(new OutOfMemoryExit());
	}

	private static void end() {
		try {
			OUTPUT.write(MESSAGE);
		}
		catch (IOException ex) {
			logger.error("the process ends for lack of memory", ex);
		}
		finally {
			Runtime.getRuntime().halt(EXIT_CODE);
		}
	}

	@Override
	public void uncaughtException(Thread thread, Throwable failure) {
		if (failure instanceof OutOfMemoryError && REPLACED.stream().noneMatch(thread.getName()::contains)) {
			end();
		}
		logger.error("the thread {} ended by an unexpected failure; please report it", thread.getName(), failure);
	}

}
