package org.camerad.cgi;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.camerad.driver.IntRange;
import org.camerad.driver.Setting;
import org.jspecify.annotations.Nullable;

/**
 * A row of an interface's table: how the parameter's text is read, what is said when it
 * cannot be, and what becomes of a kept value that no longer fits. The kind of a row
 * gives its fault text; no text is written anywhere else.
 *
 * @param <V> the type of its values, immutable
 */
public final class Parameter<V> {

	private final String name;

	private final BiFunction<String, ValidationContext, Optional<V>> parse;

	private final Function<ValidationContext, String> fault;

	private BiFunction<V, ValidationContext, V> fit = (value, context) -> value;

	private Function<V, String> format = String::valueOf;

	private Predicate<ValidationContext> required = (context) -> false;

	private @Nullable V initial;

	private @Nullable Setting setting;

	private boolean exact;

	private boolean setOnly;

	private Parameter(String name, BiFunction<String, ValidationContext, Optional<V>> parse,
			Function<ValidationContext, String> fault) {
		this.name = name;
		this.parse = parse;
		this.fault = fault;
	}

	/** A few options that are numbers: {@code dhcp: 0 or 1}. */
	public static Parameter<Integer> options(String name, int... options) {
		String text = name + ": " + join(options, " or ");
		return new Parameter<>(name, (passed, context) -> number(passed).filter((value) -> contains(options, value)),
				(context) -> text);
	}

	/** One of two numbers that mean no and yes: {@code enable: 0 or 1}. */
	public static Parameter<Boolean> flag(String name) {
		Parameter<Integer> number = options(name, 0, 1);
		return new Parameter<Boolean>(name,
				(passed, context) -> number.parse.apply(passed, context).map((value) -> value == 1), number.fault)
			.shownAs((value) -> value ? "1" : "0");
	}

	/** A range: {@code brightness range: 0-255}. */
	public static Parameter<Integer> range(String name, int min, int max) {
		IntRange range = new IntRange(min, max);
		return range(name, (context) -> range);
	}

	/** A range that depends on rows above: a kept value moves to its nearest end. */
	public static Parameter<Integer> range(String name, Function<ValidationContext, IntRange> range) {
		return new Parameter<>(name,
				(passed, context) -> number(passed).filter((value) -> range.apply(context).contains(value)),
				(context) -> name + " range: " + range.apply(context))
			.fitting((kept, context) -> range.apply(context).nearest(kept));
	}

	/** Listed signed values: {@code move_x range: -1,0,1}. */
	public static Parameter<Integer> listed(String name, int... values) {
		String text = name + " range: " + join(values, ",");
		return new Parameter<>(name, (passed, context) -> number(passed).filter((value) -> contains(values, value)),
				(context) -> text);
	}

	/** Split ranges: {@code port range: 80,1000-65535}. */
	public static Parameter<Integer> listed(String name, IntRange... ranges) {
		String text = name + " range: "
				+ List.of(ranges)
					.stream()
					.map((range) -> (range.min() == range.max()) ? String.valueOf(range.min()) : range.toString())
					.collect(Collectors.joining(","));
		return new Parameter<>(name,
				(passed, context) -> number(passed)
					.filter((value) -> List.of(ranges).stream().anyMatch((range) -> range.contains(value))),
				(context) -> text);
	}

	/** Anything else: {@code timezone error}. */
	public static <V> Parameter<V> of(String name, BiFunction<String, ValidationContext, Optional<V>> parse) {
		return new Parameter<>(name, parse, (context) -> name + " error");
	}

	/** Worded by the document itself. */
	public static <V> Parameter<V> worded(String name, Function<String, Optional<V>> parse, String fault) {
		return new Parameter<>(name, (passed, context) -> parse.apply(passed), (context) -> fault);
	}

	/** The value that leaves the factory. */
	public Parameter<V> initially(V value) {
		this.initial = value;
		return this;
	}

	/** Where a kept value moves when rows above have changed. */
	public Parameter<V> fitting(BiFunction<V, ValidationContext, V> nearest) {
		this.fit = nearest;
		return this;
	}

	/** Sets how the value is written in responses and in the store. */
	public Parameter<V> shownAs(Function<V, String> text) {
		this.format = text;
		return this;
	}

	/** The setting of the hardware that this row is; hardware that lacks it refuses. */
	public Parameter<V> needs(Setting needed) {
		this.setting = needed;
		return this;
	}

	/** Spaces around the value belong to it. */
	public Parameter<V> exact() {
		this.exact = true;
		return this;
	}

	/** It has a value only in the request that passes it. */
	public Parameter<V> setOnly() {
		this.setOnly = true;
		return this;
	}

	/** It must be passed when others are: its absence is {@code NAME error}. */
	public Parameter<V> requiredWhen(Predicate<ValidationContext> others) {
		this.required = others;
		return setOnly();
	}

	public String name() {
		return this.name;
	}

	/** The value that leaves the factory, null for a row that keeps none. */
	public @Nullable V initial() {
		return this.initial;
	}

	/** Returns whether hardware without these settings does not have this row's. */
	public boolean isLackedBy(Set<Setting> lacks) {
		return this.setting != null && lacks.contains(this.setting);
	}

	boolean isExact() {
		return this.exact;
	}

	/** Returns whether the row keeps no value. */
	public boolean isSetOnly() {
		return this.setOnly;
	}

	/** A value as answers and the store write it. */
	public String show(V value) {
		return this.format.apply(value);
	}

	/** Reads a text as a query's, empty when it is no value of this row. */
	Optional<V> read(String text, ValidationContext context) {
		return this.parse.apply(text, context);
	}

	/** Fault or value, passed or kept, one pass. */
	void decide(ValidationContext context) {
		String passed = context.passed(this);
		if (passed != null) {
			context.put(this,
					read(passed, context).orElseThrow(() -> new ParameterException(this.fault.apply(context))));
			return;
		}
		if (this.required.test(context)) {
			throw new ParameterException(this.name + " error");
		}
		V kept = this.setOnly ? null : context.kept().find(this);
		V fallback = (kept != null) ? kept : this.initial;
		if (fallback != null && !this.setOnly) {
			context.put(this, this.fit.apply(fallback, context));
		}
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * ASCII digits with at most a leading minus; beyond int it is no value of any row.
	 */
	public static Optional<Integer> number(String text) {
		int start = text.startsWith("-") ? 1 : 0;
		if (text.length() == start || !text.chars().skip(start).allMatch((digit) -> digit >= '0' && digit <= '9')) {
			return Optional.empty();
		}
		try {
			return Optional.of(Integer.valueOf(text));
		}
		catch (NumberFormatException ex) {
			return Optional.empty();
		}
	}

	private static boolean contains(int[] values, int wanted) {
		for (int value : values) {
			if (value == wanted) {
				return true;
			}
		}
		return false;
	}

	private static String join(int[] values, String between) {
		return java.util.Arrays.stream(values).mapToObj(String::valueOf).collect(Collectors.joining(between));
	}

}
