package org.camerad.driver.hisilicon.board;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.driver.support.KilledProcess;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests with kill -9 at every step of a change of the interface's file. A board that
 * starts before this service must find a complete file. The trial itself is tested in
 * camera-driver-support.
 */
class KilledNetworkChangeTests {

	/** The gateway responds at once; the limit is for a loaded machine. */
	private static final Duration CONFIRM = Duration.ofSeconds(60);

	@TempDir
	Path folder;

	/** Applies a change; runs as a separate process. */
	public static void main(String[] arguments) throws Exception {
		try (BoardNetwork network = open(FakeRoot.at(Path.of(arguments[0])), Path.of(arguments[1]))) {
			network.apply(BoardNetworkTests.STATIC);
			FakeRoot.await("the change is settled", () -> network.status().isEmpty());
		}
	}

	private static BoardNetwork open(FakeRoot board, Path own) throws Exception {
		return new BoardNetwork(board.files(), board.commands(),
				new NetworkProperties("eth0", CONFIRM, Duration.ofSeconds(30)), own, (event) -> {
				});
	}

	@Test
	void theInterfacesFileIsCompleteAfterAKillAtAnyStep() throws Exception {
		List<String> ends = new ArrayList<>();
		int status = KilledProcess.KILLED;
		for (int step = 1; status == KilledProcess.KILLED; step++) {
			Path here = Files.createDirectories(this.folder.resolve("step-" + step));
			Path own = Files.createDirectories(here.resolve("own"));
			FakeRoot board = FakeRoot.in(Files.createDirectories(here.resolve("root")));
			status = KilledProcess.run(step, here, KilledNetworkChangeTests.class, board.path().toString(),
					own.toString());
			assertWhole(board);
			ends.add(settled(board, own));
		}
		assertThat(ends.size()).as("steps").isGreaterThan(8);
		assertThat(ends).startsWith("old").endsWith("new");
	}

	/**
	 * Opens the network as the next start does. Returns which complete file is in effect.
	 */
	private static String settled(FakeRoot board, Path own) throws Exception {
		try (BoardNetwork network = open(board, own)) {
			FakeRoot.await("the change is settled", () -> network.status().isEmpty());
		}
		assertThat(own.resolve("network-change")).doesNotExist();
		String file = assertWhole(board);
		assertThat(board.read("/run/active")).as("the interfaces run with").isEqualTo(file);
		return file.equals(FakeRoot.DHCP) ? "old" : "new";
	}

	private static String assertWhole(FakeRoot board) throws Exception {
		assertThat(board.at("/etc/network/interfaces.d").toFile().list()).containsExactly("eth0");
		String file = board.read("/etc/network/interfaces.d/eth0");
		assertThat(file).isIn(FakeRoot.DHCP, BoardNetworkTests.STATIC_FILE);
		return file;
	}

}
