package org.camerad.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.camerad.driver.hisilicon.board.FakeRoot;
import org.camerad.driver.hisilicon.fake.FakeBuild;
import org.camerad.driver.hisilicon.fake.FakeStreamer;

/**
 * A HiSilicon board: a fake streamer over HTTP and RTSP, and a board's root in a folder.
 */
final class HiSiliconHardware implements Hardware {

	private final Map<Path, Board> boards = new HashMap<>();

	private String card = "";

	private String mount = "";

	/** The stand-ins of one data folder. */
	private record Board(FakeStreamer streamer, FakeRoot root) {
	}

	@Override
	public String driver() {
		return "hisilicon";
	}

	/**
	 * By Majestic's documented keys: no sharpness, no threshold, no grid, one white line,
	 * and a sensitivity that cannot follow the night without a rebuild.
	 */
	@Override
	public Set<String> lackedParameters() {
		return Set.of("sharpness", "color", "show_res_bit", "time_pos_type", "time_pos_x", "time_pos_y",
				"alarmthreshold", "night_alarmthreshold", "blockcount", "areavalue", "enable_nighttime",
				"night_sensitivity");
	}

	/** A test must not set the clock of the machine that it runs on. */
	@Override
	public boolean setsTheClock() {
		return false;
	}

	@Override
	public List<String> plug(Path data) throws IOException {
		Board board = this.boards.get(data);
		if (board == null) {
			board = new Board(new FakeBuild().sensor("2592x1944").start(), root());
			this.boards.put(data, board);
		}
		board.root().write("/proc/mounts", "rootfs / rootfs rw 0 0\n" + this.mount);
		if (!this.card.isEmpty()) {
			link(board.root().path().resolve(this.card.substring(1)));
		}
		return List.of("camera.hisilicon.board=local", "camera.hisilicon.root=" + board.root().path(),
				"camera.hisilicon.streamer.url=" + board.streamer().url(),
				"camera.hisilicon.streamer.password=" + board.streamer().password(),
				"camera.hisilicon.network.confirm=5s", "camera.hisilicon.ptz.protocol=xm-kmotor",
				"camera.hisilicon.model=MC200J6");
	}

	/** The board sees the card where the test does. */
	private void link(Path onBoard) throws IOException {
		Files.createDirectories(onBoard.getParent());
		if (!Files.isSymbolicLink(onBoard)) {
			Files.createSymbolicLink(onBoard, Path.of(this.card));
		}
	}

	/**
	 * A board that its maker has given the addresses of the document's example. Every
	 * gateway answers, so that no change of the network is taken back.
	 */
	private static FakeRoot root() throws IOException {
		FakeRoot root = FakeRoot.in(Files.createTempDirectory("camerad-board"));
		root.write("/etc/network/interfaces.d/eth0", """
				iface eth0 inet static
				    address 192.168.0.10
				    netmask 255.255.255.0
				    gateway 192.168.0.1
				    pre-up printf 'nameserver %s\\n' 114.114.114.114 8.8.8.8 > /tmp/resolv.conf
				""");
		root.program("/bin/ping", "");
		root.program("/usr/bin/xm-kmotor", "[ \"$1\" = -j ] && echo '{\"xpos\":\"1\",\"ypos\":\"2\"}'; true");
		return root;
	}

	/** For the boards that are plugged in from now on. */
	@Override
	public List<String> card(Path mounted, Card state) {
		this.card = mounted.toString();
		this.mount = switch (state) {
			case READY -> "/dev/mmcblk0p1 " + mounted + " vfat rw,relatime 0 0\n";
			case ABSENT -> "";
			case BROKEN -> "/dev/mmcblk0p1 " + mounted + " vfat ro,relatime 0 0\n";
		};
		return List.of("camera.upload.sd.directory=" + mounted);
	}

	/** The board reboots, and the process ends with it. */
	@Override
	public boolean returnsFromReboot() {
		return false;
	}

	@Override
	public void close() throws IOException {
		for (Board board : this.boards.values()) {
			board.streamer().close();
			org.springframework.util.FileSystemUtils.deleteRecursively(board.root().path());
		}
	}

}
