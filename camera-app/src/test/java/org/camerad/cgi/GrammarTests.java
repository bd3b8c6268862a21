package org.camerad.cgi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.camerad.driver.IntRange;
import org.camerad.driver.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Queries, rows, tables, values and documents, one by one. */
class GrammarTests {

	private static final Parameter<Integer> LEVEL = Parameter.range("level", 0, 9).initially(5);

	private static final Parameter<Boolean> ENABLE = Parameter.flag("enable").initially(true);

	@ParameterizedTest
	@CsvSource({ "a=1&b=2, a, 1", "a=1&b=2, b, 2", "&&a=1&, a, 1", "a, a, ''", "%61=%2B+, a, ++", "a=b=c, a, b=c",
			"a=%c3%A4, a, \u00e4", "' a =1', a, 1", "a=%7E, a, ~", "a=\u00c3\u00a4, a, \u00e4" })
	void queryIsRead(String raw, String name, String value) {
		CgiQuery query = CgiQuery.parse(raw);
		assertThat(query.isEmpty()).isFalse();
		assertThat(query.has(name)).isTrue();
		assertThat(query.exact(name)).isEqualTo(value);
		assertThat(query.has("other")).isFalse();
		assertThat(query.get("other")).isNull();
		assertThat(query.names()).contains(name);
	}

	@Test
	void spacesAroundAValueBelongToItOnlyToTheLetter() {
		CgiQuery query = CgiQuery.parse("a=%20 x y  &b=%20&c=%09x");
		assertThat(query.get("a")).isEqualTo("x y");
		assertThat(query.exact("a")).isEqualTo("  x y  ");
		assertThat(query.get("b")).isEmpty();
		assertThat(query.get("c")).isEqualTo("\tx");
	}

	@Test
	void noQueryIsEmpty() {
		assertThat(CgiQuery.parse(null).isEmpty()).isTrue();
		assertThat(CgiQuery.parse("").isEmpty()).isTrue();
		assertThat(CgiQuery.parse("&&").isEmpty()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a=%", "a=%2", "a=%zz", "a=%2g", "a=%:0", "a=%/0", "a=%@0", "a=%`0", "a=%ff", "a=1&a=2",
			"a=1&%61=1", "a&a", "%=1" })
	void brokenQueryIsAFault(String raw) {
		assertFault("error, parse parameters", () -> CgiQuery.parse(raw));
	}

	@Test
	void everyHexDigitCounts() {
		assertThat(CgiQuery.decode("%30%39%41%46%4a%4F%61%6f")).isEqualTo("09AFJOao");
	}

	@Test
	void kindsNameTheirFaults() {
		assertThat(decide("dhcp=1", Parameter.options("dhcp", 0, 1))).isEqualTo(1);
		assertFault("dhcp: 0 or 1", () -> decide("dhcp=2", Parameter.options("dhcp", 0, 1)));
		assertThat(decide("enable=0", ENABLE)).isEqualTo(false);
		assertThat(ENABLE.show(true) + ENABLE.show(false)).isEqualTo("10");
		assertFault("enable: 0 or 1", () -> decide("enable=true", ENABLE));
		assertThat(decide("x=-1", Parameter.listed("x", -1, 0, 1))).isEqualTo(-1);
		assertFault("x range: -1,0,1", () -> decide("x=2", Parameter.listed("x", -1, 0, 1)));
		Parameter<Integer> port = Parameter.listed("port", new IntRange(80, 80), new IntRange(1000, 65535));
		assertThat(decide("port=80", port)).isEqualTo(80);
		assertThat(decide("port=1000", port)).isEqualTo(1000);
		assertFault("port range: 80,1000-65535", () -> decide("port=81", port));
		Parameter<String> zone = Parameter.of("zone", (text, context) -> Optional.of(text).filter("GMT"::equals));
		assertFault("zone error", () -> decide("zone=x", zone));
		Parameter<String> worded = Parameter.worded("w", (text) -> Optional.empty(), "as the document says");
		assertFault("as the document says", () -> decide("w=x", worded));
	}

	@Test
	void keptValueMovesToTheNearestEndOfItsRange() {
		Parameter<Integer> most = Parameter.range("most", 1, 100).initially(50);
		Parameter<Integer> rate = Parameter.range("rate", (context) -> new IntRange(1, context.get(most)))
			.initially(40);
		Table table = Table.of(most, rate);
		Values values = table.decide(CgiQuery.parse("most=30"), Values.NONE, null, Set.of());
		assertThat(values.get(rate)).isEqualTo(30);
		assertFault("rate range: 1-30",
				() -> table.decide(CgiQuery.parse("most=30&rate=31"), Values.NONE, null, Set.of()));
		Table wrong = Table.of(rate, most);
		assertThatIllegalStateException()
			.isThrownBy(() -> wrong.decide(CgiQuery.parse("a=1"), Values.NONE, null, Set.of()))
			.withMessage("most has not been decided yet");
	}

	@Test
	void requiredRowMustBePassedWithTheOthers() {
		Parameter<Integer> hour = Parameter.range("hour", 0, 23).setOnly();
		Parameter<Integer> minute = Parameter.range("minute", 0, 59).requiredWhen((context) -> context.passes(hour));
		Table table = Table.of(hour, minute);
		assertFault("minute error", () -> table.decide(CgiQuery.parse("hour=1"), Values.NONE, null, Set.of()));
		Values none = table.decide(CgiQuery.parse("x=1"), Values.NONE.with(hour, 3), null, Set.of());
		assertThat(none.find(hour)).as("kept by no request").isNull();
		assertThat(none.find(minute)).isNull();
		assertThat(minute.isSetOnly()).isTrue();
		Values both = table.decide(CgiQuery.parse("hour=1&minute=2"), Values.NONE, null, Set.of());
		assertThat(both.get(minute)).isEqualTo(2);
	}

	@Test
	void exactRowKeepsSpaces() {
		Parameter<String> title = Parameter.of("title", (text, context) -> Optional.of(text));
		assertThat(decide("title=%20x", title)).isEqualTo("x");
		assertThat(decide("title=%20x", title.exact())).isEqualTo(" x");
	}

	@Test
	void lackedSettingIsRefusedWhenItIsPassed() {
		Parameter<Integer> sharpness = Parameter.range("sharpness", 0, 255).needs(Setting.SHARPNESS).initially(1);
		Set<Setting> lacks = EnumSet.of(Setting.SHARPNESS);
		Table table = Table.of(LEVEL, sharpness);
		assertFault("sharpness not supported",
				() -> table.decide(CgiQuery.parse("sharpness=3"), Values.NONE, null, lacks));
		assertThat(table.decide(CgiQuery.parse("level=3"), Values.NONE, null, lacks).get(sharpness)).isEqualTo(1);
		assertThat(LEVEL.isLackedBy(lacks)).isFalse();
		assertThat(sharpness.isLackedBy(Set.of())).isFalse();
		assertThat(table.isPassed(CgiQuery.parse("level=3"))).isTrue();
		assertThat(table.isPassed(CgiQuery.parse("uid=3"))).isFalse();
	}

	@Test
	void closingCheckSeesTheWholeTable() {
		Table table = new Table(List.of(LEVEL, ENABLE), (context) -> {
			if (context.get(LEVEL) == 9 && context.passes("enable") && context.camera() == null) {
				throw new ParameterException("not together");
			}
		});
		assertFault("not together",
				() -> table.decide(CgiQuery.parse("level=9&enable=1"), Values.NONE, null, Set.of()));
		assertThat(table.decide(CgiQuery.parse("level=9"), Values.NONE, null, Set.of()).get(LEVEL)).isEqualTo(9);
	}

	@Test
	void storedTextsAreRestoredOrFallBack() {
		Parameter<Integer> once = Parameter.range("once", 0, 9).setOnly();
		Table table = Table.of(LEVEL, ENABLE, once);
		List<Parameter<?>> lost = new ArrayList<>();
		Values factory = Values.NONE.with(LEVEL, 3);
		Map<String, String> stored = Map.of("level", "7", "enable", "maybe", "once", "1");
		Values values = table.restore(stored::get, factory, lost::add);
		assertThat(values.get(LEVEL)).isEqualTo(7);
		assertThat(values.get(ENABLE)).isTrue();
		assertThat(values.find(once)).isNull();
		assertThat(lost).hasToString("[enable]");
		lost.clear();
		assertThat(table.restore((name) -> null, factory, lost::add).get(LEVEL)).isEqualTo(3);
		assertThat(lost).isEmpty();
	}

	/** The factory's own value may be one that no client can set. */
	@Test
	void storedFactoryValueIsNotLost() {
		Table table = Table.of(LEVEL);
		List<Parameter<?>> lost = new ArrayList<>();
		Values values = table.restore((name) -> "42", Values.NONE.with(LEVEL, 42), lost::add);
		assertThat(lost).isEmpty();
		assertThat(values.get(LEVEL)).isEqualTo(9);
	}

	@Test
	void valuesAreReplacedJoinedAndCompared() {
		Values values = Values.NONE.with(LEVEL, 1).with(ENABLE, false);
		assertThat(values.withAll(Values.of(LEVEL, 2)).get(LEVEL)).isEqualTo(2);
		assertThat(Values.of(LEVEL, 1).withAll(values).find(ENABLE)).isNull();
		assertThat(Values.of(LEVEL, 1).and(Values.of(ENABLE, false))).isEqualTo(values).hasSameHashCodeAs(values);
		assertThat(values).isNotEqualTo(Values.NONE).isNotEqualTo("values");
		assertThatIllegalStateException().isThrownBy(() -> Values.NONE.get(LEVEL)).withMessage("no value for level");
	}

	@Test
	void documentsAreTheContracts() {
		assertThat(document(XmlElement.text("uid", "a<b")))
			.isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?><uid>a&lt;b</uid>");
		Map<String, String> attributes = new LinkedHashMap<>();
		attributes.put("z", "1");
		attributes.put("a", "\"\u4f60");
		assertThat(document(XmlElement.attributes("image", attributes)))
			.endsWith("<image z=\"1\" a=\"&quot;\u4f60\"/>");
		assertThat(document(XmlElement.named("codec", "H264", List.of(XmlElement.text("x", "1")))))
			.endsWith("<codec name=\"H264\"><x>1</x></codec>");
		assertThat(document(XmlElement.fault("/cgi-bin/image", "error")))
			.endsWith("<fault><value>/cgi-bin/image</value><reason>error</reason></fault>");
	}

	@Test
	void itemsAreGroupedInTheirOrder() {
		assertThat(XmlElement.grouped(List.of("b1", "a1", "b2"), (item) -> item.charAt(0)))
			.hasToString("{b=[b1, b2], a=[a1]}");
	}

	@Test
	void rolesIncludeTheOnesBefore() {
		assertThat(Role.OPERATOR.includes(Role.USER)).isTrue();
		assertThat(Role.OPERATOR.includes(Role.OPERATOR)).isTrue();
		assertThat(Role.OPERATOR.includes(Role.ADMINISTRATOR)).isFalse();
		assertThat(Role.ADMINISTRATOR.word()).isEqualTo("Administrator");
	}

	@Test
	void faultsHaveTheirStatus() {
		assertThat(CgiFault.notSupported("osd").reason()).isEqualTo("osd not supported");
		assertThat(CgiFault.deviceRefused().reason()).isEqualTo("device refused");
		assertThat(CgiFault.deviceError().status()).isEqualTo(503);
		assertThat(CgiFault.parameters().status()).isEqualTo(400);
		assertThat(ParameterException.unreadable().fault()).isEqualTo("error, parse parameters");
	}

	private static <V> V decide(String query, Parameter<V> row) {
		return Table.of(row).decide(CgiQuery.parse(query), Values.NONE, null, Set.of()).get(row);
	}

	private static String document(XmlElement element) {
		return new String(Xml.document(element), StandardCharsets.UTF_8).replaceAll("\r?\n", "");
	}

	private static void assertFault(String fault, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
		assertThatExceptionOfType(ParameterException.class).isThrownBy(call)
			.matches((ex) -> ex.fault().equals(fault), fault);
	}

}
