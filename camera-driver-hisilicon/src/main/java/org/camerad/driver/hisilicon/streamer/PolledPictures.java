package org.camerad.driver.hisilicon.streamer;

import org.camerad.driver.CameraException;

/** Pictures that are asked for one by one, at the stream's frame rate. */
final class PolledPictures implements PictureFeed.Source {

	private final Snapshots snapshots;

	PolledPictures(Snapshots snapshots) {
		this.snapshots = snapshots;
	}

	@Override
	public void run(PictureFeed feed) throws CameraException, InterruptedException {
		long next = System.nanoTime();
		while (feed.isWanted()) {
			feed.show(this.snapshots.newest());
			next = Math.max(next + this.snapshots.intervalNanos(), System.nanoTime());
			feed.pause(Math.max(next - System.nanoTime(), this.snapshots.intervalNanos() / 2));
		}
	}

}
