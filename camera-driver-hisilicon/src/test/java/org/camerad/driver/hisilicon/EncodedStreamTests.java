package org.camerad.driver.hisilicon;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.camerad.driver.AccessUnit;
import org.camerad.driver.AudioCodec;
import org.camerad.driver.AudioFrame;
import org.camerad.driver.CameraException;
import org.camerad.driver.Codec;
import org.camerad.driver.hisilicon.fake.FakeBuild;
import org.camerad.driver.hisilicon.fake.FakeBuild.Reloading;
import org.camerad.driver.hisilicon.fake.FakeVideo;
import org.camerad.driver.kit.TestSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests of the encoded streams through a real RTSP connection. */
class EncodedStreamTests extends StreamerFixture {

	@ParameterizedTest
	@EnumSource
	void accessUnitsAreWholeAndAKeyFrameBeginsWithItsParameterSets(Codec codec) throws Exception {
		open(new FakeBuild());
		video(1, codec, "640x480");
		RecordingSubscriber<AccessUnit> subscriber = watch(1);
		String word = codec.name().toLowerCase(Locale.ROOT);
		for (int i = 0; i <= 12; i++) {
			AccessUnit unit = subscriber.next();
			boolean key = i % 5 == 0;
			ByteArrayOutputStream expected = new ByteArrayOutputStream();
			List<byte[]> sets = key ? FakeVideo.parameterSets(word, "640x480") : List.of();
			sets.forEach((set) -> annexB(expected, set));
			annexB(expected, FakeVideo.picture(word, i, key));
			assertThat(unit.data()).as("picture " + i).isEqualTo(expected.toByteArray());
			assertThat(unit.keyFrame()).isEqualTo(key);
			assertThat(unit.codec()).isEqualTo(codec);
		}
	}

	@Test
	void timeStampsAreTheStreamersOnThisMachinesClock() throws Exception {
		open(new FakeBuild());
		RecordingSubscriber<AccessUnit> subscriber = watch(0);
		AccessUnit first = subscriber.next();
		AccessUnit second = subscriber.next();
		assertThat(second.timeNanos() - first.timeNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(40));
		assertThat(Math.abs(System.nanoTime() - first.timeNanos())).isLessThan(TimeUnit.SECONDS.toNanos(10));
	}

	@Test
	void afterALostPacketTheNextUnitIsAKeyFrame() throws Exception {
		open(new FakeBuild());
		this.streamer.lossy(7);
		RecordingSubscriber<AccessUnit> subscriber = watch(0);
		for (int i = 0; i < 7; i++) {
			assertThat(number(subscriber.next())).isEqualTo(i);
		}
		AccessUnit next = subscriber.next();
		assertThat(number(next)).isEqualTo(10);
		assertThat(next.keyFrame()).isTrue();
	}

	@Test
	void oneConnectionServesAllAndClosesWithTheLastSubscriber() throws Exception {
		open(new FakeBuild());
		RecordingSubscriber<AccessUnit> one = watch(0);
		RecordingSubscriber<AccessUnit> other = watch(0);
		assertThat(one.next().keyFrame()).isTrue();
		assertThat(other.next().keyFrame()).isTrue();
		assertThat(this.streamer.rtspClients()).isEqualTo(1);
		one.cancel();
		other.cancel();
		await(() -> this.streamer.rtspClients() == 0);
	}

	@Test
	void anotherCodecFollowsFromAKeyFrameOn() throws Exception {
		open(new FakeBuild().reloading(Reloading.BY_ITSELF, Duration.ofMillis(400)));
		video(0, Codec.H264, "1280x720");
		RecordingSubscriber<AccessUnit> subscriber = watch(0);
		assertThat(subscriber.next().codec()).isEqualTo(Codec.H264);
		video(0, Codec.H265, "1280x720");
		AccessUnit unit = subscriber.next();
		while (unit.codec() == Codec.H264) {
			unit = subscriber.next();
		}
		assertThat(unit.keyFrame()).isTrue();
	}

	/** The picture alone does not show the codec; the description does. */
	@Test
	void aReloadIsRequestedIfTheCodecDoesNotChange() throws Exception {
		open(new FakeBuild().reloading(Reloading.WHEN_ASKED, Duration.ofMillis(300)));
		video(1, Codec.H265, "640x480");
		assertThat(this.streamer.working("video1.codec")).isEqualTo("h265");
		assertThat(this.streamer.requests()).anyMatch((request) -> request.contains("mj-apply"));
	}

	@Test
	void anEncoderThatNeverChangesIsRefused() throws Exception {
		open(new FakeBuild().reloading(Reloading.WHEN_ASKED, Duration.ofMillis(300))
			.notKnowing("/cgi-bin/j/mj-apply.cgi"));
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> video(1, Codec.H265, "640x480"))
			.withMessageContaining("stream 2 is H264 and not H265")
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.REFUSED));
		assertThat(this.streamer.held("video1.codec")).isEqualTo("h264");
	}

	@Test
	void audioFramesHaveTheConfiguredCodec() throws Exception {
		open(new FakeBuild());
		Map<AudioCodec, Integer> rates = Map.of(AudioCodec.G711_MU_LAW, 8000, AudioCodec.G711_A_LAW, 8000,
				AudioCodec.AAC, 16000);
		for (AudioCodec codec : AudioCodec.values()) {
			int rate = rates.get(codec);
			boolean aac = codec == AudioCodec.AAC;
			this.camera.audio().orElseThrow().apply(TestSettings.audio(true, codec, rate, aac ? 16 : 64, 60, 80, true));
			RecordingSubscriber<AudioFrame> listener = new RecordingSubscriber<>();
			this.camera.audio().orElseThrow().frames().orElseThrow().subscribe(listener);
			AudioFrame frame = listener.next();
			assertThat(frame.codec()).isEqualTo(codec);
			assertThat(frame.sampleRate()).isEqualTo(rate);
			assertThat(frame.data()).hasSize(160).containsOnly(frame.data()[0]);
			assertThat(listener.next().timeNanos() - frame.timeNanos())
				.isEqualTo(TimeUnit.MILLISECONDS.toNanos(aac ? 64 : 20));
			listener.cancel();
		}
	}

	@Test
	void aSubscriptionEndsWithTheCameraAndNoneBeginsAfterwards() throws Exception {
		open(new FakeBuild());
		RecordingSubscriber<AccessUnit> subscriber = watch(0);
		subscriber.next();
		this.camera.close();
		assertThat(subscriber.end()).isInstanceOf(CameraException.class);
		assertThat(watch(0).end()).isInstanceOf(CameraException.class);
	}

	@Test
	void aStreamerWithoutRtspHasPicturesOnly() throws Exception {
		open(new FakeBuild().with("rtsp.enabled boolean =false"));
		assertThat(this.camera.streams().get(0).encoded()).isEmpty();
		assertThat(this.camera.audio().orElseThrow().frames()).isEmpty();
		video(0, Codec.H264, "1280x720");
		assertThat(this.streamer.working("video0.size")).isEqualTo("1280x720");
	}

	private static int number(AccessUnit unit) {
		return unit.data()[unit.data().length - 1] - 1;
	}

	private static void annexB(ByteArrayOutputStream bytes, byte[] unit) {
		bytes.writeBytes(new byte[] { 0, 0, 0, 1 });
		bytes.writeBytes(unit);
	}

	private RecordingSubscriber<AccessUnit> watch(int stream) {
		RecordingSubscriber<AccessUnit> subscriber = new RecordingSubscriber<>();
		this.camera.streams().get(stream).encoded().orElseThrow().accessUnits().subscribe(subscriber);
		return subscriber;
	}

	private void video(int stream, Codec codec, String size) throws CameraException {
		video(stream, codec, size, 25);
	}

}
