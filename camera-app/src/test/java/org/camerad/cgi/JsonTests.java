package org.camerad.cgi;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class JsonTests {

	@Test
	void isWrittenAsAnObjectMapperWritesIt() {
		Map<String, Object> value = new LinkedHashMap<>();
		value.put("text", "a \"quoted\" <ä> 中 \u0001 \n line");
		value.put("numbers", Arrays.asList(1, -2L, 1.5, 0.1f, new BigDecimal("12.50"), Double.NaN, null));
		value.put("nested", Map.of("yes", true, "none", Set.of()));
		byte[] bytes = Json.bytes(value);
		assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(JsonMapper.shared().writeValueAsString(value));
	}

	@Test
	void isReadAsItWasWritten() {
		String text = "{\"b\":[1,2147483648,1.25,true,false,null,\"x\"],\"a\":{\"deep\":[[]]}}";
		Object read = Json.read(text.getBytes(StandardCharsets.UTF_8));
		assertThat(read).isEqualTo(Map.of("b", Arrays.asList(1, 2147483648L, 1.25, true, false, null, "x"), "a",
				Map.of("deep", List.of(List.of()))));
		assertThat(new String(Json.bytes(read), StandardCharsets.UTF_8)).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "{", "[1,]", "{\"a\" 1}", "{} {}", "nul", "\"open", "01", "{a:1}" })
	void rejectsWhatIsNoJson(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Json.read(text.getBytes(StandardCharsets.UTF_8)))
			.withMessageStartingWith("not JSON");
	}

	@Test
	void rejectsWhatNestsTooDeeply() {
		byte[] deep = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
		assertThatIllegalArgumentException().isThrownBy(() -> Json.read(deep));
	}

	@Test
	void rejectsValuesOfOtherTypes() {
		assertThatIllegalArgumentException().isThrownBy(() -> Json.bytes(List.of(new Object())));
		assertThatIllegalArgumentException().isThrownBy(() -> Json.bytes(Map.of(1, "x")));
	}

}
