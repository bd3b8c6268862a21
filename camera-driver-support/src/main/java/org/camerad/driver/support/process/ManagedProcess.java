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
 * A program that runs beside this one until it is closed. What it writes to its standard
 * error goes to the log. When this process dies, however, the kernel kills the child, as
 * long as the thread that started it was alive until then: a thread that starts a child
 * must outlive it.
 */
public final class ManagedProcess implements AutoCloseable {

	private static final Logger logger = System.getLogger(ManagedProcess.class.getName());

	/** util-linux's program that asks the kernel for a signal when the parent dies. */
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

	/** Returns what it writes to its standard output. */
	public InputStream output() {
		return this.process.getInputStream();
	}

	/** Returns its standard input. */
	public OutputStream input() {
		return this.process.getOutputStream();
	}

	/** Returns whether it runs. */
	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Returns how it ended and what it said last, for an operator.
	 * @throws IllegalThreadStateException if it has not ended
	 */
	public String end() {
		String said = this.log.last();
		return "ended with status " + this.process.exitValue() + (said.isEmpty() ? "" : ": " + said);
	}

	/** Waits a bounded time for its end; returns whether it has ended. */
	public boolean awaitEnd(long millis) throws InterruptedException {
		boolean ended = this.process.waitFor(millis, TimeUnit.MILLISECONDS);
		// What it said last may still be on its way.
		this.reader.join(ended ? LAST_LINES_TIMEOUT : 1);
		return ended;
	}

	/** Kills it and all that it has started, for one that is stuck. Any thread. */
	public void kill() {
		killTree(this.process);
	}

	/** Kills a process and all that it has started. */
	static void killTree(Process process) {
		List<ProcessHandle> started = process.descendants().toList();
		process.destroyForcibly();
		started.forEach(ProcessHandle::destroyForcibly);
	}

	/** Ends it: first politely, then not. It is reaped when this returns. */
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
				logger.log(Level.DEBUG, "a pipe was broken already", ex);
			}
		}
	}

}
