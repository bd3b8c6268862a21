package org.camerad.driver.sim;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camerad.driver.AudioControl;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.ClockControl;
import org.camerad.driver.Control;
import org.camerad.driver.DeviceInfo;
import org.camerad.driver.DriverContext;
import org.camerad.driver.Firmware;
import org.camerad.driver.Image;
import org.camerad.driver.Maintenance;
import org.camerad.driver.MotionControl;
import org.camerad.driver.NetworkControl;
import org.camerad.driver.Osd;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Ptz;
import org.camerad.driver.simulation.Simulation;
import org.camerad.driver.Storage;
import org.camerad.driver.VideoStream;
import org.camerad.driver.support.ntp.TimeSync;
import org.camerad.driver.sim.encode.Encoders;
import org.camerad.driver.sim.fault.FaultRegistry;
import org.camerad.driver.sim.fault.FaultKind;
import org.camerad.driver.sim.scene.Backdrop;
import org.camerad.driver.sim.scene.Scene;
import org.camerad.driver.sim.scene.SceneLumaRenderer;
import org.camerad.driver.sim.scene.LazySceneRenderer;
import org.camerad.driver.sim.scene.Timeline;

/** One simulated camera: its parts, their shared state and its lifecycle. */
final class SimCamera implements Camera {

	private static final Logger logger = System.getLogger(SimCamera.class.getName());

	private final PowerState power = new PowerState();

	private final FaultRegistry registry;

	private final FaultInjector faults;

	private final SimSimulation simulation;

	private final String model;

	private final String serialNumber;

	private final FirmwareSlots slots;

	private final Runnable onClose;

	private final VirtualClock time;

	private final TimeSync sync;

	private final SimClock clock;

	private final SimulatedHead head;

	private final PresetStore presets;

	private final SimPtz ptz;

	private final VolatileSetting<Image> image;

	private final VolatileSetting<Osd> osd;

	private final SimMotion motion;

	private final SimAudio audio;

	private final SimNetwork network;

	private final SimCard card;

	private final SimMaintenance maintenance;

	private final SimFirmware firmware;

	private final List<SimStream> streams;

	/**
	 * Creates the camera.
	 * @param start its faults and its firmware, which has started
	 * @throws CameraException UNAVAILABLE if its identity cannot be stored
	 */
	SimCamera(SimConfiguration configuration, DriverContext context, CameraStarts.Start start, LongSupplier nanoTime)
			throws CameraException {
		SimIdentity identity = SimIdentity.of(configuration.identity(), context);
		this.model = configuration.model();
		this.serialNumber = identity.serialNumber();
		Scene scene = configuration.scene();
		this.registry = start.faults();
		this.slots = start.slots();
		this.onClose = start.onClose();
		this.faults = new FaultInjector(this.power, this.registry);
		this.time = new VirtualClock(context.clock(), context.folder());
		Timeline timeline = new Timeline();
		ScenePlayer player = new ScenePlayer(scene, timeline, this.time, this::changed);
		this.registry.setSceneFaults(configuration.script(), player);
		this.sync = new TimeSync(this.time, TimeSync.Pace.POLITE, this::changed);
		this.clock = new SimClock(this.faults, this.time, this.sync, this::changed);
		this.head = new SimulatedHead(nanoTime);
		this.presets = new PresetStore(context.folder());
		this.ptz = new SimPtz(this.faults, this.head, this.presets);
		this.image = new VolatileSetting<>(this.faults, CameraPart.IMAGE, Image.NEUTRAL, PictureLimits::problem,
				(image) -> changed());
		this.osd = new VolatileSetting<>(this.faults, CameraPart.OSD, PictureLimits.NO_OSD, PictureLimits::problem,
				(osd) -> changed());
		Backdrop backdrop = new Backdrop(scene);
		SceneViews views = new SceneViews(this.clock, this.ptz, this.image, this.osd, timeline);
		this.streams = List.of(stream(VideoCapabilities.MAIN, backdrop, views, nanoTime),
				stream(VideoCapabilities.SUB, backdrop, views, nanoTime));
		this.motion = new SimMotion(this.faults, this.time,
				new SensorLumaSource(
						new SceneLumaRenderer(backdrop, timeline, SensorLumaSource.WIDTH, SensorLumaSource.HEIGHT),
						this.faults, () -> views.now(this.streams.get(0).inEffect())));
		this.audio = new SimAudio(this.faults, nanoTime);
		this.network = new SimNetwork(this.faults, identity.macAddress());
		this.card = new SimCard(this.faults, configuration.card(), context.storageFolder());
		this.maintenance = new SimMaintenance(this, this.faults, this.power, configuration.rebootTime(),
				context.listener());
		this.firmware = new SimFirmware(this.faults, this.slots);
		this.simulation = new SimSimulation(this.registry, this.faults, player, new SimSimulation.Internals(this.ptz,
				this.card, new SceneTruth(scene, views, this.motion, this.streams), configuration.persona()));
	}

	@Override
	public DeviceInfo info() {
		String version = Objects.requireNonNullElse(SimCamera.class.getPackage().getImplementationVersion(),
				"(unpackaged)");
		return new DeviceInfo(this.model, "Camerad simulator " + version,
				this.slots.status().version() + " (simulated camera)", this.serialNumber);
	}

	@Override
	public List<VideoStream> streams() {
		return List.copyOf(this.streams);
	}

	@Override
	public Optional<Control<Image>> image() {
		return Optional.of(this.image);
	}

	@Override
	public Optional<Control<Osd>> osd() {
		return Optional.of(this.osd);
	}

	@Override
	public Optional<MotionControl> motion() {
		return Optional.of(this.motion);
	}

	@Override
	public Optional<AudioControl> audio() {
		return Optional.of(this.audio);
	}

	@Override
	public Optional<Ptz> ptz() {
		return Optional.of(this.ptz);
	}

	@Override
	public Optional<Storage> storage() {
		return Optional.of(this.card);
	}

	@Override
	public Optional<NetworkControl> network() {
		return Optional.of(this.network);
	}

	@Override
	public Optional<ClockControl> clock() {
		return Optional.of(this.clock);
	}

	@Override
	public Optional<Maintenance> maintenance() {
		return Optional.of(this.maintenance);
	}

	@Override
	public Optional<Firmware> firmware() {
		return Optional.of(this.firmware);
	}

	@Override
	public Optional<Simulation> simulation() {
		return Optional.of(this.simulation);
	}

	/**
	 * Returns the status of each part. For a part with an injected fault, only the fault
	 * is reported.
	 */
	@Override
	public List<PartStatus> status() {
		List<PartStatus> faults = this.registry.status();
		Set<String> reported = faults.stream().map(PartStatus::part).collect(Collectors.toSet());
		Stream<PartStatus> others = Stream
			.of(Optional.of(this.sync.status()), this.card.status(), sensorStatus(), encoderStatus(),
					this.motion.status())
			.flatMap(Optional::stream)
			.filter((part) -> !reported.contains(part.part()));
		return Stream.concat(faults.stream(), others).toList();
	}

	/**
	 * Returns the failure of the first stream that produces no pictures. Footage can
	 * break while it is shown.
	 */
	private Optional<PartStatus> sensorStatus() {
		return this.streams.stream()
			.flatMap((stream) -> stream.problem().stream())
			.findFirst()
			.map((problem) -> new PartStatus(FaultKind.SENSOR_LOST.part(), PartStatus.State.FAILED,
					"there are no pictures: " + problem));
	}

	private static Optional<PartStatus> encoderStatus() {
		return Encoders.problem()
			.map((problem) -> new PartStatus(CameraPart.VIDEO.id(), PartStatus.State.IMPAIRED, problem));
	}

	@Override
	public void close() {
		if (!this.power.close()) {
			return;
		}
		this.onClose.run();
		endSubscriptions(CameraException.unavailable("the camera is closed"));
		this.head.stop();
		this.sync.close();
		try {
			this.maintenance.join();
			this.motion.close();
			for (SimStream stream : this.streams) {
				stream.join();
			}
			this.audio.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.streams.forEach(SimCamera::close);
	}

	/** Ends every subscription. */
	void endSubscriptions(CameraException reason) {
		this.streams.forEach((stream) -> stream.endSubscriptions(reason));
		this.motion.endSubscriptions(reason);
		this.audio.endSubscriptions(reason);
	}

	/**
	 * Resets everything that a loss of power resets. A version on trial may have been
	 * given up afterwards.
	 */
	void restart() {
		bootFirmware();
		this.head.home();
		this.image.restart();
		this.osd.restart();
		this.motion.restart();
		this.audio.restart();
		this.network.restart();
		this.clock.restart();
		this.streams.forEach(SimStream::restart);
	}

	private void bootFirmware() {
		try {
			this.slots.boot(() -> false);
		}
		catch (CameraException ex) {
			logger.log(Level.WARNING, "the firmware stays as it is: {0}", ex.getMessage());
		}
	}

	/** Erases everything that the hardware stores. */
	void eraseStored(boolean keepNetwork) throws IOException {
		this.presets.clear();
		this.head.home();
		if (!keepNetwork) {
			this.network.restart();
		}
		changed();
	}

	private void changed() {
		this.streams.forEach(SimStream::changed);
	}

	private SimStream stream(VideoCapabilities encoder, Backdrop backdrop, SceneViews views, LongSupplier nanoTime) {
		return new SimStream(encoder.limitedTo(Encoders.installed()), this.faults, nanoTime,
				new LazySceneRenderer(backdrop, views.timeline()), views);
	}

	private static void close(SimStream stream) {
		try {
			stream.close();
		}
		catch (IOException ex) {
			logger.log(Level.WARNING, "cannot close a simulated stream", ex);
		}
	}

}
