package com.example.camera.toy;

import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import org.camerad.driver.CameraException;
import org.camerad.driver.Picture;
import org.camerad.driver.support.flow.Outlet;

/**
 * A subscriber to a stream's pictures. The support module keeps the rules of Reactive
 * Streams; this class offers each frame for which there is demand. One thread at a time.
 */
final class Viewer extends Outlet<Picture> implements Runnable {

	private final ToyStream stream;

	private long last = -1;

	private volatile boolean ended;

	Viewer(Flow.Subscriber<? super Picture> subscriber, ToyStream stream, Consumer<Viewer> onEnd) {
		super(subscriber, (viewer) -> {
		}, (viewer) -> ((Viewer) viewer).end(onEnd));
		this.stream = stream;
	}

	private void end(Consumer<Viewer> onEnd) {
		this.ended = true;
		onEnd.accept(this);
	}

	/**
	 * Offers the newest picture, unless there is no demand, and comes back next frame.
	 */
	@Override
	public void run() {
		if (this.ended) {
			return;
		}
		try {
			show();
			this.stream.showNext(this);
		}
		catch (CameraException ex) {
			fail(ex);
		}
		catch (RejectedExecutionException ex) {
			fail(CameraException.unavailable("the toy camera is closed"));
		}
	}

	private void show() throws CameraException {
		if (wants()) {
			Picture picture = this.stream.snapshot();
			if (picture.number() > this.last) {
				this.last = picture.number();
				offer(picture);
			}
		}
	}

}
