package org.camerad.driver.kit;

import java.util.BitSet;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.camerad.driver.BlockGrid;
import org.camerad.driver.Motion;
import org.camerad.driver.MotionControl;
import org.camerad.driver.MotionEvent;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules of {@link org.camerad.driver.MotionControl}. */
abstract class MotionKit extends PartKit {

	private MotionControl motion;

	@BeforeEach
	void find() {
		this.motion = part("motion", camera().motion());
	}

	@Test
	@DisplayName("D1 every sensitivity and threshold from 1 to 100 is accepted")
	void levels() throws Exception {
		for (int level : List.of(1, 2, 50, 99, 100)) {
			apply(TestSettings.motion(true, level, 101 - level, true, 101 - level, level, BlockGrid.all(22, 18)));
			apply(TestSettings.motion(false, level, level, false, level, level, BlockGrid.all(22, 18)));
		}
	}

	@Test
	@DisplayName("D2 every grid from 1x1 to 128x128 is accepted, with all, some or no blocks")
	void grids() throws Exception {
		for (int side : List.of(1, 3, 22, 128)) {
			BitSet some = new BitSet();
			some.set(side * side - 1);
			apply(with(BlockGrid.all(side, side)));
			apply(with(new BlockGrid(side, side, some)));
			apply(with(new BlockGrid(side, side, new BitSet())));
		}
		apply(with(BlockGrid.all(128, 1)));
	}

	@Test
	@DisplayName("D3 each new subscriber first receives the current state")
	void presentState() throws Exception {
		apply(Parts.MOTION);
		for (int i = 0; i < 2; i++) {
			RecordingSubscriber<MotionEvent> watcher = subscribe();
			watcher.request(1);
			MotionEvent event = watcher.next();
			assertThat(event.active()).isEqualTo(!event.blocks().isEmpty());
			watcher.cancel();
			watcher.assertRulesKept();
		}
	}

	@Test
	@DisplayName("D4 while detection is disabled there is no motion")
	void off() throws Exception {
		apply(TestSettings.motion(false, 100, 1, false, 100, 1, BlockGrid.all(22, 18)));
		RecordingSubscriber<MotionEvent> watcher = subscribe();
		watcher.request(1);
		assertThat(watcher.next().active()).isFalse();
	}

	@Test
	@DisplayName("D5 closing the camera ends a subscription with onError, and no new one begins")
	void endsWithTheCamera() throws Exception {
		RecordingSubscriber<MotionEvent> watcher = subscribe();
		watcher.request(Long.MAX_VALUE);
		watcher.next();
		camera().close();
		assertThat(watcher.error()).isNotNull();
		assertThat(subscribe().error()).isNotNull();
		watcher.assertRulesKept();
	}

	private RecordingSubscriber<MotionEvent> subscribe() {
		RecordingSubscriber<MotionEvent> watcher = new RecordingSubscriber<>();
		this.motion.events().subscribe(watcher);
		return watcher;
	}

	private void apply(Motion settings) throws Exception {
		this.motion.apply(settings);
		assertInEffect(this.motion, settings, Motion.class);
	}

	private static Motion with(BlockGrid blocks) {
		return TestSettings.motion(true, 80, 20, false, 80, 22, blocks);
	}

}
