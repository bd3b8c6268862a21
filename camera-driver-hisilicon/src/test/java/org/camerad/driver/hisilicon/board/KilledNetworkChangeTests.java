package org.camerad.driver.hisilicon.board;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** kill -9 at every step of a network change, and what the next start makes of it. */
class KilledNetworkChangeTests {

	@TempDir
	Path folder;

	@ParameterizedTest(name = "the gateway answers: {0}")
	@ValueSource(booleans = { true, false })
	void theNextStartSettlesAChangeThatWasKilledAtAnyStep(boolean answers) throws Exception {
		// A gateway that answers does so at once, however busy this machine is.
		Duration confirm = answers ? Duration.ofSeconds(60) : Duration.ofMillis(300);
		List<String> ends = new ArrayList<>();
		int status = DyingProcess.KILLED;
		for (int step = 1; status == DyingProcess.KILLED; step++) {
			Path here = Files.createDirectories(this.folder.resolve("step-" + step));
			Path own = Files.createDirectories(here.resolve("own"));
			FakeRoot board = FakeRoot.in(Files.createDirectories(here.resolve("root")));
			board.write("/gateways", answers ? "192.0.2.1\n" : "");
			status = DyingProcess.run(step, board, own, "network", confirm.toString());
			assertWhole(board);
			ends.add(settled(board, own, confirm));
		}
		assertThat(ends.size()).as("steps").isGreaterThan(answers ? 8 : 12);
		assertThat(ends.get(0)).isEqualTo("old");
		assertThat(ends.get(ends.size() - 1)).isEqualTo(answers ? "new" : "old");
		if (!answers) {
			assertThat(ends).containsOnly("old");
		}
	}

	/** Opens it again as the next start does; old or new, whole, and in effect. */
	private String settled(FakeRoot board, Path own, Duration confirm) throws Exception {
		NetworkProperties properties = new NetworkProperties("eth0", confirm, Duration.ofSeconds(30));
		try (BoardNetwork network = new BoardNetwork(board.files(), board.commands(), properties, own, (event) -> {
		})) {
			FakeRoot.await("what was begun is settled", () -> network.status().isEmpty());
		}
		assertThat(own.resolve("network-change")).doesNotExist();
		String file = assertWhole(board);
		assertThat(board.read("/run/active")).as("what the interfaces run with").isEqualTo(file);
		return file.equals(FakeRoot.DHCP) ? "old" : "new";
	}

	/** Also for a board that starts before this service does, and reads all there is. */
	private static String assertWhole(FakeRoot board) throws Exception {
		assertThat(board.at("/etc/network/interfaces.d").toFile().list()).containsExactly("eth0");
		String file = board.read("/etc/network/interfaces.d/eth0");
		assertThat(file).isIn(FakeRoot.DHCP, BoardNetworkTests.STATIC_FILE);
		return file;
	}

}
