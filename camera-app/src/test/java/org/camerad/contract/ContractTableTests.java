package org.camerad.contract;

import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each interface's table, line by line, on a camera as it left the factory. */
@ExtendWith(SharedCamera.class)
class ContractTableTests {

	private static final String[] TABLES = { "image", "osd", "motion", "audioencoder", "stream1", "stream2", "network",
			"time", "ptz_ctrl", "factory_reset" };

	private final Camerad camera;

	private String uid = "";

	ContractTableTests(Camerad camera) {
		this.camera = camera;
	}

	private void reset() {
		this.camera.get("/cgi-bin/factory_reset?uid=" + this.camera.logIn());
		this.uid = this.camera.logIn();
	}

	@TestFactory
	Stream<DynamicNode> tables() {
		return Stream.of(TABLES).map(this::nodes);
	}

	private DynamicNode nodes(String name) {
		ContractTable table = ContractTable.read(name);
		Stream<DynamicTest> initial = Stream.of(DynamicTest.dynamicTest("initial", () -> {
			reset();
			table.checkInitial(this.camera, this.uid);
		}));
		Stream<DynamicTest> lines = table.lines()
			.stream()
			.map((line) -> DynamicTest.dynamicTest(
					name + ".table:" + line.number() + " " + line.query() + " -> " + line.answer(),
					() -> table.check(line, this.camera, this.uid)));
		return DynamicContainer.dynamicContainer(name, Stream.concat(initial, lines));
	}

}
