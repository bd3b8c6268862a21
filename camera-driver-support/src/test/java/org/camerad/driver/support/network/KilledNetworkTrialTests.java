package org.camerad.driver.support.network;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.camerad.driver.CameraEvent;
import org.camerad.driver.support.Await;
import org.camerad.driver.support.KilledProcess;

import static org.assertj.core.api.Assertions.assertThat;

/** SIGKILL at every step of a network change, followed by the next start. */
class KilledNetworkTrialTests {

	/** A gateway that responds does so at once, however busy the machine is. */
	private static final Duration ANSWERED = Duration.ofSeconds(60);

	private static final Duration UNANSWERED = Duration.ofMillis(300);

	@TempDir
	Path folder;

	/** Runs as a separate process: applies settings unless others are on trial. */
	public static void main(String[] arguments) throws Exception {
		Path folder = Path.of(arguments[0]);
		FakeNetwork board = FakeNetwork.at(folder);
		boolean fresh = Files.notExists(folder.resolve("network-change"));
		try (NetworkTrial trial = new NetworkTrial(board, folder, board.configured(), Duration.parse(arguments[1]),
				(event) -> {
				})) {
			if (fresh) {
				trial.apply(FakeNetwork.NEXT);
			}
			Await.until("the end", () -> Files.notExists(folder.resolve("network-change")));
		}
	}

	private static int killAt(int step, Path here, Duration limit) throws Exception {
		return KilledProcess.run(step, here, KilledNetworkTrialTests.class, here.toString(), limit.toString());
	}

	@ParameterizedTest(name = "the gateway answers: {0}")
	@ValueSource(booleans = { true, false })
	void theNextStartSettlesAChangeThatWasKilledAtAnyStep(boolean answers) throws Exception {
		Duration limit = answers ? ANSWERED : UNANSWERED;
		List<String> ends = new ArrayList<>();
		int status = KilledProcess.KILLED;
		for (int step = 1; status == KilledProcess.KILLED; step++) {
			Path here = Files.createDirectories(this.folder.resolve("step-" + step));
			FakeNetwork board = FakeNetwork.make(here);
			if (answers) {
				board.answer(FakeNetwork.NEXT);
			}
			status = killAt(step, here, limit);
			ends.add(settle(here, limit));
		}
		// Three durable writes and a deletion; two more writes to roll back.
		assertThat(ends).as("steps").hasSizeGreaterThanOrEqualTo(answers ? 14 : 22);
		assertThat(ends.get(0)).isEqualTo("former");
		assertThat(ends.get(ends.size() - 1)).isEqualTo(answers ? "next" : "former");
		if (answers) {
			assertThat(ends.subList(ends.lastIndexOf("former") + 1, ends.size())).containsOnly("next");
		}
		else {
			assertThat(ends).containsOnly("former");
		}
	}

	@Test
	void aStartThatIsKilledWhileItSettlesAChangeIsFollowedByOneThatDoes() throws Exception {
		int status = KilledProcess.KILLED;
		int killed = 0;
		for (int step = 1; status == KilledProcess.KILLED; step++) {
			Path here = Files.createDirectories(this.folder.resolve("step-" + step));
			FakeNetwork board = FakeNetwork.make(here);
			try (NetworkTrial trial = new NetworkTrial(board, here, FakeNetwork.FORMER, ANSWERED, (event) -> {
			})) {
				trial.apply(FakeNetwork.NEXT);
			}
			status = killAt(step, here, UNANSWERED);
			killed += (status == KilledProcess.KILLED) ? 1 : 0;
			assertThat(settle(here, UNANSWERED)).as("killed at " + step).isEqualTo("former");
		}
		// Two durable writes and a removal; the steps of a third depend on the moment of
		// the close.
		assertThat(killed).isGreaterThanOrEqualTo(12);
	}

	/**
	 * Opens the trial as the next start does and returns the settings in effect: the
	 * former or the next ones, complete and active.
	 */
	private static String settle(Path here, Duration limit) throws Exception {
		FakeNetwork board = FakeNetwork.at(here);
		BlockingQueue<CameraEvent> events = new LinkedBlockingQueue<>();
		boolean underWay = Files.exists(here.resolve("network-change"));
		try (NetworkTrial trial = new NetworkTrial(board, here, board.configured(), limit, events::add)) {
			Await.until("the end of the change", () -> Files.notExists(here.resolve("network-change")));
			assertThat(board.active()).isEqualTo(board.configured());
			Await.until("the restored settings are in effect", () -> trial.settings().equals(board.configured()));
			if (board.configured().equals(FakeNetwork.NEXT)) {
				assertThat(events).isEmpty();
				return "next";
			}
			assertThat(board.configured()).isEqualTo(FakeNetwork.FORMER);
			if (underWay) {
				CameraEvent event = events.poll(60, TimeUnit.SECONDS);
				assertThat(((CameraEvent.NetworkReverted) event).network()).isEqualTo(FakeNetwork.FORMER);
			}
			return "former";
		}
	}

}
