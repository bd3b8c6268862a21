package org.camerad.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.camerad.cgi.Json;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The durable state of one camera. A change is on the disk when {@link #update} returns.
 * Any thread.
 * <p>
 * An older version of the service keeps the fields of a newer version's document that it
 * does not know. A document with a newer schema is of another generation: an older
 * version leaves it alone and starts with its own.
 */
public final class Store {

	private static final Logger logger = LoggerFactory.getLogger(Store.class);

	private static final int SCHEMA = 1;

	private static final String SCHEMA_FIELD = "schema";

	/** The age of a write from which on another one is tried. */
	private static final Duration MAX_AGE = Duration.ofSeconds(30);

	private static final long LITTLE_SPACE_BYTES = 1024 * 1024;

	private final Path folder;

	private final VersionedStateFile file;

	private Map<String, @Nullable Object> document = new LinkedHashMap<>();

	private volatile DeviceState state;

	private volatile boolean damaged;

	private volatile boolean failing;

	/** The monotonic time in nanoseconds of the last write. */
	private long written = System.nanoTime() - MAX_AGE.toNanos();

	/** Opens the store in an existing folder. */
	public Store(Path folder) throws IOException {
		this.folder = folder;
		this.file = new VersionedStateFile(folder, SCHEMA, this::schema);
		Optional<byte[]> content = this.file.load();
		this.state = DeviceState.FACTORY;
		content.ifPresent(this::read);
		if (content.isEmpty() && !this.file.isEmpty()) {
			this.damaged = true;
		}
		if (this.damaged) {
			logger.error("the saved settings in {} cannot be read: starting with the factory settings", folder);
		}
		if (pendingReset().isPresent()) {
			logger.warn("a factory reset was interrupted: this start completes it");
			completeErasing();
		}
	}

	private void completeErasing() {
		try {
			eraseSecrets();
		}
		catch (IOException ex) {
			logger.error("the factory reset is incomplete, because secrets in {} cannot be erased: {}", this.folder,
					ex.toString());
		}
	}

	/** Returns the state that is on the disk. */
	public DeviceState state() {
		return this.state;
	}

	/** Returns whether saved settings were found and could not be read. */
	public boolean isDamaged() {
		return this.damaged;
	}

	/**
	 * Checks that a change could be saved. To spare the disk, this writes only if the
	 * last write has failed or is 30 s old, the disk is almost full or cannot be written.
	 * @throws IOException when a change cannot be saved
	 */
	public synchronized void check() throws IOException {
		boolean due = System.nanoTime() - this.written >= MAX_AGE.toNanos();
		if (due || this.failing || this.folder.toFile().getUsableSpace() < LITTLE_SPACE_BYTES
				|| !Files.isWritable(this.folder)) {
			write(() -> this.file.check(Json.bytes(this.document)));
		}
	}

	/**
	 * Replaces the state by that of a factory reset, and erases everything else that is
	 * secret in the folder: former versions, also those of newer versions of this
	 * service, and keys. The reset is pending until {@link #endReset}.
	 * @throws IOException when it cannot be saved, and nothing changed; or when it was
	 * saved and a secret cannot be erased, which the next start tries again
	 */
	public synchronized void reset(DeviceState factory, boolean keepsNetwork) throws IOException {
		Map<String, @Nullable Object> next = new LinkedHashMap<>();
		new PendingReset(keepsNetwork, false).write(next);
		save(next, factory, this.file::add);
		eraseSecrets();
	}

	private void eraseSecrets() throws IOException {
		Optional<PendingReset> pending = pendingReset().filter((reset) -> !reset.secretsErased());
		if (pending.isPresent()) {
			PendingReset.eraseSecrets(this.folder, this.file.newest());
			this.file.forgetOthers();
			new PendingReset(pending.get().keepsNetwork(), true).write(this.document);
		}
	}

	/** Returns the factory reset that is not complete. */
	public synchronized Optional<PendingReset> pendingReset() {
		return PendingReset.read(this.document);
	}

	/**
	 * Ends a factory reset that is complete.
	 * @throws IOException when that cannot be saved; the next change saves it
	 */
	public synchronized void endReset() throws IOException {
		PendingReset.remove(this.document);
		save(new LinkedHashMap<>(this.document), this.state, this.file::save);
	}

	/** Returns whether the last attempt to write has failed. */
	public boolean isFailing() {
		return this.failing;
	}

	private void write(Write write) throws IOException {
		boolean done = false;
		try {
			write.run();
			done = true;
		}
		finally {
			this.failing = !done;
			this.written = System.nanoTime();
		}
	}

	/**
	 * Replaces the state and forces it to the disk.
	 * @throws IOException when it cannot be saved; the former state stays
	 */
	public synchronized void update(UnaryOperator<DeviceState> change) throws IOException {
		DeviceState changed = change.apply(this.state);
		if (changed.equals(this.state) && !this.file.isEmpty() && !this.failing) {
			return;
		}
		save(new LinkedHashMap<>(this.document), changed, this.file::save);
	}

	private void save(Map<String, @Nullable Object> next, DeviceState changed, Save save) throws IOException {
		next.put(SCHEMA_FIELD, SCHEMA);
		StateFormat.write(changed, next);
		write(() -> save.to(Json.bytes(next)));
		this.document = next;
		this.state = changed;
	}

	/**
	 * Returns the schema of a document. One that cannot be parsed has the present one.
	 */
	private int schema(byte[] content) {
		try {
			Object schema = StateFormat.document(content).get(SCHEMA_FIELD);
			return (schema instanceof Number number) ? Math.max(1, number.intValue()) : SCHEMA;
		}
		catch (IllegalArgumentException ex) {
			return SCHEMA;
		}
	}

	private void read(byte[] content) {
		try {
			this.document = StateFormat.document(content);
			this.state = StateFormat.read(this.document);
		}
		catch (IllegalArgumentException ex) {
			logger.error("the saved settings have a valid checksum but cannot be parsed: {}", ex.getMessage());
			this.damaged = true;
		}
	}

	/** A way to save a document. */
	@FunctionalInterface
	private interface Save {

		void to(byte[] content) throws IOException;

	}

	/** A write to the disk. */
	@FunctionalInterface
	private interface Write {

		void run() throws IOException;

	}

}
