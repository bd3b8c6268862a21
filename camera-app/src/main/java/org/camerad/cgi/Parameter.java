package org.camerad.cgi;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.camerad.driver.Camera;
import org.camerad.driver.IntRange;
import org.camerad.driver.Setting;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of an interface: how its text is parsed, its fault text, and how a kept
 * value is fitted when it is no longer valid. The kind of a parameter determines its
 * fault text.
 *
 * @param <V> the type of its values, immutable
 */
public final class Parameter<V> {

	private final String name;

	private final BiFunction<String, ValidationContext, Optional<V>> parse;

	private final Function<ValidationContext, String> fault;

	private Function<@Nullable Camera, Domain> domain = (camera) -> Domain.ANY;

	private String describedFault;

	private BiFunction<V, ValidationContext, V> fit = (value, context) -> value;

	private Function<V, String> format = String::valueOf;

	private Predicate<ValidationContext> required = (context) -> false;

	private @Nullable V initial;

	private @Nullable Setting setting;

	private boolean exact;

	private boolean setOnly;

	private boolean sometimesRequired;

	private Parameter(String name, BiFunction<String, ValidationContext, Optional<V>> parse,
			Function<ValidationContext, String> fault) {
		this.name = name;
		this.parse = parse;
		this.fault = fault;
		this.describedFault = name + " error";
	}

	/**
	 * Creates a parameter with a few numeric options. Its fault is like
	 * {@code dhcp: 0 or 1}.
	 */
	public static Parameter<Integer> options(String name, int... options) {
		String text = name + ": " + join(options, " or ");
		return new Parameter<>(name, (passed, context) -> number(passed).filter((value) -> contains(options, value)),
				(context) -> text)
			.within(Domain.options(options))
			.describedFault(text);
	}

	/**
	 * Creates a parameter that is 0 for no or 1 for yes. Its fault is like
	 * {@code enable: 0 or 1}.
	 */
	public static Parameter<Boolean> flag(String name) {
		Parameter<Integer> number = options(name, 0, 1);
		return new Parameter<Boolean>(name,
				(passed, context) -> number.parse.apply(passed, context).map((value) -> value == 1), number.fault)
			.shownAs((value) -> value ? "1" : "0")
			.within(Domain.options(0, 1))
			.describedFault(name + ": 0 or 1");
	}

	/**
	 * Creates a parameter with a range. Its fault is like
	 * {@code brightness range: 0-255}.
	 */
	public static Parameter<Integer> range(String name, int min, int max) {
		IntRange range = new IntRange(min, max);
		return range(name, (context) -> range).within(Domain.ranges(range)).describedFault(name + " range: " + range);
	}

	/**
	 * Creates a parameter whose range depends on rows above. A kept value moves to the
	 * nearest end of the range.
	 */
	public static Parameter<Integer> range(String name, Function<ValidationContext, IntRange> range) {
		return new Parameter<>(name,
				(passed, context) -> number(passed).filter((value) -> range.apply(context).contains(value)),
				(context) -> name + " range: " + range.apply(context))
			.fitting((kept, context) -> range.apply(context).nearest(kept));
	}

	/**
	 * Creates a parameter with listed signed values. Its fault is like
	 * {@code move_x range: -1,0,1}.
	 */
	public static Parameter<Integer> listed(String name, int... values) {
		String text = name + " range: " + join(values, ",");
		return new Parameter<>(name, (passed, context) -> number(passed).filter((value) -> contains(values, value)),
				(context) -> text)
			.within(Domain.options(values))
			.describedFault(text);
	}

	/**
	 * Creates a parameter with several ranges. Its fault is like
	 * {@code port range: 80,1000-65535}.
	 */
	public static Parameter<Integer> listed(String name, IntRange... ranges) {
		String text = name + " range: "
				+ List.of(ranges)
					.stream()
					.map((range) -> (range.min() == range.max()) ? String.valueOf(range.min()) : range.toString())
					.collect(Collectors.joining(","));
		return new Parameter<>(name,
				(passed, context) -> number(passed)
					.filter((value) -> List.of(ranges).stream().anyMatch((range) -> range.contains(value))),
				(context) -> text)
			.within(Domain.ranges(ranges))
			.describedFault(text);
	}

	/**
	 * Creates a parameter of any other kind. Its fault is like {@code timezone error}.
	 */
	public static <V> Parameter<V> of(String name, BiFunction<String, ValidationContext, Optional<V>> parse) {
		return new Parameter<>(name, parse, (context) -> name + " error");
	}

	/** Creates a parameter whose fault text the contract spells out. */
	public static <V> Parameter<V> worded(String name, Function<String, Optional<V>> parse, String fault) {
		return new Parameter<>(name, (passed, context) -> parse.apply(passed), (context) -> fault)
			.describedFault(fault);
	}

	/** Sets the texts that are described as valid. */
	public Parameter<V> within(Domain texts) {
		return within((camera) -> texts);
	}

	/** Sets the texts that are described as valid, which depend on the camera. */
	public Parameter<V> within(Function<@Nullable Camera, Domain> texts) {
		this.domain = texts;
		return this;
	}

	/** Sets the widest range that is described, and names it in the fault. */
	public Parameter<V> withinRange(int min, int max) {
		IntRange range = new IntRange(min, max);
		return within(Domain.ranges(range)).describedFault(this.name + " range: " + range);
	}

	private Parameter<V> describedFault(String text) {
		this.describedFault = text;
		return this;
	}

	/** Sets the factory value. */
	public Parameter<V> initially(V value) {
		this.initial = value;
		return this;
	}

	/** Sets how a kept value is fitted after rows above have changed. */
	public Parameter<V> fitting(BiFunction<V, ValidationContext, V> nearest) {
		this.fit = nearest;
		return this;
	}

	/** Sets how the value is written in responses and in the store. */
	public Parameter<V> shownAs(Function<V, String> text) {
		this.format = text;
		return this;
	}

	/**
	 * Sets the hardware setting behind this row. The parameter is not supported on
	 * hardware that lacks it.
	 */
	public Parameter<V> needs(Setting needed) {
		this.setting = needed;
		return this;
	}

	/** Keeps the spaces around a passed value. */
	public Parameter<V> exact() {
		this.exact = true;
		return this;
	}

	/** Makes the value valid only in the request that passes it; it is not kept. */
	public Parameter<V> setOnly() {
		this.setOnly = true;
		return this;
	}

	/**
	 * Makes the parameter required when the predicate holds. If it is absent then, the
	 * fault is {@code NAME error}.
	 */
	public Parameter<V> requiredWhen(Predicate<ValidationContext> others) {
		this.required = others;
		this.sometimesRequired = true;
		return setOnly();
	}

	public String name() {
		return this.name;
	}

	/** Returns the factory value, null for a row that keeps no value. */
	public @Nullable V initial() {
		return this.initial;
	}

	/** Returns the hardware setting behind this row, null without one. */
	public @Nullable Setting setting() {
		return this.setting;
	}

	/** Returns whether this row's setting is among those that the hardware lacks. */
	public boolean isLackedBy(Set<Setting> lacks) {
		return this.setting != null && lacks.contains(this.setting);
	}

	boolean isExact() {
		return this.exact;
	}

	/** Returns the texts that it accepts, as far as they can be described. */
	public Domain domain(@Nullable Camera camera) {
		return this.domain.apply(camera);
	}

	/** Returns the fault of a wrong value, with the widest range that it can name. */
	public String describedFault() {
		return this.describedFault;
	}

	/** Returns whether some requests need the parameter. */
	public boolean isSometimesRequired() {
		return this.sometimesRequired;
	}

	/** Returns whether the row keeps no value. */
	public boolean isSetOnly() {
		return this.setOnly;
	}

	/** Returns a value as responses and the store write it. */
	public String show(V value) {
		return this.format.apply(value);
	}

	/** Parses a text like a query's value; empty if it is not valid for this row. */
	Optional<V> read(String text, ValidationContext context) {
		return this.parse.apply(text, context);
	}

	/**
	 * Decides the row's value from the passed or the kept one, and puts it into the
	 * context.
	 * @throws ParameterException when a passed value is not valid, or a required one is
	 * absent
	 */
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
	 * Parses ASCII digits with an optional leading minus. Empty for any other text and
	 * for numbers beyond int.
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
