package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.camerad.driver.PtzPosition;
import org.camerad.driver.simulation.SceneObject;
import org.camerad.driver.support.picture.Area;
import org.camerad.driver.support.picture.jpeg.JpegCodec;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The true objects, compared with the pixels that they change. */
class ObjectTruthTests {

	private static final List<PtzPosition> HEADS = List.of(TestViews.AHEAD, new PtzPosition(-12.3, -5.7, 2.5, 0.5, 0.5),
			new PtzPosition(31, -20, 1, 0.5, 0.5), new PtzPosition(-18, -6, 6, 0.5, 0.5));

	private static Actor actor(String name, Actor.Kind kind, double height, double from, double to) {
		return new Actor(name, kind, 0xff2020, height,
				List.of(new Actor.Waypoint(0, from, -12), new Actor.Waypoint(10, to, -12)));
	}

	private static Scene scene(boolean strip, Actor... actors) {
		return new Scene("test", 5, 20, Scene.Daylight.DAY, 0, strip, List.of(actors), List.of(), List.of(),
				Optional.empty());
	}

	private static View at(double seconds, PtzPosition head) {
		View view = TestViews.with(TestViews.of(640, 480), TestViews.NOON.plusMillis((long) (seconds * 1000)));
		return TestViews.with(view, head);
	}

	private static List<SceneObject> objects(Scene scene, View view) {
		return new ObjectTruth(scene).of(view, view.time().toEpochMilli()).orElseThrow();
	}

	/** Returns the bounds of the pixels by which two pictures differ. */
	private static Area difference(byte[] first, byte[] second) {
		Area area = new Area(640, 480, 0, 0);
		for (int i = 0; i < first.length; i++) {
			if (Math.abs((first[i] & 0xff) - (second[i] & 0xff)) > 8) {
				int x = i % 640;
				int y = i / 640;
				area = new Area(Math.min(area.x(), x), Math.min(area.y(), y), Math.max(area.right(), x + 1),
						Math.max(area.bottom(), y + 1));
			}
		}
		return area;
	}

	private static byte[] luma(Scene scene, View view) throws IOException {
		try (SceneRenderer renderer = new SceneRenderer(scene, JpegCodec.fastest())) {
			return renderer.picture(view).luma().clone();
		}
	}

	@Test
	void boxesFitThePixelsWhereverTheHeadLooks() throws IOException {
		int compared = 0;
		for (PtzPosition head : HEADS) {
			for (Actor.Kind kind : Actor.Kind.values()) {
				View view = at(3.7, head);
				Scene scene = scene(false, actor("it", kind, 8, -25, 10));
				Area drawn = difference(luma(scene, view), luma(scene(false), view));
				List<SceneObject> objects = objects(scene, view);
				assertThat(objects).as("%s %s", kind, head).hasSize(drawn.isEmpty() ? 0 : 1);
				for (SceneObject object : objects) {
					assertThat(object.type()).isEqualToIgnoringCase(kind.name());
					assertThat(object.left()).as("%s %s", kind, head).isBetween(drawn.x() - 3, drawn.x() + 1);
					assertThat(object.top()).isBetween(drawn.y() - 3, drawn.y() + 1);
					assertThat(object.right()).isBetween(drawn.right() - 1, drawn.right() + 3);
					assertThat(object.bottom()).isBetween(drawn.bottom() - 1, drawn.bottom() + 3);
					compared++;
				}
			}
		}
		assertThat(compared).isGreaterThan(8);
	}

	@Test
	void cutsObjectsAtTheEdgesAndAtTheStrip() {
		Scene scene = scene(true, actor("crate", Actor.Kind.CRATE, 10, -25, 25));
		SceneObject whole = objects(scene, at(5, TestViews.AHEAD)).get(0);
		assertThat(whole.visible()).isEqualTo(1);
		SceneObject half = objects(scene, at(5, new PtzPosition(30, 0, 1, 0.5, 0.5))).get(0);
		assertThat(half.left()).isZero();
		assertThat(half.visible()).isCloseTo(0.5, within(0.05));
		SceneObject low = objects(scene, at(5, new PtzPosition(0, 17.5, 1, 0.5, 0.5))).get(0);
		assertThat(low.bottom()).isEqualTo(480 - GroundTruthStrip.rows(480));
		assertThat(low.visible()).isBetween(0.01, 0.9);
		assertThat(objects(scene, at(5, new PtzPosition(60, 0, 1, 0.5, 0.5)))).isEmpty();
		assertThat(objects(scene, at(12, TestViews.AHEAD))).as("it has left").isEmpty();
	}

	@Test
	void leavesOutWhatOthersHide() {
		Actor ball = actor("ball", Actor.Kind.CRATE, 3, -25, 25);
		assertThat(objects(scene(false, ball, actor("wall", Actor.Kind.CRATE, 9, -25, 25)), at(5, TestViews.AHEAD)))
			.extracting(SceneObject::name)
			.containsExactly("wall");
		assertThat(objects(scene(false, ball, actor("wall", Actor.Kind.CRATE, 1.5, -25, 25)), at(5, TestViews.AHEAD)))
			.extracting(SceneObject::name, (object) -> Math.round(object.visible() * 100))
			.containsExactly(org.assertj.core.groups.Tuple.tuple("ball", 75L),
					org.assertj.core.groups.Tuple.tuple("wall", 100L));
	}

	@Test
	void numbersEachVisitOfAnActor() {
		Scene scene = scene(false, actor("a", Actor.Kind.CAR, 3, -25, 25), actor("b", Actor.Kind.CAR, 2, -25, 25));
		List<SceneObject> now = objects(scene, at(3, TestViews.AHEAD));
		List<SceneObject> later = objects(scene, at(4, TestViews.AHEAD));
		List<SceneObject> again = objects(scene, at(23, TestViews.AHEAD));
		assertThat(later).extracting(SceneObject::id).isEqualTo(now.stream().map(SceneObject::id).toList());
		assertThat(again).extracting(SceneObject::id)
			.doesNotContainAnyElementsOf(now.stream().map(SceneObject::id).toList());
	}

}
