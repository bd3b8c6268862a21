package org.camerad.camera;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.camerad.cgi.CameraPart;
import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.CgiRequest;
import org.camerad.cgi.Values;
import org.camerad.cgi.XmlElement;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.Control;
import org.camerad.settings.Settings;
import org.camerad.settings.SettingsGroup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of one camera and the only path of every change: validate, apply to the
 * hardware, save, take effect. Queries take no lock; changes run one at a time. Any
 * thread.
 */
public final class CameraSettings implements CameraPart {

	private static final Logger logger = LoggerFactory.getLogger(CameraSettings.class);

	private final CameraConnection connection;

	private final Settings settings;

	private final CameraProblems problems;

	private final ReentrantLock lock = new ReentrantLock();

	public CameraSettings(CameraConnection connection, Settings settings, CameraProblems problems) {
		this.connection = connection;
		this.settings = settings;
		this.problems = problems;
	}

	/** Returns the values of a group that are in effect. */
	public Values values(SettingsGroup<?> group) {
		return this.settings.of(group);
	}

	/** Returns the record of a group that is in effect. */
	public <S> S record(SettingsGroup<S> group) {
		return group.build().apply(this.settings.of(group));
	}

	/**
	 * Returns the element that shows a group.
	 * @throws CameraFailure NOT_SUPPORTED when the camera lacks the group's part
	 */
	public XmlElement show(SettingsGroup<?> group) {
		Camera open = this.connection.camera().orElse(null);
		if (open != null) {
			requirePart(group, open);
		}
		return group.show(this.settings.shown(group, open), open);
	}

	/**
	 * Serves a request of a settings interface: a set if it passes a parameter of the
	 * group, otherwise a query.
	 */
	public <S> XmlElement handle(SettingsGroup<S> group, CgiRequest request) {
		if (group.table().isPassed(request.query())) {
			request.admitChange();
			change(group, request.query(), (values) -> apply(group, values));
		}
		return show(group);
	}

	/**
	 * Validates a set, applies it and saves it, wholly or not at all.
	 * @return the values that are in effect now
	 * @throws CameraFailure REFUSED when the camera refuses the values, NOT_SUPPORTED
	 * when it lacks the part, UNAVAILABLE when it does not respond or the values cannot
	 * be saved
	 */
	public Values change(SettingsGroup<?> group, CgiQuery query, Applier applier) {
		if (!tryLock()) {
			throw CameraFailure.unavailable();
		}
		try {
			Camera open = this.connection.camera().orElseThrow(CameraFailure::unavailable);
			requirePart(group, open);
			Values kept = this.settings.of(group);
			Values validated = group.table().decide(query, kept, open, group.lacks(open));
			applyValidated(group, validated, applier);
			save(group, validated, kept, applier);
			return validated;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Locks within the time limit of one call: each change before this one may wait for a
	 * camera that hangs.
	 */
	private boolean tryLock() {
		try {
			return this.lock.tryLock(this.connection.timeLimit().toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private void applyValidated(SettingsGroup<?> group, Values validated, Applier applier) {
		try {
			applier.apply(validated);
		}
		catch (CameraException ex) {
			throw this.problems.failure(group.name(), ex);
		}
	}

	private void save(SettingsGroup<?> group, Values validated, Values kept, Applier applier) {
		try {
			this.settings.save(group, validated);
		}
		catch (IOException ex) {
			logger.error("{}: cannot be saved, restoring the former values: {}", group.name(), ex.toString());
			undo(group, kept, applier);
			throw CameraFailure.unavailable();
		}
	}

	private void undo(SettingsGroup<?> group, Values kept, Applier applier) {
		try {
			applier.apply(kept);
		}
		catch (CameraException ex) {
			this.problems.recordFailure(group.name(), ex);
		}
	}

	/**
	 * Applies a group that had to wait until its response was sent. If the hardware
	 * refuses, saves the former values again.
	 */
	public void applyLater(SettingsGroup<?> group, Values former) {
		exclusively(() -> {
			try {
				apply(group, this.settings.of(group));
			}
			catch (CameraException ex) {
				this.problems.report(group.name(), ex.getMessage() + "; the former values are restored");
				replace(group, (values) -> former);
			}
			return group;
		});
	}

	/**
	 * Saves changed values of a group without applying them, because the hardware already
	 * has them.
	 */
	public void replace(SettingsGroup<?> group, UnaryOperator<Values> change) {
		exclusively(() -> {
			try {
				this.settings.save(group, change.apply(this.settings.of(group)));
			}
			catch (IOException ex) {
				logger.error("{}: cannot be saved: {}", group.name(), ex.toString());
			}
			return group;
		});
	}

	/** Runs a change while holding the lock of all settings. */
	public <T> @Nullable T exclusively(Supplier<@Nullable T> change) {
		this.lock.lock();
		try {
			return change.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Applies a group's values to the hardware. */
	public <S> void apply(SettingsGroup<S> group, Values values) throws CameraException {
		Camera camera = this.connection.camera()
			.orElseThrow(() -> CameraException.unavailable("the camera is not open"));
		Control<S> part = requirePart(group, camera);
		S record = group.build().apply(values);
		this.connection.control(() -> {
			part.apply(record);
			return null;
		});
		this.problems.resolve(group.name());
	}

	/**
	 * Returns the camera's part for a group.
	 * @throws CameraFailure NOT_SUPPORTED
	 */
	public <S> Control<S> requirePart(SettingsGroup<S> group, Camera camera) {
		Optional<? extends Control<S>> found = group.part().apply(camera);
		if (found.isEmpty()) {
			throw CameraFailure.notSupported(group.name());
		}
		return found.get();
	}

	/**
	 * Replaces all saved settings by the factory settings, except for the groups to keep.
	 * Does not apply them to the hardware.
	 * @throws IOException when they cannot be saved; nothing changed
	 */
	void restoreFactory(Predicate<SettingsGroup<?>> kept) throws IOException {
		this.settings.restoreFactory(kept, this.connection.camera().orElse(null));
	}

	/** Loads the saved settings and puts all of them into effect. */
	void reconcile() {
		exclusively(() -> {
			Map<String, String> before = this.problems.all();
			this.problems.clear();
			this.settings.load(this.connection.camera().orElse(null));
			applyAll();
			logNew(before);
			return null;
		});
	}

	/**
	 * Applies all groups. After a timeout the remaining groups are not tried, because
	 * each would time out too.
	 */
	private void applyAll() {
		Optional<CameraException> timeout = Optional.empty();
		for (SettingsGroup<?> group : this.settings.groups()) {
			Camera camera = this.connection.camera().orElse(null);
			if (camera == null || group.part().apply(camera).isEmpty()) {
				continue;
			}
			if (timeout.isEmpty()) {
				timeout = tryApply(group);
			}
			else {
				this.problems.recordFailure(group.name(), timeout.get());
			}
		}
	}

	/** Applies a group, and returns the failure if the camera timed out. */
	private Optional<CameraException> tryApply(SettingsGroup<?> group) {
		try {
			apply(group, this.settings.of(group));
			return Optional.empty();
		}
		catch (CameraException ex) {
			this.problems.recordFailure(group.name(), ex);
			return Optional.of(ex).filter((failure) -> failure.getCause() instanceof TimeoutException);
		}
	}

	/** Logs each new problem once, with the names of all groups that have it. */
	private void logNew(Map<String, String> before) {
		Map<String, String> now = this.problems.all();
		Map<String, List<String>> groups = new TreeMap<>();
		this.settings.groups().forEach((group) -> {
			String problem = now.get(group.name());
			if (problem != null && !problem.equals(before.get(group.name()))) {
				groups.computeIfAbsent(problem, (key) -> new ArrayList<>()).add(group.name());
			}
		});
		groups.forEach((problem, names) -> logger.warn("the saved settings are not in effect: {} ({})", problem,
				String.join(", ", names)));
	}

}
