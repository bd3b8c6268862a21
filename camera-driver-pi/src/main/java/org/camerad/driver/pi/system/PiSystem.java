package org.camerad.driver.pi.system;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import org.camerad.driver.ClockControl;
import org.camerad.driver.DriverContext;
import org.camerad.driver.Maintenance;
import org.camerad.driver.NetworkControl;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Storage;
import org.camerad.driver.support.network.KernelInterface;
import org.camerad.driver.support.process.ProgramFinder;

/**
 * The parts of the board's operating system: network, clock, memory card, maintenance and
 * temperature.
 */
public final class PiSystem implements AutoCloseable {

	private static final Logger logger = System.getLogger(PiSystem.class.getName());

	private final PiClock clock;

	private final PiMaintenance maintenance;

	private final MountedCard card;

	private final TemperatureSensor temperature;

	private final Optional<PiNetwork> network;

	/**
	 * Opens the parts. A missing program or device does not fail; its part reports it.
	 * @param programs the finder of the system's programs
	 * @param resetAction the further work of a factory reset
	 */
	public PiSystem(SystemConfiguration configuration, DriverContext context, ProgramFinder programs,
			FactoryResetAction resetAction) {
		long waitSeconds = Math.max(1, context.timeLimit().toSeconds() / 3);
		SystemPrograms systemPrograms = new SystemPrograms(programs, Duration.ofSeconds(waitSeconds + 2));
		Path root = configuration.root();
		this.clock = new PiClock(systemPrograms, new Timesyncd(systemPrograms, root), context.clock());
		this.maintenance = new PiMaintenance(systemPrograms, resetAction);
		this.card = new MountedCard(context.storageFolder(),
				configuration.checkMount() ? Optional.of(root) : Optional.empty());
		this.temperature = new TemperatureSensor(root);
		this.network = device(configuration).flatMap((device) -> network(configuration, context, systemPrograms, device,
				new ConnectionProfiles(systemPrograms, device.name(), waitSeconds)));
	}

	/**
	 * Returns the camera's interface; empty if the board has no interface or the
	 * configuration is {@code none}.
	 */
	private static Optional<KernelInterface> device(SystemConfiguration configuration) {
		Path root = configuration.root();
		return configuration.networkInterface()
			.map((name) -> new KernelInterface(root, name))
			.or(() -> ofDefaultRoute(root))
			.or(() -> Stream.of("eth0", "end0", "wlan0")
				.map((name) -> new KernelInterface(root, name))
				.filter(KernelInterface::exists)
				.findFirst())
			.filter((device) -> !device.name().equals("none"));
	}

	private static Optional<KernelInterface> ofDefaultRoute(Path root) {
		try {
			return KernelInterface.ofDefaultRoute(root);
		}
		catch (IOException ex) {
			logger.log(Level.DEBUG, "the routing table cannot be read", ex);
			return Optional.empty();
		}
	}

	private static Optional<PiNetwork> network(SystemConfiguration configuration, DriverContext context,
			SystemPrograms systemPrograms, KernelInterface device, ConnectionProfiles profiles) {
		try {
			InitialNetwork origin = InitialNetwork.read(context.folder(), device, profiles);
			return Optional.of(new PiNetwork(profiles, new NetworkManagerHardware(profiles, systemPrograms, device),
					origin, systemPrograms, context.folder(), configuration.gatewayTimeout(), context.listener()));
		}
		catch (IOException ex) {
			logger.log(Level.WARNING,
					"the network interface {0} cannot be read; network settings are off: {1}; set camera.pi.network.interface",
					device.name(), ex);
			return Optional.empty();
		}
	}

	/**
	 * Returns the network; empty without an interface, or if {@code network.interface} is
	 * {@code none}.
	 */
	public Optional<NetworkControl> network() {
		return this.network.map((present) -> present);
	}

	public ClockControl clock() {
		return this.clock;
	}

	/** Returns the time in the camera's time zone. */
	public LocalDateTime localTime() {
		return this.clock.localTime();
	}

	public Storage storage() {
		return this.card;
	}

	public Maintenance maintenance() {
		return this.maintenance;
	}

	/** Returns the processor's temperature in degrees Celsius; empty without a sensor. */
	public OptionalDouble temperature() {
		return this.temperature.celsius();
	}

	/** Returns the status of each part. */
	public List<PartStatus> status() {
		List<PartStatus> status = new ArrayList<>();
		this.network.map(PiNetwork::status).ifPresent(status::add);
		status.add(this.clock.status());
		status.add(this.maintenance.status());
		this.card.status().ifPresent(status::add);
		this.temperature.status().ifPresent(status::add);
		return status;
	}

	@Override
	public void close() {
		this.network.ifPresent(PiNetwork::close);
		this.clock.close();
		this.maintenance.close();
		this.card.close();
	}

}
