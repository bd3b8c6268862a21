package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.camerad.driver.support.failure.Reason;
import org.jspecify.annotations.Nullable;

import org.camerad.driver.CameraException;
import org.camerad.driver.Change;
import org.camerad.driver.ClockControl;
import org.camerad.driver.ClockSettings;
import org.camerad.driver.Current;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Setting;
import org.camerad.driver.support.file.DurableFiles;
import org.camerad.driver.support.ntp.HostNameResolver;
import org.camerad.driver.support.ntp.SntpClient;
import org.camerad.driver.support.process.ProcessResult;

/**
 * The clock of the board. It is the system clock, set by {@code date} and kept by
 * busybox's ntpd, with the time zone of {@code /etc/TZ}. Most boards have no battery, so
 * only NTP provides the time after a loss of power.
 * <p>
 * A new time zone restarts the streamer, which reads its zone only when it starts.
 * Threads: any; one daemon thread queries the NTP server for the status.
 */
public final class BoardClock implements ClockControl, AutoCloseable {

	private static final System.Logger LOGGER = System.getLogger(BoardClock.class.getName());

	private static final String NTP_FILE = "/etc/ntp.conf";

	private static final String NTP_SERVICE = "/etc/init.d/S49ntpd";

	/** The settings that {@code ntp.conf} holds. */
	private static final Set<Setting> SERVER = Set.of(Setting.TIME_SOURCE, Setting.NTP_HOST, Setting.NTP_PORT);

	private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(4);

	private static final Duration NTP_TIMEOUT = Duration.ofSeconds(3);

	private static final Duration PROBE_INTERVAL = Duration.ofMinutes(1);

	private final BoardFiles files;

	private final BoardCommands commands;

	private final StreamerService streamer;

	private final Clock clock;

	private final ScheduledExecutorService prober = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "hisilicon-ntp");
		thread.setDaemon(true);
		return thread;
	});

	private final HostNameResolver resolver = new HostNameResolver();

	private volatile @Nullable ClockSettings inEffect;

	/**
	 * The reason why the NTP server cannot be used; empty if it can, or if it was not
	 * queried.
	 */
	private volatile String ntpProblem = "";

	/** Creates the clock of the board that has these files. */
	BoardClock(BoardFiles files, BoardCommands commands, StreamerService streamer, Clock clock) {
		this.files = files;
		this.commands = commands;
		this.streamer = streamer;
		this.clock = clock;
		this.prober.scheduleWithFixedDelay(this::probe, PROBE_INTERVAL.toSeconds(), PROBE_INTERVAL.toSeconds(),
				TimeUnit.SECONDS);
	}

	@Override
	public Instant now() {
		return this.clock.instant();
	}

	@Override
	public synchronized void set(Instant now) throws CameraException {
		checkOpen();
		// date takes whole seconds. Round up, so that the clock is never before the
		// request.
		long seconds = now.getEpochSecond() + ((now.getNano() > 0) ? 1 : 0);
		try {
			ProcessResult outcome = this.commands.run(COMMAND_TIMEOUT, "date", "-s", "@" + seconds);
			if (!outcome.isSuccess()) {
				throw CameraException.refused("the clock cannot be set: " + outcome.complaint());
			}
		}
		catch (IOException ex) {
			throw CameraException.unavailable("the clock cannot be set: " + Reason.of(ex), ex);
		}
	}

	@Override
	public void apply(ClockSettings settings) throws CameraException {
		change(Change.all(settings));
	}

	@Override
	public synchronized void change(Change<ClockSettings> change) throws CameraException {
		checkOpen();
		ClockSettings settings = change.settings();
		TimeZoneFiles zone = new TimeZoneFiles(this.files);
		try {
			boolean zoneChanged = change.names(Setting.TIME_ZONE) && zone.write(change, this.clock.instant());
			if (SERVER.stream().anyMatch(change::names)) {
				setServer(settings, change.own().getOrDefault(Setting.NTP_HOST, NtpConfiguration.of(settings).text()));
			}
			if (zoneChanged) {
				String posix = this.files.word(TimeZoneFiles.POSIX).orElse("");
				LOGGER.log(Level.INFO, "The streamer restarts for the time zone {0}", posix);
				this.streamer.restart(Map.of("TZ", posix));
			}
		}
		catch (IOException ex) {
			throw CameraException.unavailable("the clock's settings cannot be changed: " + Reason.of(ex), ex);
		}
		if (!settings.equals(this.inEffect)) {
			this.inEffect = settings;
			this.ntpProblem = "the NTP server " + settings.ntpHost() + " has not responded yet";
			this.prober.execute(this::probe);
		}
	}

	private void checkOpen() throws CameraException {
		if (this.prober.isShutdown()) {
			throw CameraException.unavailable("the clock is closed");
		}
	}

	@Override
	public Optional<Current<ClockSettings>> current(ClockSettings known) throws CameraException {
		checkOpen();
		try {
			Set<Setting> unknown = EnumSet.noneOf(Setting.class);
			Map<Setting, String> outside = new EnumMap<>(Setting.class);
			ZoneOffset offset = new TimeZoneFiles(this.files).tell(known.offset(), unknown, outside);
			NtpConfiguration ntp = NtpConfiguration.parse(DurableFiles.read(this.files.at(NTP_FILE)));
			return Optional.of(new Current<>(ntp.tell(known, offset, unknown, outside), unknown, Set.of(), outside));
		}
		catch (IOException ex) {
			throw CameraException.unavailable("the clock's settings cannot be read: " + ex.getMessage(), ex);
		}
	}

	private void setServer(ClockSettings settings, String wanted) throws IOException {
		Path file = this.files.at(NTP_FILE);
		if (DurableFiles.read(file).equals(Optional.of(wanted))) {
			return;
		}
		DurableFiles.writeShared(file, wanted);
		InitScript service = new InitScript(this.files, this.commands, NTP_SERVICE);
		if (service.exists()) {
			if (settings.source() == ClockSettings.Source.NTP) {
				service.run(COMMAND_TIMEOUT, "restart");
			}
			else {
				stop(service);
			}
		}
		else {
			LOGGER.log(Level.WARNING, "This board has no {0}: its NTP client reads the server at its next start",
					NTP_SERVICE);
		}
	}

	private static void stop(InitScript service) {
		try {
			service.run(COMMAND_TIMEOUT, "stop");
		}
		catch (IOException ex) {
			LOGGER.log(Level.DEBUG, "The NTP client was not running: {0}", Reason.of(ex));
		}
	}

	private void probe() {
		ClockSettings settings = this.inEffect;
		if (settings == null || settings.source() != ClockSettings.Source.NTP) {
			return;
		}
		String problem = queryServer(settings.ntpHost(), settings.ntpPort());
		if (settings.equals(this.inEffect)) {
			this.ntpProblem = problem.isEmpty() ? "" : "the NTP server " + settings.ntpHost() + " " + problem;
		}
	}

	/** Returns the reason why a server cannot be used; empty if it provides the time. */
	private String queryServer(String host, int port) {
		try (DatagramSocket socket = new DatagramSocket()) {
			InetAddress address = this.resolver.resolve(host, NTP_TIMEOUT)[0];
			SntpClient.ask(socket, new InetSocketAddress(address, port), NTP_TIMEOUT, this.clock);
			return "";
		}
		catch (SocketTimeoutException ex) {
			return "does not respond";
		}
		catch (ProtocolException ex) {
			return "responds, but " + ex.getMessage();
		}
		catch (IOException | IllegalArgumentException ex) {
			return "cannot be queried: " + Reason.of(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "was not queried";
		}
	}

	/** Returns the status of the NTP server, if NTP is on. */
	Optional<PartStatus> status() {
		ClockSettings settings = this.inEffect;
		if (settings == null || settings.source() != ClockSettings.Source.NTP) {
			return Optional.empty();
		}
		String detail = this.ntpProblem;
		return Optional.of(detail.isEmpty()
				? new PartStatus("clock", PartStatus.State.WORKING, "NTP server " + settings.ntpHost())
				: new PartStatus("clock", PartStatus.State.IMPAIRED, detail + "; it is queried again every minute"));
	}

	@Override
	public void close() {
		this.prober.shutdownNow();
		this.resolver.close();
	}

}
