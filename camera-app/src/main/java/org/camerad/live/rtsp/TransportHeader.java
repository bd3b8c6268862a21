package org.camerad.live.rtsp;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A transport that a client has offered and the server supports.
 *
 * @param interleaved whether packets are interleaved with the responses on the RTSP
 * connection
 * @param first the channel or port of RTP, -1 if the server chooses it
 * @param second the channel or port of RTCP
 */
record TransportHeader(boolean interleaved, int first, int second) {

	private static final Pattern PAIR = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");

	/**
	 * Returns the first supported offer in a {@code Transport} header.
	 * @param address the client's address, the only permitted destination
	 * @param onlyInterleaved whether packets must not leave the connection, because it is
	 * encrypted and datagrams are not
	 */
	static Optional<TransportHeader> choose(String header, String address, boolean onlyInterleaved) {
		return List.of(header.split(","))
			.stream()
			.map((offer) -> parse(offer.strip(), address))
			.flatMap(Optional::stream)
			.filter((offer) -> offer.interleaved() || !onlyInterleaved)
			.findFirst();
	}

	private static Optional<TransportHeader> parse(String offer, String address) {
		Map<String, String> parameters = new HashMap<>();
		String[] parts = offer.split(";", -1);
		for (String part : parts) {
			int equals = part.indexOf('=');
			String name = ((equals < 0) ? part : part.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
			parameters.put(name, (equals < 0) ? "" : part.substring(equals + 1).strip());
		}
		String mode = parameters.getOrDefault("mode", "PLAY").replace("\"", "");
		String destination = parameters.getOrDefault("destination", address);
		boolean acceptable = "PLAY".equalsIgnoreCase(mode) && !parameters.containsKey("multicast")
				&& (destination.isEmpty() || destination.equals(address));
		return acceptable ? forProfile(parts[0].strip().toUpperCase(Locale.ROOT), parameters) : Optional.empty();
	}

	private static Optional<TransportHeader> forProfile(String profile, Map<String, String> parameters) {
		return switch (profile) {
			case "RTP/AVP/TCP" -> {
				String channels = parameters.get("interleaved");
				yield (channels == null) ? Optional.of(new TransportHeader(true, -1, -1))
						: pair(channels, 0, 255, true);
			}
			case "RTP/AVP", "RTP/AVP/UDP" -> pair(parameters.getOrDefault("client_port", ""), 1, 65535, false);
			default -> Optional.empty();
		};
	}

	private static Optional<TransportHeader> pair(String text, int min, int max, boolean interleaved) {
		Matcher matcher = PAIR.matcher(text);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		int first = Integer.parseInt(matcher.group(1));
		int second = (matcher.group(2) == null) ? first + 1 : Integer.parseInt(matcher.group(2));
		boolean fits = first >= min && second <= max && second == first + 1;
		return fits ? Optional.of(new TransportHeader(interleaved, first, second)) : Optional.empty();
	}

}
