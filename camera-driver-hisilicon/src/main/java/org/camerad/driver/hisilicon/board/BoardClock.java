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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.camerad.driver.support.failure.Reason;
import org.jspecify.annotations.Nullable;

import org.camerad.driver.CameraException;
import org.camerad.driver.ClockControl;
import org.camerad.driver.ClockSettings;
import org.camerad.driver.PartStatus;
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

	private static final String STREAMER_SERVICE = "/etc/init.d/S95majestic";

	private static final int NTP_PORT = 123;

	private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(4);

	private static final Duration NTP_TIMEOUT = Duration.ofSeconds(3);

	private static final Duration PROBE_INTERVAL = Duration.ofMinutes(1);

	private final BoardFiles files;

	private final BoardCommands commands;

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
	BoardClock(BoardFiles files, BoardCommands commands, Clock clock) {
		this.files = files;
		this.commands = commands;
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
	public synchronized void apply(ClockSettings settings) throws CameraException {
		checkOpen();
		try {
			boolean zoneChanged = new TimeZoneFiles(this.files).write(settings.offset(), this.clock.instant());
			setServer(settings);
			if (zoneChanged) {
				restartStreamer(TimeZoneFiles.posix(settings.offset()));
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

	private void setServer(ClockSettings settings) throws IOException {
		Path file = this.files.at(NTP_FILE);
		String wanted = ntpFile(settings);
		if (DurableFiles.read(file).equals(Optional.of(wanted))) {
			return;
		}
		DurableFiles.writeShared(file, wanted);
		if (this.commands.has(NTP_SERVICE)) {
			String action = (settings.source() == ClockSettings.Source.NTP) ? "restart" : "stop";
			ProcessResult outcome = this.commands.run(COMMAND_TIMEOUT, NTP_SERVICE, action);
			if (!outcome.isSuccess() && !action.equals("stop")) {
				throw new IOException(NTP_SERVICE + " restart: " + outcome.complaint());
			}
		}
		else {
			LOGGER.log(Level.WARNING, "This board has no {0}: its NTP client reads the server at its next start",
					NTP_SERVICE);
		}
	}

	/**
	 * Returns the text of ntp.conf. Without a server, ntpd exits when the board starts
	 * it.
	 */
	private static String ntpFile(ClockSettings settings) {
		if (settings.source() != ClockSettings.Source.NTP) {
			return "# the clock is set by hand\n";
		}
		String host = settings.ntpHost();
		if (settings.ntpPort() == NTP_PORT) {
			return "server " + host + " iburst\n";
		}
		String bracketed = host.contains(":") ? "[" + host + "]" : host;
		return "server " + bracketed + ":" + settings.ntpPort() + " iburst\n";
	}

	private void restartStreamer(String zone) throws IOException {
		if (!this.commands.has(STREAMER_SERVICE)) {
			return;
		}
		LOGGER.log(Level.INFO, "The streamer restarts for the time zone {0}", zone);
		ProcessResult outcome = this.commands.run(COMMAND_TIMEOUT, Map.of("TZ", zone), STREAMER_SERVICE, "restart");
		if (!outcome.isSuccess()) {
			throw new IOException(STREAMER_SERVICE + " restart: " + outcome.complaint());
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
