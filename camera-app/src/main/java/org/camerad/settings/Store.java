package org.camerad.settings;

import java.io.IOException;
import java.nio.file.Path;
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
 * does not know.
 */
public final class Store {

	private static final Logger logger = LoggerFactory.getLogger(Store.class);

	private static final int SCHEMA = 1;

	private final VersionedStateFile file;

	private final JsonMapper json = JsonMapper.builder().build();

	private ObjectNode document;

	private volatile DeviceState state;

	private volatile boolean damaged;

	private volatile boolean failing;

	/** Opens the store in an existing folder. */
	public Store(Path folder) throws IOException {
		this.file = new VersionedStateFile(folder);
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
	}

	/** Returns the state that is on the disk. */
	public DeviceState state() {
		return this.state;
	}

	/** Returns whether saved settings were found and could not be read. */
	public boolean isDamaged() {
		return this.damaged;
	}

	/** Returns whether the last attempt to save has failed. */
	public boolean isFailing() {
		return this.failing;
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
		ObjectNode next = this.document.deepCopy();
		next.put("schema", Math.max(SCHEMA, next.path("schema").asInt(SCHEMA)));
		next.set("settings", this.json.valueToTree(changed.settings()));
		next.set("users", this.json.valueToTree(changed.users()));
		next.set("presets", this.json.valueToTree(changed.presets()));
		if (!changed.origins().isEmpty() || next.has("origins")) {
			next.set("origins", OriginsFormat.write(this.json, changed.origins()));
		}
		this.failing = true;
		this.file.save(this.json.writeValueAsBytes(next));
		this.failing = false;
		this.document = next;
		this.state = changed;
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

	private static Map<String, String> texts(JsonNode group) {
		Map<String, String> texts = new LinkedHashMap<>();
		group.properties().forEach((text) -> texts.put(text.getKey(), text.getValue().asString()));
		return texts;
	}

}
