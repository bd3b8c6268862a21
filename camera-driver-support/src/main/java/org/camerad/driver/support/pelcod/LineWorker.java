package org.camerad.driver.support.pelcod;

import java.io.IOException;
import java.time.Duration;

/**
 * The thread that owns the line: it opens the line, sends due frames, reads while a
 * response is pending, and opens the line again when it is lost.
 */
final class LineWorker {

	private final LineState shared;

	private final ByteLine.Opener opener;

	private final Thread thread;

	LineWorker(LineState shared, ByteLine.Opener opener, String name) {
		this.shared = shared;
		this.opener = opener;
		this.thread = new Thread(this::run, name);
		this.thread.setDaemon(true);
	}

	void start() {
		this.thread.start();
	}

	/** Stops the head and closes the line, waiting at most {@code timeout}. */
	void close(Duration timeout) {
		this.shared.beginClosing();
		try {
			this.thread.join(timeout.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		boolean stalled = this.thread.isAlive();
		if (stalled) {
			this.thread.interrupt();
		}
		this.shared.endClosing(stalled);
	}

	private void run() {
		BackOff backOff = new BackOff();
		try {
			do {
				long start = this.shared.now();
				use();
				backOff.recordUptime(this.shared.now() - start);
			}
			while (this.shared.awaitRetry(backOff.next()));
		}
		catch (InterruptedException ex) {
			// Only close() interrupts this thread, and it does the rest.
			Thread.currentThread().interrupt();
		}
	}

	private void use() throws InterruptedException {
		if (this.shared.isClosing()) {
			return;
		}
		try (ByteLine opened = this.opener.open()) {
			serve(opened);
		}
		catch (IOException | RuntimeException ex) {
			this.shared.lost(ex);
		}
	}

	private void serve(ByteLine opened) throws IOException, InterruptedException {
		QueryTransaction transaction = this.shared.transaction();
		this.shared.opened(opened);
		while (this.shared.isServed(opened)) {
			LineCommand next = this.shared.take();
			if (next != null) {
				send(opened, next);
			}
			if (transaction.isAwaitingResponse()) {
				transaction.receive(opened, this.shared.now());
			}
			else if (next == null) {
				// While nothing is sent, only a read reveals a lost line.
				transaction.discardStale(opened);
			}
		}
	}

	private void send(ByteLine opened, LineCommand command) throws IOException {
		QueryTransaction transaction = this.shared.transaction();
		if (transaction.isFor(command)) {
			transaction.discardStale(opened);
		}
		write(opened, command);
		transaction.sent(command, this.shared.now());
	}

	private void write(ByteLine opened, LineCommand command) throws IOException {
		this.shared.writing();
		try {
			opened.write(command.frame().bytes());
			command.done();
		}
		catch (IOException | RuntimeException ex) {
			command.fail(ex);
			throw ex;
		}
		finally {
			this.shared.written();
		}
	}

}
