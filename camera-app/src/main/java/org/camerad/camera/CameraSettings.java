package org.camerad.camera;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.micrometer.core.instrument.Timer;
import org.camerad.audit.AuditEvent;
import org.camerad.audit.AuditKind;
import org.camerad.audit.AuditLog;
import org.camerad.cgi.CameraPart;
import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.CgiRequest;
import org.camerad.cgi.Values;
import org.camerad.cgi.XmlElement;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.Change;
import org.camerad.driver.Control;
import org.camerad.driver.Setting;
import org.camerad.operation.CameraMeters;
import org.camerad.operation.RateLimitedLogger;
import org.camerad.settings.Origin;
import org.camerad.settings.Settings;
import org.camerad.settings.SettingsGroup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The settings of one camera and the only path of every change: validate, apply to the
 * hardware, save, take effect. Queries take no lock; changes run one at a time. Any
 * thread.
 */
public final class CameraSettings implements CameraPart {

	private static final Logger logger = LoggerFactory.getLogger(CameraSettings.class);

	private static final RateLimitedLogger repeated = new RateLimitedLogger(logger, "settings that cannot be saved");

	private final CameraConnection connection;

	private final Settings settings;

	private final CameraProblems problems;

	private final HardwareSettings hardware;

	private final SettingsReconciliation reconciliation;

	private final ReentrantLock lock = new ReentrantLock();

	private final AuditLog audit;

	private final CameraMeters meters;

	public CameraSettings(CameraConnection connection, Settings settings, CameraProblems problems, AuditLog audit,
			CameraMeters meters) {
		this.audit = audit;
		this.meters = meters;
		this.connection = connection;
		this.settings = settings;
		this.problems = problems;
		this.hardware = new HardwareSettings(this, connection, settings);
		this.reconciliation = new SettingsReconciliation(connection, settings, problems, this.hardware);
	}

	/**
	 * Sets the listener for groups that have other values in effect. It returns at once.
	 */
	public void setOnChanged(Consumer<SettingsGroup<?>> listener) {
		this.settings.setOnChanged(listener);
	}

	/** Returns the values of a group that are in effect. */
	public Values values(SettingsGroup<?> group) {
		return this.settings.of(group);
	}

	/** Returns the record of a group that is in effect. */
	public <S> S record(SettingsGroup<S> group) {
		return group.build().apply(this.settings.of(group));
	}

	/** Returns whether no client has set anything of a group since the factory state. */
	public boolean isUntouched(SettingsGroup<?> group) {
		return this.settings.isUntouched(group);
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
			change(group, request.query(), (decision) -> apply(group, decision));
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
		return decide(group, query, applier, false).values();
	}

	/**
	 * Validates and saves a set that is applied later, by {@link #applyLater}. Until then
	 * the group is not compared with the hardware.
	 * @param check a check before the values are saved
	 * @throws CameraFailure as {@link #change} throws it
	 */
	public Decision changeLater(SettingsGroup<?> group, CgiQuery query, Applier check) {
		return decide(group, query, check, true);
	}

	private Decision decide(SettingsGroup<?> group, CgiQuery query, Applier applier, boolean later) {
		AuditEvent event = AuditEvent.of(AuditKind.SET, group.name(), group.table().passed(query));
		return this.audit.recorded(event, () -> decideRecorded(group, query, applier, later));
	}

	private Decision decideRecorded(SettingsGroup<?> group, CgiQuery query, Applier applier, boolean later) {
		if (!tryLock()) {
			throw CameraFailure.unavailable();
		}
		try {
			Camera open = this.connection.camera().orElseThrow(CameraFailure::unavailable);
			requirePart(group, open);
			Values kept = this.settings.of(group);
			Decision decision = stage("validate").record(() -> validate(group, query, kept, open));
			stage("apply").record(() -> applyValidated(group, decision, applier));
			stage("store").record(() -> save(group, decision, kept, applier));
			if (later) {
				this.hardware.defer(group);
			}
			else {
				this.hardware.readBack(group, open);
			}
			return decision;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Returns the timer of a stage of sets, also of those that fail in it. */
	private Timer stage(String name) {
		return this.meters.timer("camera.sets", "stage", name);
	}

	/**
	 * Returns the decision to write the passed values and those that had to move because
	 * of them.
	 */
	private Decision validate(SettingsGroup<?> group, CgiQuery query, Values kept, Camera open) {
		Values validated = group.table().decide(query, kept, open, group.lacks(open));
		if (this.hardware.isUnread(group)) {
			throw CameraFailure.unavailable();
		}
		Set<Setting> named = Decision.union(group.table().named(query), group.table().differing(kept, validated));
		Set<Setting> requested = this.settings.origin(group).map(Origin::requested).orElse(group.table().settings());
		return new Decision(validated, named, Decision.union(requested, named), Map.of());
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

	private void applyValidated(SettingsGroup<?> group, Decision decision, Applier applier) {
		try {
			applier.apply(decision);
		}
		catch (CameraException ex) {
			throw this.problems.failure(group.name(), ex);
		}
	}

	private void save(SettingsGroup<?> group, Decision decision, Values kept, Applier applier) {
		try {
			this.settings.save(group, decision.values(), decision.named());
		}
		catch (IOException ex) {
			repeated.log(Level.ERROR, "{}: cannot be saved, restoring the former values: {}", group.name(),
					ex.toString());
			undo(group, former(group, decision, kept), applier);
			throw CameraFailure.unavailable();
		}
	}

	/** Returns the decision that undoes another one. */
	private Decision former(SettingsGroup<?> group, Decision decision, Values kept) {
		Optional<Origin> origin = this.settings.origin(group);
		return new Decision(kept, decision.named(), origin.map(Origin::requested).orElse(decision.requested()),
				origin.map(Origin::own).orElse(Map.of()));
	}

	private void undo(SettingsGroup<?> group, Decision former, Applier applier) {
		try {
			applier.apply(former);
		}
		catch (CameraException ex) {
			this.problems.recordFailure(group.name(), ex);
		}
	}

	/**
	 * Applies a decision that had to wait until its response was sent. If the hardware
	 * refuses, saves the former values again.
	 */
	public void applyLater(SettingsGroup<?> group, Decision decision, Values former) {
		exclusively(() -> {
			try {
				apply(group, decision);
			}
			catch (CameraException ex) {
				this.problems.report(group.name(), ex.getMessage() + "; the former values are restored");
				replace(group, (values) -> former);
			}
			this.hardware.resume(group);
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
				repeated.log(Level.ERROR, "{}: cannot be saved: {}", group.name(), ex.toString());
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

	/** Applies a decision to the hardware. */
	public <S> void apply(SettingsGroup<S> group, Decision decision) throws CameraException {
		Camera camera = this.connection.camera()
			.orElseThrow(() -> CameraException.unavailable("the camera is not open"));
		Control<S> part = requirePart(group, camera);
		Change<S> change = decision.change(group);
		this.connection.control(() -> {
			part.change(change);
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
	void restoreFactory(Predicate<SettingsGroup<?>> kept, boolean keepsNetwork) throws IOException {
		this.settings.restoreFactory(kept, keepsNetwork, this.connection.camera().orElse(null));
		this.hardware.beginReset();
	}

	/** Loads the saved settings and brings them into effect. */
	void reconcile() {
		exclusively(() -> {
			this.reconciliation.run();
			return null;
		});
	}

	/** Returns whether the hardware tells settings of at least one group. */
	boolean isTold() {
		return this.hardware.isTold();
	}

	/**
	 * Compares the values in effect with those that the hardware tells, and adopts or
	 * restores what somebody else has changed. Does nothing while a change is in
	 * progress.
	 */
	void followHardware() {
		if (this.lock.tryLock()) {
			try {
				this.reconciliation.follow();
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	/** Returns the last change that somebody else has made in the hardware. */
	Optional<String> foreignChange() {
		return this.hardware.foreignChange();
	}

}
