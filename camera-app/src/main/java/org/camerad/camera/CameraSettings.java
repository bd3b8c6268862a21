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
 * The settings of one camera and the one path of every change: validate, apply to the
 * hardware, save, in effect. Queries take no lock; changes come one at a time. Any
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

	/** Serves a query or a set: whether a parameter of the group is passed decides. */
	public <S> XmlElement answer(SettingsGroup<S> group, CgiRequest request) {
		if (group.table().isPassed(request.query())) {
			request.admitChange();
			change(group, request.query(), (values) -> apply(group, values));
		}
		return show(group);
	}

	/**
	 * Validates a set, puts it into effect and saves it: wholly, or not at all.
	 * @return the values that are in effect now
	 * @throws CameraFailure when the camera refuses, is away or lacks the part, and
	 * UNAVAILABLE when the values cannot be saved
	 */
	public Values change(SettingsGroup<?> group, CgiQuery query, Applier applier) {
		if (!lockInTime()) {
			throw CameraFailure.unavailable();
		}
		try {
			Camera open = this.connection.camera().orElseThrow(CameraFailure::unavailable);
			requirePart(group, open);
			Values kept = this.settings.of(group);
			Values validated = group.table().decide(query, kept, open, group.lacks(open));
			takeEffect(group, validated, applier);
			save(group, validated, kept, applier);
			return validated;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Those who are first in line may each be waiting for a camera that hangs. */
	private boolean lockInTime() {
		try {
			return this.lock.tryLock(this.connection.timeLimit().toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private void takeEffect(SettingsGroup<?> group, Values validated, Applier applier) {
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
			logger.error("{}: cannot be saved, going back to what was: {}", group.name(), ex.toString());
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
	 * Puts a group that waited for its response into effect; hardware that refuses keeps
	 * the former values, and so does the store.
	 */
	public void applyLater(SettingsGroup<?> group, Values former) {
		exclusively(() -> {
			try {
				apply(group, this.settings.of(group));
			}
			catch (CameraException ex) {
				this.problems.report(group.name(), ex.getMessage() + "; going back to what was");
				replace(group, (values) -> former);
			}
			return group;
		});
	}

	/** Replaces saved values where the hardware has other ones. */
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

	/** Runs a change under the lock under which everything changes. */
	public <T> @Nullable T exclusively(Supplier<@Nullable T> change) {
		this.lock.lock();
		try {
			return change.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Puts a group's values into effect on the hardware. */
	public <S> void apply(SettingsGroup<S> group, Values values) throws CameraException {
		Camera camera = this.connection.camera()
			.orElseThrow(() -> CameraException.unavailable("the camera is not open"));
		Control<S> part = requirePart(group, camera);
		S record = group.build().apply(values);
		this.connection.control(() -> {
			part.apply(record);
			return null;
		});
		this.problems.solved(group.name());
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
	 * Replaces all settings by those of the factory, except for the groups that are kept.
	 * The hardware is not told.
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

	/** A camera that did not answer for one group in time is not asked for the others. */
	private void applyAll() {
		Optional<CameraException> silence = Optional.empty();
		for (SettingsGroup<?> group : this.settings.groups()) {
			Camera camera = this.connection.camera().orElse(null);
			if (camera == null || group.part().apply(camera).isEmpty()) {
				continue;
			}
			if (silence.isEmpty()) {
				silence = tryApply(group);
			}
			else {
				this.problems.recordFailure(group.name(), silence.get());
			}
		}
	}

	/** Returns the failure of a camera that does not answer in time. */
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

	/** Logs one line a problem, however many groups have it, and none for each try. */
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
