package org.camerad.driver.kit;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.camerad.driver.Picture;
import org.camerad.driver.Video;
import org.camerad.driver.VideoMode;
import org.camerad.driver.VideoStream;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules of pictures as they come. */
abstract class PicturesKit extends PartKit {

	private static final int FRAME_RATE = 5;

	private VideoStream stream;

	private VideoMode mode;

	@BeforeEach
	void slowDown() throws Exception {
		needs("video");
		this.stream = camera().streams().get(1);
		this.mode = this.stream.modes().get(0);
		this.stream.apply(
				TestSettings.video(this.mode.codec(), this.mode.resolution(), this.mode.frameRate().nearest(FRAME_RATE),
						50, this.mode.bitrateKbps().max(), Video.BitrateControl.CBR));
	}

	@Test
	@DisplayName("V10 pictures come whole, with growing numbers, and no faster than the frame rate")
	void pictures() throws Exception {
		long begun = System.nanoTime();
		RecordingSubscriber<Picture> viewer = subscribe();
		viewer.request(Long.MAX_VALUE);
		long last = -1;
		int count = 6;
		for (int i = 0; i < count; i++) {
			Picture picture = viewer.next();
			assertThat(picture.number()).isGreaterThan(last);
			last = picture.number();
			JpegInspector.assertWhole(picture, this.mode.resolution());
		}
		// The first may have been there already; a late thread may deliver two in a row.
		long shortest = (count - 3) * TimeUnit.SECONDS.toNanos(1) / this.mode.frameRate().nearest(FRAME_RATE);
		assertThat(System.nanoTime() - begun).isGreaterThan(shortest);
		viewer.cancel();
		viewer.assertRulesKept();
	}

	@Test
	@DisplayName("V11 a subscriber gets no more than it has requested, and later no old picture")
	void demand() throws Exception {
		RecordingSubscriber<Picture> viewer = subscribe();
		RecordingSubscriber<Picture> other = subscribe();
		other.request(Long.MAX_VALUE);
		viewer.request(1);
		long first = viewer.next().number();
		long seen = first;
		while (seen < first + 3) {
			seen = Math.max(seen, other.next().number());
		}
		assertThat(viewer.waiting()).isZero();
		viewer.request(1);
		assertThat(viewer.next().number()).isGreaterThanOrEqualTo(seen);
		viewer.assertRulesKept();
	}

	@Test
	@DisplayName("V12 a subscriber without demand holds nobody up")
	void withoutDemand() throws Exception {
		RecordingSubscriber<Picture> idle = subscribe();
		RecordingSubscriber<Picture> viewer = subscribe();
		viewer.request(3);
		for (int i = 0; i < 3; i++) {
			viewer.next();
		}
		assertThat(idle.waiting()).isZero();
		assertThat(viewer.waiting()).isZero();
	}

	@Test
	@DisplayName("V13 a subscription ends with onError when the camera is closed, and none begins afterwards")
	void endsWithTheCamera() throws Exception {
		RecordingSubscriber<Picture> viewer = subscribe();
		viewer.request(1);
		viewer.next();
		RecordingSubscriber<Picture> idle = subscribe();
		camera().close();
		assertThat(viewer.error()).isNotNull();
		assertThat(idle.error()).isNotNull();
		assertThat(subscribe().error()).isNotNull();
		viewer.assertRulesKept();
	}

	@Test
	@DisplayName("V14 after cancel nothing more comes")
	void cancel() throws Exception {
		RecordingSubscriber<Picture> gone = subscribe();
		gone.request(Long.MAX_VALUE);
		gone.next();
		gone.cancel();
		RecordingSubscriber<Picture> viewer = subscribe();
		viewer.request(Long.MAX_VALUE);
		// The one that was under way when cancel came is the last.
		viewer.next();
		viewer.next();
		int waiting = gone.waiting();
		viewer.next();
		viewer.next();
		assertThat(gone.waiting()).isEqualTo(waiting);
	}

	@Test
	@DisplayName("V15 requesting nothing, or less, is answered with onError (Reactive Streams 3.9)")
	void wrongRequest() throws Exception {
		RecordingSubscriber<Picture> viewer = subscribe();
		viewer.request(0);
		assertThat(viewer.error()).isInstanceOf(IllegalArgumentException.class);
	}

	private RecordingSubscriber<Picture> subscribe() {
		RecordingSubscriber<Picture> viewer = new RecordingSubscriber<>();
		this.stream.pictures().subscribe(viewer);
		return viewer;
	}

}
