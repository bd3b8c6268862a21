package org.camerad.operation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * A log filter that keeps the framework's loggers from printing queries and responses,
 * which contain passwords and uids, at any configured level.
 */
public final class SecretGuard extends TurboFilter {

	private static final String PAGE_NOT_FOUND = "org.springframework.web.servlet.PageNotFound";

	/** Installs the filter in the current logging configuration. */
	public static void install() {
		if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
				&& context.getTurboFilterList().stream().noneMatch(SecretGuard.class::isInstance)) {
			SecretGuard guard = new SecretGuard();
			guard.setContext(context);
			guard.start();
			context.addTurboFilter(guard);
		}
	}

	@Override
	public FilterReply decide(@Nullable Marker marker, Logger logger, Level level, @Nullable String format,
			Object @Nullable [] arguments, @Nullable Throwable failure) {
		// Runs for each log call, so it leaves early when the logger itself denies the
		// level.
		if ((level.levelInt >= Level.WARN_INT && !PAGE_NOT_FOUND.equals(logger.getName()))
				|| level.levelInt < logger.getEffectiveLevel().levelInt) {
			return FilterReply.NEUTRAL;
		}
		return level.isGreaterOrEqual(lowestPrinted(logger.getName())) ? FilterReply.NEUTRAL : FilterReply.DENY;
	}

	private static Level lowestPrinted(String name) {
		if (name.equals(PAGE_NOT_FOUND)) {
			return Level.OFF;
		}
		// Coyote quotes the request target that it could not parse.
		if (name.startsWith("org.apache.coyote") || name.startsWith("org.apache.tomcat.util")) {
			return Level.WARN;
		}
		if (name.startsWith("org.springframework.web") || name.startsWith("org.springframework.http")
				|| name.startsWith("org.apache.catalina") || name.startsWith("org.eclipse.angus")
				|| name.startsWith("org.springframework.boot.context.properties")) {
			return Level.INFO;
		}
		return Level.TRACE;
	}

}
