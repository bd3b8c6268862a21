package org.camerad.driver.support.pelcod;

import java.util.concurrent.CompletableFuture;

import org.camerad.driver.CameraException;
import org.camerad.driver.PtzMotion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** A head on a simulated line with a manual clock, opened and stopped. */
@Timeout(180)
abstract class PelcoDHeadFixture {

	static final PtzMotion RIGHT = new PtzMotion(1, 0, 10, 0, 0, 0);

	final ManualLineClock clock = new ManualLineClock();

	final SimulatedHead line = new SimulatedHead(this.clock);

	PelcoDHead head;

	@BeforeEach
	void open() {
		use(PelcoDSettings.defaults(1, 2400));
	}

	final void use(PelcoDSettings settings) {
		this.head = new PelcoDHead(settings, this.line, this.clock);
		this.clock.runUntil(() -> this.line.received().size() == 2);
	}

	@AfterEach
	void close() {
		this.line.broken = true;
		this.head.close();
	}

	final void await(String... frames) {
		this.clock.runUntil(() -> this.line.received().size() >= frames.length);
		assertThat(this.line.received()).containsExactly(frames);
	}

	/** Runs a call that waits for the line while the clock advances. */
	final <T> T whileClockAdvances(Call<T> call) throws CameraException {
		CompletableFuture<T> result = new CompletableFuture<>();
		Thread caller = new Thread(() -> {
			try {
				result.complete(call.call());
			}
			catch (CameraException | RuntimeException ex) {
				result.completeExceptionally(ex);
			}
		});
		caller.start();
		this.clock.runUntil(result::isDone);
		return result.handle((value, failure) -> {
			if (failure instanceof RuntimeException exception) {
				throw exception;
			}
			return (failure == null) ? new Outcome<T>(value, null) : new Outcome<T>(null, (CameraException) failure);
		}).join().get();
	}

	final CameraException failureOf(Call<Object> call) {
		try {
			whileClockAdvances(call);
		}
		catch (CameraException ex) {
			return ex;
		}
		throw new AssertionError("it did not fail");
	}

	static Call<Object> run(Action action) {
		return () -> {
			action.run();
			return "done";
		};
	}

	@FunctionalInterface
	interface Call<T> {

		T call() throws CameraException;

	}

	@FunctionalInterface
	interface Action {

		void run() throws CameraException;

	}

	private record Outcome<T>(T value, CameraException failure) {

		T get() throws CameraException {
			if (this.failure != null) {
				throw this.failure;
			}
			return this.value;
		}

	}

}
