package org.camerad.cgi;

import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ParameterTests {

	/** The seed is the repetition's number, so that a failure comes again. */
	@RepeatedTest(300)
	void aRangeTakesWhatIsInItAndNamesItselfElse(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		int min = random.nextInt(400) - 200;
		int max = min + random.nextInt(400);
		Parameter<Integer> range = Parameter.range("level", min, max).initially(min);
		Table table = Table.of(range);
		for (int value : new int[] { min, max, min - 1, max + 1, random.nextInt(1000) - 500 }) {
			CgiQuery query = CgiQuery.parse("other=1&level=" + value);
			if (value >= min && value <= max) {
				assertThat(table.decide(query, Values.NONE, null, Set.of()).get(range)).isEqualTo(value);
			}
			else {
				assertThatExceptionOfType(CgiFault.class)
					.isThrownBy(() -> table.decide(query, Values.NONE, null, Set.of()))
					.withMessage("level range: " + min + "-" + max);
			}
		}
	}

	/** Whatever bytes come, a query is read or is the contract's fault. */
	@RepeatedTest(300)
	void anyQueryIsReadOrRefused(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		StringBuilder raw = new StringBuilder();
		for (int i = random.nextInt(60); i > 0; i--) {
			raw.append("abc=&%+;? 0189AFaf\u00e4\u00ff\u0000".charAt(random.nextInt(21)));
		}
		try {
			for (String name : CgiQuery.parse(raw.toString()).names()) {
				assertThat(name).doesNotStartWith(" ").doesNotEndWith(" ");
			}
		}
		catch (CgiFault fault) {
			assertThat(fault.reason()).isEqualTo("error, parse parameters");
		}
	}

	@Test
	void numbersAreDigitsWithAtMostAMinus() {
		for (String number : new String[] { "0", "-0", "00", "-12", "2147483647" }) {
			assertThat(Parameter.number(number)).as(number).isPresent();
		}
		for (String none : new String[] { "", "-", "+1", "1 ", "1e3", "0x10", "1.0", "\uff11\uff12", "2147483648",
				"9".repeat(1000) }) {
			assertThat(Parameter.number(none)).as(none).isEmpty();
		}
	}

	@Test
	void aParameterDefinedTwiceStopsTheStart() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Table.of(Parameter.flag("enable"), Parameter.flag("enable")))
			.withMessageContaining("enable");
	}

}
