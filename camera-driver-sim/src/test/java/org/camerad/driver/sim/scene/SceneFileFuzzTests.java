package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.camerad.driver.support.fuzz.FuzzTarget;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzing of scene files. A scene is read whole, with its numbers in their ranges, or the
 * file is refused with a message that names it.
 */
class SceneFileFuzzTests implements FuzzTarget {

	private static final Path FILE = Path.of("fuzzed.yml");

	@Override
	public void run(byte[] input) {
		String text = new String(input, StandardCharsets.UTF_8);
		Scene scene;
		try {
			scene = SceneFile.parse(text, FILE, 1);
		}
		catch (IOException ex) {
			assertThat(ex.getMessage()).startsWith(FILE.toString());
			return;
		}
		assertThat(scene.lengthSeconds()).isBetween(1.0, 86400.0);
		assertThat(scene.noise()).isBetween(0, 8);
		assertThat(scene.millisIntoLoop(Long.MAX_VALUE / 2)).isBetween(0.0, scene.lengthSeconds() * 1000);
		for (double second : new double[] { 0, 0.5, scene.lengthSeconds() / 2, scene.lengthSeconds() }) {
			scene.events().forEach((event) -> event.isActive(second));
			scene.actors().forEach((actor) -> actor.at(second).ifPresent(SceneFileFuzzTests::check));
		}
		assertThat(scene.faults()).allSatisfy((fault) -> assertThat(fault.kind()).matches("[a-z][a-z0-9-]{0,63}"))
			.allSatisfy((fault) -> assertThat(fault.probability()).isBetween(0.0, 1.0));
	}

	private static void check(Actor.Pose pose) {
		assertThat(pose.toString()).doesNotContain("NaN").doesNotContain("Infinity");
	}

}
