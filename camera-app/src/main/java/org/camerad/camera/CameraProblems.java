package org.camerad.camera;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.camerad.driver.CameraException;
import org.camerad.driver.CameraException.Kind;
import org.camerad.operation.RateLimitedLogger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The current problems of one camera, by the name of the settings group or part. A
 * problem stays until it is resolved or all settings are in effect again. Any thread.
 */
public final class CameraProblems {

	private static final Logger logger = LoggerFactory.getLogger(CameraProblems.class);

	private static final RateLimitedLogger repeated = new RateLimitedLogger(logger, "refused settings");

	private static final long OVERLOAD_LOG_INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

	/** The start of each line in the log. */
	private final String prefix;

	private final Map<String, String> problems = new ConcurrentHashMap<>();

	/** The times of the last warnings about an overload, by name. */
	private final Map<String, Long> overloads = new ConcurrentHashMap<>();

	private volatile Runnable recovery = () -> {
	};

	/** Creates the problems of the only camera. */
	public CameraProblems() {
		this("");
	}

	/**
	 * Creates the problems of a camera.
	 * @param prefix the start of each line in the log, such as {@code "camera 3, "}
	 */
	public CameraProblems(String prefix) {
		this.prefix = prefix;
	}

	/** Sets the recovery, which runs when the camera does not respond. */
	void setRecovery(Runnable work) {
		this.recovery = work;
	}

	/**
	 * Records a failed call, and starts the recovery if the camera was UNAVAILABLE.
	 * @return whether there was no problem of that name before
	 */
	boolean recordFailure(String name, CameraException ex) {
		boolean isNew = this.problems.put(name, String.valueOf(ex.getMessage())) == null;
		if (ex.kind() == Kind.UNAVAILABLE) {
			this.recovery.run();
		}
		return isNew;
	}

	/** Records and logs a failed call, and returns the failure to throw. */
	CameraFailure failure(String name, CameraException ex) {
		if (ex.kind() == Kind.REFUSED) {
			repeated.log(Level.WARN, "{}: {}", named(name), String.valueOf(ex.getMessage()));
			return CameraFailure.refused();
		}
		if (ex instanceof CameraOverloadException overload) {
			return overload(name, overload);
		}
		// Recorders poll many times a second, so that only the first failure is a
		// warning.
		logger.atLevel(recordFailure(name, ex) ? Level.WARN : Level.DEBUG).log("{}: {}", named(name), ex.getMessage());
		return CameraFailure.unavailable();
	}

	/**
	 * Logs an overload, at most once a minute as a warning. It needs no recovery, since
	 * the hardware has kept its state. A heap that is too small is a problem until it is
	 * resolved.
	 */
	private CameraFailure overload(String name, CameraOverloadException ex) {
		long now = System.nanoTime();
		Long last = this.overloads.get(name);
		boolean warns = last == null || now - last >= OVERLOAD_LOG_INTERVAL_NANOS;
		if (warns) {
			this.overloads.put(name, now);
		}
		if (ex.isOutOfMemory()) {
			this.problems.put(name, String.valueOf(ex.getMessage()));
		}
		logger.atLevel(warns ? Level.WARN : Level.DEBUG).log("{}: refused a request: {}", named(name), ex.getMessage());
		return CameraFailure.unavailable();
	}

	/** Records a problem, and logs it as an error unless it is known already. */
	public void report(String name, String problem) {
		if (!problem.equals(this.problems.put(name, problem))) {
			logger.error("{}: {}", named(name), problem);
		}
	}

	private String named(String name) {
		return this.prefix + name;
	}

	void resolve(String name) {
		this.problems.remove(name);
	}

	void clear() {
		this.problems.clear();
	}

	boolean has(String name) {
		return this.problems.containsKey(name);
	}

	boolean isEmpty() {
		return this.problems.isEmpty();
	}

	/** Returns a copy of the current problems by name. */
	public Map<String, String> all() {
		return new TreeMap<>(this.problems);
	}

}
