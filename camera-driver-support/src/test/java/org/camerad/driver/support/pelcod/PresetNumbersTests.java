package org.camerad.driver.support.pelcod;

import java.util.Set;

import org.camerad.driver.support.pelcod.PresetNumbers.Policy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PresetNumbersTests {

	@Test
	void reservedNumbersAreUsableOnlyWhenTheyAreSent() {
		for (Policy policy : Policy.values()) {
			PresetNumbers numbers = new PresetNumbers(policy, PresetNumbers.RESERVED, 128);
			assertThat(numbers.isUsable(95)).isEqualTo(policy == Policy.SENT);
			assertThat(numbers.isUsable(1)).isTrue();
			assertThat(numbers.isUsable(128)).isTrue();
			assertThat(numbers.isUsable(129)).isFalse();
			assertThat(numbers.isUsable(0)).isFalse();
		}
	}

	@Test
	void numbersOutsideTheProtocolAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new PresetNumbers(Policy.MAPPED, PresetNumbers.RESERVED, 256));
		assertThatIllegalArgumentException().isThrownBy(() -> new PresetNumbers(Policy.MAPPED, Set.of(0), 255));
	}

}
