package org.camerad.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

import org.camerad.cgi.Parameter;
import org.camerad.cgi.Table;
import org.camerad.cgi.Values;
import org.camerad.cgi.XmlElement;
import org.camerad.driver.Camera;
import org.camerad.driver.Control;
import org.camerad.driver.Setting;
import org.jspecify.annotations.Nullable;

/**
 * One interface's settings: the table that reads them, the record that the hardware
 * takes, the part that takes it, and the answer that shows them. Static data.
 *
 * @param <S> the driver API's record
 * @param name the element of the answer, and the group's name in the store
 * @param table the parameters in the document's order
 * @param build makes the record
 * @param part the camera's part for them
 * @param answer the attributes of the answer, in the document's order
 * @param factory what the hardware itself says of the initial values
 */
public record SettingsGroup<S>(String name, Table table, Function<Values, S> build,
		Function<Camera, Optional<? extends Control<S>>> part, List<Column> answer,
		BiFunction<Camera, Values, Values> factory) {

	/** An attribute of the answer. */
	public record Column(String name, BiFunction<Values, @Nullable Camera, String> text) {

		/** The value of a row as it is in effect. */
		public static <V> Column of(Parameter<V> row) {
			return new Column(row.name(), (values, camera) -> row.show(values.get(row)));
		}

	}

	/** A group that answers with its rows. */
	public static <S> SettingsGroup<S> of(String name, Table table, Function<Values, S> build,
			Function<Camera, Optional<? extends Control<S>>> part) {
		List<Column> answer = table.rows().stream().filter((row) -> !row.isSetOnly()).<Column>map(Column::of).toList();
		return new SettingsGroup<>(name, table, build, part, answer, (camera, values) -> values);
	}

	/** This group with another answer. */
	public SettingsGroup<S> answering(Column... columns) {
		return new SettingsGroup<>(this.name, this.table, this.build, this.part, List.of(columns), this.factory);
	}

	/** This group with initial values that the hardware knows better. */
	public SettingsGroup<S> initially(BiFunction<Camera, Values, Values> known) {
		return new SettingsGroup<>(this.name, this.table, this.build, this.part, this.answer, known);
	}

	/** The settings that this camera does not have. */
	public Set<Setting> lacks(@Nullable Camera camera) {
		return Stream.ofNullable(camera)
			.flatMap((open) -> this.part.apply(open).stream())
			.findFirst()
			.<Set<Setting>>map(Control::lacks)
			.orElse(Set.of());
	}

	/** The answer that shows these values. */
	public XmlElement show(Values values, @Nullable Camera camera) {
		Map<String, String> attributes = new LinkedHashMap<>();
		this.answer.forEach((column) -> attributes.put(column.name(), column.text().apply(values, camera)));
		return XmlElement.attributes(this.name, attributes);
	}

	/** The values as the store keeps them. */
	Map<String, String> texts(Values values) {
		Map<String, String> texts = new LinkedHashMap<>();
		this.table.rows().forEach((row) -> put(texts, row, values));
		return texts;
	}

	private static <V> void put(Map<String, String> texts, Parameter<V> row, Values values) {
		V value = row.isSetOnly() ? null : values.find(row);
		if (value != null) {
			texts.put(row.name(), row.show(value));
		}
	}

	/** The values with each setting that the camera lacks at its initial. */
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
