package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

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
 * The board that this service runs on. Its parts are constants of this object; one whose
 * hardware is not there is empty.
 */
public final class BoardServices implements AutoCloseable {

	private static final System.Logger LOGGER = System.getLogger(BoardServices.class.getName());

	private static final Duration FORCED_REBOOT_DELAY = Duration.ofSeconds(30);

	private static final Duration RESET_HOLD = Duration.ofSeconds(5);

	private static final Duration MAX_FEED_INTERVAL = Duration.ofSeconds(5);

	private final BoardProperties properties;

	private final BoardFiles files;

	private final BoardCommands commands;

	private final DeviceInfo info;

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
		this.firmware = new BoardFirmware(this.files, this.commands, identity,
				context.timeLimit().multipliedBy(2).dividedBy(3));
		this.network = network(context);
		this.clock = new BoardClock(this.files, this.commands, context.clock());
		this.maintenance = (this.network == null) ? null
				: new BoardMaintenance(this.files, this.commands, this.network, FORCED_REBOOT_DELAY);
		this.dayNight = properties.gpio().showsDayAndNight() ? new DayNightPins(gpio(), properties.gpio()) : null;
		this.button = properties.gpio()
			.button()
			.map((pin) -> new ResetButton(gpio(), pin, RESET_HOLD,
					() -> context.listener().accept(new CameraEvent.ResetRequested())))
			.orElse(null);
	}

	/**
	 * Opens the board's services. Nothing is changed, except that a network change which
	 * was never confirmed is settled.
	 * @throws CameraException UNAVAILABLE when the board's files cannot be read
	 */
	public static BoardServices open(BoardProperties properties, DriverContext context) throws CameraException {
		try {
			return new BoardServices(properties, context);
		}
		catch (IOException ex) {
			throw CameraException.unavailable("the board's services cannot be opened: " + ex.getMessage(), ex);
		}
	}

	/** The operator names the card's folder as this service sees it. */
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
			LOGGER.log(Level.WARNING, "The network is not offered: {0}", ex.getMessage());
			return null;
		}
	}

	/** How the board's programs are run. */
	public BoardCommands commands() {
		return this.commands;
	}

	/** The board's pins. */
	public Gpio gpio() {
		return new SysfsGpio(this.files);
	}

	/** What the board says of itself. */
	public DeviceInfo info() {
		return this.info;
	}

	/** The board's network interface. */
	public Optional<NetworkControl> network() {
		return Optional.ofNullable(this.network);
	}

	/** The board's clock. */
	public Optional<ClockControl> clock() {
		return Optional.of(this.clock);
	}

	/** Reboot and factory reset. */
	public Optional<Maintenance> maintenance() {
		return Optional.ofNullable(this.maintenance);
	}

	/** The memory card's slot. */
	public Optional<Storage> storage() {
		return Optional.of(this.card);
	}

	/** The board's updater. */
	public Optional<Firmware> firmware() {
		return Optional.of(this.firmware);
	}

	/**
	 * Feeds the watchdog from now on, if the configuration says that it is this
	 * service's.
	 * @param healthy whether the camera does its work: a real frame was seen lately
	 * @throws CameraException REFUSED when the watchdog cannot be had
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
					"camera.hisilicon.watchdog: /dev/watchdog cannot be had (the streamer must not own it: "
							+ "watchdog.enabled=false): " + ex.getMessage(),
					ex);
		}
	}

	/** A third of the watchdog's own time limit, where the kernel tells it. */
	private Duration feedInterval() throws IOException {
		return this.files.word("/sys/class/watchdog/watchdog0/timeout")
			.filter((text) -> text.matches("[1-9][0-9]{0,4}"))
			.map((text) -> Duration.ofSeconds(Long.parseLong(text)).dividedBy(3))
			.filter((third) -> third.compareTo(MAX_FEED_INTERVAL) < 0)
			.orElse(MAX_FEED_INTERVAL);
	}

	/** How the board's parts are that have something to say. */
	public List<PartStatus> status() {
		Optional<PartStatus> interfaces = (this.network != null) ? this.network.status() : Optional.empty();
		Optional<PartStatus> pins = (this.dayNight != null) ? this.dayNight.status() : Optional.empty();
		Optional<PartStatus> reset = (this.button != null) ? this.button.status() : Optional.empty();
		return Stream.of(interfaces, this.clock.status(), this.card.status(), this.firmware.status(), pins, reset)
			.flatMap(Optional::stream)
			.toList();
	}

	/** Ends what this service does on the board; the watchdog in an orderly way. */
	@Override
	public void close() {
		Stream
			.of(this.watchdog, this.button, this.dayNight, this.maintenance, this.firmware, this.network, this.clock,
					this.card)
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
