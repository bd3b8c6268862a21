package org.camerad.driver.hisilicon.bridge;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The description of the bridge and of the board's libraries, sent by the bridge on
 * connection.
 *
 * @param generation the generation of the layouts: {@code v4} or {@code v4a}
 * @param libraryVersion the version that the board's library reports
 * @param sizes the sizes of the structures in bytes
 * @param offers the attributes that it sets, each with the evidence for the size
 * @param lacks the attributes that it does not set on this board, each with the reason
 */
public record BridgeHandshake(String generation, String libraryVersion, Map<String, Integer> sizes,
		Map<String, String> offers, Map<String, String> lacks) {

	static final int PROTOCOL = 1;

	public BridgeHandshake {
		sizes = Map.copyOf(sizes);
		offers = Map.copyOf(offers);
		lacks = Map.copyOf(lacks);
	}

	/** Parses the lines {@code key=value} of a handshake. */
	static BridgeHandshake parse(byte[] body) {
		Map<String, String> lines = new TreeMap<>();
		new String(body, StandardCharsets.UTF_8).lines().forEach((line) -> {
			int sign = line.indexOf('=');
			if (sign > 0) {
				lines.put(line.substring(0, sign), line.substring(sign + 1));
			}
		});
		Map<String, Integer> sizes = withPrefix("size.", lines).entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> Integer.valueOf(entry.getValue())));
		return new BridgeHandshake(lines.getOrDefault("generation", ""), lines.getOrDefault("version", ""), sizes,
				withPrefix("offers.", lines), withPrefix("lacks.", lines));
	}

	private static Map<String, String> withPrefix(String prefix, Map<String, String> lines) {
		return lines.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().startsWith(prefix))
			.collect(Collectors.toMap((entry) -> entry.getKey().substring(prefix.length()), Map.Entry::getValue));
	}

	/** Returns whether this bridge offers everything that another one offered. */
	boolean coversOffersOf(BridgeHandshake other) {
		return this.generation.equals(other.generation) && this.offers.keySet().containsAll(other.offers.keySet());
	}

	Set<String> missingOffers(BridgeHandshake other) {
		return other.offers.keySet()
			.stream()
			.filter((word) -> !this.offers.containsKey(word))
			.collect(Collectors.toUnmodifiableSet());
	}

	/** Returns a summary of one line for operators. */
	String summary() {
		String lacking = this.lacks.isEmpty() ? ""
				: "; without " + new TreeMap<>(this.lacks).entrySet()
					.stream()
					.map((entry) -> entry.getKey() + " (" + entry.getValue() + ")")
					.collect(Collectors.joining(", "));
		return this.libraryVersion + ", layouts of " + this.generation + ", offers "
				+ String.join(", ", new TreeMap<>(this.offers).keySet()) + lacking;
	}

}
