package org.camerad.driver.support.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.camerad.driver.kit.RecordingSubscriber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class LatestValueSubscriptionTests {

	private final List<String> calls = new ArrayList<>();

	private final RecordingSubscriber<Integer> recorder = new RecordingSubscriber<>() {

		@Override
		public void onSubscribe(Flow.Subscription given) {
			LatestValueSubscriptionTests.this.calls.add("subscribed");
			super.onSubscribe(given);
		}

		@Override
		public void onError(Throwable reason) {
			LatestValueSubscriptionTests.this.calls.add("error");
			super.onError(reason);
		}

	};

	private final LatestValueSubscription<Integer> subscription = subscription(this.recorder);

	private LatestValueSubscription<Integer> subscription(Flow.Subscriber<Integer> subscriber) {
		return new LatestValueSubscription<>(subscriber, () -> this.calls.add("request"),
				(ended) -> this.calls.add("end"));
	}

	private void offer(int value) {
		this.subscription.offerLatest(value);
		this.subscription.deliver();
	}

	private List<Integer> received() throws InterruptedException {
		return this.recorder.take(this.recorder.waiting());
	}

	@Test
	void aSubscriberIsRequired() {
		assertThatThrownBy(() -> subscription(null)).isInstanceOf(NullPointerException.class);
	}

	@Test
	void nothingIsSignalledBeforeTheSubscription() throws Exception {
		this.subscription.request(1);
		offer(1);
		assertThat(this.recorder.waiting()).isZero();
		this.subscription.open();
		assertThat(received()).containsExactly(1);
		this.recorder.assertRulesKept();
	}

	@Test
	void aFailureBeforeTheSubscriptionFollowsIt() throws Exception {
		this.subscription.fail(new IllegalStateException("too early"));
		assertThat(this.calls).isEmpty();
		this.subscription.open();
		assertThat(this.recorder.error()).hasMessage("too early");
		assertThat(this.calls).containsExactly("subscribed", "end", "error");
	}

	@Test
	void onlyTheNewestIsKeptUntilItIsRequested() throws Exception {
		this.subscription.open();
		offer(1);
		offer(2);
		assertThat(this.recorder.waiting()).isZero();
		this.recorder.request(1);
		assertThat(received()).containsExactly(2);
	}

	@Test
	void noMoreIsDeliveredThanRequested() throws Exception {
		this.subscription.open();
		this.recorder.request(2);
		this.recorder.request(1);
		assertThat(this.subscription.hasDemand()).isTrue();
		offer(1);
		offer(2);
		offer(3);
		assertThat(this.subscription.hasDemand()).isFalse();
		offer(4);
		assertThat(received()).containsExactly(1, 2, 3);
		assertThat(this.calls).containsExactly("subscribed", "request", "request");
	}

	@Test
	void demandBeyondTheLargestNumberIsWithoutBound() throws Exception {
		this.subscription.open();
		this.recorder.request(Long.MAX_VALUE);
		this.recorder.request(Long.MAX_VALUE);
		offer(1);
		this.recorder.request(1);
		this.recorder.request(1);
		offer(2);
		assertThat(received()).containsExactly(1, 2);
		assertThat(this.subscription.hasDemand()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, -1, Long.MIN_VALUE })
	void requestingNothingEndsTheSubscription(long count) throws Exception {
		this.subscription.open();
		this.recorder.request(count);
		assertThat(this.recorder.error()).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining(String.valueOf(count));
		assertThat(this.calls).containsExactly("subscribed", "end", "error");
	}

	@Test
	void cancellingEndsOnceAndNothingFollows() throws Exception {
		this.subscription.open();
		this.recorder.request(5);
		assertThat(this.subscription.isOpen()).isTrue();
		this.recorder.cancel();
		assertThat(this.subscription.isOpen()).isFalse();
		assertThat(this.subscription.hasDemand()).isFalse();
		this.recorder.cancel();
		offer(1);
		this.subscription.fail(new IllegalStateException());
		assertThat(this.recorder.waiting()).isZero();
		assertThat(this.calls).containsExactly("subscribed", "request", "end");
	}

	@Test
	void whatIsPendingIsDroppedWhenTheSubscriptionFails() throws Exception {
		this.subscription.open();
		offer(1);
		this.subscription.fail(new IllegalStateException("first"));
		this.subscription.fail(new IllegalStateException("second"));
		this.subscription.request(1);
		assertThat(this.recorder.waiting()).isZero();
		assertThat(this.recorder.error()).hasMessage("first");
		this.recorder.assertRulesKept();
	}

	@Test
	void aFailureThatIsNotDeliveredYetEndsTheDemand() {
		this.subscription.request(1);
		assertThat(this.subscription.hasDemand()).isTrue();
		this.subscription.fail(new IllegalStateException());
		assertThat(this.subscription.isOpen()).isFalse();
		assertThat(this.subscription.hasDemand()).isFalse();
	}

	@Test
	void aValueOfferedWithinOnNextFollowsIt() throws Exception {
		List<String> order = new ArrayList<>();
		AtomicReference<LatestValueSubscription<Integer>> own = new AtomicReference<>();
		own.set(subscription(new RecordingSubscriber<>() {

			@Override
			public void onNext(Integer value) {
				order.add("begin " + value);
				if (value < 3) {
					own.get().offerLatest(value + 1);
					own.get().deliver();
				}
				order.add("end " + value);
			}

		}));
		own.get().open();
		own.get().request(Long.MAX_VALUE);
		own.get().offerLatest(1);
		own.get().deliver();
		assertThat(order).containsExactly("begin 1", "end 1", "begin 2", "end 2", "begin 3", "end 3");
	}

	/** The publishing thread continues; the thread inside onNext delivers. */
	@Test
	void aSlowSubscriberIsNotWaitedForAndNeverSignalledTwiceAtATime() throws Exception {
		Slow slow = new Slow();
		LatestValueSubscription<Integer> slowed = subscription(slow);
		slowed.open();
		slowed.request(Long.MAX_VALUE);
		slowed.offerLatest(1);
		Thread delivering = new Thread(slowed::deliver);
		delivering.start();
		assertThat(slow.entered.await(30, TimeUnit.SECONDS)).isTrue();
		for (int value = 2; value <= 4; value++) {
			slowed.offerLatest(value);
			slowed.deliver();
		}
		assertThat(slow.waiting()).isZero();
		slow.allowed.release(2);
		delivering.join();
		assertThat(slow.take(2)).containsExactly(1, 4);
		assertThat(slow.threads).containsOnly(delivering);
		slow.assertRulesKept();
	}

	/** A subscriber that stays in onNext until it is released. */
	private static final class Slow extends RecordingSubscriber<Integer> {

		private final CountDownLatch entered = new CountDownLatch(1);

		private final Semaphore allowed = new Semaphore(0);

		private final List<Thread> threads = new ArrayList<>();

		@Override
		public void onNext(Integer value) {
			this.threads.add(Thread.currentThread());
			this.entered.countDown();
			this.allowed.acquireUninterruptibly();
			super.onNext(value);
		}

	}

	@Test
	void aSubscriberThatThrowsInOnNextIsCancelled() {
		for (Throwable thrown : List.of(new IllegalStateException("expected by the test"),
				new AssertionError("expected by the test"))) {
			this.calls.clear();
			LatestValueSubscription<Integer> throwing = subscription(new Throwing(thrown));
			throwing.open();
			throwing.request(5);
			throwing.offerLatest(1);
			assertThatNoException().isThrownBy(throwing::deliver);
			assertThat(throwing.isOpen()).isFalse();
			assertThat(this.calls).containsExactly("request", "end");
		}
	}

	@Test
	void aSubscriberThatThrowsInOnErrorDoesNotAffectOthers() {
		LatestValueSubscription<Integer> throwing = subscription(new Throwing(new IllegalStateException("expected")));
		throwing.open();
		assertThatNoException().isThrownBy(() -> throwing.fail(new IllegalStateException()));
		assertThat(this.calls).containsExactly("end");
	}

	@Test
	void aSubscriberThatThrowsInOnSubscribeIsNotSubscribed() {
		LatestValueSubscription<Integer> throwing = subscription(new RecordingSubscriber<>() {

			@Override
			public void onSubscribe(Flow.Subscription given) {
				throw new IllegalStateException("expected");
			}

		});
		assertThatThrownBy(throwing::open).hasMessage("expected");
		assertThat(throwing.isOpen()).isFalse();
		assertThat(this.calls).containsExactly("end");
	}

	/** A subscriber that throws in every signal except onSubscribe. */
	private static final class Throwing extends RecordingSubscriber<Integer> {

		private final Throwable thrown;

		Throwing(Throwable thrown) {
			this.thrown = thrown;
		}

		@Override
		public void onNext(Integer value) {
			if (this.thrown instanceof Error error) {
				throw error;
			}
			throw (RuntimeException) this.thrown;
		}

		@Override
		public void onError(Throwable reason) {
			onNext(0);
		}

	}

	@Test
	void aSequenceBeginsWithAStartPoint() throws Exception {
		this.subscription.open();
		this.recorder.request(Long.MAX_VALUE);
		sequence(1, false);
		assertThat(this.subscription.isFollowing()).isFalse();
		sequence(2, true);
		assertThat(this.subscription.isFollowing()).isTrue();
		sequence(3, false);
		assertThat(received()).containsExactly(2, 3);
	}

	@Test
	void aSequenceContinuesWithAStartPointAfterAGapInDemand() throws Exception {
		this.subscription.open();
		this.recorder.request(1);
		sequence(1, true);
		sequence(2, false);
		assertThat(this.subscription.isFollowing()).isFalse();
		this.recorder.request(Long.MAX_VALUE);
		assertThat(this.recorder.waiting()).as("nothing old is kept").isOne();
		sequence(3, false);
		sequence(4, true);
		sequence(5, false);
		assertThat(received()).containsExactly(1, 4, 5);
	}

	@Test
	void aSequenceIsBrokenByAValueThatIsStillPending() throws Exception {
		this.subscription.open();
		this.recorder.request(Long.MAX_VALUE);
		this.subscription.offerInSequence(1, true);
		this.subscription.offerInSequence(2, false);
		this.subscription.deliver();
		sequence(3, false);
		sequence(4, true);
		assertThat(received()).containsExactly(1, 4);
	}

	private void sequence(int value, boolean startPoint) {
		this.subscription.offerInSequence(value, startPoint);
		this.subscription.deliver();
	}

	@Test
	void numbersGrow() throws Exception {
		this.subscription.open();
		this.recorder.request(Long.MAX_VALUE);
		assertThat(this.subscription.hasDemandFor(Long.MIN_VALUE + 1)).isTrue();
		for (int number : List.of(5, 5, 4, 6)) {
			assertThat(this.subscription.hasDemandFor(number)).isEqualTo(number > 5 || this.recorder.waiting() == 0);
			this.subscription.offerNumbered(number, number);
			this.subscription.deliver();
		}
		assertThat(received()).containsExactly(5, 6);
	}

	@Test
	void aNumberWithoutDemandIsMissedAndCanBeHadLater() throws Exception {
		this.subscription.open();
		this.subscription.offerNumbered(1, 1);
		assertThat(this.subscription.hasDemandFor(1)).isFalse();
		this.recorder.request(1);
		assertThat(this.recorder.waiting()).isZero();
		assertThat(this.subscription.hasDemandFor(1)).isTrue();
		this.subscription.offerNumbered(1, 1);
		this.subscription.deliver();
		assertThat(received()).containsExactly(1);
	}

	@Test
	void aNewerNumberReplacesOneThatIsPending() throws Exception {
		this.subscription.open();
		this.recorder.request(Long.MAX_VALUE);
		this.subscription.offerNumbered(1, 1);
		this.subscription.offerNumbered(2, 2);
		this.subscription.deliver();
		assertThat(received()).containsExactly(2);
	}

}
