package org.camerad.camera;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.camerad.cgi.Values;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.Control;
import org.camerad.driver.Current;
import org.camerad.driver.ForeignChanges;
import org.camerad.driver.Setting;
import org.camerad.settings.Origin;
import org.camerad.settings.Settings;
import org.camerad.settings.SettingsGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings that the hardware tells, compared with those in effect. The first start
 * adopts them. Later, what the hardware has lost is applied again; what somebody else has
 * changed is adopted or restored. Every method is called under the lock of the camera's
 * settings, except for those that say otherwise.
 */
final class HardwareSettings {

	private static final Logger logger = LoggerFactory.getLogger(HardwareSettings.class);

	private final CameraSettings changes;

	private final CameraConnection connection;

	private final Settings settings;

	private final ForeignChangeLog log = new ForeignChangeLog();

	/** One pace for each group: a value that nobody can restore delays no other group. */
	private final Map<SettingsGroup<?>, RestorePace> paces = new ConcurrentHashMap<>();

	/** Groups whose hardware could not be read yet. */
	private final Set<SettingsGroup<?>> unread = ConcurrentHashMap.newKeySet();

	/** Groups with saved values that are not applied yet. */
	private final Set<SettingsGroup<?>> deferred = ConcurrentHashMap.newKeySet();

	/** Groups whose factory values are saved, but not in the hardware yet. */
	private final Set<SettingsGroup<?>> reset = ConcurrentHashMap.newKeySet();

	private volatile boolean told;

	HardwareSettings(CameraSettings changes, CameraConnection connection, Settings settings) {
		this.changes = changes;
		this.connection = connection;
		this.settings = settings;
	}

	/**
	 * The settings of a group that the hardware tells, in the contract's terms.
	 *
	 * @param values the values in effect with those of the hardware
	 * @param current what the hardware tells
	 * @param comparable the settings that the hardware has and tells
	 */
	private record Told(Values values, Current<?> current, Set<Setting> comparable) {
	}

	/** Returns whether the hardware tells settings of at least one group. Any thread. */
	boolean isTold() {
		return this.told;
	}

	/** Returns the last change that somebody else has made. Any thread. */
	Optional<String> foreignChange() {
		return this.log.last();
	}

	/** Returns whether the hardware must be read before a client can change the group. */
	boolean isUnread(SettingsGroup<?> group) {
		return this.unread.contains(group);
	}

	/** Leaves a group alone until its saved values are applied. */
	void defer(SettingsGroup<?> group) {
		this.deferred.add(group);
	}

	/** Ends {@link #defer}. */
	void resume(SettingsGroup<?> group) {
		this.deferred.remove(group);
	}

	/**
	 * Leaves all groups that a factory reset has changed alone until their values are in
	 * the hardware, which has the former ones until then.
	 */
	void beginReset() {
		this.settings.groups()
			.stream()
			.filter((group) -> this.settings.origin(group).filter(Origin::unapplied).isPresent())
			.forEach(this.reset::add);
	}

	/**
	 * Brings a group into effect after the camera was opened or the hardware has
	 * restarted: adopts the hardware's values at the first start, and writes what it has
	 * lost. Hardware that tells nothing gets all values.
	 */
	void bringIntoEffect(SettingsGroup<?> group, Camera camera) throws CameraException {
		try {
			bringReadIntoEffect(group, camera);
			this.reset.remove(group);
		}
		catch (CameraException ex) {
			if (ex.kind() == CameraException.Kind.REFUSED) {
				this.reset.remove(group);
			}
			throw ex;
		}
	}

	private void bringReadIntoEffect(SettingsGroup<?> group, Camera camera) throws CameraException {
		this.unread.add(group);
		Optional<Told> found = read(group, camera);
		this.unread.remove(group);
		if (found.isEmpty()) {
			this.changes.apply(group, Decision.all(group, this.settings.of(group)));
			return;
		}
		this.told = true;
		if (!this.settings.isSaved(group)) {
			adoptFound(group, found.get());
		}
		else {
			synchronize(group, found.get(), camera, true);
		}
	}

	/** Compares a group with the hardware while the camera works. */
	void follow(SettingsGroup<?> group, Camera camera) throws CameraException {
		if (this.deferred.contains(group) || this.reset.contains(group) || !this.settings.isSaved(group)) {
			return;
		}
		Optional<Told> found = read(group, camera);
		if (found.isPresent()) {
			synchronize(group, found.get(), camera, false);
		}
	}

	/**
	 * Takes over the values of settings that no client has set and that have moved with
	 * the last change.
	 */
	void readBack(SettingsGroup<?> group, Camera camera) {
		Optional<Origin> origin = this.settings.origin(group);
		if (origin.isEmpty() || this.reset.contains(group)) {
			return;
		}
		try {
			Optional<Told> found = read(group, camera);
			if (found.isPresent()) {
				Set<Setting> moved = Decision.without(differing(group, found.get(), origin.get()),
						origin.get().requested());
				if (!moved.isEmpty()) {
					adopt(group, found.get(), moved, Set.of());
				}
			}
		}
		catch (CameraException ex) {
			logger.debug("{}: cannot be read back: {}", group.name(), ex.getMessage());
		}
	}

	private <S> Optional<Told> read(SettingsGroup<S> group, Camera camera) throws CameraException {
		Optional<? extends Control<S>> part = group.part().apply(camera);
		if (part.isEmpty() || group.read() == null) {
			return Optional.empty();
		}
		Values known = this.settings.of(group);
		S record = group.build().apply(known);
		Optional<Current<S>> current = this.connection.read(() -> part.get().current(record));
		if (current.isEmpty()) {
			return Optional.empty();
		}
		Set<Setting> comparable = Decision.without(Decision.without(group.table().settings(), current.get().unknown()),
				group.lacks(camera));
		Values told = group.table().take(comparable, group.read().apply(current.get().settings(), known), known);
		return Optional.of(new Told(this.settings.nearest(group, told, camera), current.get(), comparable));
	}

	/**
	 * Returns the settings whose values differ, also those whose difference the contract
	 * cannot tell.
	 */
	private Set<Setting> differing(SettingsGroup<?> group, Told found, Origin origin) {
		Set<Setting> differing = group.table().differing(this.settings.of(group), found.values());
		found.comparable()
			.stream()
			.filter((setting) -> !Objects.equals(origin.own().get(setting), found.current().outside().get(setting)))
			.forEach(differing::add);
		return Decision.common(differing, found.comparable());
	}

	/** Adopts the values of the first start. Writes nothing to the hardware. */
	private void adoptFound(SettingsGroup<?> group, Told found) throws CameraException {
		Map<Setting, String> own = found.current().outside();
		save(group, () -> this.settings.saveFound(group, found.values(), found.comparable(), own));
		logger.info("{}: adopted the settings of the hardware{}", group.name(), ForeignChangeLog.outside(own));
		this.changes.apply(group, new Decision(found.values(), Set.of(), Set.of(), Map.of()));
	}

	/**
	 * Adopts or restores what somebody else has changed, and writes what the hardware has
	 * lost.
	 * @param restarted whether the hardware may have lost what it cannot tell
	 */
	private void synchronize(SettingsGroup<?> group, Told found, Camera camera, boolean restarted)
			throws CameraException {
		Origin origin = origin(group);
		Set<Setting> differing = differing(group, found, origin);
		Set<Setting> lost = (restarted && origin.unapplied()) ? differing
				: Decision.common(differing, found.current().lost());
		Set<Setting> foreign = Decision.without(differing, lost);
		boolean adopts = camera.foreignChanges() == ForeignChanges.ADOPT;
		Set<Setting> named = Decision.union(lost, adopts ? Set.of() : restored(group, foreign));
		if (!foreign.isEmpty()) {
			this.log.record(group, ForeignChangeLog.differences(group, foreign, this.settings.of(group), found.values(),
					origin.own(), found.current().outside()), adopts);
		}
		if (adopts && !foreign.isEmpty()) {
			adopt(group, found, foreign, lost);
		}
		if (restarted) {
			named.addAll(Decision.common(found.current().unknown(), origin.requested()));
		}
		write(group, named, restarted);
	}

	private Set<Setting> restored(SettingsGroup<?> group, Set<Setting> foreign) {
		boolean restores = !foreign.isEmpty()
				&& this.paces.computeIfAbsent(group, (each) -> new RestorePace()).permits();
		return restores ? foreign : Set.of();
	}

	private void write(SettingsGroup<?> group, Set<Setting> named, boolean restarted) throws CameraException {
		Origin origin = origin(group);
		if (restarted || !named.isEmpty()) {
			this.changes.apply(group, new Decision(this.settings.of(group), named, origin.requested(), origin.own()));
		}
		if (restarted && origin.unapplied()) {
			save(group, () -> this.settings.saveApplied(group));
		}
	}

	/** Takes values over from the hardware, and informs the driver. Writes nothing. */
	private void adopt(SettingsGroup<?> group, Told found, Set<Setting> adopted, Set<Setting> lost)
			throws CameraException {
		Values values = group.table().take(adopted, found.values(), this.settings.of(group));
		Map<Setting, String> own = new EnumMap<>(Setting.class);
		own.putAll(found.current().outside());
		own.keySet().removeAll(lost);
		origin(group).own().forEach((setting, text) -> {
			if (lost.contains(setting)) {
				own.put(setting, text);
			}
		});
		save(group, () -> this.settings.saveAdopted(group, values, adopted, own));
		this.changes.apply(group, new Decision(values, Set.of(), origin(group).requested(), Map.of()));
	}

	/** Returns the origin of a group, also if an earlier version has saved it. */
	private Origin origin(SettingsGroup<?> group) throws CameraException {
		if (this.settings.origin(group).isEmpty()) {
			save(group, () -> this.settings.saveRequested(group));
		}
		return this.settings.origin(group).orElseThrow();
	}

	/** Saves settings of the store. */
	@FunctionalInterface
	private interface Saving {

		void run() throws IOException;

	}

	private static void save(SettingsGroup<?> group, Saving saving) throws CameraException {
		try {
			saving.run();
		}
		catch (IOException ex) {
			throw CameraException.unavailable(group.name() + ": the settings of the hardware cannot be saved: " + ex,
					ex);
		}
	}

}
