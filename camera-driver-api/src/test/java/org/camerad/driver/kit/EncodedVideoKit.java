package org.camerad.driver.kit;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.camerad.driver.AccessUnit;
import org.camerad.driver.EncodedVideo;
import org.camerad.driver.Video;
import org.camerad.driver.VideoMode;
import org.camerad.driver.VideoStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The rules of {@link org.camerad.driver.EncodedVideo}, for streams that have it. */
abstract class EncodedVideoKit extends PartKit {

	private static final int FRAME_RATE = 10;

	/** A GOP length at which no key frame comes by itself during a test. */
	private static final int LONG_GOP = 300;

	private VideoStream stream;

	private EncodedVideo encoded;

	private VideoMode mode;

	@BeforeEach
	void slowDown() throws Exception {
		needs("video");
		this.stream = camera().streams().get(1);
		assumeTrue(this.stream.encoded().isPresent(), "the stream only has pictures");
		this.encoded = this.stream.encoded().orElseThrow();
		this.mode = this.stream.modes().get(0);
		apply(this.mode);
	}

	@Test
	@DisplayName("V20 each access unit is whole Annex B; the first is a key frame; key frames begin with parameter sets")
	void accessUnits() throws Exception {
		for (VideoMode each : this.stream.modes()) {
			apply(each);
			RecordingSubscriber<AccessUnit> subscriber = subscribe();
			for (int i = 0; i < 4; i++) {
				AccessUnit unit = subscriber.next();
				assertThat(unit.codec()).isEqualTo(each.codec());
				AnnexBInspector.assertWhole(unit);
				assertThat(i > 0 || unit.keyFrame()).as("a key frame to begin with").isTrue();
			}
			subscriber.cancel();
			subscriber.assertRulesKept();
		}
	}

	@Test
	@DisplayName("V21 times increase from one access unit to the next and are those of System.nanoTime")
	void times() throws Exception {
		RecordingSubscriber<AccessUnit> subscriber = subscribe();
		AccessUnit first = subscriber.next();
		long begun = System.nanoTime();
		long last = first.timeNanos();
		double pace = 0;
		// Clocks are compared in nanoseconds; the generous limit absorbs delays of the
		// machine.
		for (int i = 0; i < 10 || (i < 100 && (pace < 0.25 || pace > 4)); i++) {
			long time = subscriber.next().timeNanos();
			assertThat(time).isGreaterThan(last);
			assertThat(Duration.ofNanos(System.nanoTime() - time)).isBetween(Duration.ofSeconds(-1),
					Duration.ofMinutes(1));
			last = time;
			pace = (last - first.timeNanos()) / (double) (System.nanoTime() - begun);
		}
		assertThat(pace).as("the pace of its clock").isBetween(0.25, 4.0);
	}

	@Test
	@DisplayName("V22 a requested key frame comes soon; a request without a subscriber does nothing")
	void keyFrame() throws Exception {
		this.encoded.requestKeyFrame();
		RecordingSubscriber<AccessUnit> subscriber = subscribe();
		assertThat(subscriber.next().keyFrame()).isTrue();
		for (int i = 0; i < 3; i++) {
			subscriber.next();
		}
		this.encoded.requestKeyFrame();
		AnnexBInspector.assertWhole(subscriber.first(AccessUnit::keyFrame));
	}

	@Test
	@DisplayName("V23 a subscriber that comes later or missed access units begins at a key frame")
	void late() throws Exception {
		RecordingSubscriber<AccessUnit> first = subscribe();
		first.next();
		first.next();
		RecordingSubscriber<AccessUnit> late = subscribe();
		this.encoded.requestKeyFrame();
		assertThat(late.next().keyFrame()).isTrue();
		RecordingSubscriber<AccessUnit> slow = new RecordingSubscriber<>();
		this.encoded.accessUnits().subscribe(slow);
		slow.request(1);
		this.encoded.requestKeyFrame();
		AccessUnit last = slow.next();
		assertThat(last.keyFrame()).isTrue();
		AccessUnit following = awaitLater(first, last);
		assertThat(slow.waiting()).as("access units that nobody requested").isZero();
		slow.request(1);
		this.encoded.requestKeyFrame();
		AccessUnit next = slow.next();
		assertThat(next.timeNanos()).isGreaterThan(last.timeNanos());
		// The driver may have kept the next unit; after a gap only a key frame may
		// follow.
		assertThat(next.keyFrame() || next.timeNanos() == following.timeNanos()).as("no gap before it").isTrue();
	}

	@Test
	@DisplayName("V24 after a change of codec or size the subscription continues from a key frame")
	void change() throws Exception {
		RecordingSubscriber<AccessUnit> subscriber = subscribe();
		subscriber.next();
		List<VideoMode> modes = this.stream.modes();
		for (VideoMode each : List.of(modes.get(modes.size() - 1), modes.get(0))) {
			apply(each);
			boolean same = each.codec() == this.mode.codec() && each.resolution().equals(this.mode.resolution());
			AccessUnit unit = same ? subscriber.next() : first(each, subscriber);
			AnnexBInspector.assertWhole(unit);
			this.mode = each;
		}
		subscriber.assertRulesKept();
	}

	@Test
	@DisplayName("V25 closing the camera ends a subscription with onError, and no new one begins")
	void endsWithTheCamera() throws Exception {
		RecordingSubscriber<AccessUnit> subscriber = subscribe();
		subscriber.next();
		camera().close();
		assertThat(subscriber.error()).isNotNull();
		RecordingSubscriber<AccessUnit> late = new RecordingSubscriber<>();
		this.encoded.accessUnits().subscribe(late);
		assertThat(late.error()).isNotNull();
		subscriber.assertRulesKept();
	}

	/**
	 * Returns the first access unit after the change; units encoded before it may come
	 * first.
	 */
	private static AccessUnit first(VideoMode changed, RecordingSubscriber<AccessUnit> subscriber) throws Exception {
		AccessUnit key = subscriber.first(AccessUnit::keyFrame);
		AccessUnit unit = (key.codec() == changed.codec()) ? key
				: subscriber.first((next) -> next.codec() == changed.codec());
		assertThat(unit.keyFrame()).as("a key frame to go on with").isTrue();
		return unit;
	}

	/**
	 * Returns an access unit that comes after {@code unit} has reached every subscriber.
	 */
	private static AccessUnit awaitLater(RecordingSubscriber<AccessUnit> subscriber, AccessUnit unit) throws Exception {
		AccessUnit following = subscriber.next();
		while (following.timeNanos() <= unit.timeNanos()) {
			following = subscriber.next();
		}
		subscriber.next();
		return following;
	}

	private void apply(VideoMode wanted) throws Exception {
		this.stream
			.apply(TestSettings.video(wanted.codec(), wanted.resolution(), wanted.frameRate().nearest(FRAME_RATE),
					LONG_GOP, wanted.bitrateKbps().nearest(1000), Video.BitrateControl.CBR));
	}

	private RecordingSubscriber<AccessUnit> subscribe() throws Exception {
		return RecordingSubscriber.of(this.encoded.accessUnits());
	}

}
