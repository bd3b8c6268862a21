package org.camerad.camera;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.camerad.driver.CameraException;
import org.camerad.driver.Picture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Issue 14, A5 and A7: an overload is not a loss of the hardware. */
class CameraOverloadTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private final ExecutorService requests = Executors.newCachedThreadPool();

	private final CountDownLatch started = new CountDownLatch(1);

	private final CountDownLatch release = new CountDownLatch(1);

	@AfterEach
	void end() {
		this.release.countDown();
		this.requests.shutdownNow();
	}

	@Test
	void requestsThatArriveDuringACaptureShareTheNextOne() throws Exception {
		AtomicInteger captures = new AtomicInteger();
		try (SharedCapture capture = new SharedCapture(new TimeLimitedExecutor("pictures", LONG), () -> {
			int number = captures.incrementAndGet();
			hang();
			return new Picture(new byte[0], number);
		})) {
			Future<Picture> first = this.requests.submit(capture::picture);
			assertThat(this.started.await(30, TimeUnit.SECONDS)).isTrue();
			List<Future<Picture>> later = new ArrayList<>();
			for (int i = 0; i < 100; i++) {
				later.add(this.requests.submit(capture::picture));
			}
			awaitWaiting(100);
			this.release.countDown();
			assertThat(first.get().number()).isEqualTo(1);
			for (Future<Picture> each : later) {
				assertThat(each.get().number()).isEqualTo(2);
			}
			assertThat(captures).hasValue(2);
		}
	}

	/** Waits until the requests have nothing left to do but to wait. */
	private static void awaitWaiting(int count) {
		while (Thread.getAllStackTraces()
			.entrySet()
			.stream()
			.filter((thread) -> thread.getKey().getState() == Thread.State.TIMED_WAITING)
			.flatMap((thread) -> List.of(thread.getValue()).stream())
			.filter((frame) -> frame.getClassName().equals(SharedCapture.class.getName()))
			.count() < count) {
			Thread.onSpinWait();
		}
	}

	@Test
	void aFullQueueIsAnOverload() throws Exception {
		try (TimeLimitedExecutor executor = new TimeLimitedExecutor("control", LONG)) {
			this.requests.submit(() -> executor.call(this::hang));
			assertThat(this.started.await(30, TimeUnit.SECONDS)).isTrue();
			assertThatExceptionOfType(CameraOverloadException.class).isThrownBy(() -> {
				for (int i = 0; i < 100; i++) {
					executor.submit(() -> "");
				}
			});
			AtomicInteger recoveries = new AtomicInteger();
			CameraProblems problems = new CameraProblems();
			problems.setRecovery(recoveries::incrementAndGet);
			problems.failure("snapshot", new CameraOverloadException("too many", new IllegalStateException()));
			assertThat(recoveries).hasValue(0);
			assertThat(problems.isEmpty()).isTrue();
		}
	}

	@Test
	void aCallThatWaitsLongIsNotMadeAndIsAnOverload() throws Exception {
		AtomicInteger made = new AtomicInteger();
		try (TimeLimitedExecutor executor = new TimeLimitedExecutor("control", Duration.ofMillis(500))) {
			List<Future<?>> before = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				before.add(executor.submit(() -> await(250)));
			}
			assertThatExceptionOfType(CameraOverloadException.class)
				.isThrownBy(() -> executor.call(made::incrementAndGet));
			this.release.countDown();
			for (Future<?> each : before) {
				each.get(30, TimeUnit.SECONDS);
			}
			assertThat(executor.call(() -> "later")).isEqualTo("later");
			assertThat(made).hasValue(0);
		}
	}

	@Test
	void callsBehindOneThatHangsSeeALostCamera() throws Exception {
		try (TimeLimitedExecutor executor = new TimeLimitedExecutor("control", Duration.ofMillis(200))) {
			Future<?> hanging = this.requests.submit(() -> executor.call(this::hangDeaf));
			assertThat(this.started.await(30, TimeUnit.SECONDS)).isTrue();
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(hanging::get)
				.satisfies((ex) -> assertThat(ex.getCause()).isExactlyInstanceOf(CameraException.class));
			assertThatExceptionOfType(CameraException.class).isThrownBy(() -> executor.call(() -> ""))
				.isExactlyInstanceOf(CameraException.class);
		}
	}

	@Test
	void aHeapThatIsTooSmallShowsUntilAPictureSucceeds() throws Exception {
		CameraProblems problems = new CameraProblems();
		AtomicInteger recoveries = new AtomicInteger();
		problems.setRecovery(recoveries::incrementAndGet);
		try (TimeLimitedExecutor executor = new TimeLimitedExecutor("pictures", LONG)) {
			assertThatExceptionOfType(CameraOverloadException.class).isThrownBy(() -> executor.call(() -> {
				throw new OutOfMemoryError("Java heap space");
			})).satisfies((ex) -> problems.failure("memory.main", ex));
			assertThat(problems.all()).extractingByKey("memory.main").asString().contains("raise -Xmx");
			assertThat(recoveries).hasValue(0);
			assertThat(executor.call(() -> "alive")).isEqualTo("alive");
		}
	}

	private Object await(long millis) throws CameraException {
		try {
			return this.release.await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw CameraException.unavailable("interrupted", ex);
		}
	}

	private Object hang() throws CameraException {
		this.started.countDown();
		try {
			this.release.await();
		}
		catch (InterruptedException ex) {
			throw CameraException.unavailable("interrupted", ex);
		}
		return "";
	}

	/** Hangs like a system call, which no interrupt ends. */
	private Object hangDeaf() {
		this.started.countDown();
		while (this.release.getCount() > 0) {
			Thread.onSpinWait();
		}
		return "";
	}

}
