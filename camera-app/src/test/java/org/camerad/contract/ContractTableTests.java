package org.camerad.contract;

import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each interface's table, line by line, on a camera as it left the factory. */
@ExtendWith(ServiceFixtureExtension.class)
class ContractTableTests {

	private final ServiceFixture bench;

	private final TestService camera;

	private String uid = "";

	ContractTableTests(ServiceFixture bench) {
		this.bench = bench;
		this.camera = bench.shared();
	}

	private void reset() {
		this.camera.get("/cgi-bin/factory_reset?uid=" + this.camera.logIn());
		this.uid = this.camera.logIn();
	}

	/** Returns a uid. A line that is run once more on its own begins with a reset. */
	private String uid() {
		if (this.uid.isEmpty()) {
			reset();
		}
		return this.uid;
	}

	@TestFactory
	Stream<DynamicNode> tables() {
		return ContractTable.names(this.camera)
			.stream()
			.map((name) -> this.bench.has(name) ? nodes(name) : absent(name));
	}

	private DynamicNode absent(String name) {
		ContractTable table = ContractTable.read(this.bench, name);
		return DynamicTest.dynamicTest(name + " is absent", () -> {
			reset();
			table.lines().forEach((line) -> table.checkAbsent(line, this.camera, this.uid));
		});
	}

	private DynamicNode nodes(String name) {
		ContractTable table = ContractTable.read(this.bench, name);
		Stream<DynamicTest> initial = Stream.of(DynamicTest.dynamicTest("initial", () -> {
			reset();
			table.checkInitial(this.camera, this.uid);
		}));
		Stream<DynamicTest> lines = table.lines()
			.stream()
			.map((line) -> DynamicTest.dynamicTest(
					name + ".table:" + line.number() + " " + line.query() + " -> " + line.answer(),
					() -> table.check(line, this.camera, uid(), this.bench.lackedParameters())));
		return DynamicContainer.dynamicContainer(name, Stream.concat(initial, lines));
	}

}
