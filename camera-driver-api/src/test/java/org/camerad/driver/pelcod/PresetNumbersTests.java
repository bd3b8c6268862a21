package org.camerad.driver.pelcod;

import java.util.Set;
import java.util.TreeSet;

import org.camerad.driver.pelcod.PresetNumbers.Policy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PresetNumbersTests {

	@Test
	void mappedPresetsNeverMeetAndNeverAreReserved() {
		Set<Integer> used = new TreeSet<>();
		for (int preset = 1; preset <= 245; preset++) {
			assertThat(used.add(PresetNumbers.USUAL.inHead(preset).orElseThrow())).isTrue();
		}
		assertThat(used).doesNotContainAnyElementsOf(PresetNumbers.RESERVED).allMatch((number) -> number <= 255);
		for (int preset = 246; preset <= 255; preset++) {
			assertThat(PresetNumbers.USUAL.inHead(preset)).isEmpty();
		}
	}

	@Test
	void presetsThatAreNotReservedKeepTheirNumbers() {
		for (int preset = 1; preset <= 245; preset++) {
			if (!PresetNumbers.RESERVED.contains(preset)) {
				assertThat(PresetNumbers.USUAL.inHead(preset)).hasValue(preset);
			}
		}
		assertThat(PresetNumbers.USUAL.inHead(33)).hasValue(255);
		assertThat(PresetNumbers.USUAL.inHead(34)).hasValue(254);
	}

	@Test
	void headWithFewPresetsGetsNoHigherNumber() {
		PresetNumbers few = new PresetNumbers(Policy.MAPPED, PresetNumbers.RESERVED, 64);
		assertThat(few.inHead(33)).hasValue(64);
		assertThat(few.inHead(34)).hasValue(63);
		assertThat(few.inHead(62)).hasValue(62);
		assertThat(few.inHead(63)).isEmpty();
		assertThat(few.inHead(65)).isEmpty();
		assertThat(few.inHead(95)).isEmpty();
	}

	@Test
	void reservedNumbersAtTheTopAreRefusedWhenNothingIsFreeAbove() {
		PresetNumbers top = new PresetNumbers(Policy.MAPPED, Set.of(2, 4, 5), 5);
		assertThat(top.inHead(1)).hasValue(1);
		assertThat(top.inHead(2)).hasValue(3);
		assertThat(top.inHead(3)).isEmpty();
		assertThat(top.inHead(4)).isEmpty();
		assertThat(top.inHead(5)).isEmpty();
	}

	@Test
	void policyMayRefuseOrSendThem() {
		PresetNumbers refused = new PresetNumbers(Policy.REFUSED, PresetNumbers.RESERVED, 255);
		assertThat(refused.inHead(95)).isEmpty();
		assertThat(refused.inHead(255)).hasValue(255);
		PresetNumbers sent = new PresetNumbers(Policy.SENT, PresetNumbers.RESERVED, 255);
		assertThat(sent.inHead(95)).hasValue(95);
		assertThat(sent.inHead(0)).isEmpty();
		assertThat(sent.inHead(256)).isEmpty();
	}

	@Test
	void numbersOutsideTheProtocolAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new PresetNumbers(Policy.MAPPED, PresetNumbers.RESERVED, 256));
		assertThatIllegalArgumentException().isThrownBy(() -> new PresetNumbers(Policy.MAPPED, Set.of(0), 255));
	}

}
