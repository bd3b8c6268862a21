package org.camerad.driver.support.pelcod;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.camerad.driver.CameraException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PresetTrackingPtzTests extends PelcoDHeadFixture {

	@TempDir
	private Path folder;

	private PresetTrackingPtz remembering;

	@BeforeEach
	void remember() throws IOException {
		this.remembering = new PresetTrackingPtz(this.head,
				new PresetTable(this.folder.resolve("presets"), PresetNumbers.DEFAULT));
	}

	@Test
	void reservedPresetIsKeptUnderAnotherNumber() throws CameraException {
		whileClockAdvances(run(() -> this.remembering.addPreset(95)));
		whileClockAdvances(run(() -> this.remembering.callPreset(95)));
		whileClockAdvances(run(() -> this.remembering.deletePreset(95)));
		assertThat(this.line.received()).containsExactly("stop", "stop", "set preset 255", "go to preset 255",
				"clear preset 255");
	}

	@Test
	void presetThatWasNeverSetIsRefusedAndNothingIsSent() throws CameraException {
		assertThat(failureOf(run(() -> this.remembering.callPreset(3))).kind()).isEqualTo(CameraException.Kind.REFUSED);
		whileClockAdvances(run(() -> this.remembering.deletePreset(3)));
		assertThat(this.line.received()).containsExactly("stop", "stop");
	}

	@Test
	void presetThatCouldNotBeSetIsNotKnown() {
		this.line.broken = true;
		failureOf(run(() -> this.remembering.addPreset(3)));
		assertThat(failureOf(run(() -> this.remembering.callPreset(3))).kind()).isEqualTo(CameraException.Kind.REFUSED);
	}

	@Test
	void deletingAllPresetsClearsTheHeadToo() throws CameraException {
		whileClockAdvances(run(() -> this.remembering.addPreset(1)));
		whileClockAdvances(run(() -> this.remembering.addPreset(33)));
		whileClockAdvances(run(this.remembering::forgetPresets));
		assertThat(this.line.received()).endsWith("clear preset 1", "clear preset 255");
		assertThat(failureOf(run(() -> this.remembering.callPreset(1))).kind()).isEqualTo(CameraException.Kind.REFUSED);
	}

	@Test
	void closedHeadIsUnavailableForEveryCall() throws CameraException {
		whileClockAdvances(run(this.remembering::close));
		for (Call<Object> call : List.of(run(() -> this.remembering.deletePreset(3)),
				run(() -> this.remembering.callPreset(3)), run(() -> this.remembering.addPreset(3)))) {
			assertThat(failureOf(call).kind()).isEqualTo(CameraException.Kind.UNAVAILABLE);
		}
	}

}
