package org.camerad.driver.support.publish;

import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.camerad.driver.CameraException;
import org.camerad.driver.kit.RecordingSubscriber;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class PublisherWorkerTests {

	private static final CameraException REASON = CameraException.unavailable("the test is over");

	private final SharedPublisher<Integer> publisher = new SharedPublisher<>(DeliveryPolicy.independent());

	private final Counter counter = new Counter();

	private final PublisherWorker worker = PublisherWorker.attach("publisher-worker-test", this.publisher,
			this.counter);

	@AfterEach
	void close() throws InterruptedException {
		this.publisher.close(REASON);
		this.counter.blocked.release(1000);
		this.worker.join();
		assertThat(threads()).isZero();
	}

	private static long threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("publisher-worker-test"))
			.count();
	}

	/**
	 * A producer of 1, 2, 3 … at intervals of one millisecond while there is demand.
	 */
	private final class Counter implements Producer {

		private final AtomicInteger produced = new AtomicInteger();

		private final AtomicInteger unsubscribed = new AtomicInteger();

		private final BlockingQueue<Thread> rests = new LinkedBlockingQueue<>();

		private final CountDownLatch producing = new CountDownLatch(1);

		private final Semaphore blocked = new Semaphore(0);

		private volatile long due = System.nanoTime();

		private volatile boolean blocks;

		private volatile boolean paused;

		private volatile @Nullable Throwable broken;

		private volatile @Nullable Throwable restBroken;

		@Override
		public long delayNanos() {
			boolean needed = PublisherWorkerTests.this.publisher.hasDemand() && !this.paused;
			return needed ? this.due - System.nanoTime() : NEVER;
		}

		@Override
		public void produce() throws CameraException, InterruptedException {
			this.due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1);
			this.producing.countDown();
			if (this.blocks) {
				this.blocked.acquire();
			}
			fail(this.broken);
			PublisherWorkerTests.this.publisher.publish(this.produced.incrementAndGet());
		}

		private void fail(@Nullable Throwable reason) throws CameraException {
			if (reason instanceof CameraException ex) {
				throw ex;
			}
			if (reason instanceof RuntimeException ex) {
				throw ex;
			}
			if (reason instanceof Error ex) {
				throw ex;
			}
		}

		@Override
		public void rest() {
			this.rests.add(Thread.currentThread());
			if (this.restBroken instanceof Error error) {
				throw error;
			}
		}

		@Override
		public void unsubscribed() {
			this.unsubscribed.incrementAndGet();
		}

	}

	@Test
	void theThreadExistsWhileSomebodyIsSubscribed() throws Exception {
		assertThat(threads()).isZero();
		RecordingSubscriber<Integer> first = new RecordingSubscriber<>();
		this.publisher.subscribe(first);
		assertThat(threads()).isOne();
		RecordingSubscriber<Integer> second = RecordingSubscriber.of(this.publisher);
		second.next();
		assertThat(threads()).isOne();
		first.cancel();
		second.next();
		assertThat(this.counter.rests).isEmpty();
		assertThat(this.counter.unsubscribed).hasValue(0);
		second.cancel();
		this.worker.join();
		assertThat(threads()).isZero();
		assertThat(this.counter.rests).hasSize(1);
		assertThat(this.counter.unsubscribed).hasValue(1);
	}

	@Test
	void theThreadIsADaemon() throws Exception {
		RecordingSubscriber<Integer> subscriber = RecordingSubscriber.of(this.publisher);
		subscriber.next();
		subscriber.cancel();
		assertThat(this.counter.rests.take()).matches(Thread::isDaemon).isNotSameAs(Thread.currentThread());
	}

	@Test
	void nothingIsProducedWithoutDemand() throws Exception {
		RecordingSubscriber<Integer> subscriber = new RecordingSubscriber<>();
		this.publisher.subscribe(subscriber);
		subscriber.request(2);
		assertThat(subscriber.take(2)).containsExactly(1, 2);
		subscriber.request(1);
		assertThat(subscriber.next()).isEqualTo(3);
		assertThat(this.counter.produced).hasValue(3);
	}

	@Test
	void wakingAsksForTheDelayAgain() throws Exception {
		this.counter.paused = true;
		RecordingSubscriber<Integer> subscriber = RecordingSubscriber.of(this.publisher);
		assertThat(subscriber.waiting()).isZero();
		this.counter.paused = false;
		this.worker.wake();
		assertThat(subscriber.next()).isOne();
	}

	@Test
	void producingIsDueAfterItsDelay() throws Exception {
		SharedPublisher<Long> times = new SharedPublisher<>(DeliveryPolicy.independent());
		long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
		PublisherWorker late = PublisherWorker.attach("publisher-worker-late", times, new Producer() {

			@Override
			public long delayNanos() {
				return times.hasDemand() ? due - System.nanoTime() : NEVER;
			}

			@Override
			public void produce() {
				times.publish(System.nanoTime());
			}

		});
		RecordingSubscriber<Long> subscriber = new RecordingSubscriber<>();
		times.subscribe(subscriber);
		subscriber.request(1);
		assertThat(subscriber.next()).isGreaterThanOrEqualTo(due);
		subscriber.cancel();
		late.join();
	}

	@Test
	void aFailureEndsTheSubscriptionsAndLaterOnesAreServed() throws Exception {
		this.counter.broken = REASON;
		assertThat(RecordingSubscriber.of(this.publisher).error()).isSameAs(REASON);
		this.counter.broken = null;
		assertThat(RecordingSubscriber.of(this.publisher).next()).isOne();
	}

	@Test
	void aRuntimeExceptionEndsTheSubscriptionsAsUnavailable() throws Exception {
		for (Throwable defect : new Throwable[] { new IllegalStateException("a defect"),
				new AssertionError("a defect") }) {
			this.counter.broken = defect;
			assertThat(RecordingSubscriber.of(this.publisher).error())
				.isInstanceOfSatisfying(CameraException.class,
						(ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.UNAVAILABLE))
				.hasMessageContaining("publisher-worker-test")
				.hasMessageContaining("a defect")
				.hasCause(defect);
		}
		this.counter.broken = null;
		assertThat(RecordingSubscriber.of(this.publisher).next()).isOne();
	}

	/** The thread may be about to end. */
	@Test
	void aSubscriptionDuringTheEndOfOthersIsServed() throws Exception {
		this.counter.broken = REASON;
		RecordingSubscriber<Integer> late = new RecordingSubscriber<>();
		this.publisher.subscribe(new RecordingSubscriber<>() {

			@Override
			public void onSubscribe(Flow.Subscription given) {
				given.request(1);
			}

			@Override
			public void onError(Throwable reason) {
				PublisherWorkerTests.this.counter.broken = null;
				PublisherWorkerTests.this.publisher.subscribe(late);
			}

		});
		late.request(1);
		assertThat(late.next()).isOne();
	}

	/**
	 * A change between the calculation of the delay and the wait for it must not be
	 * missed.
	 */
	@Test
	void aWakeDuringTheDelaysCalculationIsNoticed() throws Exception {
		SharedPublisher<Integer> other = new SharedPublisher<>(DeliveryPolicy.independent());
		AtomicReference<PublisherWorker> own = new AtomicReference<>();
		own.set(PublisherWorker.attach("publisher-worker-woken", other, new Producer() {

			private boolean asked;

			@Override
			public long delayNanos() {
				if (this.asked) {
					return other.hasDemand() ? 0 : NEVER;
				}
				this.asked = other.hasDemand();
				own.get().wake();
				return NEVER;
			}

			@Override
			public void produce() {
				other.publish(1);
			}

		}));
		RecordingSubscriber<Integer> subscriber = requestingOne();
		other.subscribe(subscriber);
		assertThat(subscriber.next()).isOne();
		subscriber.cancel();
		own.get().join();
	}

	private static RecordingSubscriber<Integer> requestingOne() {
		return new RecordingSubscriber<>() {

			@Override
			public void onSubscribe(Flow.Subscription given) {
				super.onSubscribe(given);
				given.request(1);
			}

		};
	}

	@Test
	void aSubscriptionWhileTheProducerRestsIsServed() throws Exception {
		RecordingSubscriber<Integer> late = requestingOne();
		SharedPublisher<Integer> other = new SharedPublisher<>(DeliveryPolicy.independent());
		PublisherWorker resting = PublisherWorker.attach("publisher-worker-resting", other, new Producer() {

			private boolean rested;

			@Override
			public long delayNanos() {
				return other.hasDemand() ? 0 : NEVER;
			}

			@Override
			public void produce() {
				other.publish(1);
			}

			@Override
			public void rest() {
				if (!this.rested) {
					this.rested = true;
					other.subscribe(late);
				}
			}

		});
		RecordingSubscriber<Integer> first = new RecordingSubscriber<>();
		other.subscribe(first);
		first.request(1);
		first.next();
		first.cancel();
		assertThat(late.next()).isOne();
		late.cancel();
		resting.join();
	}

	@Test
	void aProducerThatCannotRestIsUsedAgain() throws Exception {
		this.counter.restBroken = new AssertionError("expected by the test");
		RecordingSubscriber<Integer> first = RecordingSubscriber.of(this.publisher);
		first.next();
		first.cancel();
		this.worker.join();
		assertThat(threads()).isZero();
		assertThat(RecordingSubscriber.of(this.publisher).next()).isPositive();
	}

	@Test
	void anInterruptMakesAClosedProducerEnd() throws Exception {
		this.counter.blocks = true;
		RecordingSubscriber<Integer> subscriber = RecordingSubscriber.of(this.publisher);
		this.counter.producing.await();
		this.publisher.close(REASON);
		assertThat(subscriber.error()).isSameAs(REASON);
		assertThat(threads()).isOne();
		this.worker.interrupt();
		this.worker.join();
		assertThat(threads()).isZero();
	}

	@Test
	void anInterruptDoesNotEndAWorkerThatIsNeeded() throws Exception {
		this.counter.blocks = true;
		RecordingSubscriber<Integer> subscriber = RecordingSubscriber.of(this.publisher);
		this.counter.producing.await();
		this.worker.interrupt();
		this.counter.blocks = false;
		assertThat(subscriber.next()).isOne();
	}

	@Test
	void interruptingAndJoiningWithoutAThreadDoesNothing() throws Exception {
		this.worker.interrupt();
		this.worker.join();
		assertThat(threads()).isZero();
	}

	/** The thread is interrupted, so a wait would throw. */
	@Test
	void joiningOnTheThreadItselfDoesNotWait() throws Exception {
		BlockingQueue<Boolean> joined = new LinkedBlockingQueue<>();
		this.publisher.subscribe(new RecordingSubscriber<>() {

			private Flow.@Nullable Subscription own;

			@Override
			public void onSubscribe(Flow.Subscription given) {
				this.own = given;
				given.request(1);
			}

			@Override
			public void onNext(Integer value) {
				if (!Thread.currentThread().getName().equals("publisher-worker-test")) {
					// The subscribing thread delivers a value that comes while it
					// subscribes.
					Objects.requireNonNull(this.own).request(1);
					return;
				}
				Thread.currentThread().interrupt();
				try {
					PublisherWorkerTests.this.worker.join();
					joined.add(Thread.interrupted());
				}
				catch (InterruptedException ex) {
					joined.add(false);
				}
			}

		});
		assertThat(joined.take()).isTrue();
	}

	@Test
	void joiningAProducerThatHangsIsBounded() throws Exception {
		this.counter.blocks = true;
		RecordingSubscriber.of(this.publisher);
		this.counter.producing.await();
		this.publisher.end(REASON);
		this.worker.join();
		assertThat(threads()).as("it still hangs").isOne();
		assertThat(this.counter.unsubscribed).hasPositiveValue();
	}

}
