package org.camerad.driver.pi.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.camerad.driver.pi.standin.BoardStandIn;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A kill -9 of the service and of nmcli during a network change. The trial itself is
 * tested in camera-driver-support.
 */
class KilledNetworkChangeTests extends SystemTestSupport {

	private static final String NEXT = "manual\n192.0.2.20/24\n192.0.2.1\n192.0.2.2,192.0.2.3\n";

	private Process change(String address, String gateway) throws Exception {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx32m", "-cp",
				System.getProperty("java.class.path"), NetworkChanger.class.getName(), this.folder.toString(), address,
				gateway)
			.redirectErrorStream(true)
			.redirectOutput(this.folder.resolve("changer.log").toFile())
			.start();
	}

	/** Kills the process while a program is blocked, and then the program. */
	private void killAt(String place, String address, String gateway) throws Exception {
		this.board.block(place);
		Process process = change(address, gateway);
		try {
			await(place, () -> this.board.blocked(place) != 0);
		}
		finally {
			process.destroyForcibly().waitFor();
		}
		ProcessHandle program = ProcessHandle.of(this.board.blocked(place)).orElseThrow();
		program.destroyForcibly();
		program.onExit().get(30, TimeUnit.SECONDS);
		this.board.unblock(place);
	}

	@ParameterizedTest
	@ValueSource(strings = { "before-modify", "after-modify", "before-up", "after-up" })
	void formerOrNewSettingsAreActiveAndTheNextStartEndsTheTrial(String place) throws Exception {
		killAt(place, "192.0.2.20", "192.0.2.1");
		assertThat(this.board.get("profile")).isIn(BoardStandIn.FORMER, NEXT);
		assertThat(this.board.get("active")).isIn(BoardStandIn.FORMER, NEXT);
		assertThat(this.folder.resolve("network-change")).exists();
		open();
		await("the end of the trial", () -> Files.notExists(this.folder.resolve("network-change")));
		assertThat(this.board.get("active")).isEqualTo(this.board.get("profile"));
		assertThat(this.board.get("active")).isEqualTo(place.equals("before-modify") ? BoardStandIn.FORMER : NEXT);
		this.system.network().orElseThrow().apply(with("192.0.2.20", "192.0.2.1"));
		assertThat(this.board.get("active")).isEqualTo(NEXT);
	}

}
