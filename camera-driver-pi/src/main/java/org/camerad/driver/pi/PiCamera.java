package org.camerad.driver.pi;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalDouble;

import org.camerad.driver.AudioControl;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraEvent;
import org.camerad.driver.CameraException;
import org.camerad.driver.ClockControl;
import org.camerad.driver.Control;
import org.camerad.driver.DeviceInfo;
import org.camerad.driver.DriverContext;
import org.camerad.driver.Firmware;
import org.camerad.driver.ForeignChanges;
import org.camerad.driver.Image;
import org.camerad.driver.Maintenance;
import org.camerad.driver.MotionControl;
import org.camerad.driver.NetworkControl;
import org.camerad.driver.Osd;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Ptz;
import org.camerad.driver.Storage;
import org.camerad.driver.VideoStream;
import org.camerad.driver.support.pelcod.PresetTrackingPtz;
import org.camerad.driver.pi.audio.PiAudio;
import org.camerad.driver.pi.firmware.PiFirmware;
import org.camerad.driver.pi.gpio.GpioHeader;
import org.camerad.driver.pi.ptz.SerialPtz;
import org.camerad.driver.pi.system.PiSystem;
import org.camerad.driver.pi.video.LightMeter;
import org.camerad.driver.pi.video.PiMotion;
import org.camerad.driver.pi.video.PiVideo;

/** A Raspberry Pi as a camera: opens the parts and closes them. */
final class PiCamera implements Camera {

	private static final Logger logger = System.getLogger(PiCamera.class.getName());

	private static final Path VIDEO_DEVICES = Path.of("/sys/class/video4linux");

	/** The opened parts; the last one is closed first. */
	private final Deque<AutoCloseable> opened = new ArrayDeque<>();

	private static final Duration CHECK_TIMEOUT = Duration.ofMinutes(1);

	private final DeviceInfo info;

	private final ForeignChanges foreignChanges;

	private final PiSystem system;

	private final PiVideo video;

	private final Optional<GpioHeader> header;

	private final Optional<PresetTrackingPtz> ptz;

	private final PiMotion motion;

	private final Optional<PiAudio> audio;

	private final Optional<PiFirmware> firmware;

	private final Control<Image> image;

	private final Control<Osd> osd;

	/**
	 * Opens all configured parts. A part whose device or program is missing opens too and
	 * reports the problem in its status.
	 * @throws CameraException UNAVAILABLE if stored state cannot be read
	 */
	PiCamera(PiConfiguration configuration, DriverContext context) throws CameraException {
		this.foreignChanges = configuration.foreignChanges();
		try {
			this.info = BoardInfo.info(configuration.system().root());
			this.system = open(
					new PiSystem(configuration.system(), context, configuration.programs(), this::forgetPresets));
			Optional<LightMeter> light = configuration.gpio().needsLight()
					? Optional.of(open(LightMeter.open(context.folder(), configuration.programs()))) : Optional.empty();
			this.video = open(PiVideo.open(configuration.video(), configuration.programs(),
					environment(context, light.flatMap(LightMeter::pipe))));
			this.image = this.video.image();
			this.osd = this.video.overlay();
			this.header = openHeader(configuration, context, light);
			this.header.ifPresent(this::open);
			this.ptz = openPtz(configuration, context);
			this.motion = open(new PiMotion(this.video, this.system.clock()::now, this::isNight));
			this.audio = configuration.audio()
				.map((card) -> open(new PiAudio(card, configuration.programs(), this.video.ffmpeg(" aac "))));
			this.firmware = configuration.updater()
				.map((updater) -> open(new PiFirmware(updater, configuration.programs(), context.folder(),
						CHECK_TIMEOUT, BoardInfo.imageVersion(configuration.system().root()), this::restart)));
		}
		catch (CameraException | RuntimeException ex) {
			close();
			throw ex;
		}
	}

	private <P extends AutoCloseable> P open(P part) {
		this.opened.push(part);
		return part;
	}

	/**
	 * Limits a wait for a picture to 80 % of the service's time limit, so that the
	 * driver's message reaches the client.
	 */
	private PiVideo.Environment environment(DriverContext context, Optional<Path> metadata) {
		return new PiVideo.Environment(context.timeLimit().multipliedBy(4).dividedBy(5), this.system::localTime,
				VIDEO_DEVICES, metadata);
	}

	private Optional<GpioHeader> openHeader(PiConfiguration configuration, DriverContext context,
			Optional<LightMeter> light) {
		return GpioHeader.open(configuration.gpio(), context.folder(), BoardInfo.model(configuration.system().root()),
				new GpioHeader.Callbacks(() -> light.map(LightMeter::lux).orElseGet(OptionalDouble::empty),
						this.video::isWorking, this.video::setNight,
						() -> context.listener().accept(new CameraEvent.ResetRequested())));
	}

	private Optional<PresetTrackingPtz> openPtz(PiConfiguration configuration, DriverContext context)
			throws CameraException {
		if (configuration.ptz().isEmpty()) {
			return Optional.empty();
		}
		boolean directed = configuration.ptz().get().directionGpio().isPresent();
		return Optional.of(open(SerialPtz.open(configuration.ptz().get(), context.folder(),
				this.header.filter((pins) -> directed).map(GpioHeader::direction))));
	}

	private void forgetPresets() throws CameraException {
		if (this.ptz.isPresent()) {
			this.ptz.get().forgetPresets();
		}
	}

	/** Restarts the board after a firmware installation. */
	private void restart() {
		try {
			this.system.maintenance().reboot();
		}
		catch (CameraException ex) {
			logger.log(Level.ERROR,
					"the new firmware is installed but the reboot failed: {0}; reboot the board by hand",
					ex.getMessage());
		}
	}

	private boolean isNight() {
		return this.header.map(GpioHeader::isNight).orElse(false);
	}

	@Override
	public DeviceInfo info() {
		return this.info;
	}

	@Override
	public List<VideoStream> streams() {
		return this.video.streams();
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
	public Optional<Ptz> ptz() {
		return this.ptz.map(Ptz.class::cast);
	}

	@Override
	public Optional<AudioControl> audio() {
		return this.audio.map(AudioControl.class::cast);
	}

	@Override
	public Optional<Firmware> firmware() {
		return this.firmware.map(Firmware.class::cast);
	}

	@Override
	public Optional<Storage> storage() {
		return Optional.of(this.system.storage());
	}

	@Override
	public Optional<NetworkControl> network() {
		return this.system.network();
	}

	@Override
	public Optional<ClockControl> clock() {
		return Optional.of(this.system.clock());
	}

	@Override
	public Optional<Maintenance> maintenance() {
		return Optional.of(this.system.maintenance());
	}

	@Override
	public ForeignChanges foreignChanges() {
		return this.foreignChanges;
	}

	@Override
	public List<PartStatus> status() {
		List<PartStatus> status = new ArrayList<>(this.video.status());
		this.header.map(GpioHeader::status).ifPresent(status::add);
		this.ptz.map(PresetTrackingPtz::status).ifPresent(status::add);
		this.audio.map(PiAudio::status).ifPresent(status::add);
		this.firmware.map(PiFirmware::partStatus).ifPresent(status::add);
		status.addAll(this.system.status());
		return status;
	}

	@Override
	public OptionalDouble temperature() {
		return this.system.temperature();
	}

	@Override
	public synchronized void close() {
		while (!this.opened.isEmpty()) {
			AutoCloseable part = this.opened.pop();
			try {
				part.close();
			}
			catch (Exception ex) {
				// One failure must not keep the other parts open.
				logger.log(Level.WARNING, "closing a part of the camera failed", ex);
			}
		}
	}

}
