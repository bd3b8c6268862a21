package org.camerad.driver.support.network;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.camerad.driver.CameraEvent;
import org.camerad.driver.CameraException;
import org.camerad.driver.Network;
import org.camerad.driver.support.Await;
import org.camerad.driver.support.network.NetworkTrial.State;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(180)
class NetworkTrialTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private static final Duration SHORT = Duration.ofMillis(300);

	private static final Network OTHER = FakeNetwork.network("203.0.113.20", "203.0.113.1");

	@TempDir
	Path folder;

	private final BlockingQueue<CameraEvent> events = new LinkedBlockingQueue<>();

	private FakeNetwork board;

	private NetworkTrial trial;

	@BeforeEach
	void make() throws Exception {
		this.board = FakeNetwork.make(this.folder);
		this.board.answer(FakeNetwork.FORMER);
	}

	@AfterEach
	void close() {
		if (this.trial != null) {
			this.trial.close();
		}
	}

	private void open(Duration limit) throws Exception {
		close();
		this.trial = new NetworkTrial(this.board, this.folder, this.board.configured(), limit, this.events::add);
	}

	private Path journal() {
		return this.folder.resolve("network-change");
	}

	private void awaitEnd() throws Exception {
		Await.until("the end of the change", () -> Files.notExists(journal()));
	}

	private void assertInForce(Network network) throws Exception {
		assertThat(this.board.configured()).isEqualTo(network);
		assertThat(this.board.active()).isEqualTo(network);
		assertThat(this.trial.settings()).isEqualTo(network);
	}

	private void assertReverted(Network network, String reason) throws Exception {
		assertThat(this.events.poll(60, TimeUnit.SECONDS)).isInstanceOfSatisfying(CameraEvent.NetworkReverted.class,
				(event) -> {
					assertThat(event.network()).isEqualTo(network);
					assertThat(event.reason()).contains(reason);
				});
	}

	private static void assertFails(CameraException.Kind kind, String why, ThrowingCallable call) {
		assertThatExceptionOfType(CameraException.class).isThrownBy(call)
			.withMessageContaining(why)
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(kind));
	}

	@Test
	void aChangeIsActiveWhenItReturnsAndStaysWhenItsGatewayAnswers() throws Exception {
		open(LONG);
		this.trial.apply(FakeNetwork.NEXT);
		assertInForce(FakeNetwork.NEXT);
		assertThat(journal()).hasContent(NetworkSettingsFormat.format(FakeNetwork.FORMER, " "));
		assertThat(this.trial.status().state()).isEqualTo(State.ON_TRIAL);
		this.board.answer(FakeNetwork.NEXT);
		awaitEnd();
		Await.until("the state", () -> this.trial.status().state() == State.SETTLED);
		assertInForce(FakeNetwork.NEXT);
		assertThat(this.events).isEmpty();
	}

	@Test
	void withoutItsGatewayTheFormerSettingsAreRestoredAndReported() throws Exception {
		open(SHORT);
		this.trial.apply(FakeNetwork.NEXT);
		assertReverted(FakeNetwork.FORMER, "the gateway did not respond within 0 s after the change");
		assertInForce(FakeNetwork.FORMER);
		assertThat(journal()).doesNotExist();
		assertThat(this.trial.status().state()).isEqualTo(State.REVERTED);
		this.trial.apply(OTHER);
		assertReverted(FakeNetwork.FORMER, "did not respond");
	}

	@Test
	void settingsThatAreConfiguredAlreadyChangeNothing() throws Exception {
		open(SHORT);
		this.board.failing.addAll(List.of("write", "activate", "judge"));
		this.trial.apply(FakeNetwork.FORMER);
		assertThat(journal()).doesNotExist();
		assertThat(this.trial.status()).isEqualTo(new NetworkTrial.Status(State.SETTLED, ""));
	}

	@Test
	void aChangeThatNeedsNoGatewayStays() throws Exception {
		this.board.judged = false;
		open(SHORT);
		this.trial.apply(FakeNetwork.NEXT);
		assertThat(journal()).doesNotExist();
		assertThat(this.trial.status().state()).isEqualTo(State.SETTLED);
		assertInForce(FakeNetwork.NEXT);
	}

	@Test
	void aChangeDuringATrialGoesBackToWhatWasBeforeBoth() throws Exception {
		open(SHORT);
		this.trial.apply(FakeNetwork.NEXT);
		this.board.judged = false;
		this.trial.apply(OTHER);
		assertReverted(FakeNetwork.FORMER, "did not respond");
		assertInForce(FakeNetwork.FORMER);
		assertThat(this.events).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "read", "judge", "write" })
	void aStepThatFailsBeforeAnythingIsWrittenLeavesWhatWas(String step) throws Exception {
		open(LONG);
		this.board.failing.add(step);
		assertFails(CameraException.Kind.UNAVAILABLE, step + " failed", () -> this.trial.apply(FakeNetwork.NEXT));
		this.board.failing.clear();
		awaitEnd();
		assertInForce(FakeNetwork.FORMER);
		assertThat(this.events).isEmpty();
		this.trial.apply(FakeNetwork.NEXT);
		assertInForce(FakeNetwork.NEXT);
	}

	@Test
	void settingsThatAreOnlyHalfWrittenAreTakenBack() throws Exception {
		open(LONG);
		this.board.failing.add("write");
		this.board.writesBeforeFailing = true;
		assertFails(CameraException.Kind.REFUSED, "the former ones stay: write failed",
				() -> this.trial.apply(FakeNetwork.NEXT));
		assertInForce(FakeNetwork.FORMER);
		assertThat(journal()).doesNotExist();
		assertThat(this.events).isEmpty();
	}

	@Test
	void settingsThatCanNeitherBeActivatedNorTakenBackAreTakenBackLater() throws Exception {
		open(SHORT);
		this.board.failing.add("activate");
		assertFails(CameraException.Kind.UNAVAILABLE, "activate failed", () -> this.trial.apply(FakeNetwork.NEXT));
		assertThat(journal()).exists();
		assertThat(this.trial.status().state()).isEqualTo(State.FAILED);
		this.board.failing.clear();
		assertReverted(FakeNetwork.FORMER, "cannot be put into force");
		assertInForce(FakeNetwork.FORMER);
		assertThat(journal()).doesNotExist();
	}

	@Test
	void aRevertThatFailsIsTriedAgain() throws Exception {
		open(SHORT);
		this.trial.apply(FakeNetwork.NEXT);
		this.board.failing.add("restore");
		Await.until("the failure", () -> this.trial.status().state() == State.FAILED);
		assertThat(journal()).exists();
		this.board.failing.clear();
		assertReverted(FakeNetwork.FORMER, "did not respond");
		assertInForce(FakeNetwork.FORMER);
	}

	@Test
	void aChangeAfterARevertThatFailedIsOnTrialLikeAnyOther() throws Exception {
		open(SHORT);
		this.trial.apply(FakeNetwork.NEXT);
		this.board.failing.add("restore");
		Await.until("the failure", () -> this.trial.status().state() == State.FAILED);
		this.board.answer(FakeNetwork.NEXT);
		this.trial.apply(FakeNetwork.NEXT);
		awaitEnd();
		assertInForce(FakeNetwork.NEXT);
		assertThat(this.events).isEmpty();
	}

	@Test
	void aLaterChangeThatCannotBeWrittenLeavesTheFirstOneOnTrial() throws Exception {
		open(LONG);
		this.trial.apply(FakeNetwork.NEXT);
		this.board.failing.add("write");
		assertFails(CameraException.Kind.UNAVAILABLE, "write failed", () -> this.trial.apply(OTHER));
		assertInForce(FakeNetwork.NEXT);
		assertThat(journal()).hasContent(NetworkSettingsFormat.format(FakeNetwork.FORMER, " "));
		this.board.answer(FakeNetwork.NEXT);
		awaitEnd();
		assertInForce(FakeNetwork.NEXT);
	}

	@Test
	void aLaterChangeThatHalfFailsGoesBackToWhatWasBeforeBothAndTellsIt() throws Exception {
		open(LONG);
		this.trial.apply(FakeNetwork.NEXT);
		this.board.failing.add("write");
		this.board.writesBeforeFailing = true;
		assertFails(CameraException.Kind.REFUSED, "write failed", () -> this.trial.apply(OTHER));
		assertReverted(FakeNetwork.FORMER, "a later change failed");
		assertInForce(FakeNetwork.FORMER);
	}

	@Test
	void aGatewayThatCannotBeLookedForIsLookedForAgain() throws Exception {
		open(SHORT);
		this.board.failing.add("look");
		this.trial.apply(FakeNetwork.NEXT);
		Await.until("the failure", () -> this.trial.status().state() == State.FAILED);
		assertInForce(FakeNetwork.NEXT);
		this.board.answer(FakeNetwork.NEXT);
		this.board.failing.clear();
		awaitEnd();
		assertInForce(FakeNetwork.NEXT);
		assertThat(this.events).isEmpty();
	}

	@Test
	void theNextStartGoesOnWithATrial() throws Exception {
		open(LONG);
		this.trial.apply(FakeNetwork.NEXT);
		open(LONG);
		assertThat(this.trial.status().state()).isEqualTo(State.ON_TRIAL);
		this.board.answer(FakeNetwork.NEXT);
		awaitEnd();
		assertInForce(FakeNetwork.NEXT);
		this.trial.apply(OTHER);
		open(SHORT);
		assertReverted(FakeNetwork.NEXT, "did not respond");
		assertInForce(FakeNetwork.NEXT);
	}

	@Test
	void theNextStartTriesAgainUntilItCanSettleAChange() throws Exception {
		open(LONG);
		this.trial.apply(FakeNetwork.NEXT);
		close();
		this.board.failing.add("activate");
		open(SHORT);
		Await.until("the failure", () -> this.trial.status().state() == State.FAILED);
		this.board.answer(FakeNetwork.NEXT);
		this.board.failing.clear();
		awaitEnd();
		assertInForce(FakeNetwork.NEXT);
	}

	@Test
	void settingsThatAreWrittenButNotInForceAreActivated() throws Exception {
		open(LONG);
		this.trial.apply(FakeNetwork.NEXT);
		close();
		Files.copy(this.folder.resolve("network-change"), this.folder.resolve("active"),
				StandardCopyOption.REPLACE_EXISTING);
		assertThat(this.board.active()).isEqualTo(FakeNetwork.FORMER);
		open(LONG);
		this.trial.apply(FakeNetwork.NEXT);
		assertInForce(FakeNetwork.NEXT);
	}

	@Test
	void withoutItsJournalNothingIsChanged() throws Exception {
		Files.createDirectory(journal());
		open(LONG);
		assertFails(CameraException.Kind.UNAVAILABLE, "cannot be changed safely",
				() -> this.trial.apply(FakeNetwork.NEXT));
		assertInForce(FakeNetwork.FORMER);
		assertThat(this.trial.status().state()).isEqualTo(State.FAILED);
	}

	@Test
	void afterCloseNothingIsChangedAndATrialStaysOpen() throws Exception {
		open(SHORT);
		this.trial.apply(FakeNetwork.NEXT);
		this.trial.close();
		assertFails(CameraException.Kind.UNAVAILABLE, "closed", () -> this.trial.apply(OTHER));
		if (Files.exists(journal())) {
			assertInForce(FakeNetwork.NEXT);
		}
	}

}
