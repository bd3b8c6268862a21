package org.camerad.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.Parameter;
import org.camerad.cgi.Table;
import org.camerad.cgi.Values;
import org.camerad.cgi.XmlElement;
import org.camerad.driver.Camera;
import org.camerad.driver.Control;
import org.camerad.driver.Setting;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one interface: the table that parses them, the record for the hardware,
 * the camera part that applies it, and the response that shows them. Immutable.
 *
 * @param <S> the driver API's record
 * @param name the element of the response, and the group's name in the store
 * @param table the parameters in the document's order
 * @param build creates the record
 * @param part returns the camera part that applies the record
 * @param columns the attributes of the response, in the contract's order
 * @param hardwareValues replaces factory values by those that the hardware reports
 * @param read returns known values with those of a record of the hardware; null if the
 * group cannot be read from the hardware
 */
public record SettingsGroup<S>(String name, Table table, Function<Values, S> build,
		Function<Camera, Optional<? extends Control<S>>> part, List<Column> columns,
		BiFunction<Camera, Values, Values> hardwareValues, @Nullable BiFunction<S, Values, Values> read) {

	/**
	 * An attribute of the response.
	 *
	 * @param example an example of a text that is not a row's, null for a row
	 */
	public record Column(String name, BiFunction<Values, @Nullable Camera, String> text, @Nullable String example) {

		/** Returns a column with the value of a row. */
		public static <V> Column of(Parameter<V> row) {
			return new Column(row.name(), (values, camera) -> row.show(values.get(row)), null);
		}

	}

	/** Creates a group whose response shows its rows. */
	public static <S> SettingsGroup<S> of(String name, Table table, Function<Values, S> build,
			Function<Camera, Optional<? extends Control<S>>> part) {
		List<Column> columns = table.rows().stream().filter((row) -> !row.isSetOnly()).<Column>map(Column::of).toList();
		return new SettingsGroup<>(name, table, build, part, columns, (camera, values) -> values, null);
	}

	/** Returns this group with other attributes in the response. */
	public SettingsGroup<S> withColumns(Column... shown) {
		return new SettingsGroup<>(this.name, this.table, this.build, this.part, List.of(shown), this.hardwareValues,
				this.read);
	}

	/** Returns this group with factory values that the hardware reports. */
	public SettingsGroup<S> initially(BiFunction<Camera, Values, Values> known) {
		return new SettingsGroup<>(this.name, this.table, this.build, this.part, this.columns, known, this.read);
	}

	/** Returns this group with a reader of the hardware's records. */
	public SettingsGroup<S> readBy(BiFunction<S, Values, Values> reader) {
		return new SettingsGroup<>(this.name, this.table, this.build, this.part, this.columns, this.hardwareValues,
				reader);
	}

	/** Returns the settings that this camera does not have. */
	public Set<Setting> lacks(@Nullable Camera camera) {
		return Stream.ofNullable(camera)
			.flatMap((open) -> this.part.apply(open).stream())
			.findFirst()
			.<Set<Setting>>map(Control::lacks)
			.orElse(Set.of());
	}

	/** Returns the response that shows these values. */
	public XmlElement show(Values values, @Nullable Camera camera) {
		Map<String, String> attributes = new LinkedHashMap<>();
		this.columns.forEach((column) -> attributes.put(column.name(), column.text().apply(values, camera)));
		return XmlElement.attributes(this.name, attributes);
	}

	/**
	 * Returns an example of the response: the factory values, as far as this camera has
	 * them.
	 */
	public XmlElement example(@Nullable Camera camera) {
		Values initial = this.table.restore((name) -> null, Values.NONE, (row) -> {
		});
		Values fitted = this.table.decide(CgiQuery.parse(null), initial, camera, lacks(camera));
		Map<String, String> attributes = new LinkedHashMap<>();
		this.columns.forEach((column) -> attributes.put(column.name(),
				(column.example() != null) ? column.example() : column.text().apply(fitted, camera)));
		return XmlElement.attributes(this.name, attributes);
	}

	/** Returns the values as texts for the store. */
	Map<String, String> texts(Values values) {
		return texts(values, (row) -> true);
	}

	/** Returns the values of some rows as texts for the store. */
	Map<String, String> texts(Values values, Predicate<Parameter<?>> rows) {
		Map<String, String> texts = new LinkedHashMap<>();
		this.table.rows().stream().filter(rows).forEach((row) -> put(texts, row, values));
		return texts;
	}

	private static <V> void put(Map<String, String> texts, Parameter<V> row, Values values) {
		V value = row.isSetOnly() ? null : values.find(row);
		if (value != null) {
			texts.put(row.name(), row.show(value));
		}
	}

	/**
	 * Returns the values, with the factory value of each setting that the camera lacks.
	 */
	Values withoutLacking(Values values, @Nullable Camera camera) {
		Set<Setting> lacks = lacks(camera);
		Values shown = values;
		for (Parameter<?> row : this.table.rows()) {
			shown = row.isLackedBy(lacks) ? reset(shown, row) : shown;
		}
		return shown;
	}

	private static <V> Values reset(Values values, Parameter<V> row) {
		V initial = row.initial();
		return (initial == null) ? values : values.with(row, initial);
	}

}
