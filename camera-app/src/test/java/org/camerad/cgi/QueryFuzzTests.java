package org.camerad.cgi;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.camerad.driver.support.fuzz.FuzzTarget;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzing of the query parser. A query is refused with the contract's text, or its
 * parameters written as a query again are the same ones.
 */
class QueryFuzzTests implements FuzzTarget {

	@Override
	public void run(byte[] input) {
		// The container decodes raw bytes as ISO 8859-1.
		String raw = new String(input, StandardCharsets.ISO_8859_1);
		CgiQuery query;
		try {
			query = CgiQuery.parse(raw);
		}
		catch (ParameterException ex) {
			assertThat(ex.fault()).isEqualTo("error, parse parameters");
			return;
		}
		Map<String, String> values = values(query);
		String written = values.entrySet()
			.stream()
			.map((value) -> encode(value.getKey()) + "=" + encode(value.getValue()))
			.collect(Collectors.joining("&"));
		assertThat(values(CgiQuery.parse(written))).isEqualTo(values);
	}

	private static Map<String, String> values(CgiQuery query) {
		Map<String, String> values = new HashMap<>();
		query.names().forEach((name) -> {
			values.put(name, query.exact(name));
			assertThat(query.has(name)).isTrue();
			assertThat(query.exact(name)).contains(query.get(name));
		});
		assertThat(query.isEmpty()).isEqualTo(values.isEmpty());
		return values;
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
