package org.camerad.console;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content codings that a client accepts, with their weights (RFC 9110, 12.5.3).
 * Immutable.
 *
 * @param weights the weights from 0 to 1 by the names of codings, in lower case
 */
record AcceptedCodings(Map<String, Double> weights) {

	private static final Pattern CODING = Pattern
		.compile("\\s*([^\\s;]+)\\s*(?:;\\s*q\\s*=\\s*(0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?)\\s*)?");

	AcceptedCodings {
		weights = Map.copyOf(weights);
	}

	/**
	 * Reads the fields of a request. A coding with a malformed weight is not accepted.
	 * @param fields the values of {@code Accept-Encoding}
	 */
	static AcceptedCodings of(List<String> fields) {
		Map<String, Double> weights = new HashMap<>();
		for (String coding : String.join(",", fields).toLowerCase(Locale.ROOT).split(",")) {
			Matcher matcher = CODING.matcher(coding);
			if (matcher.matches()) {
				String weight = matcher.group(2);
				weights.putIfAbsent(matcher.group(1), (weight == null) ? 1.0 : Double.parseDouble(weight));
			}
		}
		return new AcceptedCodings(weights);
	}

	/** Returns whether gzip is accepted, and wanted as much as no coding at least. */
	boolean wantsGzip() {
		double any = this.weights.getOrDefault("*", 0.0);
		double gzip = this.weights.getOrDefault("gzip", any);
		return gzip > 0 && gzip >= this.weights.getOrDefault("identity", 0.0);
	}

}
