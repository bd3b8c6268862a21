package org.camerad.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.camerad.driver.pi.ptz.PelcoDHeadSimulator;
import org.camerad.driver.pi.ptz.PseudoTerminal;
import org.camerad.driver.pi.standin.BoardStandIn;
import org.camerad.driver.pi.standin.CameraModule;
import org.camerad.driver.pi.standin.SoundCard;
import org.camerad.driver.pi.standin.Updaters;

/** A Raspberry Pi made of stand-ins, with everything that the driver knows. */
final class PiHardware implements Hardware {

	private static final String GATEWAYS = "192.168.0.1\n192.168.4.1\n192.168.4.254\n10.255.255.254\n198.51.100.1\n";

	private final Map<Path, PseudoTerminal> ports = new HashMap<>();

	private final List<PelcoDHeadSimulator> heads = new ArrayList<>();

	private final Map<Path, String> mounted = new HashMap<>();

	@Override
	public String driver() {
		return "pi";
	}

	/** No Raspberry Pi can encode H.265. */
	@Override
	public Set<String> lacks() {
		return Set.of("H265");
	}

	@Override
	public List<String> plug(Path data) throws IOException {
		Path folder = data.resolveSibling(data.getFileName() + "-board");
		Path programs = folder.resolve("programs");
		CameraModule module = CameraModule.plug(folder.resolve("module"), "1.9.1");
		module.attach("imx708");
		Updaters.install(programs);
		BoardStandIn board = board(data);
		Map<String, String> properties = new HashMap<>(SoundCard.plug(programs).properties());
		properties.put("path", board.path() + ":" + programs + ":/usr/bin:/bin");
		properties.put("root", board.root().toString());
		properties.put("video.command", module.program().toString());
		properties.put("firmware.updater", "rauc");
		properties.put("ptz.port", port(data).toString());
		properties.put("ptz.baud", "9600");
		return properties.entrySet()
			.stream()
			.map((entry) -> "camera.pi." + entry.getKey() + "=" + entry.getValue())
			.toList();
	}

	/**
	 * A board that has left the factory with the addresses of the contract's examples.
	 */
	private BoardStandIn board(Path data) throws IOException {
		Path folder = data.resolveSibling(data.getFileName() + "-board").resolve("system");
		boolean fresh = Files.notExists(folder);
		BoardStandIn board = BoardStandIn.make(folder);
		if (fresh) {
			String factory = "manual\n192.168.0.10/24\n192.168.0.1\n114.114.114.114,8.8.8.8\n";
			board.put("profile", factory);
			board.put("active", factory);
			board.put("gateways", GATEWAYS);
			board.file("proc/device-tree/model", "Raspberry Pi 4 Model B Rev 1.4\0");
			board.file("proc/device-tree/serial-number", "10000000abcdef01\0");
		}
		for (Map.Entry<Path, String> mount : this.mounted.entrySet()) {
			if (mount.getKey().startsWith(data.getParent())) {
				board.mount(mount.getKey(), mount.getValue());
			}
		}
		return board;
	}

	@Override
	public Clock clock(Path data) throws IOException {
		return board(data).clock();
	}

	private Path port(Path data) {
		return this.ports.computeIfAbsent(data, (key) -> {
			PseudoTerminal line = new PseudoTerminal();
			this.heads.add(new PelcoDHeadSimulator(line));
			return line;
		}).port();
	}

	@Override
	public List<String> card(Path mounted, Card card) {
		if (card == Card.ABSENT) {
			return List.of();
		}
		this.mounted.put(mounted, (card == Card.BROKEN) ? "ro,relatime" : "rw,relatime");
		return List.of("camera.upload.sd.directory=" + mounted);
	}

	@Override
	public boolean returnsFromReboot() {
		return false;
	}

	@Override
	public void close() {
		this.heads.forEach(PelcoDHeadSimulator::close);
	}

}
