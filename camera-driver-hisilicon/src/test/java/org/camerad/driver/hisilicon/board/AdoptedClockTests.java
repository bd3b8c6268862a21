package org.camerad.driver.hisilicon.board;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.driver.Change;
import org.camerad.driver.ClockSettings;
import org.camerad.driver.ClockSettings.Source;
import org.camerad.driver.Current;
import org.camerad.driver.Setting;
import org.camerad.driver.kit.TestSettings;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of time zone and NTP servers that the owner has configured. */
class AdoptedClockTests {

	private static final String SERVERS = "server 192.0.2.1 iburst\nserver pool.example.org iburst\n";

	private static final String BERLIN = "CET-1CEST,M3.5.0,M10.5.0/3";

	private static final ClockSettings KNOWN = TestSettings.clock(ZoneOffset.ofHours(8), Source.MANUAL, "other", 123);

	@TempDir
	Path folder;

	private FakeRoot board;

	private StreamerService streamer;

	private BoardClock clock;

	@BeforeEach
	void open() throws Exception {
		this.board = FakeRoot.in(this.folder);
		this.board.write("/etc/ntp.conf", SERVERS);
		this.board.write("/etc/TZ", BERLIN + "\n");
		this.board.write("/etc/timezone", "Europe/Berlin\n");
		this.streamer = this.board.streamer();
		this.clock = new BoardClock(this.board.files(), this.board.commands(), this.streamer, this.board.clock());
	}

	@AfterEach
	void close() {
		this.clock.close();
		this.streamer.close();
	}

	private Current<ClockSettings> current() throws Exception {
		return this.clock.current(KNOWN).orElseThrow();
	}

	@Test
	void theFirstServerAndTheWinterTimeAreTold() throws Exception {
		Current<ClockSettings> told = current();
		assertThat(told.settings()).isEqualTo(TestSettings.clock(ZoneOffset.ofHours(1), Source.NTP, "192.0.2.1", 123));
		assertThat(told.outside()).containsEntry(Setting.NTP_HOST, SERVERS)
			.containsEntry(Setting.TIME_ZONE, BERLIN + " Europe/Berlin");
	}

	@Test
	void whatIsNotNamedStays() throws Exception {
		ClockSettings zone = TestSettings.clock(ZoneOffset.ofHours(3), Source.NTP, "192.0.2.1", 123);
		this.clock.change(new Change<>(zone, Set.of(Setting.TIME_ZONE), Set.of(Setting.TIME_ZONE), Map.of()));
		assertThat(this.board.read("/etc/ntp.conf")).isEqualTo(SERVERS);
		assertThat(this.board.read("/etc/TZ")).isEqualTo("GMT-3\n");
		this.board.write("/etc/TZ", BERLIN + "\n");
		ClockSettings server = TestSettings.clock(ZoneOffset.ofHours(1), Source.NTP, "192.0.2.9", 123);
		this.clock.change(new Change<>(server, Set.of(Setting.NTP_HOST), Set.of(Setting.NTP_HOST), Map.of()));
		assertThat(this.board.read("/etc/ntp.conf")).isEqualTo("server 192.0.2.9 iburst\n");
		assertThat(this.board.read("/etc/TZ")).isEqualTo(BERLIN + "\n");
	}

	@Test
	void theOwnersTextsAreRestoredAsTheyWere() throws Exception {
		Current<ClockSettings> adopted = current();
		this.clock.apply(KNOWN);
		assertThat(this.board.read("/etc/TZ")).isEqualTo("GMT-8\n");
		this.clock.change(new Change<>(adopted.settings(), Set.of(Setting.values()), Set.of(), adopted.outside()));
		assertThat(this.board.read("/etc/ntp.conf")).isEqualTo(SERVERS);
		assertThat(this.board.read("/etc/TZ")).isEqualTo(BERLIN + "\n");
		assertThat(this.board.read("/etc/timezone")).isEqualTo("Europe/Berlin\n");
	}

}
