package org.camerad.cgi;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

class ParameterTests {

	@Property
	void aRangeTakesWhatIsInItAndNamesItselfElse(@ForAll int one, @ForAll int other, @ForAll int value) {
		int min = Math.min(one, other);
		int max = Math.max(one, other);
		Parameter<Integer> range = Parameter.range("level", min, max).initially(min);
		for (long passed : new long[] { min, max, value, min - 1L, max + 1L }) {
			CgiQuery query = CgiQuery.parse("other=1&level=" + passed);
			if (passed >= min && passed <= max) {
				assertThat(decide(query, Values.NONE, range).get(range)).isEqualTo((int) passed);
			}
			else {
				assertThatExceptionOfType(ParameterException.class).isThrownBy(() -> decide(query, Values.NONE, range))
					.withMessage("level range: " + min + "-" + max);
			}
		}
	}

	/** The whole table: each value passed is in effect, each other one stays. */
	@Property
	void aSetChangesWhatItPassesAndNothingElse(@ForAll @Size(4) List<@IntRange(max = 9) Integer> kept,
			@ForAll @Size(4) List<@IntRange(min = -1, max = 10) Integer> passed,
			@ForAll @Size(4) List<Boolean> chosen) {
		List<Parameter<Integer>> rows = List.of(row("a"), row("b"), row("c"), row("d"));
		Values before = Values.NONE;
		StringBuilder query = new StringBuilder("timestamp=1");
		boolean good = true;
		for (int i = 0; i < rows.size(); i++) {
			before = before.with(rows.get(i), kept.get(i));
			if (chosen.get(i)) {
				query.append('&').append(rows.get(i)).append('=').append(passed.get(i));
				good &= passed.get(i) >= 0 && passed.get(i) <= 9;
			}
		}
		Values all = before;
		Parameter<?>[] table = rows.toArray(Parameter<?>[]::new);
		if (!good) {
			assertThatExceptionOfType(ParameterException.class)
				.isThrownBy(() -> decide(CgiQuery.parse(query.toString()), all, table));
			return;
		}
		Values decided = decide(CgiQuery.parse(query.toString()), all, table);
		for (int i = 0; i < rows.size(); i++) {
			assertThat(decided.get(rows.get(i))).isEqualTo(chosen.get(i) ? passed.get(i) : kept.get(i));
		}
	}

	private static Parameter<Integer> row(String name) {
		return Parameter.range(name, 0, 9).initially(0);
	}

	private static Values decide(CgiQuery query, Values kept, Parameter<?>... rows) {
		return Table.of(rows).decide(query, kept, null, Set.of());
	}

	/** Whatever bytes come, a query is read or is the contract's fault. */
	@Property
	void anyQueryIsReadOrRefused(@ForAll @Chars({ 'a', 'b', '=', '&', '%', '+', ';', '?', ' ', '0', '9', 'A', 'f',
			'\u00e4', '\u00ff', '\u0000' }) String raw) {
		try {
			for (String name : CgiQuery.parse(raw).names()) {
				assertThat(name).doesNotStartWith(" ").doesNotEndWith(" ");
			}
		}
		catch (ParameterException ex) {
			assertThat(ex.fault()).isEqualTo("error, parse parameters");
		}
	}

	/** Percent-encoded text comes back unchanged, whatever it is. */
	@Property
	void whatIsEncodedIsReadToTheLetter(@ForAll @NotBlank String value) {
		assumeThat(StandardCharsets.UTF_8.newEncoder().canEncode(value)).isTrue();
		StringBuilder encoded = new StringBuilder();
		for (byte unit : value.getBytes(StandardCharsets.UTF_8)) {
			encoded.append("%%%02X".formatted(unit));
		}
		assertThat(CgiQuery.parse("x=1&name=" + encoded).exact("name")).isEqualTo(value);
	}

	@Example
	void numbersAreDigitsWithAtMostAMinus() {
		for (String number : new String[] { "0", "-0", "00", "-12", "2147483647" }) {
			assertThat(Parameter.number(number)).as(number).isPresent();
		}
		for (String none : new String[] { "", "-", "+1", "1 ", "1e3", "0x10", "1.0", "\uff11\uff12", "2147483648",
				"9".repeat(1000) }) {
			assertThat(Parameter.number(none)).as(none).isEmpty();
		}
	}

	@Example
	void aParameterDefinedTwiceStopsTheStart() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Table.of(Parameter.flag("enable"), Parameter.flag("enable")))
			.withMessageContaining("enable");
	}

}
