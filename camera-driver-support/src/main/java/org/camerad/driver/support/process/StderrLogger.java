package org.camerad.driver.support.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * A logger of a program's standard error. It limits the length of lines and their number
 * in a period.
 */
final class StderrLogger {

	private static final Logger logger = System.getLogger(StderrLogger.class.getName());

	private static final int MAX_LENGTH = 500;

	private static final int MAX_LINES = 40;

	private static final long SPAN = TimeUnit.SECONDS.toNanos(10);

	private final String name;

	private final StringBuilder line = new StringBuilder();

	private volatile String last = "";

	private long spanBegan = System.nanoTime();

	private int logged;

	private int omitted;

	StderrLogger(String name) {
		this.name = name;
	}

	/** Returns the last line, cut to the maximum length. */
	String last() {
		return this.last;
	}

	/** Reads the stream to its end. */
	void read(InputStream stream) {
		char[] buffer = new char[1024];
		try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
			for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
				for (int i = 0; i < count; i++) {
					accept(buffer[i]);
				}
			}
		}
		catch (IOException ex) {
			logger.log(Level.DEBUG, this.name + ": standard error has ended", ex);
		}
		end();
	}

	private void accept(char next) {
		if (next == '\n' || next == '\r') {
			end();
		}
		else if (this.line.length() < MAX_LENGTH) {
			this.line.append(Character.isISOControl(next) ? ' ' : next);
		}
	}

	private void end() {
		String whole = this.line.toString().strip();
		this.line.setLength(0);
		if (!whole.isEmpty()) {
			this.last = whole;
			log(whole);
		}
	}

	private void log(String whole) {
		long now = System.nanoTime();
		if (now - this.spanBegan > SPAN) {
			if (this.omitted > 0) {
				logger.log(Level.INFO, "{0}: {1} more lines were omitted", this.name, this.omitted);
			}
			this.spanBegan = now;
			this.logged = 0;
			this.omitted = 0;
		}
		if (this.logged++ < MAX_LINES) {
			logger.log(Level.INFO, "{0}: {1}", this.name, whole);
		}
		else {
			this.omitted++;
		}
	}

}
