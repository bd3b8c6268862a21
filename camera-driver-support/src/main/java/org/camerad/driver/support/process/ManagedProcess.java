package org.camerad.driver.support.process;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that runs until it is closed. Its standard error goes to the log. If this
 * process dies, the kernel kills the program. This requires that the thread that starts
 * the program stays alive as long as the program.
 */
public final class ManagedProcess implements AutoCloseable {

	private static final Logger logger = System.getLogger(ManagedProcess.class.getName());

	/**
	 * The program of util-linux that requests a signal from the kernel when the parent
	 * dies.
	 */
	private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

	private static final long LAST_LINES_TIMEOUT = 500;

	private final Process process;

	private final StderrLogger log;

	private final Thread reader;

	private ManagedProcess(String name, Process process) {
		this.process = process;
		this.log = new StderrLogger(name);
		this.reader = new Thread(() -> this.log.read(process.getErrorStream()), "camera-" + name + "-log");
		this.reader.setDaemon(true);
	}

	/**
	 * Starts a program.
	 * @param name one word for the log and the thread
	 * @param command the program and its arguments
	 * @throws IOException if the program cannot be started
	 */
	public static ManagedProcess start(String name, Command command) throws IOException {
		List<String> words = new ArrayList<>();
		if (Files.isExecutable(SETPRIV)) {
			words.addAll(List.of(SETPRIV.toString(), "--pdeathsig", "KILL", "--"));
		}
		words.addAll(command.words());
		ManagedProcess child = new ManagedProcess(name, new Command(words, command.environment()).builder().start());
		child.reader.start();
		logger.log(Level.DEBUG, "{0}: process {1} is {2}", name, child.process.pid(), command.words());
		return child;
	}

	/** Returns the program's standard output. */
	public InputStream output() {
		return this.process.getInputStream();
	}

	/** Returns the program's standard input. */
	public OutputStream input() {
		return this.process.getOutputStream();
	}

	/** Returns whether the program runs. */
	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Returns the exit status and the last line of standard error, for operators.
	 * @throws IllegalThreadStateException if the program has not ended
	 */
	public String end() {
		String said = this.log.last();
		return "ended with status " + this.process.exitValue() + (said.isEmpty() ? "" : ": " + said);
	}

	/**
	 * Waits for the end of the program and returns whether it has ended.
	 * @param millis the timeout in milliseconds
	 * @throws InterruptedException if the calling thread is interrupted
	 */
	public boolean awaitEnd(long millis) throws InterruptedException {
		boolean ended = this.process.waitFor(millis, TimeUnit.MILLISECONDS);
		// The last lines may not have been read yet.
		this.reader.join(ended ? LAST_LINES_TIMEOUT : 1);
		return ended;
	}

	/**
	 * Kills the program and all its descendants, for example if it is stuck. Any thread.
	 */
	public void kill() {
		killTree(this.process);
	}

	/** Kills a process and all its descendants. */
	static void killTree(Process process) {
		List<ProcessHandle> started = process.descendants().toList();
		process.destroyForcibly();
		started.forEach(ProcessHandle::destroyForcibly);
	}

	/**
	 * Ends the program, first with SIGTERM, then with SIGKILL. It has been reaped on
	 * return.
	 */
	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(1, TimeUnit.SECONDS)) {
				kill();
				this.process.waitFor(2, TimeUnit.SECONDS);
			}
		}
		catch (InterruptedException ex) {
			kill();
			Thread.currentThread().interrupt();
		}
		closePipes();
	}

	private void closePipes() {
		for (Closeable pipe : List.of(this.process.getInputStream(), this.process.getOutputStream(),
				this.process.getErrorStream())) {
			try {
				pipe.close();
			}
			catch (IOException ex) {
				logger.log(Level.DEBUG, "closing a pipe of the program failed", ex);
			}
		}
	}

}
