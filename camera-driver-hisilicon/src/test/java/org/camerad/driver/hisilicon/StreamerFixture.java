package org.camerad.driver.hisilicon;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.driver.Camera;
import org.camerad.driver.CameraEvent;
import org.camerad.driver.CameraException.Kind;
import org.camerad.driver.CameraException;
import org.camerad.driver.Codec;
import org.camerad.driver.DriverContext;
import org.camerad.driver.Image;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Resolution;
import org.camerad.driver.Video;
import org.camerad.driver.hisilicon.fake.FakeBuild;
import org.camerad.driver.hisilicon.fake.FakeStreamer;
import org.camerad.driver.kit.TestSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A fixture with a fake streamer and a camera that uses it. */
@Timeout(180)
abstract class StreamerFixture {

	@TempDir
	Path folder;

	final BlockingQueue<CameraEvent> events = new LinkedBlockingQueue<>();

	FakeStreamer streamer;

	Camera camera;

	@AfterEach
	void close() {
		if (this.camera != null) {
			this.camera.close();
		}
		this.streamer.close();
	}

	final void open(FakeBuild build) throws CameraException {
		this.streamer = build.start();
		open();
	}

	final void open() throws CameraException {
		open(Map.of());
	}

	final void open(Map<String, String> more) throws CameraException {
		Map<String, String> properties = new HashMap<>(this.streamer.properties());
		properties.putAll(more);
		this.camera = new HiSiliconDriver().open(new DriverContext(properties, this.folder, Optional.empty(),
				Clock.systemUTC(), Duration.ofSeconds(5), this.events::add));
	}

	final void image(Image image) throws CameraException {
		this.camera.image().orElseThrow().apply(image);
	}

	final void video(int stream, String size, int frameRate) throws CameraException {
		video(stream, Codec.H265, size, frameRate);
	}

	final void video(int stream, Codec codec, String size, int frameRate) throws CameraException {
		String[] sides = size.split("x");
		this.camera.streams()
			.get(stream)
			.apply(TestSettings.video(codec, Resolution.of(Integer.parseInt(sides[0]), Integer.parseInt(sides[1])),
					frameRate, 50, 1000, Video.BitrateControl.CBR));
	}

	final PartStatus status(String part) {
		return this.camera.status()
			.stream()
			.filter((status) -> status.part().equals(part))
			.findFirst()
			.orElseThrow(() -> new AssertionError(part + " is not in " + this.camera.status()));
	}

	final <E extends CameraEvent> E next(Class<E> kind) throws InterruptedException {
		CameraEvent event = this.events.poll(30, TimeUnit.SECONDS);
		assertThat(event).isInstanceOf(kind);
		return kind.cast(event);
	}

	static void await(BooleanSupplier condition) throws InterruptedException {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
		while (!condition.getAsBoolean()) {
			assertThat(System.nanoTime()).as("the condition within the time limit").isLessThan(deadline);
			TimeUnit.MILLISECONDS.sleep(20);
		}
	}

	static void assertRefused(ThrowingCallable call) {
		assertFails(Kind.REFUSED, call);
	}

	static void assertUnavailable(ThrowingCallable call) {
		assertFails(Kind.UNAVAILABLE, call);
	}

	private static void assertFails(Kind kind, ThrowingCallable call) {
		assertThatExceptionOfType(CameraException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.kind()).as(ex.toString()).isEqualTo(kind))
			.satisfies((ex) -> assertThat(ex.getMessage().lines()).hasSize(1));
	}

}
