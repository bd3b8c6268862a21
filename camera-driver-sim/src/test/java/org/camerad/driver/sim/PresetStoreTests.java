package org.camerad.driver.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.driver.PtzPosition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class PresetStoreTests {

	private static final PtzPosition VIEW = new PtzPosition(1 / 3.0, -Math.PI, 1 + Math.ulp(1), 1e-17, 0.1 + 0.2);

	@TempDir
	private Path folder;

	@Test
	void everyDigitSurvivesARestart() throws IOException {
		new PresetStore(this.folder).put(255, VIEW);
		assertThat(new PresetStore(this.folder).get(255)).contains(VIEW);
	}

	@Test
	void removingForgetsOneAndKeepsTheOthers() throws IOException {
		PresetStore presets = new PresetStore(this.folder);
		presets.put(1, VIEW);
		presets.put(2, SimulatedHead.HOME);
		presets.remove(1);
		presets.remove(77);
		PresetStore later = new PresetStore(this.folder);
		assertThat(later.get(1)).isEmpty();
		assertThat(later.get(2)).contains(SimulatedHead.HOME);
	}

	@Test
	void clearingForgetsAllForGood() throws IOException {
		PresetStore presets = new PresetStore(this.folder);
		presets.put(1, VIEW);
		presets.clear();
		assertThat(presets.get(1)).isEmpty();
		assertThat(new PresetStore(this.folder).get(1)).isEmpty();
		assertThat(this.folder).isEmptyDirectory();
	}

	@Test
	void aDamagedFileLosesPresetsAndNothingElse() throws IOException {
		Files.writeString(this.folder.resolve("presets"), "1 0.0 0.0 1.0 0.5 0.5\n2 0.0 what\n");
		PresetStore presets = new PresetStore(this.folder);
		assertThat(presets.get(1)).contains(SimulatedHead.HOME);
		presets.put(3, VIEW);
		assertThat(new PresetStore(this.folder).get(3)).contains(VIEW);
	}

	@Test
	void whatCannotBeKeptIsNotRemembered() throws IOException {
		PresetStore presets = new PresetStore(this.folder);
		presets.put(1, VIEW);
		Files.createDirectories(this.folder.resolve("presets.part").resolve("in the way"));
		assertThatIOException().isThrownBy(() -> presets.put(1, SimulatedHead.HOME));
		assertThat(presets.get(1)).contains(VIEW);
	}

}
