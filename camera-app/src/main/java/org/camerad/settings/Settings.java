package org.camerad.settings;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.ParameterException;
import org.camerad.cgi.Values;
import org.camerad.driver.Camera;
import org.camerad.driver.Maintenance;
import org.camerad.driver.Setting;
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

	private volatile Consumer<SettingsGroup<?>> onChanged = (group) -> {
	};

	/** True after a reset that the hardware may undo when it restarts. */
	private volatile boolean resetByThisProcess;

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

	/**
	 * Sets the listener for groups that have other values in effect. It returns at once.
	 */
	public void setOnChanged(Consumer<SettingsGroup<?>> listener) {
		this.onChanged = listener;
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

	/** Returns whether a group has saved settings. */
	public boolean isSaved(SettingsGroup<?> group) {
		return this.store.state().settings().containsKey(group.name());
	}

	/** Returns whether no client has set anything of a group since the factory state. */
	public boolean isUntouched(SettingsGroup<?> group) {
		return origin(group).map((origin) -> origin.requested().isEmpty()).orElse(!isSaved(group));
	}

	/**
	 * Returns the origin of a group's values; empty unless the hardware tells them.
	 */
	public Optional<Origin> origin(SettingsGroup<?> group) {
		return Optional.ofNullable(this.store.state().origins().get(group.name()));
	}

	/** Returns the nearest values that the contract and the camera can hold. */
	public Values nearest(SettingsGroup<?> group, Values values, Camera camera) {
		return fit(group, values, camera);
	}

	/**
	 * Saves decided values, and then puts them into effect.
	 * @throws IOException when they cannot be saved; nothing changed
	 */
	public void save(SettingsGroup<?> group, Values decided) throws IOException {
		save(group, decided, group.table().differing(of(group), decided));
	}

	/**
	 * Saves decided values, and then puts them into effect.
	 * @param requested the settings that a client has set
	 * @throws IOException when they cannot be saved; nothing changed
	 */
	public void save(SettingsGroup<?> group, Values decided, Set<Setting> requested) throws IOException {
		update(group, decided, group.texts(decided), origin(group).map((origin) -> origin.withRequested(requested)));
	}

	/**
	 * Saves the values that the hardware has at the first start, and puts them into
	 * effect. They are what a factory reset of a gateway restores.
	 * @param told the settings that the hardware tells
	 * @param own the hardware's own texts of values outside the contract
	 * @throws IOException when they cannot be saved; nothing changed
	 */
	public void saveFound(SettingsGroup<?> group, Values found, Set<Setting> told, Map<Setting, String> own)
			throws IOException {
		Map<String, String> texts = group.texts(found, (row) -> row.setting() != null && told.contains(row.setting()));
		update(group, found, texts, Optional.of(Origin.found(texts, own)));
	}

	/**
	 * Saves values that somebody else has changed in the hardware, and puts them into
	 * effect.
	 * @param adopted the changed settings
	 * @param own the hardware's own texts of all values outside the contract
	 * @throws IOException when they cannot be saved; nothing changed
	 */
	public void saveAdopted(SettingsGroup<?> group, Values values, Set<Setting> adopted, Map<Setting, String> own)
			throws IOException {
		Map<String, String> texts = group.texts(values,
				(row) -> row.setting() != null && adopted.contains(row.setting()));
		update(group, values, texts, origin(group).map((origin) -> origin.withAdopted(adopted, own)));
	}

	/**
	 * Saves that clients have set everything that is saved of a group: the settings are
	 * from a version of this service that did not read the hardware.
	 */
	public void saveRequested(SettingsGroup<?> group) throws IOException {
		update(group, of(group), Map.of(), Optional.of(Origin.requested(group.table().settings())));
	}

	/**
	 * Saves that the values of a group are in the hardware after a factory reset. After a
	 * reset to the factory values that waits for the next start, because a board erases
	 * its own settings when it restarts.
	 */
	public void saveApplied(SettingsGroup<?> group) throws IOException {
		if (!this.resetByThisProcess) {
			update(group, of(group), Map.of(), origin(group).map(Origin::withApplied));
		}
	}

	private void update(SettingsGroup<?> group, Values values, Map<String, String> texts, Optional<Origin> origin)
			throws IOException {
		this.store.update((state) -> {
			DeviceState changed = state.withSettings(group.name(), texts);
			return origin.isPresent() ? changed.withOrigin(group.name(), origin.get()) : changed;
		});
		Map<SettingsGroup<?>, Values> changed = new HashMap<>(this.inEffect);
		Values former = changed.put(group, values);
		this.inEffect = Map.copyOf(changed);
		if (!group.texts(values).equals((former == null) ? Map.of() : group.texts(former))) {
			this.onChanged.accept(group);
		}
	}

	/**
	 * Restores the factory state, except for the settings of some groups. On hardware
	 * that this service cannot reset, the values that it found there are the factory
	 * state.
	 * @param keepsNetwork whether the hardware's network settings stay
	 * @throws IOException when it cannot be saved, or secrets cannot be erased
	 */
	public void restoreFactory(Predicate<SettingsGroup<?>> kept, boolean keepsNetwork, @Nullable Camera camera)
			throws IOException {
		boolean toFound = camera != null && camera.maintenance().filter(Maintenance::resetsConfiguration).isEmpty();
		DeviceState factory = DeviceState.FACTORY;
		for (SettingsGroup<?> group : this.groups) {
			factory = kept.test(group) ? keep(group, factory) : reset(group, factory, toFound);
		}
		DeviceState restored = factory;
		this.store.reset(restored, keepsNetwork);
		this.resetByThisProcess = !toFound;
		load(camera);
	}

	private DeviceState keep(SettingsGroup<?> group, DeviceState factory) {
		DeviceState kept = factory.withSettings(group.name(), group.texts(of(group)));
		return origin(group).map((origin) -> kept.withOrigin(group.name(), origin)).orElse(kept);
	}

	/**
	 * Returns the state with a group reset. A group that the hardware tells is saved even
	 * with factory values, so that the next start does not take it for the first.
	 */
	private DeviceState reset(SettingsGroup<?> group, DeviceState factory, boolean toFound) {
		Optional<Origin> origin = origin(group);
		if (origin.isEmpty()) {
			return factory;
		}
		if (toFound && !origin.get().found().isEmpty()) {
			return factory.withSettings(group.name(), origin.get().found())
				.withOrigin(group.name(), origin.get().withFoundRestored());
		}
		return factory.withSettings(group.name(), Map.of())
			.withOrigin(group.name(), origin.get().withFactoryRestored(group.table().settings()));
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
