package org.camerad.driver.hisilicon.streamer;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import org.camerad.driver.CameraException;
import org.camerad.driver.CameraException.Kind;

/**
 * The streamer as one thing that can be told something: checks against its schema, writes
 * what differs, waits through its reload, and looks whether what was written came true.
 * What was refused half-way is taken back. Any thread; changes come one at a time, and
 * pictures wait while one is under way.
 */
public final class Streamer implements AutoCloseable {

	static final String CONFIG = "/api/v1/config.json";

	private static final String SCHEMA = "/api/v1/config.schema.json";

	private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);

	private final StreamerHttp http;

	private final ConfigSchema schema;

	private final PipelineReload reload;

	private final ReentrantReadWriteLock pipeline = new ReentrantReadWriteLock(true);

	private volatile Optional<String> unavailableReason = Optional.empty();

	private volatile boolean closed;

	private Streamer(StreamerHttp http, ConfigSchema schema) {
		this.http = http;
		this.schema = schema;
		this.reload = new PipelineReload(http);
	}

	/**
	 * Asks the streamer what it offers.
	 * @throws CameraException REFUSED when it does not accept the credentials;
	 * UNAVAILABLE when it does not answer, or cannot be configured at all
	 */
	public static Streamer open(StreamerAddress address) throws CameraException {
		StreamerHttp http = new StreamerHttp(address);
		try {
			return new Streamer(http, readSchema(http));
		}
		catch (CameraException | RuntimeException ex) {
			http.close();
			throw ex;
		}
	}

	private static ConfigSchema readSchema(StreamerHttp http) throws CameraException {
		StreamerResponse response = http.get(SCHEMA, REQUEST_TIMEOUT, StreamerHttp.MAX_DOCUMENT_BYTES);
		if (response.status() == StreamerResponse.UNAUTHORIZED) {
			String key = http.address().password().isEmpty() ? "password: must be set: " : "password: ";
			throw CameraException.refused("camera.hisilicon.streamer." + key + response.problem());
		}
		if (response.status() == StreamerResponse.NOT_FOUND) {
			throw CameraException.unavailable(response.problem() + ": it cannot be configured over HTTP; update it");
		}
		return ConfigSchema.parse(response.requireSuccess());
	}

	/** What the streamer offered when it was opened. */
	ConfigSchema schema() {
		return this.schema;
	}

	/** What the streamer offers now. */
	ConfigSchema currentSchema() throws CameraException {
		return ConfigSchema
			.parse(http().get(SCHEMA, REQUEST_TIMEOUT, StreamerHttp.MAX_DOCUMENT_BYTES).requireSuccess());
	}

	StreamerAddress address() {
		return this.http.address();
	}

	/** The settings that the streamer holds. */
	StreamerConfig config() throws CameraException {
		return StreamerConfig
			.parse(http().get(CONFIG, REQUEST_TIMEOUT, StreamerHttp.MAX_DOCUMENT_BYTES).requireSuccess());
	}

	/** The streamer's server, unless it is known to be gone. */
	StreamerHttp http() throws CameraException {
		Optional<String> reason = this.unavailableReason;
		if (reason.isPresent()) {
			throw CameraException.unavailable(reason.get());
		}
		return this.http;
	}

	/** The streamer's server, also while it is thought to be gone. */
	StreamerHttp httpUnchecked() {
		return this.http;
	}

	/** From now on calls fail at once instead of waiting. */
	void markUnavailable(String reason) {
		this.unavailableReason = Optional.of(reason);
	}

	void markAvailable() {
		if (!this.closed) {
			this.unavailableReason = Optional.empty();
		}
	}

	boolean isChanging() {
		return this.pipeline.isWriteLocked();
	}

	/** A look at the pictures, which waits while a change is under way. */
	<T> T withPipeline(PipelineReader<T> reader) throws CameraException {
		try {
			if (!this.pipeline.readLock().tryLock(address().timeLimit().toNanos(), TimeUnit.NANOSECONDS)) {
				throw CameraException.unavailable("the streamer is still changing its settings");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw CameraException.unavailable("interrupted while the streamer was changing its settings", ex);
		}
		try {
			http();
			return reader.read();
		}
		finally {
			this.pipeline.readLock().unlock();
		}
	}

	/** Something that looks at pictures. */
	@FunctionalInterface
	interface PipelineReader<T> {

		T read() throws CameraException;

	}

	/**
	 * Puts settings into effect: wholly, or not at all.
	 * @param wanted values by key; keys that the schema does not have are left out by the
	 * caller
	 * @throws CameraException REFUSED when the streamer will not have them, UNAVAILABLE
	 * when it does not come back in time
	 */
	void change(Map<String, String> wanted, EffectCheck effect) throws CameraException {
		change(wanted, effect, () -> {
		});
	}

	/**
	 * The same.
	 * @param done what follows from it, before the next picture is looked at
	 */
	void change(Map<String, String> wanted, EffectCheck effect, Runnable done) throws CameraException {
		this.pipeline.writeLock().lock();
		try {
			check(wanted);
			StreamerConfig before = config();
			Map<String, String> changes = before.lacking(wanted);
			Deadline deadline = Deadline.within(address().timeLimit());
			try {
				write(changes, effect, deadline);
				done.run();
			}
			catch (CameraException ex) {
				rollBack(before, changes, ex);
				throw ex;
			}
		}
		finally {
			this.pipeline.writeLock().unlock();
		}
	}

	private void check(Map<String, String> wanted) throws CameraException {
		for (Map.Entry<String, String> value : wanted.entrySet()) {
			boolean accepted = this.schema.key(value.getKey())
				.filter((key) -> key.accepts(value.getValue()))
				.isPresent();
			if (!accepted) {
				throw CameraException
					.refused("the streamer does not take " + value.getValue() + " for " + value.getKey());
			}
		}
	}

	private void write(Map<String, String> changes, EffectCheck effect, Deadline deadline) throws CameraException {
		if (!changes.isEmpty()) {
			new ConfigWriter(http()).write(changes);
			this.reload.awaitStored(changes, deadline);
		}
		this.reload.awaitEffect(effect, rebuild(changes.keySet(), effect), deadline);
	}

	private PipelineReload.Rebuild rebuild(Set<String> changed, EffectCheck effect) {
		boolean rebuilds = changed.stream()
			.flatMap((path) -> this.schema.key(path).stream())
			.anyMatch((key) -> key.reload() == SchemaKey.ReloadScope.PIPELINE);
		if (!rebuilds) {
			return PipelineReload.Rebuild.NONE;
		}
		return effect.observes(changed) ? PipelineReload.Rebuild.OBSERVABLE : PipelineReload.Rebuild.UNOBSERVABLE;
	}

	/** What was refused may have been written in part: the former values again. */
	private void rollBack(StreamerConfig before, Map<String, String> changes, CameraException refusal)
			throws CameraException {
		if (refusal.kind() != Kind.REFUSED || changes.isEmpty()) {
			return;
		}
		try {
			new ConfigRollback(this.schema, this.reload, before, changes.keySet()).run(http(), config());
		}
		catch (CameraException ex) {
			throw CameraException.unavailable(
					refusal.getMessage() + "; and the former settings cannot be restored: " + ex.getMessage(), refusal);
		}
	}

	/** What operators should know of how changes get into effect. */
	Optional<String> warning() {
		return this.reload.warning();
	}

	@Override
	public void close() {
		this.closed = true;
		markUnavailable("the camera is closed");
		this.http.close();
	}

}
