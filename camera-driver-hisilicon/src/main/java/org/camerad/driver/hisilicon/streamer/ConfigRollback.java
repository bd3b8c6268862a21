package org.camerad.driver.hisilicon.streamer;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.camerad.driver.CameraException;

/**
 * A rollback of a change that the streamer refused, perhaps after it wrote a part of it.
 */
final class ConfigRollback {

	private static final System.Logger logger = System.getLogger(ConfigRollback.class.getName());

	private static final Duration ROLLBACK_TIMEOUT = Duration.ofSeconds(4);

	private final ConfigSchema schema;

	private final PipelineReload reload;

	private final StreamerConfig before;

	private final Set<String> changed;

	/**
	 * Creates a rollback.
	 * @param before the configuration before the change
	 * @param changed the keys that the change may have written
	 */
	ConfigRollback(ConfigSchema schema, PipelineReload reload, StreamerConfig before, Set<String> changed) {
		this.schema = schema;
		this.reload = reload;
		this.before = before;
		this.changed = changed;
	}

	/**
	 * Restores the configuration before the change and waits until the streamer holds it.
	 * @param now the configuration that the streamer holds now
	 */
	void run(StreamerHttp http, StreamerConfig now) throws CameraException {
		Map<String, String> values = now.lacking(previous());
		Set<String> reset = new TreeSet<>(this.changed);
		reset.removeIf((path) -> this.before.find(path).isPresent() || now.find(path).isEmpty());
		if (values.isEmpty() && reset.isEmpty()) {
			return;
		}
		logger.log(System.Logger.Level.INFO, "rolling back a refused change of " + this.changed);
		// A default may lie outside the range that can be written. Only a reset restores
		// it.
		Map<String, String> written = new TreeMap<>(values);
		written.entrySet().removeIf((value) -> isDefault(value.getKey(), value.getValue()));
		values.keySet().stream().filter((path) -> !written.containsKey(path)).forEach(reset::add);
		ConfigWriter write = new ConfigWriter(http);
		write.reset(reset);
		write.write(written);
		this.reload.awaitStored(values, Deadline.within(ROLLBACK_TIMEOUT));
	}

	private Map<String, String> previous() {
		Map<String, String> previous = new TreeMap<>();
		this.changed.forEach((path) -> this.before.find(path).ifPresent((value) -> previous.put(path, value)));
		return previous;
	}

	private boolean isDefault(String path, String value) {
		return this.schema.key(path).filter((key) -> key.isDefault(value)).isPresent();
	}

}
