package org.camerad.driver.support.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

import org.camerad.driver.CameraException;
import org.camerad.driver.kit.RecordingSubscriber;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class SharedPublisherTests {

	private static final CameraException REASON = CameraException.unavailable("the test is over");

	private final SharedPublisher<Integer> publisher = new SharedPublisher<>(DeliveryPolicy.independent());

	@Test
	void everySubscriberGetsEveryValueInOrder() throws Exception {
		RecordingSubscriber<Integer> first = RecordingSubscriber.of(this.publisher);
		RecordingSubscriber<Integer> second = RecordingSubscriber.of(this.publisher);
		this.publisher.publish(1);
		this.publisher.publish(2);
		assertThat(first.take(2)).containsExactly(1, 2);
		assertThat(second.take(2)).containsExactly(1, 2);
	}

	@Test
	void independentValuesAreMissedWithoutDemand() throws Exception {
		RecordingSubscriber<Integer> slow = new RecordingSubscriber<>();
		this.publisher.subscribe(slow);
		slow.request(1);
		this.publisher.publish(1);
		this.publisher.publish(2);
		slow.request(1);
		assertThat(slow.take(slow.waiting())).containsExactly(1);
		this.publisher.publish(3);
		assertThat(slow.take(slow.waiting())).containsExactly(3);
	}

	@Test
	void valuesInSequenceContinueWithAStartPoint() throws Exception {
		SharedPublisher<Integer> sequence = new SharedPublisher<>(
				DeliveryPolicy.inSequence((value) -> value % 10 == 0));
		RecordingSubscriber<Integer> early = RecordingSubscriber.of(sequence);
		sequence.publish(9);
		assertThat(sequence.isFollowed()).isFalse();
		sequence.publish(10);
		assertThat(sequence.isFollowed()).isTrue();
		RecordingSubscriber<Integer> late = RecordingSubscriber.of(sequence);
		sequence.publish(11);
		sequence.publish(20);
		assertThat(early.take(early.waiting())).containsExactly(10, 11, 20);
		assertThat(late.take(late.waiting())).containsExactly(20);
	}

	@Test
	void numberedValuesComeOnceToEach() throws Exception {
		SharedPublisher<Integer> numbered = new SharedPublisher<>(DeliveryPolicy.numbered(Integer::longValue));
		RecordingSubscriber<Integer> first = RecordingSubscriber.of(numbered);
		assertThat(numbered.hasDemandFor(7)).isTrue();
		numbered.publish(7);
		assertThat(numbered.hasDemandFor(7)).isFalse();
		RecordingSubscriber<Integer> second = RecordingSubscriber.of(numbered);
		assertThat(numbered.hasDemandFor(7)).isTrue();
		numbered.publish(7);
		assertThat(first.take(first.waiting())).containsExactly(7);
		assertThat(second.take(second.waiting())).containsExactly(7);
	}

	@Test
	void theLatestStateWaitsForItsRequest() throws Exception {
		SharedPublisher<Integer> state = new SharedPublisher<>(DeliveryPolicy.latest());
		RecordingSubscriber<Integer> slow = new RecordingSubscriber<>();
		state.subscribe(slow);
		state.publish(1);
		state.publish(2);
		slow.request(1);
		assertThat(slow.take(slow.waiting())).containsExactly(2);
	}

	@Test
	void demandAndSubscriptionsAreReported() throws Exception {
		AtomicInteger changes = new AtomicInteger();
		this.publisher.onChange(changes::incrementAndGet);
		assertThat(this.publisher.isSubscribed()).isFalse();
		RecordingSubscriber<Integer> subscriber = new RecordingSubscriber<>();
		this.publisher.subscribe(subscriber);
		assertThat(changes).hasValue(1);
		assertThat(this.publisher.isSubscribed()).isTrue();
		assertThat(this.publisher.hasDemand()).isFalse();
		subscriber.request(1);
		assertThat(changes).hasValue(2);
		assertThat(this.publisher.hasDemand()).isTrue();
		subscriber.cancel();
		assertThat(changes).hasValue(3);
		assertThat(this.publisher.isSubscribed()).isFalse();
		assertThat(this.publisher.hasDemand()).isFalse();
	}

	@Test
	void aSubscriberThatThrowsDoesNotAffectOthers() throws Exception {
		this.publisher.subscribe(new RecordingSubscriber<>() {

			@Override
			public void onSubscribe(Flow.Subscription given) {
				given.request(5);
			}

			@Override
			public void onNext(Integer value) {
				throw new IllegalStateException("expected by the test");
			}

		});
		RecordingSubscriber<Integer> other = RecordingSubscriber.of(this.publisher);
		this.publisher.publish(1);
		this.publisher.publish(2);
		assertThat(other.take(2)).containsExactly(1, 2);
		other.cancel();
		assertThat(this.publisher.isSubscribed()).as("the one that threw is gone").isFalse();
	}

	@Test
	void endingEndsCurrentSubscriptionsAndOthersMayFollow() throws Exception {
		RecordingSubscriber<Integer> requesting = RecordingSubscriber.of(this.publisher);
		RecordingSubscriber<Integer> idle = new RecordingSubscriber<>();
		this.publisher.subscribe(idle);
		this.publisher.end(REASON);
		assertThat(requesting.error()).isSameAs(REASON);
		assertThat(idle.error()).isSameAs(REASON);
		assertThat(this.publisher.isSubscribed()).isFalse();
		RecordingSubscriber<Integer> late = RecordingSubscriber.of(this.publisher);
		this.publisher.publish(1);
		assertThat(late.next()).isOne();
	}

	@Test
	void closingEndsLaterSubscriptionsToo() throws Exception {
		RecordingSubscriber<Integer> subscriber = RecordingSubscriber.of(this.publisher);
		this.publisher.close(REASON);
		assertThat(subscriber.error()).isSameAs(REASON);
		assertThat(RecordingSubscriber.of(this.publisher).error()).isSameAs(REASON);
		assertThat(this.publisher.isSubscribed()).isFalse();
	}

	@Test
	void aSubscriptionDuringTheEndOfOthersIsServed() throws Exception {
		RecordingSubscriber<Integer> late = new RecordingSubscriber<>();
		this.publisher.subscribe(new RecordingSubscriber<>() {

			@Override
			public void onError(Throwable reason) {
				SharedPublisherTests.this.publisher.subscribe(late);
			}

		});
		this.publisher.end(REASON);
		late.request(1);
		this.publisher.publish(1);
		assertThat(late.next()).isOne();
	}

	@Test
	void aFailedCheckEndsTheSubscriptionAndIsNoChange() throws Exception {
		List<Boolean> registered = new ArrayList<>();
		AtomicInteger changes = new AtomicInteger();
		RecordingSubscriber<Integer> refused = new RecordingSubscriber<>();
		this.publisher.subscribe(refused, () -> {
			registered.add(this.publisher.isSubscribed());
			this.publisher.onChange(changes::incrementAndGet);
			throw REASON;
		});
		assertThat(registered).as("registered before the check").containsExactly(true);
		assertThat(refused.error()).isSameAs(REASON);
		assertThat(this.publisher.isSubscribed()).isFalse();
		assertThat(changes).as("the removal").hasValue(1);
		refused.assertRulesKept();
	}

	@Test
	void aPassedCheckLetsTheSubscriberIn() throws Exception {
		RecordingSubscriber<Integer> subscriber = new RecordingSubscriber<>();
		this.publisher.subscribe(subscriber, () -> {
		});
		subscriber.request(1);
		this.publisher.publish(1);
		assertThat(subscriber.next()).isOne();
	}

	@Test
	void subscribersAreLimited() throws Exception {
		List<RecordingSubscriber<Integer>> subscribers = new ArrayList<>();
		for (int i = 0; i < SharedPublisher.MAX_SUBSCRIBERS; i++) {
			subscribers.add(RecordingSubscriber.of(this.publisher));
		}
		Throwable reason = RecordingSubscriber.of(this.publisher).error();
		assertThat(reason).isInstanceOf(CameraException.class).hasMessageContaining("256");
		this.publisher.publish(1);
		for (RecordingSubscriber<Integer> subscriber : subscribers) {
			assertThat(subscriber.next()).isOne();
		}
		subscribers.get(0).cancel();
		RecordingSubscriber<Integer> next = RecordingSubscriber.of(this.publisher);
		this.publisher.publish(2);
		assertThat(next.next()).isEqualTo(2);
	}

	@Test
	void aListenerThatThrowsLeavesNoSubscriptionBehind() {
		this.publisher.onChange(() -> {
			throw new IllegalStateException("expected");
		});
		assertThatThrownBy(() -> this.publisher.subscribe(new RecordingSubscriber<>())).hasMessage("expected");
		assertThat(this.publisher.isSubscribed()).isFalse();
	}

	@Test
	void theFirstValueComesBeforeWhatIsPublished() throws Exception {
		SharedPublisher<Integer> state = new SharedPublisher<>(DeliveryPolicy.latest());
		RecordingSubscriber<Integer> subscriber = new RecordingSubscriber<>();
		state.subscribe(subscriber, () -> {
		}, () -> 0);
		subscriber.request(Long.MAX_VALUE);
		state.publish(1);
		state.publishFrom(() -> null);
		assertThat(subscriber.take(subscriber.waiting())).containsExactly(0, 1);
	}

	/** Each subscription ends, whether it comes before or after close. */
	@RepeatedTest(50)
	void aSubscriptionDuringCloseIsEnded() throws Exception {
		CyclicBarrier together = new CyclicBarrier(2);
		RecordingSubscriber<Integer> subscriber = new RecordingSubscriber<>();
		Thread subscribing = new Thread(() -> {
			pass(together);
			this.publisher.subscribe(subscriber);
		});
		subscribing.start();
		pass(together);
		this.publisher.close(REASON);
		subscribing.join();
		assertThat(subscriber.error()).isSameAs(REASON);
		assertThat(this.publisher.isSubscribed()).isFalse();
		subscriber.assertRulesKept();
	}

	/**
	 * Two threads publish, one cancels, one ends the subscriptions; signals stay
	 * serialized.
	 */
	@RepeatedTest(20)
	void signalsStaySerializedWithManyThreads() throws Exception {
		List<RecordingSubscriber<Integer>> subscribers = List.of(RecordingSubscriber.of(this.publisher),
				RecordingSubscriber.of(this.publisher));
		CountDownLatch begun = new CountDownLatch(1);
		List<Thread> publishing = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			Thread thread = new Thread(() -> {
				for (int value = 0; value < 2000; value++) {
					this.publisher.publish(value);
					begun.countDown();
				}
			});
			publishing.add(thread);
			thread.start();
		}
		begun.await();
		subscribers.get(0).cancel();
		this.publisher.end(REASON);
		for (Thread thread : publishing) {
			thread.join();
		}
		assertThat(subscribers.get(1).error()).isSameAs(REASON);
		for (RecordingSubscriber<Integer> subscriber : subscribers) {
			subscriber.assertRulesKept();
		}
	}

	private static void pass(CyclicBarrier barrier) {
		try {
			barrier.await();
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

}
