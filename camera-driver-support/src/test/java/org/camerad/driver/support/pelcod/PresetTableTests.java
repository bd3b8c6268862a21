package org.camerad.driver.support.pelcod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

import org.camerad.driver.CameraException;
import org.camerad.driver.support.pelcod.PresetNumbers.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PresetTableTests {

	@TempDir
	private Path folder;

	private PresetTable table(PresetNumbers numbers) throws IOException {
		return new PresetTable(this.folder.resolve("presets"), numbers);
	}

	private static int set(PresetTable table, int preset) throws Exception {
		int number = table.choose(preset);
		table.put(preset, number);
		return number;
	}

	private static void assertRefused(PresetTable table, int preset) {
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> table.choose(preset))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.REFUSED));
	}

	@Test
	void presetsHaveTheirOwnNumbersAndReservedOnesTheHighestThatAreFree() throws Exception {
		PresetTable table = table(PresetNumbers.DEFAULT);
		assertThat(set(table, 1)).isEqualTo(1);
		assertThat(set(table, 33)).isEqualTo(255);
		assertThat(set(table, 255)).isEqualTo(254);
		assertThat(set(table, 95)).isEqualTo(253);
		assertThat(set(table, 33)).isEqualTo(255);
		assertThat(set(table, 105)).isEqualTo(252);
		assertThat(table.mappedPresets()).isEqualTo("33 as 255, 95 as 253, 105 as 252, 255 as 254");
	}

	@Test
	void asManyPresetsAsTheHeadHasNumbersGetDifferentOnes() throws Exception {
		PresetTable table = table(PresetNumbers.DEFAULT);
		Set<Integer> used = new TreeSet<>();
		for (int preset = 31; preset <= 255; preset++) {
			assertThat(used.add(set(table, preset))).isTrue();
		}
		assertThat(used).doesNotContainAnyElementsOf(PresetNumbers.RESERVED).allMatch((number) -> number <= 255);
		assertRefused(table, 1);
		table.remove(200);
		assertThat(set(table, 1)).isEqualTo(200);
	}

	@Test
	void headWithFewPresetsGetsNoHigherNumber() throws Exception {
		PresetTable table = table(new PresetNumbers(Policy.MAPPED, PresetNumbers.RESERVED, 64));
		assertThat(set(table, 200)).isEqualTo(64);
		assertThat(set(table, 34)).isEqualTo(63);
	}

	@Test
	void policyMayRefuseThem() throws Exception {
		PresetTable table = table(new PresetNumbers(Policy.REFUSED, PresetNumbers.RESERVED, 255));
		assertRefused(table, 95);
		assertThat(set(table, 255)).isEqualTo(255);
	}

	@Test
	void tableIsKept() throws Exception {
		PresetTable table = table(PresetNumbers.DEFAULT);
		set(table, 33);
		set(table, 7);
		set(table, 8);
		table.remove(8);
		PresetTable again = table(PresetNumbers.DEFAULT);
		assertThat(again.find(33)).hasValue(255);
		assertThat(again.find(7)).hasValue(7);
		assertThat(again.find(8)).isEmpty();
		assertThat(again.clear()).containsExactly(7, 255);
		assertThat(table(PresetNumbers.DEFAULT).find(7)).isEmpty();
	}

	@Test
	void damagedTableIsRenamed() throws Exception {
		Files.writeString(this.folder.resolve("presets"), "1 1\n\0\0\0");
		assertThat(table(PresetNumbers.DEFAULT).find(1)).isEmpty();
		assertThat(this.folder.resolve("presets.damaged")).hasContent("1 1\n\0\0\0");
	}

}
