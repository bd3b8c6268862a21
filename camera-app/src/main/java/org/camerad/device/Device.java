package org.camerad.device;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.camerad.cgi.AfterAnswer;
import org.camerad.cgi.CgiFault;
import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.CgiRequest;
import org.camerad.cgi.Readiness;
import org.camerad.cgi.Values;
import org.camerad.cgi.XmlElement;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraEvent;
import org.camerad.driver.CameraException;
import org.camerad.driver.CameraException.Kind;
import org.camerad.driver.Maintenance;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Picture;
import org.camerad.driver.Ptz;
import org.camerad.operation.DeviceHealth;
import org.camerad.settings.DeviceState;
import org.camerad.settings.Settings;
import org.camerad.settings.SettingsGroup;
import org.camerad.settings.Store;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One hosted camera as interfaces see it: its hardware, and the settings in effect. Any
 * thread; changes come one at a time.
 */
public final class Device implements Readiness, DeviceHealth.Source, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Device.class);

	private final ActiveCamera active;

	private final Settings settings;

	private final Store store;

	private final Consumer<Object> events;

	private final ReentrantLock lock = new ReentrantLock();

	private final Life life;

	Device(ActiveCamera active, Settings settings, Store store, Consumer<Object> events) {
		this.active = active;
		this.settings = settings;
		this.store = store;
		this.events = events;
		this.life = new Life(active, settings, this.lock);
	}

	void start() {
		this.life.start();
	}

	@Override
	public void check() {
		if (this.life.isRebooting()) {
			throw CgiFault.deviceError();
		}
	}

	/**
	 * The open camera, for what is constant or cheap.
	 * @throws CgiFault 503 while there is none
	 */
	public Camera camera() {
		return this.active.camera().orElseThrow(CgiFault::deviceError);
	}

	/** The camera, empty while there is none. */
	public Optional<Camera> present() {
		return this.active.camera();
	}

	/** The values of a group that are in effect. */
	public Values values(SettingsGroup<?> group) {
		return this.settings.of(group);
	}

	/** The record of a group that is in effect. */
	public <S> S record(SettingsGroup<S> group) {
		return group.build().apply(this.settings.of(group));
	}

	/** The answer that shows a group. */
	public XmlElement show(SettingsGroup<?> group) {
		Camera open = this.active.camera().orElse(null);
		if (open != null) {
			group.requirePart(open);
		}
		return group.show(this.settings.shown(group, open), open);
	}

	/** A query or a set: whether a parameter of the group is passed decides. */
	public <S> XmlElement answer(SettingsGroup<S> group, CgiRequest request) {
		if (group.table().isPassed(request.query())) {
			request.admitChange();
			change(group, request.query(), (values) -> apply(group, values));
		}
		return show(group);
	}

	/** Decides a set, puts it into effect and saves it: wholly, or not at all. */
	public Values change(SettingsGroup<?> group, CgiQuery query, Effect effect) {
		if (!lockInTime()) {
			throw CgiFault.deviceError();
		}
		try {
			Camera open = camera();
			group.requirePart(open);
			Values kept = this.settings.of(group);
			Values decided = group.table().decide(query, kept, open, group.lacks(open));
			takeEffect(group, decided, effect);
			save(group, decided, kept, effect);
			return decided;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Those who are first in line may each be waiting for a camera that hangs. */
	private boolean lockInTime() {
		try {
			return this.lock.tryLock(this.active.timeLimit().toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private void takeEffect(SettingsGroup<?> group, Values decided, Effect effect) {
		try {
			effect.apply(decided);
		}
		catch (CameraException ex) {
			throw fault(group.name(), ex);
		}
	}

	private void save(SettingsGroup<?> group, Values decided, Values kept, Effect effect) {
		try {
			this.settings.save(group, decided);
		}
		catch (IOException ex) {
			logger.error("{}: cannot be saved, going back to what was: {}", group.name(), ex.toString());
			undo(group, kept, effect);
			throw CgiFault.deviceError();
		}
	}

	private void undo(SettingsGroup<?> group, Values kept, Effect effect) {
		try {
			effect.apply(kept);
		}
		catch (CameraException ex) {
			this.life.unapplied(group.name(), ex);
		}
	}

	/** Puts a group's values into effect on the hardware. */
	public <S> void apply(SettingsGroup<S> group, Values values) throws CameraException {
		this.life.apply(group, values);
	}

	/**
	 * Puts a group that waited for its answer into effect; hardware that refuses keeps
	 * the former values, and so does the store.
	 */
	public void applyLater(SettingsGroup<?> group, Values former) {
		exclusively(() -> {
			try {
				apply(group, this.settings.of(group));
			}
			catch (CameraException ex) {
				this.life.trouble(group.name(), ex.getMessage() + "; going back to what was");
				replace(group, (values) -> former);
			}
			return group;
		});
	}

	/** Replaces saved values where the hardware has another will. */
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

	/** Runs under the lock under which everything changes. */
	public <T> @Nullable T exclusively(Supplier<@Nullable T> change) {
		this.lock.lock();
		try {
			return change.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** A call on a part of the camera. */
	@FunctionalInterface
	public interface CameraCall<T> {

		T run() throws CameraException;

	}

	/** A call on a part that has words of its own for its failures. */
	public <T> T control(CameraCall<T> call) throws CameraException {
		return this.active.control(call::run);
	}

	/** A call on a part, its failure as the contract's fault. */
	public <T> T call(String name, CameraCall<T> call) {
		try {
			return control(call);
		}
		catch (CameraException ex) {
			throw fault(name, ex);
		}
	}

	/** A call on the head. */
	@FunctionalInterface
	public interface HeadCall {

		void on(Ptz head) throws CameraException;

	}

	/** Moves the head, in its own lane. */
	public void head(HeadCall call) {
		try {
			this.active.head(call::on);
		}
		catch (CameraException ex) {
			throw fault("ptz", ex);
		}
	}

	/** Stops the head at once, beside whatever it is doing. */
	public void stopHead() {
		try {
			this.active.stopHead();
		}
		catch (CameraException ex) {
			throw fault("ptz", ex);
		}
	}

	/**
	 * The newest picture of a stream.
	 * @param stream 0 main, 1 sub
	 */
	public Picture picture(int stream) {
		try {
			return this.active.picture(stream);
		}
		catch (CameraException ex) {
			throw fault("snapshot", ex);
		}
	}

	private CgiFault fault(String name, CameraException ex) {
		if (ex.kind() == Kind.REFUSED) {
			logger.warn("{}: {}", name, ex.getMessage());
			return CgiFault.deviceRefused();
		}
		// Recorders ask many times a second.
		logger.atLevel(this.life.unapplied(name, ex) ? Level.WARN : Level.DEBUG).log("{}: {}", name, ex.getMessage());
		return CgiFault.deviceError();
	}

	/** Ends everything volatile, and reboots once the answer has gone out. */
	void reboot(AfterAnswer afterAnswer) {
		Maintenance maintenance = camera().maintenance().orElseThrow(() -> CgiFault.notSupported("reboot"));
		logger.warn("rebooting the camera");
		this.life.beginReboot();
		this.events.accept(new DeviceReset(DeviceReset.Kind.REBOOT, afterAnswer));
		afterAnswer.run(() -> later(() -> this.life.reboot(maintenance)));
	}

	/** Goes back to what left the factory, but for the groups that are kept. */
	void factoryReset(Predicate<SettingsGroup<?>> kept, boolean keepNetwork, AfterAnswer afterAnswer) {
		logger.warn("back to the factory's settings{}", keepNetwork ? ", keeping the network's" : "");
		exclusively(() -> {
			forget(kept);
			this.events.accept(new DeviceReset(DeviceReset.Kind.FACTORY_RESET, afterAnswer));
			forgetHardware(keepNetwork);
			return null;
		});
		later(this.life::recover);
	}

	private void forget(Predicate<SettingsGroup<?>> kept) {
		try {
			DeviceState factory = this.settings.factoryState(kept);
			this.store.update((state) -> factory);
			this.settings.load(this.active.camera().orElse(null));
		}
		catch (IOException ex) {
			logger.error("the factory's settings cannot be saved: {}", ex.toString());
			throw CgiFault.deviceError();
		}
	}

	private void forgetHardware(boolean keepNetwork) {
		this.active.camera().flatMap(Camera::maintenance).ifPresent((maintenance) -> {
			try {
				this.active.control(() -> {
					maintenance.factoryReset(keepNetwork);
					return null;
				});
			}
			catch (CameraException ex) {
				this.life.unapplied("factory_reset", ex);
			}
		});
	}

	/** What the camera tells unasked. Returns at once. */
	void heard(CameraEvent event) {
		if (event instanceof CameraEvent.Available available) {
			later(() -> this.life.back(available.reason()));
		}
		else if (event instanceof CameraEvent.Unavailable unavailable) {
			this.life.unapplied("camera", CameraException.unavailable(unavailable.reason()));
		}
		else if (event instanceof CameraEvent.ResetRequested) {
			later(() -> factoryReset((group) -> false, false, Runnable::run));
		}
		else if (event instanceof CameraEvent.NetworkReverted reverted) {
			logger.error("the network settings went back: {}", reverted.reason());
			later(() -> this.events.accept(reverted));
		}
	}

	/** Work that belongs to the camera's life, one piece at a time, soon. */
	public void later(Runnable work) {
		this.life.later(work);
	}

	/** Something is wrong that operators should see until all is applied again. */
	public void trouble(String name, String problem) {
		this.life.trouble(name, problem);
	}

	@Override
	public String driverName() {
		return this.active.driverName();
	}

	@Override
	public boolean isOpen() {
		return this.active.camera().isPresent();
	}

	@Override
	public boolean isRebooting() {
		return this.life.isRebooting();
	}

	@Override
	public boolean cannotSave() {
		return this.store.isFailing();
	}

	@Override
	public Map<String, String> troubles() {
		Map<String, String> troubles = this.life.troubles();
		if (this.store.isDamaged()) {
			troubles.put("store", "the saved settings could not be read");
		}
		return troubles;
	}

	@Override
	public List<PartStatus> parts() {
		return this.active.camera().map(Camera::status).orElse(List.of());
	}

	@Override
	public Duration uptime() {
		return this.life.uptime();
	}

	@Override
	public void close() {
		this.life.close();
	}

}
