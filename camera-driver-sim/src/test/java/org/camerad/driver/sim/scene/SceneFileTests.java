package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SceneFileTests {

	@TempDir
	Path folder;

	private Scene read(String yaml) throws IOException {
		Path file = Files.writeString(this.folder.resolve("scene.yml"), yaml);
		return Scene.open(file.toString(), 42);
	}

	@Test
	void everythingIsRead() throws IOException {
		Scene scene = read("""
				name: yard
				length: 30
				daylight: night
				noise: 5
				strip: false
				actors:
				  - name: van
				    kind: car
				    color: "#102030"
				    height: 4.5
				    path: [{at: 1, pan: -10, tilt: -9}, {at: 2.5, pan: 10, tilt: -9}]
				light: [{at: 3, for: 0.5, gain: 2}]
				rain: [{at: 4, for: 5, amount: 0.25}]
				shake: [{at: 6, for: 1, degrees: 0.5}]
				faults: [{at: 7, for: 2, kind: half-jpeg, count: 3, probability: 0.5}, {kind: latency, value: 0.5}]
				""");
		assertThat(scene.name()).isEqualTo("yard");
		assertThat(scene.seed()).isEqualTo(42);
		assertThat(scene.lengthSeconds()).isEqualTo(30);
		assertThat(scene.daylight()).isEqualTo(Scene.Daylight.NIGHT);
		assertThat(scene.noise()).isEqualTo(5);
		assertThat(scene.strip()).isFalse();
		assertThat(scene.actors()).singleElement().satisfies((actor) -> {
			assertThat(actor.kind()).isEqualTo(Actor.Kind.CAR);
			assertThat(actor.rgb()).isEqualTo(0x102030);
			assertThat(actor.path()).containsExactly(new Actor.Waypoint(1, -10, -9), new Actor.Waypoint(2.5, 10, -9));
		});
		assertThat(scene.events()).containsExactly(new SceneEvent(SceneEvent.Kind.LIGHT, 3, 0.5, 2),
				new SceneEvent(SceneEvent.Kind.RAIN, 4, 5, 0.25), new SceneEvent(SceneEvent.Kind.SHAKE, 6, 1, 0.5));
		assertThat(scene.faults()).containsExactly(new ScriptedFault("half-jpeg", "", 7, 2, 3, 0.5),
				new ScriptedFault("latency", "0.5", 0, 1, 0, 1));
	}

	@Test
	void builtInScenesAreWhole() throws IOException {
		for (String name : Scene.BUILT_IN) {
			assertThat(Scene.open(name, 1).actors()).as(name).isNotEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "length: 0", "length: .nan", "noise: loud", "noise: 1.5",
			"faults: [{kind: black-frame, count: 1.5}]", "colour: red", "actors: 3", "actors: [3]", "strip: 1",
			"daylight: dusk", "actors: [{kind: dragon, path: [{at: 0}, {at: 1}]}]", "actors: [{path: [{at: 0}]}]",
			"actors: [{path: [{at: 2}, {at: 1}]}]", "actors: [{path: [{at: 0, pam: 1}, {at: 1}]}]",
			"actors: [{color: red, path: [{at: 0}, {at: 1}]}]", "rain: [{amount: 2}]", "faults: [{kind: ../x}]",
			"faults: [{kind: black, probability: 1.5}]", "a: b: c", "length: 30\nlength: 31",
			"x: !!java.net.URL [http://127.0.0.1/]", "- 1", "", "pictures: nowhere", "name: &a [&b [*a, *a]]" })
	void whatIsWrongIsSaidWithTheFilesName(String yaml) {
		assertThatThrownBy(() -> read(yaml)).isInstanceOf(IOException.class).hasMessageContaining("scene.yml");
	}

	@Test
	void aHugeFileIsNotRead() {
		assertThatThrownBy(() -> read("# " + "x".repeat(300_000))).isInstanceOf(IOException.class)
			.hasMessageContaining("scene.yml");
	}

	@ParameterizedTest
	@ValueSource(strings = { "missing.yml", "film.mp4", "nothing", "nul\0.yml" })
	void whatIsNoSceneIsRefusedByName(String name) {
		String where = this.folder.resolve("x") + name;
		assertThatThrownBy(() -> Scene.open(where, 1)).isInstanceOf(IOException.class).hasMessageContaining(name);
	}

	@Test
	void rainLightAndShakeShow() throws IOException {
		Scene calm = read("{length: 60, noise: 0, strip: false}");
		Pixels plain = Pixels.of(calm, TestViews.of(640, 480));
		for (String what : new String[] { "rain: [{at: 0, for: 60, amount: 1}]", "light: [{at: 0, for: 60, gain: 2}]",
				"shake: [{at: 0, for: 60, degrees: 3}]" }) {
			Scene scene = read("{length: 60, noise: 0, strip: false, " + what + "}");
			View view = TestViews.with(TestViews.of(640, 480), TestViews.NOON.plusMillis(480));
			assertThat(Pixels.of(scene, view).differences(plain)).as(what).isGreaterThan(3000);
		}
	}

	@Test
	void noiseIsOtherInEachFrameAndStrongerAtNight() throws IOException {
		Scene noisy = read("{length: 60, noise: 4, strip: false}");
		View day = TestViews.of(640, 480);
		View night = TestViews.with(day, TestViews.NOON.plusSeconds(43_200));
		assertThat(spread(noisy, day)).isBetween(1.0, 4.0);
		assertThat(spread(noisy, night)).isGreaterThan(1.5 * spread(noisy, day));
		assertThat(spread(read("{length: 60, noise: 0}"), day)).isZero();
	}

	/** Returns the mean difference of brightness between two frames. */
	private static double spread(Scene scene, View view) throws IOException {
		try (SceneLumaRenderer grey = new SceneLumaRenderer(new Backdrop(scene), new Timeline(), 320, 240)) {
			byte[] one = grey.picture(view).luma().clone();
			byte[] two = grey.picture(TestViews.with(view, view.time().plusMillis(40))).luma();
			long sum = 0;
			for (int i = 0; i < one.length; i++) {
				sum += Math.abs((one[i] & 0xff) - (two[i] & 0xff));
			}
			return (double) sum / one.length;
		}
	}

}
