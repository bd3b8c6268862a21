package org.camerad.snapshot;

import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Servers and lanes of uploads, closed after each test. */
abstract class UploadBench {

	static final byte[] PICTURE = Fixtures.picture(300_000);

	@TempDir
	Path folder;

	final Queue<AutoCloseable> open = new ConcurrentLinkedQueue<>();

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable each : this.open) {
			each.close();
		}
	}

	final UploadWorker lane(Destination destination) {
		UploadWorker lane = new UploadWorker(destination, 3, 3);
		this.open.add(lane);
		return lane;
	}

}
