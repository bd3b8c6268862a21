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

/** The rules of what encoders produce, for streams that give it out. */
abstract class EncodedVideoKit extends PartKit {

	private static final int FRAME_RATE = 10;

	/** No key frame comes by itself while a test runs. */
	private static final int LONG = 300;

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
	@DisplayName("V20 each access unit is whole and in Annex B form; the first is a key frame, and key frames begin with their parameter sets")
	void accessUnits() throws Exception {
		for (VideoMode each : this.stream.modes()) {
			apply(each);
			RecordingSubscriber<AccessUnit> viewer = subscribe();
			for (int i = 0; i < 4; i++) {
				AccessUnit unit = viewer.next();
				assertThat(unit.codec()).isEqualTo(each.codec());
				AnnexBInspector.assertWhole(unit);
				assertThat(i > 0 || unit.keyFrame()).as("a key frame to begin with").isTrue();
			}
			viewer.cancel();
			viewer.assertRulesKept();
		}
	}

	@Test
	@DisplayName("V21 times grow from one access unit to the next, and are those of System.nanoTime")
	void times() throws Exception {
		RecordingSubscriber<AccessUnit> viewer = subscribe();
		AccessUnit first = viewer.next();
		long begun = System.nanoTime();
		long last = first.timeNanos();
		double pace = 0;
		// Generous: what counts is nanoseconds. The longer, the less it matters when this
		// machine is held up.
		for (int i = 0; i < 10 || (i < 100 && (pace < 0.25 || pace > 4)); i++) {
			long time = viewer.next().timeNanos();
			assertThat(time).isGreaterThan(last);
			assertThat(Duration.ofNanos(System.nanoTime() - time)).isBetween(Duration.ofSeconds(-1),
					Duration.ofMinutes(1));
			last = time;
			pace = (last - first.timeNanos()) / (double) (System.nanoTime() - begun);
		}
		assertThat(pace).as("the pace of its clock").isBetween(0.25, 4.0);
	}

	@Test
	@DisplayName("V22 a key frame comes soon after it was asked for, and asking is harmless while nobody is subscribed")
	void keyFrame() throws Exception {
		this.encoded.requestKeyFrame();
		RecordingSubscriber<AccessUnit> viewer = subscribe();
		assertThat(viewer.next().keyFrame()).isTrue();
		for (int i = 0; i < 3; i++) {
			viewer.next();
		}
		this.encoded.requestKeyFrame();
		AnnexBInspector.assertWhole(viewer.first(AccessUnit::keyFrame));
	}

	@Test
	@DisplayName("V23 whoever comes later, or has missed access units, begins at a key frame")
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
		// A driver may have kept the one that follows; after a gap only a key frame will
		// do.
		assertThat(next.keyFrame() || next.timeNanos() == following.timeNanos()).as("no gap before it").isTrue();
	}

	@Test
	@DisplayName("V24 a change of the codec or the size goes on, from a key frame, in the same subscription")
	void change() throws Exception {
		RecordingSubscriber<AccessUnit> viewer = subscribe();
		viewer.next();
		List<VideoMode> modes = this.stream.modes();
		for (VideoMode each : List.of(modes.get(modes.size() - 1), modes.get(0))) {
			apply(each);
			boolean same = each.codec() == this.mode.codec() && each.resolution().equals(this.mode.resolution());
			AccessUnit unit = same ? viewer.next() : first(each, viewer);
			AnnexBInspector.assertWhole(unit);
			this.mode = each;
		}
		viewer.assertRulesKept();
	}

	@Test
	@DisplayName("V25 a subscription ends with onError when the camera is closed, and none begins afterwards")
	void endsWithTheCamera() throws Exception {
		RecordingSubscriber<AccessUnit> viewer = subscribe();
		viewer.next();
		camera().close();
		assertThat(viewer.error()).isNotNull();
		RecordingSubscriber<AccessUnit> late = new RecordingSubscriber<>();
		this.encoded.accessUnits().subscribe(late);
		assertThat(late.error()).isNotNull();
		viewer.assertRulesKept();
	}

	/** The first of a changed stream; what was under way comes before, key frames too. */
	private static AccessUnit first(VideoMode changed, RecordingSubscriber<AccessUnit> viewer) throws Exception {
		AccessUnit key = viewer.first(AccessUnit::keyFrame);
		AccessUnit unit = (key.codec() == changed.codec()) ? key
				: viewer.first((next) -> next.codec() == changed.codec());
		assertThat(unit.keyFrame()).as("a key frame to go on with").isTrue();
		return unit;
	}

	/** The one that follows it, once others must have seen that too. */
	private static AccessUnit awaitLater(RecordingSubscriber<AccessUnit> viewer, AccessUnit unit) throws Exception {
		AccessUnit following = viewer.next();
		while (following.timeNanos() <= unit.timeNanos()) {
			following = viewer.next();
		}
		viewer.next();
		return following;
	}

	private void apply(VideoMode wanted) throws Exception {
		this.stream
			.apply(TestSettings.video(wanted.codec(), wanted.resolution(), wanted.frameRate().nearest(FRAME_RATE), LONG,
					wanted.bitrateKbps().nearest(1000), Video.BitrateControl.CBR));
	}

	private RecordingSubscriber<AccessUnit> subscribe() throws Exception {
		return RecordingSubscriber.of(this.encoded.accessUnits());
	}

}
