package org.camerad.driver.hisilicon.streamer;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.jspecify.annotations.Nullable;

/**
 * A reload of the streamer's pipeline. Some builds reload after a write, others only on
 * request, and no build reports which. This class waits for the reload and requests it if
 * it does not start.
 */
final class PipelineReload {

	private static final System.Logger logger = System.getLogger(PipelineReload.class.getName());

	private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);

	/**
	 * The time in which a value must be stored or become observable without a reload.
	 */
	private static final Duration GRACE_PERIOD = Duration.ofMillis(900);

	/** Longer than any deadline, so that the deadline decides. */
	private static final Duration UNTIL_DEADLINE = Duration.ofMinutes(1);

	/** A requested reload begins about one second after the response. */
	private static final Duration RELOAD_START_TIMEOUT = Duration.ofMillis(1800);

	/** The time in which a build that reloads after a write begins to. */
	private static final Duration SELF_RELOAD_TIMEOUT = Duration.ofMillis(1200);

	/** A rebuild blocks the streamer's event loop for about a second. */
	private static final long BLOCKED_NANOS = Duration.ofMillis(500).toNanos();

	private final StreamerHttp http;

	/** True for newer builds, whose responses are slow only during a rebuild. */
	private final boolean classified;

	/** The observed reload after a write; null until one was awaited. */
	private volatile @Nullable Boolean reloadsAutomatically;

	/** False after the build rejected a request to reload. */
	private volatile boolean acceptsReloadRequest = true;

	PipelineReload(StreamerHttp http, boolean classified) {
		this.http = http;
		this.classified = classified;
	}

	/**
	 * Waits until the streamer holds the values. Refused connections count as a reload.
	 * @throws CameraException REFUSED if the streamer responds and holds other values;
	 * UNAVAILABLE if it does not respond before the deadline
	 */
	void awaitStored(Map<String, String> values, Deadline deadline) throws CameraException {
		Deadline grace = null;
		while (true) {
			try {
				Map<String, String> lacking = config().lacking(values);
				if (lacking.isEmpty()) {
					return;
				}
				grace = (grace != null) ? grace : Deadline.within(GRACE_PERIOD);
				if (grace.isOver()) {
					throw CameraException.refused("the streamer accepted " + lacking + " but holds other values");
				}
			}
			catch (CameraException ex) {
				throwIfFinal(ex, deadline);
			}
			deadline.pause();
		}
	}

	/**
	 * Waits until the written settings take effect and requests a reload if necessary.
	 * @param rebuild the kind of pipeline rebuild that the change needs
	 */
	void awaitEffect(EffectCheck effect, Rebuild rebuild, Deadline deadline) throws CameraException {
		boolean requested = rebuild == Rebuild.UNOBSERVABLE && !reloadsItself(deadline) && requestReload();
		if (requested) {
			awaitReloaded(deadline);
		}
		if (isObserved(effect, GRACE_PERIOD, deadline)) {
			this.reloadsAutomatically = (rebuild == Rebuild.OBSERVABLE) ? Boolean.TRUE : this.reloadsAutomatically;
			return;
		}
		if (!requested && requestReload()) {
			requested = true;
			awaitReloaded(deadline);
			this.reloadsAutomatically = Boolean.FALSE;
		}
		if (!isObserved(effect, UNTIL_DEADLINE, deadline)) {
			throw CameraException.refused("the streamer accepted the settings, but " + effect.mismatch().orElse("")
					+ (requested ? ", even after a reload" : "; this build does not accept reload requests"));
		}
	}

	/**
	 * Returns whether the build reloads after a write. As long as that is not known,
	 * waits for a reload. A reload that is requested besides would interrupt the streams
	 * twice.
	 */
	private boolean reloadsItself(Deadline deadline) throws CameraException {
		Boolean known = this.reloadsAutomatically;
		if (known != null) {
			return known;
		}
		Deadline wait = Deadline.within(SELF_RELOAD_TIMEOUT);
		boolean reloads = false;
		while (!reloads && !wait.isOver()) {
			long begin = System.nanoTime();
			try {
				config();
				reloads = this.classified && System.nanoTime() - begin > BLOCKED_NANOS;
			}
			catch (CameraException ex) {
				throwIfFinal(ex, deadline);
				awaitReloaded(deadline);
				reloads = true;
			}
			deadline.pause();
		}
		this.reloadsAutomatically = reloads;
		return reloads;
	}

	/** The kind of pipeline rebuild that a change needs. */
	enum Rebuild {

		/** No rebuild: the change takes effect in place. */
		NONE,

		/** A rebuild whose effect is observable. */
		OBSERVABLE,

		/** A rebuild whose effect is not observable. */
		UNOBSERVABLE

	}

	/**
	 * Returns whether the effect is observed within the limit. The limit starts again
	 * after each reload, because the effect may appear only then.
	 */
	private boolean isObserved(EffectCheck effect, Duration limit, Deadline deadline) throws CameraException {
		Deadline wait = Deadline.within(limit);
		boolean unreachable = false;
		while (true) {
			try {
				if (effect.mismatch().isEmpty()) {
					return true;
				}
				if (wait.isOver() || deadline.isOver()) {
					config();
					if (!unreachable || deadline.isOver()) {
						return false;
					}
					unreachable = false;
					wait = Deadline.within(limit);
				}
			}
			catch (CameraException ex) {
				unreachable = true;
				throwIfFinal(ex, deadline);
			}
			deadline.pause();
		}
	}

	/** Waits until a requested reload is over. */
	private void awaitReloaded(Deadline deadline) throws CameraException {
		Deadline start = Deadline.within(RELOAD_START_TIMEOUT);
		boolean unreachable = false;
		while (true) {
			try {
				config();
				if (unreachable || start.isOver()) {
					return;
				}
			}
			catch (CameraException ex) {
				unreachable = true;
				throwIfFinal(ex, deadline);
			}
			deadline.pause();
		}
	}

	private boolean requestReload() throws CameraException {
		if (!this.acceptsReloadRequest) {
			return false;
		}
		StreamerResponse response = this.http.get(this.http.address().reloadPath(), REQUEST_TIMEOUT,
				StreamerHttp.MAX_DOCUMENT_BYTES);
		if (!response.isSuccess()) {
			this.acceptsReloadRequest = response.status() != StreamerResponse.NOT_FOUND;
			logger.log(System.Logger.Level.WARNING,
					"the streamer did not accept the request to reload: " + response.problem());
			return false;
		}
		return true;
	}

	private StreamerConfig config() throws CameraException {
		return StreamerConfig
			.parse(this.http.get(Streamer.CONFIG, REQUEST_TIMEOUT, StreamerHttp.MAX_DOCUMENT_BYTES).requireSuccess());
	}

	/** Throws if the streamer refused, or if the deadline is over. */
	private static void throwIfFinal(CameraException ex, Deadline deadline) throws CameraException {
		if (ex.kind() == CameraException.Kind.REFUSED) {
			throw ex;
		}
		if (deadline.isOver()) {
			throw CameraException.unavailable("the streamer did not return from its reload in time: " + ex.getMessage(),
					ex);
		}
	}

	/**
	 * Returns a warning for operators about reloads; empty if there is nothing to report.
	 */
	Optional<String> warning() {
		return (this.acceptsReloadRequest || Boolean.TRUE.equals(this.reloadsAutomatically)) ? Optional.empty()
				: Optional.of("settings that need a reload may take effect only when the streamer restarts: it has no "
						+ this.http.address().reloadPath());
	}

}
