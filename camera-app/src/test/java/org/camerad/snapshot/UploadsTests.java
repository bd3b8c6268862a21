package org.camerad.snapshot;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.camerad.camera.CameraFailure;
import org.camerad.operation.CameraMeters;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UploadsTests {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	@Test
	void sendsAFewOfAUserAtATimeAndRefusesMore() throws Exception {
		CountDownLatch started = new CountDownLatch(3);
		CountDownLatch release = new CountDownLatch(1);
		Uploads uploads = uploads((attempt) -> {
			started.countDown();
			await(release);
		});
		ExecutorService requests = Executors.newFixedThreadPool(3);
		try {
			List<Future<?>> sent = List.of(requests.submit(() -> send(uploads)), requests.submit(() -> send(uploads)),
					requests.submit(() -> send(uploads)));
			assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
			assertThatExceptionOfType(CameraFailure.class).isThrownBy(() -> uploads.send(0, "admin", new byte[1]))
				.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(CameraFailure.Kind.UNAVAILABLE));
			release.countDown();
			for (Future<?> each : sent) {
				each.get(30, TimeUnit.SECONDS);
			}
			uploads.send(0, "admin", new byte[1]);
			assertThat(count("done")).isEqualTo(4);
			assertThat(count("busy")).isEqualTo(1);
		}
		finally {
			requests.shutdownNow();
			uploads.close();
		}
	}

	/** Issue 14, A4. */
	@Test
	void aDestinationThatHangsBlocksNoOtherAndAUserNoOther() throws Exception {
		CountDownLatch started = new CountDownLatch(3);
		CountDownLatch release = new CountDownLatch(1);
		Destination hanging = new Scripted((attempt) -> {
			started.countDown();
			await(release);
		});
		ExecutorService requests = Executors.newFixedThreadPool(4);
		try (Uploads uploads = uploads(List.of(hanging, new Scripted((attempt) -> {
		})))) {
			for (int i = 0; i < Uploads.MAX_PER_USER; i++) {
				requests.submit(() -> send(uploads));
			}
			assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
			uploads.send(1, "admin", new byte[1]);
			assertThat(count("done")).isEqualTo(1);
			Future<?> other = requests.submit(() -> {
				uploads.send(0, "other", new byte[1]);
				return null;
			});
			release.countDown();
			other.get(30, TimeUnit.SECONDS);
			assertThat(this.meters.find("camera.uploads").tag("outcome", "busy").timer()).isNull();
		}
		finally {
			requests.shutdownNow();
		}
	}

	@Test
	void answersInTheDestinationsWordsAndCounts() {
		try (Uploads uploads = uploads((attempt) -> {
			throw UploadFailure.at("connect", "nobody there", null);
		})) {
			assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> uploads.send(0, "admin", new byte[1]))
				.satisfies((failure) -> assertThat(failure.fault()).isEqualTo("Test not deploy"));
			assertThat(count("failed")).isEqualTo(1);
		}
	}

	@Test
	void answersInTheDestinationsWordsWhenItBreaks() {
		try (Uploads uploads = uploads((attempt) -> {
			throw new IllegalStateException("a mistake");
		})) {
			assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> uploads.send(0, "admin", new byte[1]))
				.satisfies((failure) -> assertThat(failure.fault()).isEqualTo("Test not deploy"));
		}
	}

	@Test
	void endsWhatIsBeingSentWhenItCloses() throws Exception {
		CountDownLatch started = new CountDownLatch(1);
		CountDownLatch closed = new CountDownLatch(1);
		Uploads uploads = uploads((attempt) -> {
			try {
				attempt.register(closed::countDown);
			}
			catch (IOException ex) {
				throw UploadFailure.at("own", "closed", ex);
			}
			started.countDown();
			await(closed);
		});
		Thread request = new Thread(() -> assertThatException().isThrownBy(() -> send(uploads)));
		request.start();
		assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
		uploads.close();
		assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
		request.join(30_000);
		assertThat(request.isAlive()).isFalse();
	}

	private static Void send(Uploads uploads) throws UploadFailure {
		uploads.send(0, "admin", new byte[1]);
		return null;
	}

	private double count(String outcome) {
		return this.meters.get("camera.uploads").tags("destination", "test", "outcome", outcome).timer().count();
	}

	private static void await(CountDownLatch latch) throws UploadFailure {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw UploadFailure.at("wait", "interrupted", ex);
		}
	}

	private Uploads uploads(Work work) {
		return uploads(List.of(new Scripted(work)));
	}

	private Uploads uploads(List<Destination> destinations) {
		return new Uploads(destinations, new CameraMeters(this.meters, Tags.empty()), System::nanoTime);
	}

	@FunctionalInterface
	private interface Work {

		void run(UploadAttempt attempt) throws UploadFailure;

	}

	/**
	 * A destination that does what the test says.
	 */
	private record Scripted(Work work) implements Destination {

		@Override
		public String name() {
			return "test";
		}

		@Override
		public String fault() {
			return "Test not deploy";
		}

		@Override
		public Duration limit() {
			return Duration.ofSeconds(30);
		}

		@Override
		public void send(byte[] jpeg, UploadAttempt attempt) throws UploadFailure {
			this.work.run(attempt);
		}

	}

}
