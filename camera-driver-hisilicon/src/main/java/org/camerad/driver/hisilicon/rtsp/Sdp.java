package org.camerad.driver.hisilicon.rtsp;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tracks of a session description (RFC 8866).
 *
 * @param tracks the tracks in the order of the description
 */
public record Sdp(List<Track> tracks) {

	/**
	 * A track.
	 *
	 * @param media {@code video} or {@code audio}
	 * @param encoding the encoding in upper case, such as {@code H264}
	 * @param clockRate the clock rate of the timestamps in Hz
	 * @param format the unparsed format parameters
	 * @param control the URL of the track, relative or absolute
	 */
	public record Track(String media, String encoding, int clockRate, String format, String control) {

		/** Returns the parameter sets in the description, in their order. */
		List<byte[]> parameterSets() {
			List<byte[]> sets = new ArrayList<>();
			for (String name : List.of("sprop-vps", "sprop-sps", "sprop-pps", "sprop-parameter-sets")) {
				Matcher matcher = Pattern.compile("(?i)(?:^|[; ])" + name + "=([^; ]+)").matcher(this.format);
				if (matcher.find()) {
					for (String text : matcher.group(1).split(",")) {
						decode(text).ifPresent(sets::add);
					}
				}
			}
			return sets;
		}

		private static Optional<byte[]> decode(String text) {
			try {
				byte[] set = Base64.getDecoder().decode(text);
				return (set.length > 1) ? Optional.of(set) : Optional.empty();
			}
			catch (IllegalArgumentException ex) {
				// Not base64. The stream has its own parameter sets.
				return Optional.empty();
			}
		}

	}

	private static final Pattern RTPMAP = Pattern.compile("a=rtpmap:([0-9]+) ([^/]+)/([0-9]{1,6}).*");

	private static final int G711_MU_LAW = 0;

	private static final int G711_A_LAW = 8;

	static Sdp parse(String text) {
		List<Track> tracks = new ArrayList<>();
		List<String> section = new ArrayList<>();
		for (String line : text.split("\r?\n")) {
			if (line.startsWith("m=")) {
				track(section).ifPresent(tracks::add);
				section.clear();
			}
			section.add(line.strip());
		}
		track(section).ifPresent(tracks::add);
		return new Sdp(List.copyOf(tracks));
	}

	private static Optional<Track> track(List<String> section) {
		String[] media = section.isEmpty() ? new String[0] : section.get(0).split(" ");
		if (media.length < 4 || !media[0].startsWith("m=") || section.contains("a=sendonly")
				|| !media[3].matches("[0-9]{1,3}")) {
			return Optional.empty();
		}
		int payload = Integer.parseInt(media[3]);
		String encoding = (payload == G711_MU_LAW) ? "PCMU" : (payload == G711_A_LAW) ? "PCMA" : "";
		int clockRate = 8000;
		for (String line : section) {
			Matcher map = RTPMAP.matcher(line);
			if (map.matches() && map.group(1).equals(media[3])) {
				encoding = map.group(2).toUpperCase(Locale.ROOT);
				clockRate = Math.max(1, Integer.parseInt(map.group(3)));
			}
		}
		return Optional.of(new Track(media[0].substring(2), encoding, clockRate,
				value(section, "a=fmtp:" + payload + " "), value(section, "a=control:")));
	}

	private static String value(List<String> section, String beginning) {
		return section.stream()
			.filter((line) -> line.startsWith(beginning))
			.map((line) -> line.substring(beginning.length()))
			.findFirst()
			.orElse("");
	}

	/** Returns the first track of a kind. */
	public Optional<Track> track(String media) {
		return this.tracks.stream().filter((track) -> track.media().equals(media)).findFirst();
	}

}
