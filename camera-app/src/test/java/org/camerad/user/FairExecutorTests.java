package org.camerad.user;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

import org.camerad.camera.CameraFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Turns, places and waiting times of tasks behind one that runs. */
class FairExecutorTests {

	private final CountDownLatch running = new CountDownLatch(1);

	private final CountDownLatch held = new CountDownLatch(1);

	private final List<String> order = Collections.synchronizedList(new ArrayList<>());

	private FairExecutor executor;

	@BeforeEach
	void occupy() throws InterruptedException {
		this.executor = new FairExecutor(1, Duration.ofMinutes(1));
		this.executor.submit("first", () -> await(this.held));
		this.running.await();
	}

	@AfterEach
	void release() {
		this.held.countDown();
	}

	@Test
	void clientsTakeTurns() {
		List<CompletableFuture<?>> all = new ArrayList<>();
		for (String task : List.of("a1", "a2", "a3", "b1", "c1", "b2")) {
			all.add(submit(task));
		}
		this.held.countDown();
		CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
		assertThat(this.order).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
	}

	@Test
	void aClientHasSixteenPlaces() {
		List<CompletableFuture<?>> all = new ArrayList<>();
		for (int i = 0; i < 17; i++) {
			all.add(submit("a" + i));
		}
		assertRejected(all.get(16));
		assertThat(submit("b").isDone()).isFalse();
	}

	@Test
	void clientWithMostTasksGivesAPlaceToAnother() {
		List<CompletableFuture<?>> last = new ArrayList<>();
		for (int client = 0; client < 8; client++) {
			for (int i = 0; i < 16; i++) {
				last.add(submit("abcdefgh".charAt(client) + "" + i));
			}
		}
		CompletableFuture<?> other = submit("z");
		assertThat(other.isDone()).isFalse();
		assertThat(last.stream().filter(CompletableFuture::isDone)).hasSize(1)
			.allSatisfy(FairExecutorTests::assertRejected);
		assertRejected(submit("a16"));
		this.held.countDown();
		other.join();
		assertThat(this.order.indexOf("z")).as("served in the first round").isEqualTo(8);
	}

	@Test
	void withOneTaskPerClientNobodyGivesWay() {
		for (int i = 0; i < 128; i++) {
			this.executor.submit("client " + i, () -> "");
		}
		assertRejected(submit("z"));
	}

	@Test
	void waitingEnds() {
		FairExecutor impatient = new FairExecutor(1, Duration.ofMillis(20));
		impatient.submit("a", () -> await(this.held));
		CompletableFuture<String> late = impatient.submit("a", () -> "late");
		assertThatExceptionOfType(CompletionException.class).isThrownBy(late::join)
			.withCauseInstanceOf(CameraFailure.class);
		this.held.countDown();
		assertThat(impatient.submit("a", () -> "next").join()).isEqualTo("next");
	}

	@Test
	void failureIsTheTasksOwn() {
		this.held.countDown();
		CompletableFuture<String> failed = this.executor.submit("a", () -> {
			throw new IllegalStateException("broken");
		});
		assertThatIllegalStateException().isThrownBy(() -> {
			try {
				failed.join();
			}
			catch (CompletionException ex) {
				throw (RuntimeException) ex.getCause();
			}
		});
		assertThat(this.executor.submit("a", () -> "next").join()).isEqualTo("next");
	}

	private CompletableFuture<?> submit(String task) {
		return this.executor.submit(task.substring(0, 1), () -> this.order.add(task));
	}

	private String await(CountDownLatch latch) {
		this.running.countDown();
		try {
			latch.await();
			return "";
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void assertRejected(CompletableFuture<?> task) {
		assertThat(task).isCompletedExceptionally();
	}

}
