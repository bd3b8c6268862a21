package org.camerad.device;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

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
import org.camerad.driver.Control;
import org.camerad.driver.Maintenance;
import org.camerad.driver.Picture;
import org.camerad.driver.Ptz;
import org.camerad.operation.ConfigurationException;
import org.camerad.operation.DeviceHealth;
import org.camerad.settings.DeviceState;
import org.camerad.settings.Settings;
import org.camerad.settings.SettingsGroup;
import org.camerad.settings.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One hosted camera: its hardware, the settings in effect and its life. Any thread;
 * changes come one at a time.
 */
public final class Device implements Readiness, DeviceHealth.Source, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Device.class);

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

	private final ActiveCamera active;

	private final Settings settings;

	private final Store store;

	private final Consumer<Object> events;

	private final ReentrantLock lock = new ReentrantLock();

	/** The life of the camera: what happens after answers, recovery, reboots. */
	private final ScheduledThreadPoolExecutor life;

	/** Why groups, by name, are not in effect on the hardware. */
	private final Map<String, String> unapplied = new ConcurrentHashMap<>();

	private volatile boolean rebooting;

	private volatile String trouble = "";

	private volatile long upSince = System.nanoTime();

	private final AtomicBoolean retrying = new AtomicBoolean();

	private volatile Duration wait = Duration.ofSeconds(1);

	Device(ActiveCamera active, Settings settings, Store store, Consumer<Object> events) {
		this.active = active;
		this.settings = settings;
		this.store = store;
		this.events = events;
		this.life = new ScheduledThreadPoolExecutor(1, (work) -> {
			Thread thread = new Thread(work, "camera-life");
			thread.setDaemon(true);
			return thread;
		});
	}

	/**
	 * Opens the camera and puts everything into effect. Hardware that does not answer is
	 * tried again for as long as the service runs.
	 * @throws ConfigurationException when the driver refuses its configuration
	 */
	void start() {
		try {
			open();
		}
		catch (CameraException ex) {
			if (ex.kind() == Kind.REFUSED) {
				throw new ConfigurationException(String.valueOf(ex.getMessage()));
			}
			lost(ex);
		}
	}

	private void open() throws CameraException {
		this.active.open();
		this.settings.load(camera());
		reconcile();
	}

	// --- what interfaces ask ---

	@Override
	public void check() {
		if (this.rebooting) {
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

	/** The values of a group that are in effect. */
	public Values values(SettingsGroup<?> group) {
		return this.settings.of(group);
	}

	/** The answer that shows a group. */
	public XmlElement show(SettingsGroup<?> group) {
		this.active.camera().ifPresent(group::requirePart);
		Camera open = this.active.camera().orElse(null);
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

	/**
	 * Decides a set, puts it into effect and saves it: wholly, or not at all.
	 */
	public Values change(SettingsGroup<?> group, CgiQuery query, Effect effect) {
		this.lock.lock();
		try {
			Camera open = camera();
			group.requirePart(open);
			Values kept = this.settings.of(group);
			Values decided = group.table().decide(query, kept, open, group.lacks(open));
			applied(group, decided, effect);
			save(group, decided, kept, effect);
			return decided;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void applied(SettingsGroup<?> group, Values decided, Effect effect) {
		try {
			effect.apply(decided);
			this.unapplied.remove(group.name());
		}
		catch (CameraException ex) {
			logger.warn("{}: {}", group.name(), ex.getMessage());
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
			unapplied(group.name(), ex);
		}
	}

	/** Puts a group's values into effect on the hardware. */
	public <S> void apply(SettingsGroup<S> group, Values values) throws CameraException {
		Control<S> part = group.requirePart(camera());
		S settings = group.build().apply(values);
		this.active.control(() -> {
			part.apply(settings);
			return null;
		});
	}

	/**
	 * Puts a group that waited for its answer into effect; hardware that refuses gets the
	 * former values, and so does the store.
	 */
	public void applyLater(SettingsGroup<?> group, Values former) {
		this.lock.lock();
		try {
			apply(group, this.settings.of(group));
			this.unapplied.remove(group.name());
		}
		catch (CameraException ex) {
			logger.error("{}: {}; going back to what was", group.name(), ex.getMessage());
			unapplied(group.name(), ex);
			revert(group, former);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void revert(SettingsGroup<?> group, Values former) {
		try {
			this.settings.save(group, former);
		}
		catch (IOException ex) {
			logger.error("{}: cannot be saved: {}", group.name(), ex.toString());
		}
	}

	/** A call on a part that has words of its own for its failures. */
	public <T> T control(CameraCall<T> call) throws CameraException {
		return this.active.control(call::run);
	}

	/** A call on a part, its failure as the contract's fault. */
	public <T> T call(String name, CameraCall<T> call) {
		try {
			return this.active.control(call::run);
		}
		catch (CameraException ex) {
			logger.warn("{}: {}", name, ex.getMessage());
			throw fault(name, ex);
		}
	}

	/** A call on the hardware that gives something back. */
	@FunctionalInterface
	public interface CameraCall<T> {

		T run() throws CameraException;

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
			logger.warn("ptz: {}", ex.getMessage());
			throw fault("ptz", ex);
		}
	}

	/** Stops the head at once, beside whatever it is doing. */
	public void stopHead() {
		try {
			this.active.stopHead();
		}
		catch (CameraException ex) {
			logger.error("ptz: the head may still be moving: {}", ex.getMessage());
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
			logger.warn("no picture: {}", ex.getMessage());
			throw fault("snapshot", ex);
		}
	}

	private CgiFault fault(String group, CameraException ex) {
		if (ex.kind() == Kind.REFUSED) {
			return CgiFault.deviceRefused();
		}
		unapplied(group, ex);
		return CgiFault.deviceError();
	}

	/** Replaces values that the hardware has changed by itself. */
	public void replace(SettingsGroup<?> group, java.util.function.UnaryOperator<Values> change) {
		this.lock.lock();
		try {
			this.settings.save(group, change.apply(this.settings.of(group)));
		}
		catch (IOException ex) {
			logger.error("{}: cannot be saved: {}", group.name(), ex.toString());
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Something is wrong that operators should see until everything is applied again. */
	public void trouble(String name, String problem) {
		logger.error("{}: {}", name, problem);
		this.unapplied.put(name, problem);
	}

	/** The lock under which everything changes. */
	public <T> T exclusively(java.util.function.Supplier<T> change) {
		this.lock.lock();
		try {
			return change.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	// --- life ---

	/** Ends everything volatile, and reboots once the answer has gone out. */
	void reboot(AfterAnswer afterAnswer) {
		Maintenance maintenance = camera().maintenance().orElseThrow(() -> CgiFault.notSupported("reboot"));
		logger.warn("rebooting the camera");
		this.rebooting = true;
		this.events.accept(new DeviceReset(DeviceReset.Kind.REBOOT, afterAnswer));
		afterAnswer.run(() -> later(() -> reboot(maintenance)));
	}

	private void reboot(Maintenance maintenance) {
		try {
			this.active.control(() -> {
				maintenance.reboot();
				return null;
			});
		}
		catch (CameraException ex) {
			logger.error("the camera does not reboot: {}", ex.getMessage());
			this.trouble = "the camera does not reboot: " + ex.getMessage();
			this.rebooting = false;
		}
	}

	/** Goes back to what left the factory, but for the groups that are kept. */
	void factoryReset(Predicate<SettingsGroup<?>> kept, boolean keepNetwork, AfterAnswer afterAnswer) {
		this.lock.lock();
		try {
			DeviceState factory = this.settings.factoryState(kept);
			this.store.update((state) -> factory);
			logger.warn("back to the factory's settings{}", keepNetwork ? ", keeping the network's" : "");
			this.settings.load(this.active.camera().orElse(null));
			this.events.accept(new DeviceReset(DeviceReset.Kind.FACTORY_RESET, afterAnswer));
		}
		catch (IOException ex) {
			logger.error("the factory's settings cannot be saved: {}", ex.toString());
			throw CgiFault.deviceError();
		}
		finally {
			this.lock.unlock();
		}
		forgetHardware(keepNetwork);
		later(this::recover);
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
				unapplied("factory_reset", ex);
			}
		});
	}

	/** Work that belongs to the camera's life, one piece at a time, soon. */
	public void later(Runnable work) {
		later(work, Duration.ZERO);
	}

	private void later(Runnable work, Duration delay) {
		try {
			this.life.schedule(() -> guarded(work), delay.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("the service is stopping", ex);
		}
	}

	private static void guarded(Runnable work) {
		try {
			work.run();
		}
		catch (RuntimeException ex) {
			logger.error("work on the camera failed", ex);
		}
	}

	/** What the camera tells unasked. Returns at once. */
	void heard(CameraEvent event) {
		if (event instanceof CameraEvent.Available available) {
			later(() -> back(available.reason()));
		}
		else if (event instanceof CameraEvent.Unavailable unavailable) {
			logger.error("the camera does not answer: {}", unavailable.reason());
			this.trouble = unavailable.reason();
		}
		else if (event instanceof CameraEvent.NetworkReverted reverted) {
			logger.error("the network settings went back: {}", reverted.reason());
			later(() -> this.events.accept(reverted));
		}
		else if (event instanceof CameraEvent.ResetRequested) {
			later(() -> factoryReset((group) -> false, false, Runnable::run));
		}
	}

	private void back(String reason) {
		logger.info("the camera is here: {}", reason);
		if (this.rebooting) {
			this.upSince = System.nanoTime();
		}
		recover();
		this.rebooting = false;
	}

	/** The one recovery: everything in effect is applied again. */
	private void recover() {
		try {
			open();
		}
		catch (CameraException ex) {
			lost(ex);
		}
	}

	private void lost(CameraException ex) {
		if (!String.valueOf(ex.getMessage()).equals(this.trouble)) {
			logger.error("the camera cannot be opened, trying again: {}", ex.getMessage());
		}
		this.trouble = String.valueOf(ex.getMessage());
		retry();
	}

	private void retry() {
		if (!this.retrying.compareAndSet(false, true)) {
			return;
		}
		later(() -> {
			this.retrying.set(false);
			recover();
		}, this.wait);
		this.wait = (this.wait.compareTo(LONGEST_WAIT) < 0) ? this.wait.multipliedBy(2) : LONGEST_WAIT;
	}

	private void reconcile() {
		this.lock.lock();
		try {
			this.trouble = "";
			this.unapplied.clear();
			this.settings.groups().forEach(this::reconcile);
		}
		finally {
			this.lock.unlock();
		}
		if (this.unapplied.isEmpty()) {
			this.wait = Duration.ofSeconds(1);
		}
	}

	private void reconcile(SettingsGroup<?> group) {
		if (group.part().apply(camera()).isEmpty()) {
			return;
		}
		try {
			apply(group, this.settings.of(group));
		}
		catch (CameraException ex) {
			logger.warn("{}: the saved settings are not in effect: {}", group.name(), ex.getMessage());
			unapplied(group.name(), ex);
		}
	}

	/** Remembers what is not in effect, and tries again what may come back. */
	private void unapplied(String group, CameraException ex) {
		this.unapplied.put(group, String.valueOf(ex.getMessage()));
		if (ex.kind() == Kind.UNAVAILABLE) {
			retry();
		}
	}

	// --- what operators see ---

	/** The driver's name. */
	@Override
	public String driverName() {
		return this.active.driverName();
	}

	/** Whether it is rebooting. */
	@Override
	public boolean isRebooting() {
		return this.rebooting;
	}

	/** How long it has been up since start or reboot. */
	@Override
	public Duration uptime() {
		return Duration.ofNanos(System.nanoTime() - this.upSince);
	}

	/** What is wrong, by name; empty when all is well. */
	@Override
	public Map<String, String> troubles() {
		Map<String, String> troubles = new java.util.TreeMap<>(this.unapplied);
		if (!this.trouble.isEmpty()) {
			troubles.put("camera", this.trouble);
		}
		if (this.store.isDamaged()) {
			troubles.put("store", "the saved settings could not be read");
		}
		return troubles;
	}

	/** Whether the last set could not be saved. */
	@Override
	public boolean cannotSave() {
		return this.store.isFailing();
	}

	/** Whether the hardware is open. */
	@Override
	public boolean isOpen() {
		return this.active.camera().isPresent();
	}

	/** How the parts are. */
	@Override
	public List<org.camerad.driver.PartStatus> parts() {
		return new ArrayList<>(this.active.camera().map(Camera::status).orElse(List.of()));
	}

	@Override
	public void close() {
		this.life.shutdownNow();
		this.active.close();
	}

}
