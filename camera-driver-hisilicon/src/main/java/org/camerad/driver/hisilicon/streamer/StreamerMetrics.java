package org.camerad.driver.hisilicon.streamer;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The metrics of the streamer, in the text format of Prometheus. Other lines are ignored.
 */
final class StreamerMetrics {

	private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{[^}]*\\})? +(\\S+).*");

	private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"([^\"]*)\"");

	private final Map<String, Double> values = new HashMap<>();

	private final Map<String, String> labels = new HashMap<>();

	private StreamerMetrics() {
	}

	static StreamerMetrics parse(StreamerResponse response) {
		StreamerMetrics metrics = new StreamerMetrics();
		new String(response.body(), StandardCharsets.UTF_8).lines()
			.map(LINE::matcher)
			.filter(Matcher::matches)
			.forEach(metrics::add);
		return metrics;
	}

	private void add(Matcher line) {
		try {
			this.values.put(line.group(1), Double.valueOf(line.group(3)));
		}
		catch (NumberFormatException ex) {
			// Not a sample, for example a line of an HTML page.
			return;
		}
		if (line.group(2) != null) {
			Matcher label = LABEL.matcher(line.group(2));
			while (label.find()) {
				this.labels.put(line.group(1) + "." + label.group(1), label.group(2));
			}
		}
	}

	/** Returns the value of a metric without labels, or of its last line. */
	Optional<Double> value(String name) {
		return Optional.ofNullable(this.values.get(name));
	}

	/** Returns the value of a label, such as {@code node_uname_info.release}. */
	Optional<String> label(String name) {
		return Optional.ofNullable(this.labels.get(name)).filter((text) -> !text.isBlank());
	}

}
