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

	/** There was no memory for the first picture. */
	private static final class Sight implements MotionDetectionWorker.Sight {

		private final CountDownLatch looks = new CountDownLatch(2);

		@Override
		public @Nullable LumaPicture look() {
			this.looks.countDown();
			if (this.looks.getCount() == 1) {
				throw new OutOfMemoryError("a huge picture");
			}
			return null;
		}

		@Override
		public boolean hasChanged() {
			return false;
		}

		@Override
		public void rest() {
			// Nothing was taken.
		}

	}

	@Test
	void anErrorIsToldAndTheNextPictureLookedAt() throws InterruptedException {
		Sight sight = new Sight();
		MotionDetectionWorker watch = new MotionDetectionWorker(sight, (event) -> {
		});
		watch.apply(TestSettings.motion(true, 80, 20, false, 80, 20, new BlockGrid(22, 18, new BitSet())));
		try {
			assertThat(sight.looks.await(60, TimeUnit.SECONDS)).isTrue();
			assertThat(watch.trouble()).hasValueSatisfying((trouble) -> assertThat(trouble).contains("a huge picture"));
		}
		finally {
			watch.close();
		}
	}

}
