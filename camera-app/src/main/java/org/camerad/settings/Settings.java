package org.camerad.settings;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.ParameterException;
import org.camerad.cgi.Values;
import org.camerad.driver.Camera;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The values in effect on one camera. Reading takes no lock; changes run one at a time,
 * under the lock of the camera's settings.
 */
public final class Settings {

	private static final Logger logger = LoggerFactory.getLogger(Settings.class);

	private static final CgiQuery NOTHING = CgiQuery.parse(null);

	private final List<SettingsGroup<?>> groups;

	private final Store store;

	private final Values configured;

	private volatile Map<SettingsGroup<?>, Values> inEffect = Map.of();

	/**
	 * Loads the saved settings.
	 * @param configured factory values that the operator has configured
	 */
	public Settings(List<SettingsGroup<?>> groups, Store store, Values configured) {
		this.groups = List.copyOf(groups);
		this.store = store;
		this.configured = configured;
		load(null);
	}

	/** Returns the groups in the order in which they are applied. */
	public List<SettingsGroup<?>> groups() {
		return this.groups;
	}

	/** Returns the values of a group that are in effect. */
	public Values of(SettingsGroup<?> group) {
		Values values = this.inEffect.get(group);
		if (values == null) {
			throw new IllegalStateException("not a group of this camera: " + group.name());
		}
		return values;
	}

	/**
	 * Returns the values for a response: settings that the camera lacks have their
	 * factory value.
	 */
	public Values shown(SettingsGroup<?> group, @Nullable Camera camera) {
		return group.withoutLacking(of(group), camera);
	}

	/**
	 * Loads the saved settings and fits them to what the camera offers. A group that was
	 * never set has the factory values.
	 */
	public void load(@Nullable Camera camera) {
		Map<SettingsGroup<?>, Values> loaded = new HashMap<>();
		for (SettingsGroup<?> group : this.groups) {
			Map<String, String> saved = this.store.state().settings().get(group.name());
			Values factory = factory(group, camera);
			loaded.put(group, fit(group, (saved == null) ? factory : restore(group, saved, factory), camera));
		}
		this.inEffect = Map.copyOf(loaded);
	}

	/**
	 * Saves decided values, and then puts them into effect.
	 * @throws IOException when they cannot be saved; nothing changed
	 */
	public void save(SettingsGroup<?> group, Values decided) throws IOException {
		this.store.update((state) -> state.withSettings(group.name(), group.texts(decided)));
		Map<SettingsGroup<?>, Values> changed = new HashMap<>(this.inEffect);
		changed.put(group, decided);
		this.inEffect = Map.copyOf(changed);
	}

	/**
	 * Restores the factory state, except for the settings of some groups.
	 * @throws IOException when it cannot be saved; nothing changed
	 */
	public void restoreFactory(Predicate<SettingsGroup<?>> kept, @Nullable Camera camera) throws IOException {
		DeviceState factory = DeviceState.FACTORY;
		for (SettingsGroup<?> group : this.groups) {
			if (kept.test(group)) {
				factory = factory.withSettings(group.name(), group.texts(of(group)));
			}
		}
		DeviceState restored = factory;
		this.store.update((state) -> restored);
		load(camera);
	}

	private Values factory(SettingsGroup<?> group, @Nullable Camera camera) {
		Values initial = group.table().restore((name) -> null, Values.NONE, (row) -> {
		});
		Values values = initial.withAll(this.configured);
		return (camera == null) ? values : group.hardwareValues().apply(camera, values);
	}

	private static Values restore(SettingsGroup<?> group, Map<String, String> saved, Values factory) {
		return group.table()
			.restore(saved::get, factory,
					(row) -> logger.warn("{} {}: the saved value \"{}\" is no longer valid; using the factory value",
							group.name(), row.name(), saved.get(row.name())));
	}

	private static Values fit(SettingsGroup<?> group, Values values, @Nullable Camera camera) {
		try {
			return group.table().decide(NOTHING, values, camera, group.lacks(camera));
		}
		catch (ParameterException ex) {
			logger.warn("{}: the saved values are inconsistent: {}", group.name(), ex.fault());
			return values;
		}
	}

}
