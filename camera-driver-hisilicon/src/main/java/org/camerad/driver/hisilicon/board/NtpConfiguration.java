package org.camerad.driver.hisilicon.board;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camerad.driver.ClockSettings;
import org.camerad.driver.Setting;

/**
 * The text of busybox's {@code ntp.conf}. Without a server, ntpd exits when the board
 * starts it.
 *
 * @param text the text
 * @param exists whether the file exists
 */
record NtpConfiguration(String text, boolean exists) {

	private static final int NTP_PORT = 123;

	private static final Pattern SERVER = Pattern.compile("\\s*server\\s+(\\S+).*");

	private static final Pattern ADDRESS = Pattern
		.compile("\\[([^\\]]+)]:([0-9]{1,5})|([^:]+):([0-9]{1,5})|([^:]+|.*:.*:.*)");

	/** A server of the file. */
	private record Server(String host, int port) {
	}

	/** Returns the configuration for some settings. */
	static NtpConfiguration of(ClockSettings settings) {
		return new NtpConfiguration(write(settings), true);
	}

	private static String write(ClockSettings settings) {
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

	static NtpConfiguration parse(Optional<String> file) {
		return new NtpConfiguration(file.orElse(""), file.isPresent());
	}

	/**
	 * Returns the settings of the file. The contract has one server: of several, the
	 * first is returned and the text of the file noted.
	 */
	ClockSettings tell(ClockSettings known, ZoneOffset offset, Set<Setting> unknown, Map<Setting, String> outside) {
		ClockSettings expected = new ClockSettings(offset, known.source(), known.ntpHost(), known.ntpPort());
		List<Server> servers = servers();
		if (!this.exists) {
			unknown.add(Setting.TIME_SOURCE);
		}
		if (servers.isEmpty()) {
			unknown.addAll(List.of(Setting.NTP_HOST, Setting.NTP_PORT));
			return (known.source() != ClockSettings.Source.NTP) ? expected
					: new ClockSettings(offset, ClockSettings.Source.MANUAL, known.ntpHost(), known.ntpPort());
		}
		if (this.text.equals(write(known))) {
			return expected;
		}
		ClockSettings told = new ClockSettings(offset, ClockSettings.Source.NTP, servers.get(0).host(),
				servers.get(0).port());
		if (!this.text.equals(write(told))) {
			outside.put(Setting.NTP_HOST, this.text);
		}
		return told;
	}

	private List<Server> servers() {
		return this.text.lines()
			.map(SERVER::matcher)
			.filter(Matcher::matches)
			.map((line) -> ADDRESS.matcher(line.group(1)))
			.filter(Matcher::matches)
			.map(NtpConfiguration::server)
			.toList();
	}

	private static Server server(Matcher address) {
		if (address.group(1) != null) {
			return new Server(address.group(1), Integer.parseInt(address.group(2)));
		}
		return (address.group(3) != null) ? new Server(address.group(3), Integer.parseInt(address.group(4)))
				: new Server(address.group(5), NTP_PORT);
	}

}
