package org.camerad.driver.support.publish;

import java.time.Instant;
import java.util.BitSet;

import org.camerad.driver.CameraException;
import org.camerad.driver.MotionEvent;
import org.camerad.driver.kit.RecordingSubscriber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class MotionEventPublisherTests {

	private static final CameraException REASON = CameraException.unavailable("the test is over");

	private Instant now = Instant.EPOCH;

	private final MotionEventPublisher publisher = new MotionEventPublisher(() -> this.now);

	private static MotionEvent moving(int block) {
		BitSet blocks = new BitSet();
		blocks.set(block);
		return new MotionEvent(Instant.EPOCH.plusSeconds(block), true, blocks);
	}

	private static MotionEvent still(int second) {
		return new MotionEvent(Instant.EPOCH.plusSeconds(second), false, new BitSet());
	}

	@Test
	void thereIsNoMotionAtFirst() throws Exception {
		this.now = Instant.EPOCH.plusSeconds(3);
		assertThat(RecordingSubscriber.of(this.publisher).next()).isEqualTo(still(3));
	}

	@Test
	void eachSubscriberGetsThePresentStateFirst() throws Exception {
		this.publisher.enable(true);
		RecordingSubscriber<MotionEvent> first = RecordingSubscriber.of(this.publisher);
		this.publisher.publish(moving(1));
		RecordingSubscriber<MotionEvent> second = RecordingSubscriber.of(this.publisher);
		this.publisher.publish(moving(2));
		assertThat(first.take(3)).containsExactly(still(0), moving(1), moving(2));
		assertThat(second.take(2)).containsExactly(moving(1), moving(2));
	}

	@Test
	void aSlowSubscriberGetsTheNewest() throws Exception {
		this.publisher.enable(true);
		RecordingSubscriber<MotionEvent> slow = new RecordingSubscriber<>();
		this.publisher.subscribe(slow);
		this.publisher.publish(moving(1));
		this.publisher.publish(moving(2));
		slow.request(2);
		assertThat(slow.take(slow.waiting())).containsExactly(moving(2));
	}

	@Test
	void turningDetectionOffEndsAMotionAndNothingFollows() throws Exception {
		this.publisher.enable(true);
		this.publisher.publish(moving(1));
		RecordingSubscriber<MotionEvent> subscriber = RecordingSubscriber.of(this.publisher);
		this.now = Instant.EPOCH.plusSeconds(5);
		this.publisher.enable(false);
		this.publisher.publish(moving(2));
		this.publisher.enable(false);
		this.publisher.enable(true);
		assertThat(subscriber.take(subscriber.waiting())).containsExactly(moving(1), still(5));
	}

	@Test
	void nothingIsPublishedBeforeDetectionIsOn() throws Exception {
		RecordingSubscriber<MotionEvent> subscriber = RecordingSubscriber.of(this.publisher);
		this.publisher.publish(moving(1));
		this.publisher.endMotion();
		assertThat(subscriber.take(subscriber.waiting())).containsExactly(still(0));
	}

	@Test
	void aMotionIsEndedOnce() throws Exception {
		this.publisher.enable(true);
		RecordingSubscriber<MotionEvent> subscriber = RecordingSubscriber.of(this.publisher);
		this.publisher.publish(moving(1));
		this.now = Instant.EPOCH.plusSeconds(2);
		this.publisher.endMotion();
		this.publisher.endMotion();
		this.publisher.publish(moving(3));
		assertThat(subscriber.take(subscriber.waiting())).containsExactly(still(0), moving(1), still(2), moving(3));
	}

	@Test
	void endingLetsOthersFollowAndClosingDoesNot() throws Exception {
		RecordingSubscriber<MotionEvent> first = RecordingSubscriber.of(this.publisher);
		this.publisher.end(REASON);
		assertThat(first.error()).isSameAs(REASON);
		RecordingSubscriber<MotionEvent> second = RecordingSubscriber.of(this.publisher);
		assertThat(second.next()).isEqualTo(still(0));
		this.publisher.close(REASON);
		assertThat(second.error()).isSameAs(REASON);
		RecordingSubscriber<MotionEvent> third = RecordingSubscriber.of(this.publisher);
		assertThat(third.error()).isSameAs(REASON);
		assertThat(third.waiting()).isZero();
	}

	@Test
	void aFailedCheckEndsTheSubscription() throws Exception {
		RecordingSubscriber<MotionEvent> refused = new RecordingSubscriber<>();
		this.publisher.subscribe(refused, () -> {
			throw REASON;
		});
		assertThat(refused.error()).isSameAs(REASON);
	}

}
