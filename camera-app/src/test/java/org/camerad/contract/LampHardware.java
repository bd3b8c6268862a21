package org.camerad.contract;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The simulator, whose service has one interface more: {@code com.example.lamp}. */
final class LampHardware implements Hardware {

	private static final String INTERFACE = "spring.main.sources=com.example.lamp.LampController";

	private final Hardware simulator = new SimHardware();

	@Override
	public String driver() {
		return this.simulator.driver();
	}

	@Override
	public List<String> plug(Path data) throws IOException {
		List<String> properties = new ArrayList<>(this.simulator.plug(data));
		properties.add(INTERFACE);
		return properties;
	}

	@Override
	public List<String> card(Path mounted, Card card) throws IOException {
		return this.simulator.card(mounted, card);
	}

}
