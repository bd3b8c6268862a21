package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

import org.camerad.driver.BlockGrid;
import org.camerad.driver.PtzPosition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GroundTruthTests {

	private static final BlockGrid GRID = BlockGrid.all(16, 12);

	private static final View VIEW = TestViews.of(640, 480);

	private final Timeline timeline = new Timeline();

	private static Scene scene(Actor.Kind kind, double toPan) {
		Actor actor = new Actor("it", kind, 0xff0000, 9,
				List.of(new Actor.Waypoint(0, -25, -8), new Actor.Waypoint(10, toPan, -8)));
		return new Scene("one", 5, 20, Scene.Daylight.DAY, 0, false, List.of(actor), List.of(), List.of(),
				Optional.empty());
	}

	private static View at(double seconds) {
		return TestViews.with(VIEW, TestViews.NOON.plusMillis((long) (seconds * 1000)));
	}

	@Test
	void cellsAreWhereThePictureChanges() throws IOException {
		for (Actor.Kind kind : Actor.Kind.values()) {
			Scene scene = scene(kind, 25);
			GroundTruth truth = new GroundTruth(scene, this.timeline);
			for (int second = 0; second < 10; second++) {
				BitSet expected = truth.activeCells(GRID, at(second), at(second + 0.4));
				BitSet changed = changed(scene, at(second), at(second + 0.4));
				assertThat(changed.cardinality()).isPositive();
				changed.andNot(expected);
				assertThat(changed.isEmpty()).as("%s after %s s: %s outside %s", kind, second, changed, expected)
					.isTrue();
				assertThat(expected.cardinality()).isLessThan(80);
			}
		}
	}

	private BitSet changed(Scene scene, View before, View now) throws IOException {
		try (SceneLumaRenderer grey = new SceneLumaRenderer(new Backdrop(scene), this.timeline, 320, 240)) {
			byte[] first = grey.picture(before).luma().clone();
			byte[] second = grey.picture(now).luma();
			BitSet changed = new BitSet();
			for (int i = 0; i < first.length; i++) {
				if (Math.abs((first[i] & 0xff) - (second[i] & 0xff)) > 3) {
					changed.set(i / 320 / 20 * 16 + i % 320 / 20);
				}
			}
			return changed;
		}
	}

	@Test
	void nobodyIsNoMotion() {
		GroundTruth truth = new GroundTruth(scene(Actor.Kind.CRATE, 25), this.timeline);
		assertThat(truth.activeCells(GRID, at(12), at(13)).isEmpty()).isTrue();
		assertThat(truth.activeCells(GRID, at(3), at(3)).isEmpty()).isTrue();
	}

	@Test
	void standingStillIsNoMotion() {
		GroundTruth truth = new GroundTruth(scene(Actor.Kind.PERSON, -25), this.timeline);
		assertThat(truth.activeCells(GRID, at(3), at(4)).isEmpty()).isTrue();
	}

	@Test
	void comingAndGoingIsMotion() {
		GroundTruth truth = new GroundTruth(scene(Actor.Kind.CRATE, 25), this.timeline);
		assertThat(truth.activeCells(GRID, at(19.9), at(20)).isEmpty()).isFalse();
		assertThat(truth.activeCells(GRID, at(9.9), at(10.1)).isEmpty()).isFalse();
	}

	@Test
	void onlySelectedCellsAndOnlyInView() {
		GroundTruth truth = new GroundTruth(scene(Actor.Kind.CRATE, 25), this.timeline);
		BitSet none = new BitSet();
		assertThat(truth.activeCells(new BlockGrid(16, 12, none), at(3), at(4)).isEmpty()).isTrue();
		View away = TestViews.with(at(3), new PtzPosition(180, 0, 1, 0.5, 0.5));
		View awayLater = TestViews.with(away, away.time().plusSeconds(1));
		assertThat(truth.activeCells(GRID, away, awayLater).isEmpty()).isTrue();
	}

	@Test
	void aMovedHeadIsNoActor() {
		GroundTruth truth = new GroundTruth(scene(Actor.Kind.CRATE, 25), this.timeline);
		View moved = TestViews.with(at(3), new PtzPosition(10, 0, 1, 0.5, 0.5));
		assertThat(truth.activeCells(GRID, at(3), moved).isEmpty()).isTrue();
	}

	@Test
	void theTimelineStopsActorsAndFrames() throws IOException {
		Scene scene = scene(Actor.Kind.CRATE, 25);
		Instant now = at(3).time();
		this.timeline.pause(now);
		assertThat(new GroundTruth(scene, this.timeline).activeCells(GRID, at(3), at(4)).isEmpty()).isTrue();
		assertThat(changed(scene, at(3), at(8)).isEmpty()).isTrue();
		long paused = this.timeline.at(now);
		this.timeline.step(now, Duration.ofMillis(40));
		assertThat(this.timeline.at(now.plusSeconds(9))).isEqualTo(paused + 40);
		this.timeline.seek(now, Duration.ofSeconds(5));
		assertThat(this.timeline.at(now.plusSeconds(9))).isEqualTo(5000);
		this.timeline.play(now);
		assertThat(this.timeline.at(now.plusSeconds(2))).isEqualTo(7000);
	}

}
