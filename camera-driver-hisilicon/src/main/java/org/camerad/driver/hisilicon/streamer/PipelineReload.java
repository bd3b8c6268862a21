package org.camerad.driver.hisilicon.streamer;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.jspecify.annotations.Nullable;

/**
 * Waits through the streamer's reload, and asks for one where a build does not reload by
 * itself: whether it does differs from build to build, and no build says so.
 */
final class PipelineReload {

	private static final System.Logger logger = System.getLogger(PipelineReload.class.getName());

	private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);

	/** How long a value may take to be held, or to be seen, without a reload. */
	private static final Duration GRACE_PERIOD = Duration.ofMillis(900);

	/** As long as there is time. */
	private static final Duration UNTIL_DEADLINE = Duration.ofMinutes(1);

	/** The reload that is asked for begins a second after its answer. */
	private static final Duration RELOAD_START_TIMEOUT = Duration.ofMillis(1800);

	private final StreamerHttp http;

	/** Whether the build reloads by itself; unknown until something could be seen. */
	private volatile @Nullable Boolean reloadsAutomatically;

	/** Whether the build can be asked to reload. */
	private volatile boolean acceptsReloadRequest = true;

	PipelineReload(StreamerHttp http) {
		this.http = http;
	}

	/**
	 * Waits until the streamer holds the values, through refused connections.
	 * @throws CameraException REFUSED when it answers and holds others, UNAVAILABLE when
	 * it does not answer
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
					throw CameraException.refused("the streamer has taken " + lacking + " and holds something else");
				}
			}
			catch (CameraException ex) {
				throwIfFinal(ex, deadline);
			}
			deadline.pause();
		}
	}

	/**
	 * Waits until what was written is seen to be so, with a reload when that is what it
	 * takes.
	 * @param rebuild what the change needs
	 */
	void awaitEffect(EffectCheck effect, Rebuild rebuild, Deadline deadline) throws CameraException {
		boolean requested = rebuild == Rebuild.UNOBSERVABLE && !Boolean.TRUE.equals(this.reloadsAutomatically)
				&& requestReload();
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
			throw CameraException.refused("the streamer has taken the settings, but " + effect.mismatch().orElse("")
					+ (requested ? ", also after a reload" : ", and it cannot be asked to reload"));
		}
	}

	/** What a change needs to get into effect. */
	enum Rebuild {

		/** Nothing: it gets into effect in place. */
		NONE,

		/** A rebuilt pipeline, and whether it was rebuilt can be seen. */
		OBSERVABLE,

		/** A rebuilt pipeline, which cannot be seen. */
		UNOBSERVABLE

	}

	/**
	 * Whether the effect is seen while the streamer answers for a while: what does not
	 * come true during a reload may do so after it.
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

	/** Waits for the reload that was asked for to have come and gone. */
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
			logger.log(System.Logger.Level.WARNING, "the streamer cannot be asked to reload: " + response.problem());
			return false;
		}
		return true;
	}

	private StreamerConfig config() throws CameraException {
		return StreamerConfig
			.parse(this.http.get(Streamer.CONFIG, REQUEST_TIMEOUT, StreamerHttp.MAX_DOCUMENT_BYTES).requireSuccess());
	}

	/** What was refused, or has lasted too long, is thrown on. */
	private static void throwIfFinal(CameraException ex, Deadline deadline) throws CameraException {
		if (ex.kind() == CameraException.Kind.REFUSED) {
			throw ex;
		}
		if (deadline.isOver()) {
			throw CameraException
				.unavailable("the streamer has not come back from its reload in time: " + ex.getMessage(), ex);
		}
	}

	/** What operators should know of how changes get into effect. */
	Optional<String> warning() {
		return (this.acceptsReloadRequest || Boolean.TRUE.equals(this.reloadsAutomatically)) ? Optional.empty()
				: Optional.of("settings that need a reload may wait for a restart of the streamer: it has no "
						+ this.http.address().reloadPath());
	}

}
