package org.camerad.driver.hisilicon.streamer;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import org.camerad.driver.CameraException;
import org.camerad.driver.CameraException.Kind;

/**
 * The streamer as the target of changes. It checks values against the schema, writes the
 * difference, waits for the reload and verifies the effect. It rolls back a change that
 * was refused after a part of it was written. Any thread. Changes run one at a time, and
 * pictures wait for a change in progress.
 */
public final class Streamer implements AutoCloseable {

	private static final System.Logger logger = System.getLogger(Streamer.class.getName());

	static final String CONFIG = "/api/v1/config.json";

	private static final String SCHEMA = "/api/v1/config.schema.json";

	private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);

	private final StreamerHttp http;

	private final ConfigSchema schema;

	private final PipelineReload reload;

	private final StoredConfig stored;

	private final ReentrantReadWriteLock pipeline = new ReentrantReadWriteLock(true);

	private volatile Optional<String> unavailableReason = Optional.empty();

	private volatile boolean closed;

	private Streamer(StreamerHttp http, ConfigSchema schema) {
		this.http = http;
		this.schema = schema;
		this.reload = new PipelineReload(http, schema.isClassified());
		this.stored = new StoredConfig(schema);
	}

	/**
	 * Connects to the streamer and reads its schema.
	 * @throws CameraException REFUSED if the streamer rejects the credentials;
	 * UNAVAILABLE if it does not respond or cannot be configured over HTTP
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
			throw CameraException.refused("camera.hisilicon.streamer." + key + response.problem() + unclaimed(http));
		}
		if (response.status() == StreamerResponse.NOT_FOUND) {
			throw CameraException.unavailable(response.problem() + ": it cannot be configured over HTTP; update it");
		}
		return ConfigSchema.parse(response.requireSuccess());
	}

	/**
	 * Returns a hint if the streamer answers 401 to everything, also to its log-in page.
	 */
	private static String unclaimed(StreamerHttp http) {
		boolean closed = false;
		try {
			closed = http.statusOfStranger("/login.html", REQUEST_TIMEOUT) == StreamerResponse.UNAUTHORIZED;
		}
		catch (CameraException ex) {
			logger.log(System.Logger.Level.DEBUG, "the log-in page cannot be read", ex);
		}
		return !closed ? "" : "; it answers 401 to everything, as a camera does that nobody has claimed: set its root "
				+ "password in its web interface at " + http.address().url() + " first";
	}

	/** Returns the schema as it was when the streamer was opened. */
	ConfigSchema schema() {
		return this.schema;
	}

	/** Reads the current schema from the streamer. */
	ConfigSchema currentSchema() throws CameraException {
		return ConfigSchema
			.parse(http().get(SCHEMA, REQUEST_TIMEOUT, StreamerHttp.MAX_DOCUMENT_BYTES).requireSuccess());
	}

	StreamerAddress address() {
		return this.http.address();
	}

	/** Reads the settings that the streamer holds. */
	StreamerConfig config() throws CameraException {
		return StreamerConfig
			.parse(http().get(CONFIG, REQUEST_TIMEOUT, StreamerHttp.MAX_DOCUMENT_BYTES).requireSuccess());
	}

	/** Returns the settings that the streamer holds, at most 1.5 seconds old. */
	StreamerConfig latest() throws CameraException {
		http();
		Optional<StreamerConfig> latest = this.stored.latest();
		if (latest.isPresent()) {
			return latest.get();
		}
		long stamp = this.stored.stamp();
		StreamerConfig config = config();
		this.stored.read(config, stamp);
		return config;
	}

	/** Returns what is known of the settings that the streamer holds. */
	StoredConfig stored() {
		return this.stored;
	}

	/**
	 * Returns the HTTP client.
	 * @throws CameraException UNAVAILABLE while the streamer is marked as unavailable
	 */
	StreamerHttp http() throws CameraException {
		Optional<String> reason = this.unavailableReason;
		if (reason.isPresent()) {
			throw CameraException.unavailable(reason.get());
		}
		return this.http;
	}

	/** Returns the HTTP client, even while the streamer is marked as unavailable. */
	StreamerHttp httpUnchecked() {
		return this.http;
	}

	/** Marks the streamer as unavailable. Calls then fail at once instead of waiting. */
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

	/** Reads from the pipeline. Waits for a change in progress. */
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

	/** A read from the pipeline. */
	@FunctionalInterface
	interface PipelineReader<T> {

		T read() throws CameraException;

	}

	/**
	 * Puts settings into effect completely or not at all.
	 * @param wanted the values by key; the caller omits keys that the schema does not
	 * have
	 * @throws CameraException REFUSED if the streamer refuses the settings; UNAVAILABLE
	 * if it does not return in time
	 */
	void change(Map<String, String> wanted, EffectCheck effect) throws CameraException {
		change(wanted, effect, () -> {
		});
	}

	/**
	 * Puts settings into effect completely or not at all.
	 * @param done an action that runs after success, before the next picture is read
	 */
	void change(Map<String, String> wanted, EffectCheck effect, Runnable done) throws CameraException {
		this.pipeline.writeLock().lock();
		try {
			check(wanted);
			StreamerConfig before = config();
			Map<String, String> changes = before.lacking(wanted);
			this.stored.beginChange();
			boolean written = false;
			try {
				write(changes, effect, Deadline.within(address().timeLimit()));
				written = true;
				done.run();
			}
			catch (CameraException ex) {
				rollBack(before, changes, ex);
				throw ex;
			}
			finally {
				this.stored.endChange(before, written ? changes : Map.of());
				if (this.schema.rebuilds(changes.keySet())) {
					this.stored.rebuilt();
				}
			}
		}
		finally {
			this.pipeline.writeLock().unlock();
		}
	}

	private void check(Map<String, String> wanted) throws CameraException {
		for (Map.Entry<String, String> value : wanted.entrySet()) {
			boolean accepted = this.schema.key(value.getKey())
				.filter((key) -> key.mayHold(value.getValue()))
				.isPresent();
			if (!accepted) {
				throw CameraException
					.refused("the streamer does not accept " + value.getValue() + " for " + value.getKey());
			}
		}
	}

	private void write(Map<String, String> changes, EffectCheck effect, Deadline deadline) throws CameraException {
		if (!changes.isEmpty()) {
			Map<String, String> values = new TreeMap<>(changes);
			values.entrySet().removeIf((value) -> isOnlyDefault(value.getKey(), value.getValue()));
			Set<String> defaults = new TreeSet<>(changes.keySet());
			defaults.removeAll(values.keySet());
			ConfigWriter writer = new ConfigWriter(http());
			writer.reset(defaults);
			Optional<CameraException> unconfirmed = writer.write(values);
			awaitStored(changes, unconfirmed, deadline);
		}
		this.reload.awaitEffect(effect, rebuild(changes.keySet(), effect), deadline);
	}

	/**
	 * Waits until the streamer holds the values. If it does not after a write that it did
	 * not confirm, it has not refused them: it could not take them.
	 */
	private void awaitStored(Map<String, String> changes, Optional<CameraException> unconfirmed, Deadline deadline)
			throws CameraException {
		try {
			this.reload.awaitStored(changes, deadline);
		}
		catch (CameraException ex) {
			throw (ex.kind() == Kind.REFUSED) ? unconfirmed.orElse(ex) : ex;
		}
	}

	/** Returns whether a value can only be written by a reset to the default. */
	private boolean isOnlyDefault(String path, String value) {
		return this.schema.key(path).filter((key) -> !key.accepts(value) && key.isDefault(value)).isPresent();
	}

	private PipelineReload.Rebuild rebuild(Set<String> changed, EffectCheck effect) {
		if (!this.schema.rebuilds(changed)) {
			return PipelineReload.Rebuild.NONE;
		}
		return effect.observes(changed) ? PipelineReload.Rebuild.OBSERVABLE : PipelineReload.Rebuild.UNOBSERVABLE;
	}

	/** Restores the previous values, because a refused change may be written in part. */
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
					refusal.getMessage() + "; and the previous settings cannot be restored: " + ex.getMessage(),
					refusal);
		}
	}

	/**
	 * Returns a warning for operators about reloads; empty if there is nothing to report.
	 */
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
