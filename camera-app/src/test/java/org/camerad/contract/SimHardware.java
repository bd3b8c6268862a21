package org.camerad.contract;

import java.nio.file.Path;
import java.util.List;

/** The simulator: what the suite runs on unless it is told otherwise. */
final class SimHardware implements Hardware {

	@Override
	public String driver() {
		return "sim";
	}

	@Override
	public List<String> plug(Path data) {
		return List.of("camera.sim.reboot-time=500ms");
	}

	@Override
	public List<String> card(Path mounted, Card card) {
		return switch (card) {
			case READY -> List.of("camera.upload.sd.directory=" + mounted);
			case ABSENT -> List.of("camera.sim.sd=absent");
			case BROKEN -> List.of("camera.sim.sd=broken", "camera.upload.sd.directory=" + mounted);
		};
	}

}
