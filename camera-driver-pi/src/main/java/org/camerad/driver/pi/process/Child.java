package org.camerad.driver.pi.process;

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
public final class Child implements AutoCloseable {

	private static final Logger logger = System.getLogger(Child.class.getName());

	/** util-linux's program that asks the kernel for a signal when the parent dies. */
	private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

	private static final long LAST_WORDS = 500;

	private final Process process;

	private final LineLog log;

	private final Thread reader;

	private Child(String name, Process process) {
		this.process = process;
		this.log = new LineLog(name);
		this.reader = new Thread(() -> this.log.read(process.getErrorStream()), "camera-pi-" + name + "-log");
		this.reader.setDaemon(true);
	}

	/**
	 * Starts a program.
	 * @param name one word for the log and the thread
	 */
	public static Child start(String name, Command command) throws IOException {
		List<String> words = new ArrayList<>();
		if (Files.isExecutable(SETPRIV)) {
			words.addAll(List.of(SETPRIV.toString(), "--pdeathsig", "KILL", "--"));
		}
		words.addAll(command.words());
		Child child = new Child(name, new ProcessBuilder(words).start());
		child.reader.start();
		logger.log(Level.DEBUG, "{0}: process {1} is {2}", name, child.process.pid(), command.words());
		return child;
	}

	public InputStream output() {
		return this.process.getInputStream();
	}

	public OutputStream input() {
		return this.process.getOutputStream();
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	/** How it ended and what it said last, for an operator; it must have ended. */
	public String end() {
		String said = this.log.last();
		return "ended with status " + this.process.exitValue() + (said.isEmpty() ? "" : ": " + said);
	}

	/** Waits a bounded time for its end after its output has ended. */
	public boolean awaitEnd(long millis) throws InterruptedException {
		boolean ended = this.process.waitFor(millis, TimeUnit.MILLISECONDS);
		// What it said last may still be on its way.
		this.reader.join(ended ? LAST_WORDS : 1);
		return ended;
	}

	/** Kills it at once, for one that is stuck. Any thread. */
	public void kill() {
		this.process.destroyForcibly();
	}

	/** Ends it: first politely, then not. It is reaped when this returns. */
	@Override
	public void close() {
		this.process.destroy();
		kill(this.process);
	}

	/** Waits a second, kills what still runs then, and gives the pipes back. */
	static void kill(Process process) {
		boolean interrupted = false;
		try {
			if (!process.waitFor(1, TimeUnit.SECONDS)) {
				process.destroyForcibly().waitFor(2, TimeUnit.SECONDS);
			}
		}
		catch (InterruptedException ex) {
			process.destroyForcibly();
			interrupted = true;
		}
		for (AutoCloseable pipe : List.of(process.getInputStream(), process.getOutputStream(),
				process.getErrorStream())) {
			try {
				pipe.close();
			}
			catch (Exception ex) {
				logger.log(Level.DEBUG, "a pipe was broken already", ex);
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
