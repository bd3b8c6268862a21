package com.example.camera.toy;

import java.util.List;
import java.util.Optional;

import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.Codec;
import org.camerad.driver.Control;
import org.camerad.driver.DeviceInfo;
import org.camerad.driver.Image;
import org.camerad.driver.IntRange;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Resolution;
import org.camerad.driver.VideoMode;
import org.camerad.driver.VideoStream;

/**
 * A camera that draws a test card. It has two streams of pictures and the picture's look.
 * It lacks everything else, and says so by leaving the other parts of {@link Camera}
 * empty. Any thread.
 */
final class ToyCamera implements Camera {

	private static final IntRange FRAME_RATE = new IntRange(1, 10);

	private static final IntRange BITRATE_KBPS = new IntRange(64, 8000);

	private final DeviceInfo info;

	private final ToyStream main = new ToyStream(this, "camera-toy-main", List.of(mode(1280, 720), mode(640, 480)));

	private final ToyStream sub = new ToyStream(this, "camera-toy-sub", List.of(mode(640, 480), mode(320, 240)));

	private final ToyImage image = new ToyImage(this);

	private volatile boolean closed;

	ToyCamera(String serialNumber) {
		this.info = new DeviceInfo("Toy", "none", "1.0.0", serialNumber);
	}

	private static VideoMode mode(int width, int height) {
		return new VideoMode(Codec.H264, Resolution.of(width, height), FRAME_RATE, BITRATE_KBPS);
	}

	@Override
	public DeviceInfo info() {
		return this.info;
	}

	@Override
	public List<VideoStream> streams() {
		return List.of(this.main, this.sub);
	}

	@Override
	public Optional<Control<Image>> image() {
		return Optional.of(this.image);
	}

	@Override
	public List<PartStatus> status() {
		return List.of(new PartStatus("sensor", PartStatus.State.WORKING, "draws a test card"));
	}

	/** Throws UNAVAILABLE when the camera is closed. */
	void requireOpen() throws CameraException {
		if (this.closed) {
			throw CameraException.unavailable("the toy camera is closed");
		}
	}

	/** Returns the look in effect. */
	Image look() {
		return this.image.inEffect();
	}

	/** Starts a new frame in both streams: the look has changed. */
	void lookChanged() {
		this.main.nextFrame();
		this.sub.nextFrame();
	}

	@Override
	public void close() {
		this.closed = true;
		CameraException reason = CameraException.unavailable("the toy camera is closed");
		this.main.end(reason);
		this.sub.end(reason);
	}

}
