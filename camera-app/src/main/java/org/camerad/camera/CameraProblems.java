package org.camerad.camera;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.camerad.driver.CameraException;
import org.camerad.driver.CameraException.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The reasons why something, by name, is not as it should be. They stay until all
 * settings are in effect again. Any thread.
 */
public final class CameraProblems {

	private static final Logger logger = LoggerFactory.getLogger(CameraProblems.class);

	private final Map<String, String> problems = new ConcurrentHashMap<>();

	private volatile Runnable retry = () -> {
	};

	/** Sets the work that brings back a camera which does not answer. */
	void retryBy(Runnable work) {
		this.retry = work;
	}

	/**
	 * Records a call that failed, and has what may come back tried again.
	 * @return whether nothing of that name was wrong before
	 */
	boolean recordFailure(String name, CameraException ex) {
		boolean news = this.problems.put(name, String.valueOf(ex.getMessage())) == null;
		if (ex.kind() == Kind.UNAVAILABLE) {
			this.retry.run();
		}
		return news;
	}

	/** Records and logs a call that failed, and returns what its interface is told. */
	CameraFailure failure(String name, CameraException ex) {
		if (ex.kind() == Kind.REFUSED) {
			logger.warn("{}: {}", name, ex.getMessage());
			return CameraFailure.refused();
		}
		// Recorders ask many times a second.
		logger.atLevel(recordFailure(name, ex) ? Level.WARN : Level.DEBUG).log("{}: {}", name, ex.getMessage());
		return CameraFailure.unavailable();
	}

	/** Records a problem that operators should see. */
	public void report(String name, String problem) {
		if (!problem.equals(this.problems.put(name, problem))) {
			logger.error("{}: {}", name, problem);
		}
	}

	void solved(String name) {
		this.problems.remove(name);
	}

	void clear() {
		this.problems.clear();
	}

	boolean isEmpty() {
		return this.problems.isEmpty();
	}

	/** Returns the problems of now by name, as a map of the caller's own. */
	public Map<String, String> all() {
		return new TreeMap<>(this.problems);
	}

}
