package org.camerad.hosting;

import java.io.IOException;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.camerad.audit.AuditLog;
import org.camerad.audit.CameraAudit;
import org.camerad.audit.LogInCounters;
import org.camerad.audio.AudioSettings;
import org.camerad.camera.CameraCalls;
import org.camerad.camera.CameraConnection;
import org.camerad.camera.CameraHealth;
import org.camerad.camera.CameraLifecycle;
import org.camerad.camera.CameraMaintenance;
import org.camerad.camera.CameraProblems;
import org.camerad.camera.CameraSettings;
import org.camerad.camera.CardEraser;
import org.camerad.camera.FactoryReset;
import org.camerad.camera.PtzPositionMonitor;
import org.camerad.camera.ResetListener;
import org.camerad.camera.SelfCheck;
import org.camerad.cgi.CameraPart;
import org.camerad.cgi.RequestedCamera;
import org.camerad.cgi.SessionResolver;
import org.camerad.console.ConsoleAccess;
import org.camerad.driver.CameraEvent;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverSPI;
import org.camerad.firmware.FirmwareUpgrades;
import org.camerad.live.LiveTraffic;
import org.camerad.live.MjpegBroadcasts;
import org.camerad.live.MotionEvents;
import org.camerad.live.ViewerPlaces;
import org.camerad.live.rtsp.CameraMedia;
import org.camerad.live.rtsp.RtspServer;
import org.camerad.network.CameraNetwork;
import org.camerad.network.CameraPort;
import org.camerad.network.NetworkSettings;
import org.camerad.onvif.CameraOnvif;
import org.camerad.onvif.EventSubscriptions;
import org.camerad.onvif.OnvifParts;
import org.camerad.operation.CameraMeters;
import org.camerad.operation.CameraProperties;
import org.camerad.operation.ConfigurationException;
import org.camerad.operation.InstanceConfiguration;
import org.camerad.ptz.PtzHead;
import org.camerad.ptz.PtzPresets;
import org.camerad.session.HeaderAuthenticator;
import org.camerad.session.LogInLimits;
import org.camerad.session.PasswordAuthenticator;
import org.camerad.session.RequestAuthenticator;
import org.camerad.session.Sessions;
import org.camerad.settings.Settings;
import org.camerad.settings.Store;
import org.camerad.simulation.Personas;
import org.camerad.simulation.ResponseFaultInjector;
import org.camerad.simulation.rtsp.RtspFaultInjection;
import org.camerad.snapshot.CardPictures;
import org.camerad.snapshot.SnapshotAccess;
import org.camerad.snapshot.Uploads;
import org.camerad.tls.BundleCertificate;
import org.camerad.tls.DeviceCertificate;
import org.camerad.tls.ServerCertificate;
import org.camerad.user.Accounts;
import org.camerad.user.DigestCredentialStore;
import org.camerad.user.TokenPasswordStore;
import org.camerad.user.FactoryAdministrator;
import org.camerad.user.UserManagement;
import org.camerad.video.VideoSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One camera of this process, composed of everything that belongs to it alone. Any
 * thread.
 */
final class HostedCamera implements RequestedCamera, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(HostedCamera.class);

	private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

	private final CameraResources resources;

	private final DataFolder folder;

	private final CameraPort port;

	private final CameraCalls calls;

	private final CameraLifecycle lifecycle;

	private final CameraMaintenance maintenance;

	private final CameraHealth health;

	private final StatusMeters status;

	private final CameraMeters meters;

	private final CameraNetwork network;

	private final Accounts accounts;

	private final Sessions sessions;

	/** Work that the journal's thread does. */
	private final Runnable tick;

	private final PtzHead head;

	private final FirmwareUpgrades upgrades;

	private final Uploads uploads;

	private final MjpegBroadcasts broadcasts;

	private final MotionEvents motionEvents;

	private final EventSubscriptions subscriptions;

	private final RtspServer rtsp;

	private final CameraOnvif onvif;

	/** Null without TLS. */
	private final @Nullable ServerCertificate certificate;

	private final ResponseFaultInjector faults;

	private final Map<Class<?>, CameraPart> parts;

	/** Set when the camera is opened; the driver may send events from then on. */
	private volatile boolean started;

	/** True while the ports of the camera are open. */
	private volatile boolean serving;

	/**
	 * Composes a camera.
	 * @param folder its data folder, which this camera closes
	 */
	HostedCamera(CameraResources resources, DataFolder folder, SharedResources shared) {
		this.resources = resources;
		this.folder = folder;
		this.meters = resources.meters();
		CameraProperties properties = resources.properties();
		Store store = store(folder);
		CameraProblems problems = new CameraProblems(resources.logPrefix());
		CameraConnection connection = new CameraConnection(
				new InstanceDriver(resources.driver(), resources.configuration()), context(resources, shared),
				this.meters);
		this.calls = new CameraCalls(connection, problems);
		CameraCalls calls = this.calls;
		CameraAudit audit = new CameraAudit(shared.journal(), resources.number());
		AuditLog logIns = new LogInCounters(audit, this.meters);
		CameraSettings settings = new CameraSettings(connection,
				new Settings(shared.groups(), store, NetworkSettings.configured(resources.ports().port())), problems,
				audit, this.meters);
		this.lifecycle = new CameraLifecycle(connection, settings, problems);
		PtzPositionMonitor position = new PtzPositionMonitor(connection);
		this.status = new StatusMeters(resources, this, position);
		this.certificate = resources.hasTls() ? certificate(resources, shared) : null;
		this.port = shared.connectors().port(this, resources.ports(), this.certificate);
		CameraPort port = this.port;
		this.health = new CameraHealth(connection, this.lifecycle, settings, problems, store,
				new SelfCheck(port::probe), position);

		this.accounts = accounts(resources, store, shared);
		LogInLimits limits = new LogInLimits(shared.ticker(), logIns);
		this.sessions = new Sessions(properties.session().timeout(), this.accounts, limits, shared.ticker(), audit);
		this.meters.gauge("camera.sessions", this.sessions, Sessions::count);
		this.tick = this.sessions::endExpired;
		shared.journal().addTick(this.tick);
		PasswordAuthenticator passwords = new PasswordAuthenticator(this.accounts, limits, logIns);

		this.head = new PtzHead(calls, this.sessions, shared.ticker(), properties.ptz().maxMove());
		this.uploads = new Uploads(calls, properties.upload(), shared.bundles(), shared.clock(), this.meters,
				shared.ticker());
		this.faults = new ResponseFaultInjector(calls::present);
		LiveTraffic traffic = new LiveTraffic(this.meters);
		this.broadcasts = new MjpegBroadcasts(calls, traffic, this.meters);
		this.motionEvents = new MotionEvents(calls, traffic, this.meters);
		this.subscriptions = new EventSubscriptions(shared.ticker(), this.meters);
		ViewerPlaces viewers = new ViewerPlaces(properties.limits(), this.meters);
		this.rtsp = rtsp(resources, shared, sources(calls, settings), passwords, viewers, traffic);
		this.network = new CameraNetwork(calls, settings, this.lifecycle, problems, port);

		List<ResetListener> resets = resetListeners(passwords);
		CardEraser card = properties.factoryReset().eraseCard() ? new CardPictures(calls) : CardEraser.NONE;
		this.maintenance = new CameraMaintenance(connection, this.lifecycle, resets,
				new FactoryReset(connection, settings, store, problems, resets, card, audit), audit);
		this.upgrades = new FirmwareUpgrades(calls, properties.firmware(), resources.folder(),
				FirmwareHosting.restart(properties.firmware().restart(), this.maintenance),
				() -> FirmwareHosting.works(port, calls), audit);
		this.lifecycle.setOnOpened(this::onOpened);
		UserManagement users = userManagement(settings, audit);
		PtzPresets presets = new PtzPresets(calls, this.head, store);
		this.onvif = onvif(settings, store, users, presets, passwords, audit, shared);
		this.parts = parts(calls, settings, this.maintenance, this.network, users, this.sessions, passwords,
				new RequestAuthenticator(passwords, this.sessions), this.head, presets, this.uploads, this.broadcasts,
				this.motionEvents, viewers, traffic, this.faults, this.upgrades, audit,
				new SnapshotAccess(properties.snapshot().authentication()),
				new ConsoleAccess(properties.console().enabled(), properties.upload().configured()), this.health,
				this.onvif);
	}

	private CameraOnvif onvif(CameraSettings settings, Store store, UserManagement users, PtzPresets presets,
			PasswordAuthenticator passwords, CameraAudit audit, SharedResources shared) {
		CameraProperties properties = this.resources.properties();
		HeaderAuthenticator headers = new HeaderAuthenticator(passwords, shared.ticker(), properties.hasDigest());
		return new CameraOnvif(
				new OnvifParts(properties.onvif(), this.calls, settings, this.network, this.maintenance, users, store,
						audit, passwords, headers, this.port, this.resources.rtspPort(), this.head, presets,
						new SnapshotAccess(properties.snapshot().authentication()), this.motionEvents,
						this.subscriptions, this.lifecycle::uptime, () -> Personas.of(this.faults)),
				shared.discovery());
	}

	private static Accounts accounts(CameraResources resources, Store store, SharedResources shared) {
		CameraProperties properties = resources.properties();
		return new Accounts(store, shared.hasher(), new FactoryAdministrator(properties.admin(), resources.folder()),
				new DigestCredentialStore(properties.hasDigest(), resources.folder()),
				new TokenPasswordStore(properties.onvif().hasTokens(), resources.folder()));
	}

	private static ServerCertificate certificate(CameraResources resources, SharedResources shared) {
		String bundle = resources.properties().https().bundle();
		return bundle.isEmpty() ? new DeviceCertificate(resources.folder(), shared.clock())
				: new BundleCertificate(bundle, shared.bundles());
	}

	private CameraMedia sources(CameraCalls calls, CameraSettings settings) {
		return new CameraMedia(calls, (stream) -> settings.record(VideoSettings.of(stream)),
				() -> settings.record(AudioSettings.AUDIO), (stream) -> this.onvif.metadata(stream));
	}

	private RtspServer rtsp(CameraResources resources, SharedResources shared, CameraMedia sources,
			PasswordAuthenticator passwords, ViewerPlaces viewers, LiveTraffic traffic) {
		CameraProperties properties = resources.properties();
		return new RtspServer(
				new RtspServer.Options(resources.rtspPort(), resources.rtspsPort(), this.certificate, shared.address(),
						properties.rtsp().timeout(), properties.limits().connectionsPerAddress()),
				viewers, shared.loops(), sources,
				new HeaderAuthenticator(passwords, shared.ticker(), properties.hasDigest()), shared.clock(), traffic,
				this.meters);
	}

	/**
	 * Returns the listeners in their order. The head stops first. Accounts change before
	 * sessions end, so that a log-in in between uses the new administrator.
	 */
	private List<ResetListener> resetListeners(PasswordAuthenticator passwords) {
		Stream<ResetListener> own = Stream.of(this.head, this.accounts, passwords, this.sessions, this.broadcasts,
				this.motionEvents, this.subscriptions, this.rtsp, this.network);
		return (this.certificate instanceof DeviceCertificate device) ? Stream.concat(own, Stream.of(device)).toList()
				: own.toList();
	}

	private UserManagement userManagement(CameraSettings settings, AuditLog audit) {
		return new UserManagement(this.accounts, settings,
				List.of(this.sessions, this.broadcasts, this.motionEvents, this.subscriptions, this.rtsp), audit);
	}

	private static Map<Class<?>, CameraPart> parts(CameraPart... parts) {
		Map<Class<?>, CameraPart> byType = new IdentityHashMap<>();
		List.of(parts).forEach((part) -> byType.put(part.getClass(), part));
		return byType;
	}

	private static Store store(DataFolder folder) {
		try {
			return new Store(folder.path());
		}
		catch (IOException ex) {
			throw new ConfigurationException("camera.data-dir", "the saved settings cannot be read: " + ex);
		}
	}

	private DriverContext context(CameraResources resources, SharedResources shared) {
		DriverSPI driver = resources.driver();
		InstanceConfiguration configuration = resources.configuration();
		return new DriverContext(configuration.driverProperties(driver), this.folder.subfolder(driver.name()),
				Optional.ofNullable(resources.storageFolder()), shared.clock(), CALL_TIMEOUT, this::onCameraEvent,
				resources.number(), configuration.ownDriverProperties(driver));
	}

	/** Handles an event of the driver. Returns at once. */
	private void onCameraEvent(CameraEvent event) {
		if (!this.started) {
			return;
		}
		if (event instanceof CameraEvent.Available available) {
			this.lifecycle.onAvailable(available.reason());
		}
		else if (event instanceof CameraEvent.Unavailable unavailable) {
			this.lifecycle.onUnavailable(unavailable.reason());
		}
		else if (event instanceof CameraEvent.ResetRequested) {
			this.maintenance.onResetRequested();
		}
		else if (event instanceof CameraEvent.NetworkReverted reverted) {
			logger.error("the driver restored the former network settings: {}", reverted.reason());
			this.lifecycle.schedule(() -> this.network.onReverted(reverted.network()));
		}
	}

	private void onOpened() {
		if (this.faults.isSimulated()) {
			this.broadcasts.intercept(this.faults);
			this.motionEvents.intercept(this.faults);
			this.rtsp.intercept(new RtspFaultInjection(this.faults));
		}
		this.status.onOpened();
		this.maintenance.onOpened();
		this.upgrades.onOpened();
		announce();
	}

	/** Announces the camera once its ports are open, and its driver tells what it is. */
	private void announce() {
		if (this.serving && this.calls.present().isPresent()) {
			this.onvif.announce(this.faults.isSimulated(), this::isRebooting);
			if (!this.serving) {
				this.onvif.withdraw();
			}
		}
	}

	/**
	 * Opens the camera, before the web server starts.
	 * @throws ConfigurationException when the driver refuses its configuration; the
	 * camera is not open, and can be closed or {@linkplain #openLater opened later}
	 */
	void open() {
		this.started = true;
		try {
			this.lifecycle.start();
		}
		finally {
			this.network.start();
		}
	}

	/**
	 * Lets the camera serve without its hardware, and tries to open it from time to time.
	 */
	void openLater(ConfigurationException problem) {
		this.lifecycle.openLater(String.valueOf(problem.getMessage()));
	}

	/** Creates the first administrator. Slow, because it hashes a password. */
	void prepareAccounts() {
		this.accounts.prepare();
	}

	/** Serves live streams and events, once the web server has started. */
	void startLive() {
		this.rtsp.start();
		this.motionEvents.start();
		this.serving = true;
		announce();
	}

	/** Ends live streams and events, before the web server waits for its connections. */
	void stopLive() {
		this.serving = false;
		this.onvif.withdraw();
		this.broadcasts.close();
		this.motionEvents.close();
		this.subscriptions.close();
		this.rtsp.close();
	}

	@Override
	public int number() {
		return this.resources.number();
	}

	CameraResources resources() {
		return this.resources;
	}

	CameraPort port() {
		return this.port;
	}

	CameraCalls calls() {
		return this.calls;
	}

	/** Returns the number of clients of live streams. */
	int viewers() {
		return this.broadcasts.clients() + this.rtsp.clients();
	}

	/** Returns whether its driver has opened it and it is not rebooting. */
	boolean isUp() {
		return this.calls.present().isPresent() && !isRebooting();
	}

	CameraHealth health() {
		return this.health;
	}

	RtspServer rtsp() {
		return this.rtsp;
	}

	@Override
	public boolean isRebooting() {
		return this.lifecycle.isRebooting();
	}

	@Override
	public SessionResolver sessions() {
		return this.sessions;
	}

	@Override
	public <P extends CameraPart> P part(Class<P> type) {
		CameraPart part = this.parts.get(type);
		if (part == null) {
			throw new IllegalArgumentException("cameras have no " + type.getName());
		}
		return type.cast(part);
	}

	/** Removes what the resources of the process know of this camera. */
	void forget(SharedResources shared) {
		shared.journal().removeTick(this.tick);
		this.meters.remove();
	}

	/** Stops everything and releases the hardware and the data folder. */
	@Override
	public void close() {
		this.head.close();
		this.uploads.close();
		this.upgrades.close();
		if (this.certificate != null) {
			this.certificate.close();
		}
		this.lifecycle.close();
		this.folder.close();
	}

}
