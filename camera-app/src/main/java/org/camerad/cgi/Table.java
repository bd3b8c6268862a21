package org.camerad.cgi;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import org.camerad.driver.Camera;
import org.camerad.driver.Setting;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of an interface in the contract's order. A request is decided in one
 * pass from left to right.
 *
 * @param rows the parameters
 * @param closing the check of which parameters may be combined
 */
public record Table(List<Parameter<?>> rows, Consumer<ValidationContext> closing) {

	public Table {
		rows = List.copyOf(rows);
		Set<String> names = new HashSet<>();
		for (Parameter<?> row : rows) {
			if (!names.add(row.name())) {
				throw new IllegalArgumentException("duplicate parameter: " + row);
			}
		}
	}

	public static Table of(Parameter<?>... rows) {
		return new Table(List.of(rows), (context) -> {
		});
	}

	/** Returns whether the query passes a parameter of this table. */
	public boolean isPassed(CgiQuery query) {
		return this.rows.stream().anyMatch((row) -> query.has(row.name()));
	}

	/** Returns the names of the parameters that the query passes. */
	public List<String> passed(CgiQuery query) {
		return this.rows.stream().map(Parameter::name).filter(query::has).toList();
	}

	/** Returns the hardware settings behind the parameters that the query passes. */
	public Set<Setting> named(CgiQuery query) {
		return settings((row) -> query.has(row.name()));
	}

	/** Returns the hardware settings behind the rows whose values differ. */
	public Set<Setting> differing(Values one, Values other) {
		return settings((row) -> !Objects.equals(one.find(row), other.find(row)));
	}

	/** Returns the hardware settings behind the rows. */
	public Set<Setting> settings() {
		return settings((row) -> true);
	}

	private Set<Setting> settings(Predicate<Parameter<?>> rows) {
		Set<Setting> settings = EnumSet.noneOf(Setting.class);
		this.rows.stream().filter(rows).forEach((row) -> {
			Setting setting = row.setting();
			if (setting != null) {
				settings.add(setting);
			}
		});
		return settings;
	}

	/**
	 * Returns values with the rows of some settings taken from others.
	 */
	public Values take(Set<Setting> settings, Values from, Values into) {
		Values taken = into;
		for (Parameter<?> row : this.rows) {
			Setting setting = row.setting();
			taken = (setting != null && settings.contains(setting)) ? copy(row, from, taken) : taken;
		}
		return taken;
	}

	private static <V> Values copy(Parameter<V> row, Values from, Values into) {
		V value = from.find(row);
		return (value == null) ? into : into.with(row, value);
	}

	/**
	 * Decides every row.
	 * @param kept the former values, {@link Values#NONE} for an action
	 * @param camera the open camera, whose capabilities limit the values; null while none
	 * is open
	 * @param lacks the settings that the hardware does not have
	 * @throws ParameterException for the first row that is not valid
	 */
	public Values decide(CgiQuery query, Values kept, @Nullable Camera camera, Set<Setting> lacks) {
		ValidationContext context = new ValidationContext(query, kept, camera);
		for (Parameter<?> row : this.rows) {
			if (row.isLackedBy(lacks) && query.has(row.name())) {
				throw new ParameterException(row.name() + " not supported");
			}
			row.decide(context);
		}
		this.closing.accept(context);
		return context.values();
	}

	/**
	 * Parses stored values. A missing or no longer valid one is replaced by its fallback.
	 * @param stored returns the stored text of a parameter, null for none
	 * @param fallback the factory values
	 * @param lost called for each stored text that is no longer valid
	 */
	public Values restore(Function<String, @Nullable String> stored, Values fallback, Consumer<Parameter<?>> lost) {
		ValidationContext context = new ValidationContext(CgiQuery.parse(null), fallback, null);
		for (Parameter<?> row : this.rows) {
			String text = row.isSetOnly() ? null : stored.apply(row.name());
			if (text != null && !restore(row, text, context) && !text.equals(show(row, fallback))) {
				lost.accept(row);
			}
			if (context.find(row) == null && !row.isSetOnly()) {
				row.decide(context);
			}
		}
		return context.values();
	}

	private static <V> boolean restore(Parameter<V> row, String text, ValidationContext context) {
		Optional<V> value = row.read(text, context);
		value.ifPresent((found) -> context.put(row, found));
		return value.isPresent();
	}

	private static <V> @Nullable String show(Parameter<V> row, Values values) {
		V value = values.find(row);
		return (value == null) ? null : row.show(value);
	}

}
