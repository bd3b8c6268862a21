package org.camerad.driver.sim;

import java.util.BitSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.camerad.driver.BlockGrid;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.support.motion.LumaPicture;

import static org.assertj.core.api.Assertions.assertThat;

class MotionDetectionWorkerTests {

	/** A source that is out of memory for the first picture. */
	private static final class LumaSource implements MotionDetectionWorker.LumaSource {

		private final CountDownLatch captures = new CountDownLatch(2);

		@Override
		public @Nullable LumaPicture capture() {
			this.captures.countDown();
			if (this.captures.getCount() == 1) {
				throw new OutOfMemoryError("a huge picture");
			}
			return null;
		}

		@Override
		public boolean viewChanged() {
			return false;
		}

		@Override
		public void release() {
			// Nothing to release.
		}

	}

	@Test
	void anErrorIsReportedAndTheNextPictureIsProcessed() throws InterruptedException {
		LumaSource source = new LumaSource();
		MotionDetectionWorker run = new MotionDetectionWorker(source, (event) -> {
		});
		run.apply(TestSettings.motion(true, 80, 20, false, 80, 20, new BlockGrid(22, 18, new BitSet())));
		try {
			assertThat(source.captures.await(60, TimeUnit.SECONDS)).isTrue();
			assertThat(run.problem()).hasValueSatisfying((problem) -> assertThat(problem).contains("a huge picture"));
		}
		finally {
			run.close();
		}
	}

}
