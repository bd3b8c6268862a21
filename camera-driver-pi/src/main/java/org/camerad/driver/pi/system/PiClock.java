package org.camerad.driver.pi.system;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.camerad.driver.CameraException;
import org.camerad.driver.Change;
import org.camerad.driver.ClockControl;
import org.camerad.driver.ClockSettings;
import org.camerad.driver.Current;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Setting;
import org.camerad.driver.support.ntp.AdjustableClock;
import org.camerad.driver.support.ntp.TimeSync;
import org.camerad.driver.pi.system.SystemPrograms.Program;
import org.jspecify.annotations.Nullable;

/**
 * The board's clock. {@code timedatectl} sets it; with NTP, systemd-timesyncd keeps it.
 * timesyncd supports port 123 only, so this process queries a server at another port. The
 * system's own time zone is not changed: the zone in the settings is the camera's only.
 */
final class PiClock implements ClockControl, AdjustableClock {

	/** {@code timedatectl} sets whole seconds only. */
	private static final Duration MIN_CORRECTION = Duration.ofSeconds(1);

	/**
	 * A host name or a literal address, without characters that could end the line in a
	 * configuration file.
	 */
	private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:_-]{0,252}|[0-9A-Fa-f:.]{2,45}");

	/** The settings of timesyncd. */
	private static final Set<Setting> SERVER = Set.of(Setting.TIME_SOURCE, Setting.NTP_HOST, Setting.NTP_PORT);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private final SystemPrograms programs;

	private final Timesyncd timesyncd;

	private final Clock clock;

	private final TimeSync timeSync = new TimeSync(this, TimeSync.Pace.POLITE, () -> {
	});

	private final PartHealth health = new PartHealth("clock", "runs free");

	private volatile @Nullable ClockSettings settings;

	private volatile Instant followedSince = Instant.MIN;

	/** True after this process has switched timesyncd on or off. */
	private volatile boolean followed;

	PiClock(SystemPrograms programs, Timesyncd timesyncd, Clock clock) {
		this.programs = programs;
		this.timesyncd = timesyncd;
		this.clock = clock;
	}

	@Override
	public Instant now() {
		return this.clock.instant();
	}

	/** Returns the time in the camera's time zone. */
	LocalDateTime localTime() {
		ClockSettings present = this.settings;
		return LocalDateTime.ofInstant(now(), (present != null) ? present.offset() : ZoneOffset.UTC);
	}

	@Override
	public void apply(ClockSettings wanted) throws CameraException {
		change(Change.all(wanted));
	}

	@Override
	public void change(Change<ClockSettings> change) throws CameraException {
		ClockSettings wanted = change.settings();
		this.health.track(() -> {
			if (SERVER.stream().anyMatch(change::names)) {
				if (!HOST.matcher(wanted.ntpHost()).matches()) {
					throw CameraException.refused("the NTP server is not a host name or an address");
				}
				follow(wanted);
			}
			else if (!wanted.equals(this.settings)) {
				note(wanted, change.requested().contains(Setting.TIME_SOURCE));
			}
			this.settings = wanted;
			return wanted;
		});
	}

	/**
	 * Takes over settings that the system has already. A server that this process asks is
	 * asked again if a client has chosen it.
	 */
	private void note(ClockSettings present, boolean requested) {
		boolean ntp = present.source() == ClockSettings.Source.NTP;
		if (ntp && present.ntpPort() == Timesyncd.PORT) {
			this.timeSync.leave();
			this.health.impaired("NTP server " + present.ntpHost() + " has not set the clock yet");
			return;
		}
		this.health.working("runs free");
		if (ntp && requested) {
			this.timeSync.follow(present.ntpHost(), present.ntpPort());
		}
		else {
			this.timeSync.leave();
		}
	}

	/**
	 * Returns whether timesyncd is on, and its server. The time zone is the camera's
	 * only, so the system cannot tell it.
	 */
	@Override
	public Optional<Current<ClockSettings>> current(ClockSettings known) throws CameraException {
		this.health.checkOpen();
		Set<Setting> unknown = EnumSet.of(Setting.TIME_ZONE);
		Optional<Boolean> enabled = this.timesyncd.isEnabled();
		boolean expected = known.source() == ClockSettings.Source.NTP && known.ntpPort() == Timesyncd.PORT;
		if (enabled.isEmpty()) {
			unknown.addAll(SERVER);
			return Optional.of(new Current<>(known, unknown, Set.of(), Map.of()));
		}
		Optional<String> server = this.timesyncd.server();
		if (!enabled.get() || server.isEmpty()) {
			unknown.add(Setting.NTP_HOST);
		}
		ClockSettings.Source source = (enabled.get() == expected) ? known.source()
				: enabled.get() ? ClockSettings.Source.NTP : ClockSettings.Source.MANUAL;
		ClockSettings told = new ClockSettings(known.offset(), source, server.orElse(known.ntpHost()),
				enabled.get() ? Timesyncd.PORT : known.ntpPort());
		return Optional.of(new Current<>(told, unknown, Set.of(), Map.of()));
	}

	private void follow(ClockSettings wanted) throws CameraException {
		this.followed = true;
		boolean ntp = wanted.source() == ClockSettings.Source.NTP;
		if (ntp && wanted.ntpPort() == Timesyncd.PORT) {
			followByTimesyncd(wanted);
			return;
		}
		this.timesyncd.disable();
		this.health.working("runs free");
		if (ntp) {
			this.timeSync.follow(wanted.ntpHost(), wanted.ntpPort());
		}
		else {
			this.timeSync.leave();
		}
	}

	private void followByTimesyncd(ClockSettings wanted) throws CameraException {
		ClockSettings present = this.settings;
		if (present == null || present.source() != wanted.source() || !present.ntpHost().equals(wanted.ntpHost())) {
			this.followedSince = now();
		}
		this.timesyncd.useServer(wanted.ntpHost());
		this.timeSync.leave();
		this.health.impaired("NTP server " + wanted.ntpHost() + " has not set the clock yet");
	}

	@Override
	public void set(Instant now) throws CameraException {
		this.health.track(() -> {
			if (!this.followed) {
				// timedatectl does not set a clock that timesyncd keeps.
				this.timesyncd.disable();
				this.followed = true;
			}
			return this.programs.run(Program.TIMEDATECTL, "--no-ask-password", "set-time",
					TIME.format(now.plusMillis(500)));
		});
	}

	@Override
	public Clock host() {
		return this.clock;
	}

	@Override
	public void shift(Duration ahead) throws IOException {
		if (ahead.abs().compareTo(MIN_CORRECTION) < 0) {
			return;
		}
		try {
			set(now().plus(ahead));
		}
		catch (CameraException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
	}

	PartStatus status() {
		return this.programs.missing(Program.TIMEDATECTL)
			.map((missing) -> new PartStatus("clock", PartStatus.State.FAILED, missing))
			.orElseGet(this::ntpStatus);
	}

	private PartStatus ntpStatus() {
		PartStatus status = this.health.status();
		ClockSettings present = this.settings;
		if (status.state() == PartStatus.State.WORKING) {
			return this.timeSync.status();
		}
		return (status.state() == PartStatus.State.IMPAIRED && present != null)
				? this.timesyncd.status(present.ntpHost(), this.followedSince) : status;
	}

	void close() {
		this.timeSync.close();
		this.health.close();
	}

}
