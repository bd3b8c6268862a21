package org.camerad.driver.pi.standin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A stand-in of a board: strict stand-ins of the system's programs, which record their
 * calls, fail and block on command, and the files that the driver reads.
 */
public final class BoardStandIn {

	/** The profile at the start: a static address with a reachable gateway. */
	public static final String FORMER = "manual\n192.0.2.10/24\n192.0.2.1\n192.0.2.1\n";

	private final Path root;

	private final Path state;

	private final Path programs;

	private BoardStandIn(Path folder) {
		this.root = folder.resolve("root");
		this.state = folder.resolve("state");
		this.programs = folder.resolve("bin");
	}

	/** Returns a board that {@link #make} has created in a folder. */
	public static BoardStandIn at(Path folder) {
		return new BoardStandIn(folder);
	}

	/** Creates a board in a folder, or returns the one that exists. */
	public static BoardStandIn make(Path folder) throws IOException {
		BoardStandIn board = new BoardStandIn(folder);
		if (Files.exists(board.state)) {
			return board;
		}
		Files.createDirectories(board.state);
		Files.createDirectories(board.programs);
		for (String program : List.of("nmcli", "ping", "timedatectl", "systemctl")) {
			board.install(program);
		}
		board.put("uuid", "11111111-2222-3333-4444-555555555555\n");
		board.put("profile", FORMER);
		board.put("active", FORMER);
		board.put("lease", "198.51.100.77/24\n198.51.100.1\n198.51.100.1,9.9.9.9\n");
		board.put("gateways", "192.0.2.1\n198.51.100.1\n");
		board.put("ntp", "false");
		board.put("calls", "");
		board.file("proc/net/route", "Iface\tDestination\tGateway\neth0\t00000000\t010200C0\n");
		board.file("proc/net/arp", "IP address HW type Flags HW address Mask Device\n");
		board.file("proc/mounts", "/dev/root / ext4 rw,noatime 0 0\n");
		board.file("sys/class/net/eth0/address", "dc:a6:32:01:02:03\n");
		board.file("sys/class/thermal/thermal_zone0/temp", "48312\n");
		Files.createDirectories(board.root.resolve("etc/systemd/timesyncd.conf.d"));
		return board;
	}

	/** Installs a program. */
	public void install(String name) throws IOException {
		try (InputStream resource = BoardStandIn.class.getResourceAsStream("board.sh")) {
			String script = new String(resource.readAllBytes(), StandardCharsets.UTF_8)
				.replace("@STATE@", this.state.toString())
				.replace("@ROOT@", this.root.toString());
			Path program = Files.writeString(this.programs.resolve(name), script);
			Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
		}
	}

	public Path root() {
		return this.root;
	}

	/** Returns the folder of the programs. */
	public String path() {
		return this.programs.toString();
	}

	public void uninstall(String program) throws IOException {
		Files.delete(this.programs.resolve(program));
	}

	/** Writes a file below the root. */
	public void file(String name, String text) throws IOException {
		Path file = this.root.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

	/** Mounts a folder. */
	public void mount(Path folder, String options) throws IOException {
		file("proc/mounts", "/dev/root / ext4 rw,noatime 0 0\n/dev/sda1 " + folder.toString().replace(" ", "\\040")
				+ " vfat " + options + " 0 0\n");
	}

	/**
	 * Returns a value of the programs' state: {@code profile}, {@code active},
	 * {@code ntp} …
	 */
	public String get(String name) throws IOException {
		Path file = this.state.resolve(name);
		return Files.exists(file) ? Files.readString(file) : "";
	}

	public void put(String name, String text) throws IOException {
		Files.writeString(this.state.resolve(name), text);
	}

	/**
	 * Makes a step fail with an exit status and a message until {@link #clearFailure}.
	 */
	public void fail(String step, int status, String message) throws IOException {
		put("fail-" + step, status + "\n" + message + "\n");
	}

	/** Makes the next run of a step fail. */
	public void failOnce(String step, int status, String message) throws IOException {
		put("fail-once-" + step, status + "\n" + message + "\n");
	}

	public void clearFailure(String step) throws IOException {
		Files.deleteIfExists(this.state.resolve("fail-" + step));
	}

	/**
	 * Blocks a program at a place, such as {@code before-up} or {@code after-modify}.
	 */
	public void block(String place) throws IOException {
		put("block-" + place, "");
	}

	/**
	 * Returns the id of the process that is blocked at a place; 0 while there is no such
	 * process.
	 */
	public long blocked(String place) throws IOException {
		String pid = get("blocked-" + place);
		return pid.isEmpty() ? 0 : Long.parseLong(pid);
	}

	public void unblock(String place) throws IOException {
		Files.deleteIfExists(this.state.resolve("block-" + place));
		Files.deleteIfExists(this.state.resolve("blocked-" + place));
	}

	/** Returns the calls of all programs; bars separate the arguments. */
	public List<String> calls() throws IOException {
		return get("calls").lines().toList();
	}

	/** Returns the calls that change something. */
	public List<String> changes() throws IOException {
		return calls().stream()
			.filter((call) -> !call.contains("|-g|") && !call.startsWith("ping|") && !call.contains("|show|"))
			.toList();
	}

	/** Returns the system's clock, which the stand-in of timedatectl sets. */
	public Clock clock() {
		return new Clock() {

			@Override
			public ZoneId getZone() {
				return ZoneOffset.UTC;
			}

			@Override
			public Clock withZone(ZoneId zone) {
				return this;
			}

			@Override
			public Instant instant() {
				try {
					String ahead = get("ahead");
					return Instant.now().plusSeconds(ahead.isEmpty() ? 0 : Long.parseLong(ahead));
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}

		};
	}

}
