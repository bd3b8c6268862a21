package org.camerad.contract;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.camerad.driver.pi.ptz.HeadAtTheLine;
import org.camerad.driver.pi.ptz.PseudoTerminal;
import org.camerad.driver.pi.standin.CameraModule;
import org.camerad.driver.pi.standin.SoundCard;
import org.camerad.driver.pi.standin.Updaters;

/** A Raspberry Pi made of stand-ins, with everything that the driver knows. */
final class PiHardware implements Hardware {

	private final Map<Path, PseudoTerminal> ports = new HashMap<>();

	private final List<HeadAtTheLine> heads = new ArrayList<>();

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
		Updaters.install(programs);
		Map<String, String> properties = new HashMap<>(SoundCard.plug(programs).properties());
		properties.put("path", programs + ":/usr/bin:/bin");
		properties.put("video.command", module.program().toString());
		properties.put("firmware.updater", "rauc");
		properties.put("ptz.port", port(data).toString());
		properties.put("ptz.baud", "9600");
		return properties.entrySet()
			.stream()
			.map((entry) -> "camera.pi." + entry.getKey() + "=" + entry.getValue())
			.toList();
	}

	private Path port(Path data) {
		return this.ports.computeIfAbsent(data, (key) -> {
			PseudoTerminal line = new PseudoTerminal();
			this.heads.add(new HeadAtTheLine(line));
			return line;
		}).port();
	}

	@Override
	public List<String> card(Path mounted, Card card) {
		return (card == Card.ABSENT) ? List.of() : List.of("camera.upload.sd.directory=" + mounted);
	}

	@Override
	public boolean returnsFromReboot() {
		return false;
	}

	@Override
	public void close() {
		this.heads.forEach(HeadAtTheLine::close);
	}

}
