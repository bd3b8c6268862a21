package org.camerad.driver.hisilicon.streamer;

import org.camerad.driver.CameraException;
import org.camerad.driver.Picture;
import org.camerad.driver.support.publish.Producer;
import org.camerad.driver.support.publish.SharedPublisher;

/** A producer that requests single pictures at the stream's frame rate. */
final class PolledPictures implements Producer {

	private final SharedPublisher<Picture> pictures;

	private final SnapshotCache snapshots;

	private long dueNanos = System.nanoTime();

	PolledPictures(SharedPublisher<Picture> pictures, SnapshotCache snapshots) {
		this.pictures = pictures;
		this.snapshots = snapshots;
	}

	@Override
	public long delayNanos() {
		return this.pictures.hasDemand() ? Math.max(0, this.dueNanos - System.nanoTime()) : NEVER;
	}

	/** Publishes one picture. A late picture does not cause a burst of the next ones. */
	@Override
	public void produce() throws CameraException {
		long interval = this.snapshots.intervalNanos();
		long begun = System.nanoTime();
		this.dueNanos = (begun - this.dueNanos > interval) ? begun + interval : this.dueNanos + interval;
		this.pictures.publish(this.snapshots.newest());
		this.dueNanos = Math.max(this.dueNanos, System.nanoTime() + interval / 2);
	}

}
