package org.camerad.operation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

import static org.assertj.core.api.Assertions.assertThat;

/** Lines that repeat: the first ones, and the number of the others. */
class RateLimitedLoggerTests {

	private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

	private final Logger logger = new LoggerContext().getLogger("repeated");

	RateLimitedLoggerTests() {
		AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

			@Override
			protected void append(ILoggingEvent event) {
				RateLimitedLoggerTests.this.lines.add(event.getLevel() + " " + event.getFormattedMessage());
			}

		};
		appender.start();
		this.logger.addAppender(appender);
	}

	@Test
	void writesTheFirstLinesAndTheNumberOfTheOthers() throws InterruptedException {
		RateLimitedLogger limited = new RateLimitedLogger(this.logger, "guesses", 2, Duration.ofMillis(300));
		for (int i = 0; i < 1000; i++) {
			limited.log(Level.WARN, "guess {} of {}", i, "them");
		}
		assertThat(next()).isEqualTo("WARN guess 0 of them");
		assertThat(next()).isEqualTo("WARN guess 1 of them");
		assertThat(next()).isEqualTo("WARN guesses: left out 998 more lines in the last 0 s");
		limited.log(Level.WARN, "another");
		assertThat(next()).isEqualTo("WARN another");
		assertThat(List.copyOf(this.lines)).isEmpty();
	}

	private String next() throws InterruptedException {
		return String.valueOf(this.lines.poll(30, TimeUnit.SECONDS));
	}

}
