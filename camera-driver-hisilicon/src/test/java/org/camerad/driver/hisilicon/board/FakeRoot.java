package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A fake root of a board in a folder. It has the files of OpenIPC and programs that
 * record their calls in {@code calls} and affect the folder only.
 */
public final class FakeRoot {

	/** The initial file of the interface. */
	public static final String DHCP = "iface eth0 inet dhcp\n"
			+ "    hwaddress ether $(fw_printenv -n ethaddr || echo 00:00:23:34:45:66)\n";

	private final Path root;

	private FakeRoot(Path root) {
		this.root = root;
	}

	/** Creates a board in an empty folder. */
	public static FakeRoot in(Path folder) throws IOException {
		FakeRoot board = new FakeRoot(folder);
		board.write("/etc/os-release", "NAME=OpenIPC\nOPENIPC_VERSION=2.6.08\n"
				+ "GITHUB_VERSION=\"master+4223e6f, 2026-08-22\"\nBUILD_OPTION=lite\nBUILD_PLATFORM=hi3516ev300_lite\n");
		board.write("/proc/sys/kernel/osrelease", "4.9.37\n");
		board.write("/proc/umap/sys", "[SYS] Version: [Hi3516EV200_MPP_V1.0.1.2 B030 Release]\n");
		board.write("/proc/meminfo", "MemTotal: 262144 kB\nMemFree: 20000 kB\nMemAvailable: 131072 kB\n");
		board.write("/proc/mtd", "dev:    size   erasesize  name\nmtd2: 00300000 00010000 \"kernel\"\n"
				+ "mtd3: 00a00000 00010000 \"rootfs\"\n");
		board.write("/proc/mounts", "rootfs / rootfs rw 0 0\n/dev/mmcblk0p1 /mnt/mmcblk0p1 vfat rw,relatime 0 0\n");
		board.write("/sys/class/net/eth0/address", "02:12:34:56:78:9a\n");
		board.write("/etc/network/interfaces.d/eth0", DHCP);
		board.write("/run/active", DHCP);
		board.write("/gateways", "192.0.2.1\n");
		Files.createDirectories(board.at("/tmp"));
		Files.createDirectories(board.at("/mnt/mmcblk0p1"));
		board.programs();
		return board;
	}

	/** Opens a board that was created before. */
	public static FakeRoot at(Path folder) {
		return new FakeRoot(folder);
	}

	private void programs() throws IOException {
		program("/usr/sbin/ipcinfo",
				"case $1 in -c) echo hi3516ev300;; -s) echo imx335;; -i) echo 0123456789abcdef;; esac");
		program("/etc/init.d/S40network", "cp ROOT/etc/network/interfaces.d/eth0 ROOT/run/active");
		program("/sbin/ifdown", "cp ROOT/etc/network/interfaces.d/$2 ROOT/run/stopped");
		program("/bin/ping", "grep -qx \"$5\" ROOT/gateways");
		program("/sbin/ip", "cat ROOT/lease 2>/dev/null");
		program("/bin/date", "echo \"${2#@} $(date -u +%s)\" >ROOT/date.new; mv ROOT/date.new ROOT/date");
		program("/etc/init.d/S49ntpd", "");
		program("/etc/init.d/S95majestic", "echo \"TZ=$TZ\" >>ROOT/calls");
		program("/sbin/reboot", "");
		program("/bin/busybox", "");
		program("/bin/sync", "");
		program("/usr/sbin/firstboot", "");
		program("/usr/sbin/sysupgrade", "");
		program("/usr/sbin/fw_printenv", "exit 1");
		write("/usr/bin/setsid", "#!/bin/sh\nexec /usr/bin/setsid \"$@\"\n");
		makeExecutable("/usr/bin/setsid");
	}

	/** Installs a program; {@code ROOT} in it is this folder. */
	public void program(String path, String body) throws IOException {
		String name = path.substring(path.lastIndexOf('/') + 1);
		write(path, "#!/bin/sh\necho \"" + name + " $*\" >>ROOT/calls\n".replace("ROOT", this.root.toString())
				+ body.replace("ROOT", this.root.toString()) + "\n");
		makeExecutable(path);
	}

	private void makeExecutable(String path) throws IOException {
		Files.setPosixFilePermissions(at(path), PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	public Path path() {
		return this.root;
	}

	public Path at(String path) {
		return this.root.resolve(path.substring(1));
	}

	public void write(String path, String text) throws IOException {
		Files.createDirectories(at(path).getParent());
		Files.writeString(at(path), text);
	}

	public String read(String path) throws IOException {
		return Files.readString(at(path));
	}

	public BoardFiles files() {
		return new BoardFiles(this.root);
	}

	public BoardCommands commands() {
		return new BoardCommands(files(), List.of());
	}

	/** Returns the streamer's process, which is looked for often. */
	StreamerService streamer() {
		return new StreamerService(files(), commands(), Duration.ofMillis(20));
	}

	/** Returns the updater, whose log is looked at often. */
	Updater updater(StreamerService streamer) {
		return new Updater(files(), commands(), streamer, Duration.ofMillis(20));
	}

	/**
	 * Mounts a memory card. The files below this root are on it.
	 */
	void mountCard() throws IOException {
		long device = ((Number) Files.getAttribute(this.root, "unix:dev")).longValue();
		write("/proc/1/mountinfo", "36 35 %d:%d / /mnt/mmcblk0p1 rw shared:1 - vfat /dev/mmcblk0p1 rw\n"
			.formatted((device >>> 8) & 0xfff | (device >>> 32) & ~0xfffL, device & 0xff | (device >>> 12) & ~0xffL));
	}

	/** Adds a process that has a file open. */
	void addProcess(int pid, String command, Path open) throws IOException {
		write("/proc/" + pid + "/comm", command + "\n");
		write("/proc/" + pid + "/cmdline", command + "\0-s\0");
		Files.createDirectories(at("/proc/" + pid + "/fd"));
		Files.createSymbolicLink(at("/proc/" + pid + "/fd/3"), open);
	}

	/** Returns the calls of programs, in their order. */
	public List<String> calls() throws IOException {
		return Files.exists(at("/calls")) ? Files.readAllLines(at("/calls")) : List.of();
	}

	public void forgetCalls() throws IOException {
		Files.writeString(at("/calls"), "", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
	}

	/** Returns the clock of the board: that of the host until {@code date} sets it. */
	public Clock clock() {
		return new Clock() {

			@Override
			public Instant instant() {
				try {
					Instant now = Instant.now();
					if (!Files.exists(at("/date"))) {
						return now;
					}
					String[] set = read("/date").strip().split(" ");
					return now.plusSeconds(Long.parseLong(set[0]) - Long.parseLong(set[1]));
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
			}

			@Override
			public ZoneId getZone() {
				return ZoneOffset.UTC;
			}

			@Override
			public Clock withZone(ZoneId zone) {
				return this;
			}

		};
	}

	/** Waits for a condition that other threads or processes fulfil. */
	public static void await(String what, Callable<Boolean> condition) throws Exception {
		long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
		while (!condition.call()) {
			assertThat(System.nanoTime()).as(what).isLessThan(deadline);
			TimeUnit.MILLISECONDS.sleep(10);
		}
	}

}
