package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camerad.driver.DeviceInfo;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.process.ProcessResult;

/** The identity of the board, from ipcinfo or else from files of the kernel. */
final class BoardIdentity {

	private static final System.Logger LOGGER = System.getLogger(BoardIdentity.class.getName());

	private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(3);

	/** The library version of the vendor's modules, which begins with the chip. */
	private static final Pattern MPP = Pattern.compile("((?:Hi|GK)[0-9A-Za-z]{4,12})_MPP_V");

	/** The address that many boards share until it is set. */
	private static final String STOCK_MAC = "00:00:23:34:45:66";

	private static final Pattern WORD = Pattern.compile("[\\x21-\\x7e][\\x20-\\x7e]{0,62}");

	private final BoardFiles files;

	private final BoardCommands commands;

	BoardIdentity(BoardFiles files, BoardCommands commands) {
		this.files = files;
		this.commands = commands;
	}

	/**
	 * Reads model, versions and serial number; "unknown" for values that the board does
	 * not report.
	 */
	DeviceInfo read() throws IOException {
		String chip = chip();
		String model = ipcinfo("-s").map((sensor) -> chip + " " + sensor).orElse(chip);
		return new DeviceInfo(model, this.files.word("/proc/sys/kernel/osrelease").orElse("unknown"), firmware(),
				serialNumber());
	}

	private String chip() throws IOException {
		Optional<String> reported = ipcinfo("-c");
		if (reported.isPresent()) {
			return reported.get();
		}
		Matcher matcher = MPP.matcher(this.files.text("/proc/umap/sys").orElse(""));
		return matcher.find() ? matcher.group(1) : "HiSilicon";
	}

	private String firmware() throws IOException {
		Map<String, String> release = release();
		String details = Stream.of("BUILD_OPTION", "GITHUB_VERSION")
			.map((key) -> release.getOrDefault(key, ""))
			.filter((value) -> !value.isEmpty())
			.collect(Collectors.joining(", "));
		String name = (release.getOrDefault("NAME", "OpenIPC") + " " + version()).strip();
		return details.isEmpty() ? name : name + " (" + details + ")";
	}

	/** Returns the version of the firmware, empty if nothing reports it. */
	String version() throws IOException {
		Map<String, String> release = release();
		return release.getOrDefault("OPENIPC_VERSION", release.getOrDefault("VERSION_ID", ""));
	}

	/** Returns the entries of os-release without quotes. */
	private Map<String, String> release() throws IOException {
		Map<String, String> release = new TreeMap<>();
		for (String line : this.files.lines("/etc/os-release")) {
			int sign = line.indexOf('=');
			if (sign > 0) {
				release.put(line.substring(0, sign), line.substring(sign + 1).replace("\"", "").strip());
			}
		}
		return release;
	}

	private String serialNumber() throws IOException {
		Optional<String> dieId = ipcinfo("-i").or(this::readFuses);
		return dieId.isPresent() ? dieId.get() : macAddress().orElse("unknown");
	}

	private Optional<String> readFuses() {
		try {
			Optional<String> bytes = this.files.text("/sys/bus/nvmem/devices/factory-otp0/nvmem");
			// Fuses that are all zero or all one were never written.
			return bytes.map((text) -> HexFormat.of().formatHex(text.getBytes(StandardCharsets.ISO_8859_1)))
				.filter((hex) -> hex.length() >= 16 && !hex.matches("0*|f*"))
				.map((hex) -> hex.substring(0, Math.min(48, hex.length())));
		}
		catch (IOException ex) {
			LOGGER.log(Level.DEBUG, "The chip's fuses cannot be read", ex);
			return Optional.empty();
		}
	}

	private Optional<String> macAddress() throws IOException {
		return this.files.word("/sys/class/net/eth0/address")
			.map((address) -> address.toLowerCase(Locale.ROOT))
			.filter((address) -> !address.equals(STOCK_MAC))
			.map((address) -> address.replace(":", ""));
	}

	/**
	 * Returns the chip that the board's firmware is built for, as in the names of
	 * firmware archives; empty if nothing reports it.
	 */
	Optional<String> soc() throws IOException {
		String platform = release().getOrDefault("BUILD_PLATFORM", "");
		int end = platform.indexOf('_');
		if (end > 0) {
			return Optional.of(platform.substring(0, end));
		}
		return query("fw_printenv", "-n", "soc");
	}

	private Optional<String> ipcinfo(String option) {
		return query("ipcinfo", option);
	}

	private Optional<String> query(String program, String... arguments) {
		if (!this.commands.has(program)) {
			return Optional.empty();
		}
		try {
			ProcessResult outcome = this.commands.run(COMMAND_TIMEOUT, program, arguments);
			return Optional.of(outcome.output().strip())
				.filter((text) -> outcome.isSuccess() && WORD.matcher(text).matches());
		}
		catch (IOException ex) {
			LOGGER.log(Level.WARNING, "{0} failed: {1}", program, Reason.of(ex));
			return Optional.empty();
		}
	}

}
