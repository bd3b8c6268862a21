package org.camerad.session;

import org.camerad.limit.LruMap;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeyedHasherTests {

	private final KeyedHasher hasher = new KeyedHasher();

	@Test
	void theSameSecretsHaveTheSameHashAndNoOthersHaveIt() {
		assertThat(this.hasher.of("ab", "c")).isEqualTo(this.hasher.of("ab", "c"))
			.isNotEqualTo(this.hasher.of("a", "bc"))
			.isNotEqualTo(this.hasher.of("abc"))
			.isNotEqualTo(this.hasher.of("ab", "c", ""))
			.matches("[A-Za-z0-9+/]{43}");
	}

	/** The lengths of both differ in one byte of the number only. */
	@Test
	void longSecretsAreToldApartByTheirLengths() {
		String tail = "x".repeat(256);
		assertThat(this.hasher.of("", tail)).isNotEqualTo(this.hasher.of(tail, ""));
	}

	@Test
	void anotherHasherHasAnotherKey() {
		assertThat(new KeyedHasher().of("a")).isNotEqualTo(this.hasher.of("a"));
	}

	@Test
	void fullMapForgetsTheLeastRecentlyUsed() {
		LruMap<String, Integer> map = new LruMap<>(2);
		map.put("a", 1);
		map.put("b", 2);
		assertThat(map.get("a")).isEqualTo(1);
		map.put("c", 3);
		assertThat(map).containsOnlyKeys("a", "c");
	}

}
