package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.camerad.driver.support.failure.Reason;
import org.jspecify.annotations.Nullable;

import org.camerad.driver.CameraEvent;
import org.camerad.driver.CameraException;
import org.camerad.driver.ClockControl;
import org.camerad.driver.DeviceInfo;
import org.camerad.driver.DriverContext;
import org.camerad.driver.Firmware;
import org.camerad.driver.Maintenance;
import org.camerad.driver.NetworkControl;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Storage;

/**
 * The services of the board that this service runs on. The set of parts is fixed; a part
 * without hardware is absent.
 */
public final class BoardServices implements AutoCloseable {

	private static final System.Logger LOGGER = System.getLogger(BoardServices.class.getName());

	private static final Duration FORCED_REBOOT_DELAY = Duration.ofSeconds(30);

	private static final Duration STREAMER_CHECK_PERIOD = Duration.ofSeconds(2);

	private static final Duration UPDATER_CHECK_PERIOD = Duration.ofSeconds(1);

	private static final Duration RESET_HOLD = Duration.ofSeconds(5);

	private static final Duration MAX_FEED_INTERVAL = Duration.ofSeconds(5);

	private final BoardProperties properties;

	private final BoardFiles files;

	private final BoardCommands commands;

	private final DeviceInfo info;

	private final StreamerService streamer;

	private final Updater updater;

	private final BoardClock clock;

	private final @Nullable BoardNetwork network;

	private final @Nullable BoardMaintenance maintenance;

	private final BoardCard card;

	private final BoardFirmware firmware;

	private final @Nullable DayNightPins dayNight;

	private final @Nullable ResetButton button;

	private @Nullable HardwareWatchdog watchdog;

	private BoardServices(BoardProperties properties, DriverContext context) throws IOException {
		this.properties = properties;
		this.files = new BoardFiles(properties.root());
		this.commands = new BoardCommands(this.files, properties.runWith());
		BoardIdentity identity = new BoardIdentity(this.files, this.commands);
		this.info = identity.read();
		this.card = new BoardCard(this.files, context.storageFolder().map(this::onBoard));
		this.streamer = new StreamerService(this.files, this.commands, STREAMER_CHECK_PERIOD);
		this.updater = new Updater(this.files, this.commands, this.streamer, UPDATER_CHECK_PERIOD);
		this.firmware = new BoardFirmware(this.files, this.commands, identity, this.updater,
				context.timeLimit().multipliedBy(2).dividedBy(3));
		this.network = network(context);
		this.clock = new BoardClock(this.files, this.commands, this.streamer, context.clock());
		this.maintenance = (this.network == null) ? null
				: new BoardMaintenance(this.files, this.commands, this.network, this.updater, FORCED_REBOOT_DELAY);
		this.dayNight = properties.gpio().showsDayAndNight() ? new DayNightPins(gpio(), properties.gpio()) : null;
		this.button = properties.gpio()
			.button()
			.map((pin) -> new ResetButton(gpio(), pin, RESET_HOLD,
					() -> context.listener().accept(new CameraEvent.ResetRequested())))
			.orElse(null);
	}

	/**
	 * Opens the services. Changes nothing, except that it settles a network change that
	 * was never confirmed.
	 * @throws CameraException UNAVAILABLE if the board's files cannot be read
	 */
	public static BoardServices open(BoardProperties properties, DriverContext context) throws CameraException {
		try {
			return new BoardServices(properties, context);
		}
		catch (IOException ex) {
			throw CameraException.unavailable("the board's services cannot be opened: " + Reason.of(ex), ex);
		}
	}

	/**
	 * Returns the card's folder as a path on the board. The operator configures it as
	 * this service sees it.
	 */
	private String onBoard(Path folder) {
		Path root = this.properties.root();
		return folder.startsWith(root) ? "/" + root.relativize(folder) : folder.toString();
	}

	private @Nullable BoardNetwork network(DriverContext context) {
		NetworkProperties network = new NetworkProperties(this.properties.interfaceName(), this.properties.confirm(),
				context.timeLimit().dividedBy(2));
		try {
			return new BoardNetwork(this.files, this.commands, network, context.folder(), context.listener());
		}
		catch (IOException ex) {
			LOGGER.log(Level.WARNING, "The network settings are off: {0}", Reason.of(ex));
			return null;
		}
	}

	/** Returns the programs of the board. */
	public BoardCommands commands() {
		return this.commands;
	}

	/** Returns the pins of the board. */
	public Gpio gpio() {
		return new SysfsGpio(this.files);
	}

	/** Returns the identity of the board. */
	public DeviceInfo info() {
		return this.info;
	}

	/** Returns the network interface of the board. */
	public Optional<NetworkControl> network() {
		return Optional.ofNullable(this.network);
	}

	/** Returns the clock of the board. */
	public Optional<ClockControl> clock() {
		return Optional.of(this.clock);
	}

	/** Returns reboot and factory reset of the board. */
	public Optional<Maintenance> maintenance() {
		return Optional.ofNullable(this.maintenance);
	}

	/** Returns the slot of the memory card. */
	public Optional<Storage> storage() {
		return Optional.of(this.card);
	}

	/** Returns the firmware control of the board. */
	public Optional<Firmware> firmware() {
		return Optional.of(this.firmware);
	}

	/**
	 * Starts to feed the watchdog if this service is configured to own it.
	 * @param healthy returns whether the camera works, that is, whether a recent picture
	 * was valid
	 * @throws CameraException REFUSED if the watchdog cannot be opened
	 */
	public void startWatchdog(BooleanSupplier healthy) throws CameraException {
		if (!this.properties.watchdog()) {
			return;
		}
		try {
			this.watchdog = HardwareWatchdog.open(this.files, feedInterval(), healthy);
		}
		catch (IOException ex) {
			throw new CameraException(CameraException.Kind.REFUSED,
					"camera.hisilicon.watchdog: /dev/watchdog cannot be opened (the streamer must not own it: "
							+ "watchdog.enabled=false): " + Reason.of(ex),
					ex);
		}
	}

	/** Returns a third of the watchdog's timeout, if the kernel reports one. */
	private Duration feedInterval() throws IOException {
		return this.files.word("/sys/class/watchdog/watchdog0/timeout")
			.filter((text) -> text.matches("[1-9][0-9]{0,4}"))
			.map((text) -> Duration.ofSeconds(Long.parseLong(text)).dividedBy(3))
			.filter((third) -> third.compareTo(MAX_FEED_INTERVAL) < 0)
			.orElse(MAX_FEED_INTERVAL);
	}

	/** Returns the status of each part that has something to report. */
	public List<PartStatus> status() {
		Optional<PartStatus> interfaces = (this.network != null) ? this.network.status() : Optional.empty();
		Optional<PartStatus> pins = (this.dayNight != null) ? this.dayNight.status() : Optional.empty();
		Optional<PartStatus> reset = (this.button != null) ? this.button.status() : Optional.empty();
		Optional<PartStatus> maintained = (this.maintenance != null) ? this.maintenance.status() : Optional.empty();
		return Stream
			.of(interfaces, this.streamer.status(), this.clock.status(), this.card.status(), this.firmware.partStatus(),
					maintained, pins, reset)
			.flatMap(Optional::stream)
			.toList();
	}

	/** Closes all parts. The watchdog is stopped, so it does not reboot the board. */
	@Override
	public void close() {
		Stream
			.of(this.watchdog, this.button, this.dayNight, this.maintenance, this.firmware, this.updater, this.network,
					this.clock, this.streamer, this.card)
			.forEach(BoardServices::close);
	}

	private static void close(@Nullable AutoCloseable part) {
		try {
			if (part != null) {
				part.close();
			}
		}
		catch (Exception ex) {
			LOGGER.log(Level.WARNING, "A part of the board cannot be closed", ex);
		}
	}

}
