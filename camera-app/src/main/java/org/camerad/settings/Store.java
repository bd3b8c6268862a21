package org.camerad.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

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

	/** The age of a write from which on another one is tried. */
	private static final Duration MAX_AGE = Duration.ofSeconds(30);

	private static final long LITTLE_SPACE_BYTES = 1024 * 1024;

	private final Path folder;

	private final VersionedStateFile file;

	private final JsonMapper json = JsonMapper.builder().build();

	private ObjectNode document;

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
		this.document = this.json.createObjectNode();
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
			write(() -> this.file.check(this.json.writeValueAsBytes(this.document)));
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
		ObjectNode next = this.json.createObjectNode();
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
		save(this.document.deepCopy(), this.state, this.file::save);
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
		save(this.document.deepCopy(), changed, this.file::save);
	}

	private void save(ObjectNode next, DeviceState changed, Save save) throws IOException {
		next.put("schema", SCHEMA);
		next.set("settings", this.json.valueToTree(changed.settings()));
		next.set("users", this.json.valueToTree(changed.users()));
		next.set("presets", this.json.valueToTree(changed.presets()));
		if (!changed.origins().isEmpty() || next.has("origins")) {
			next.set("origins", OriginsFormat.write(this.json, changed.origins()));
		}
		write(() -> save.to(this.json.writeValueAsBytes(next)));
		this.document = next;
		this.state = changed;
	}

	/**
	 * Returns the schema of a document. One that cannot be parsed has the present one.
	 */
	private int schema(byte[] content) {
		try {
			return Math.max(1, this.json.readTree(content).path("schema").asInt(SCHEMA));
		}
		catch (JacksonException ex) {
			return SCHEMA;
		}
	}

	private void read(byte[] content) {
		try {
			this.document = (ObjectNode) this.json.readTree(content);
			Map<String, Map<String, String>> settings = new LinkedHashMap<>();
			this.document.path("settings")
				.properties()
				.forEach((group) -> settings.put(group.getKey(), texts(group.getValue())));
			List<StoredUser> users = this.document.path("users")
				.valueStream()
				.map((user) -> this.json.treeToValue(user, StoredUser.class))
				.toList();
			TreeSet<Integer> presets = new TreeSet<>();
			this.document.path("presets").forEach((preset) -> presets.add(preset.asInt()));
			this.state = new DeviceState(settings, users, presets, OriginsFormat.read(this.document.path("origins")));
		}
		catch (JacksonException | ClassCastException ex) {
			logger.error("the saved settings have a valid checksum but cannot be parsed: {}", ex.toString());
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

	private static Map<String, String> texts(JsonNode group) {
		Map<String, String> texts = new LinkedHashMap<>();
		group.properties().forEach((text) -> texts.put(text.getKey(), text.getValue().asString()));
		return texts;
	}

}
