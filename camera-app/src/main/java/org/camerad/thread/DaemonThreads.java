package org.camerad.thread;

/**
 * Daemon threads that may outlive the web server that was running when they were created.
 */
public final class DaemonThreads {

	private DaemonThreads() {
	}

	/** Returns a thread, which has not been started. */
	public static Thread create(String name, Runnable work) {
		Thread thread = new Thread(work, name);
		thread.setDaemon(true);
		// Otherwise it would keep the web application's loader, and with it the server.
		thread.setContextClassLoader(DaemonThreads.class.getClassLoader());
		return thread;
	}

}
