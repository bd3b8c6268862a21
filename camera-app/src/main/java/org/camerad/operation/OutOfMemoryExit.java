package org.camerad.operation;

import java.nio.charset.StandardCharsets;

/**
 * Ends the process when a thread that nobody replaces dies for lack of memory, such as
 * the ones that accept and select connections. Without them the process would stay, and
 * no client or probe could reach it. Pictures that do not fit into the heap do not come
 * here: they are 503. The exit code is the one of {@code -XX:+ExitOnOutOfMemoryError}.
 */
public final class OutOfMemoryExit implements Thread.UncaughtExceptionHandler {

	/** The exit code. */
	public static final int EXIT_CODE = 3;

	/** Made before, since there is no memory for it later. */
	private static final byte[] MESSAGE = """
			A thread of the service has died for lack of memory. The process ends with code 3, so that it can be started \
			again. Give it more memory: see -Xmx in docs/performance.md.
			"""
		.getBytes(StandardCharsets.UTF_8);

	/** The names of Tomcat's worker threads, which Tomcat replaces. */
	private static final String WORKER = "-exec-";

	/** Makes this the handler of all threads that have none of their own. */
	public static void install() {
		Thread.setDefaultUncaughtExceptionHandler(new OutOfMemoryExit());
	}

	@Override
	public void uncaughtException(Thread thread, Throwable failure) {
		if (failure instanceof OutOfMemoryError && !thread.getName().contains(WORKER)) {
			System.err.write(MESSAGE, 0, MESSAGE.length);
			System.err.flush();
			Runtime.getRuntime().halt(EXIT_CODE);
		}
		System.err.print("Exception in thread \"" + thread.getName() + "\" ");
		failure.printStackTrace();
	}

}
