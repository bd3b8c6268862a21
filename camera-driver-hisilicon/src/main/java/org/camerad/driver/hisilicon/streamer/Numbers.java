package org.camerad.driver.hisilicon.streamer;

import java.util.Optional;

/** Numbers in the streamer's texts. */
final class Numbers {

	private Numbers() {
	}

	/**
	 * Parses a number and rounds it to the nearest whole one, a half down; empty for any
	 * other text.
	 */
	static Optional<Integer> whole(String text) {
		return decimal(text).map((number) -> (int) Math.ceil(number - 0.5))
			.filter((number) -> Math.abs(number) <= 999_999_999);
	}

	/** Parses a number such as 30.5; empty for any other text. */
	static Optional<Double> decimal(String text) {
		return Optional.of(text.strip())
			.filter((number) -> number.matches("-?[0-9]{1,9}(\\.[0-9]{1,9})?"))
			.map(Double::valueOf);
	}

}
