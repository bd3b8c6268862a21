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

/** The rules of {@link org.camerad.driver.VideoStream#pictures()}. */
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
	@DisplayName("V10 pictures are whole, have increasing numbers and come no faster than the frame rate")
	void pictures() throws Exception {
		long begun = System.nanoTime();
		RecordingSubscriber<Picture> subscriber = subscribe();
		subscriber.request(Long.MAX_VALUE);
		long last = -1;
		int count = 6;
		for (int i = 0; i < count; i++) {
			Picture picture = subscriber.next();
			assertThat(picture.number()).isGreaterThan(last);
			last = picture.number();
			JpegInspector.assertWhole(picture, this.mode.resolution());
		}
		// The first picture may exist already, and a late thread may deliver two in a
		// row.
		long shortest = (count - 3) * TimeUnit.SECONDS.toNanos(1) / this.mode.frameRate().nearest(FRAME_RATE);
		assertThat(System.nanoTime() - begun).isGreaterThan(shortest);
		subscriber.cancel();
		subscriber.assertRulesKept();
	}

	@Test
	@DisplayName("V11 a subscriber receives no more than it has requested, and no old picture later")
	void demand() throws Exception {
		RecordingSubscriber<Picture> subscriber = subscribe();
		RecordingSubscriber<Picture> other = subscribe();
		other.request(Long.MAX_VALUE);
		subscriber.request(1);
		long first = subscriber.next().number();
		long seen = first;
		while (seen < first + 3) {
			seen = Math.max(seen, other.next().number());
		}
		assertThat(subscriber.waiting()).isZero();
		subscriber.request(1);
		assertThat(subscriber.next().number()).isGreaterThanOrEqualTo(seen);
		subscriber.assertRulesKept();
	}

	@Test
	@DisplayName("V12 a subscriber without demand delays nobody")
	void withoutDemand() throws Exception {
		RecordingSubscriber<Picture> idle = subscribe();
		RecordingSubscriber<Picture> subscriber = subscribe();
		subscriber.request(3);
		for (int i = 0; i < 3; i++) {
			subscriber.next();
		}
		assertThat(idle.waiting()).isZero();
		assertThat(subscriber.waiting()).isZero();
	}

	@Test
	@DisplayName("V13 closing the camera ends a subscription with onError, and no new one begins")
	void endsWithTheCamera() throws Exception {
		RecordingSubscriber<Picture> subscriber = subscribe();
		subscriber.request(1);
		subscriber.next();
		RecordingSubscriber<Picture> idle = subscribe();
		camera().close();
		assertThat(subscriber.error()).isNotNull();
		assertThat(idle.error()).isNotNull();
		assertThat(subscribe().error()).isNotNull();
		subscriber.assertRulesKept();
	}

	@Test
	@DisplayName("V14 after cancel no picture comes")
	void cancel() throws Exception {
		RecordingSubscriber<Picture> gone = subscribe();
		gone.request(Long.MAX_VALUE);
		gone.next();
		gone.cancel();
		RecordingSubscriber<Picture> subscriber = subscribe();
		subscriber.request(Long.MAX_VALUE);
		// A picture in progress at the time of cancel may still come.
		subscriber.next();
		subscriber.next();
		int waiting = gone.waiting();
		subscriber.next();
		subscriber.next();
		assertThat(gone.waiting()).isEqualTo(waiting);
	}

	@Test
	@DisplayName("V15 a request of zero or less ends the subscription with onError (Reactive Streams 3.9)")
	void wrongRequest() throws Exception {
		RecordingSubscriber<Picture> subscriber = subscribe();
		subscriber.request(0);
		assertThat(subscriber.error()).isInstanceOf(IllegalArgumentException.class);
	}

	private RecordingSubscriber<Picture> subscribe() {
		RecordingSubscriber<Picture> subscriber = new RecordingSubscriber<>();
		this.stream.pictures().subscribe(subscriber);
		return subscriber;
	}

}
