package org.camerad.driver.support.pelcod;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * An independent decoder of Pelco-D, written from the tables of the protocol's
 * description, for comparison. It describes in words the effect of a frame.
 */
final class ReferenceDecoder {

	private static final String[] FIRST = { "focus near", "iris open", "iris close", "camera", "scan", "", "",
			"sense" };

	private static final String[] SECOND = { "", "right", "left", "up", "down", "zoom tele", "zoom wide", "focus far" };

	private static final String[][] OPPOSITES = { { "right", "left" }, { "up", "down" }, { "zoom tele", "zoom wide" },
			{ "focus near", "focus far" }, { "iris open", "iris close" } };

	private ReferenceDecoder() {
	}

	static byte[] bytes(String hex) {
		return HexFormat.of().parseHex(hex.replace(" ", ""));
	}

	/** Returns the effect of a frame, or the reason why it is invalid. */
	static String describe(byte[] frame) {
		if (frame.length != 7 || frame[0] != -1) {
			return "no frame";
		}
		int sum = 0;
		for (int at = 1; at <= 5; at++) {
			sum += frame[at];
		}
		if ((byte) sum != frame[6]) {
			return "wrong sum";
		}
		int second = frame[3] & 255;
		return (second % 2 == 1) ? extended(frame) : standard(frame);
	}

	private static String standard(byte[] frame) {
		List<String> words = words(frame);
		if (words.contains("camera")) {
			return words.contains("sense") ? "camera on" : "camera off";
		}
		if (words.contains("scan")) {
			return words.contains("sense") ? "auto scan" : "manual scan";
		}
		if (words.isEmpty()) {
			return "stop";
		}
		String pans = (words.contains("left") || words.contains("right")) ? hex(" pan ", frame[4]) : "";
		String tilts = (words.contains("up") || words.contains("down")) ? hex(" tilt ", frame[5]) : "";
		return String.join("+", words) + pans + tilts;
	}

	/** Returns the names of the bits that are set. */
	static List<String> words(byte[] frame) {
		List<String> words = new ArrayList<>();
		for (int bit = 0; bit < 8; bit++) {
			if ((frame[3] >> bit & 1) == 1) {
				words.add(SECOND[bit]);
			}
		}
		for (int bit = 0; bit < 8; bit++) {
			if ((frame[2] >> bit & 1) == 1) {
				words.add(FIRST[bit]);
			}
		}
		return words;
	}

	static boolean hasOpposites(byte[] frame) {
		List<String> words = (frame[3] % 2 == 0) ? words(frame) : List.of();
		for (String[] pair : OPPOSITES) {
			if (words.contains(pair[0]) && words.contains(pair[1])) {
				return true;
			}
		}
		return false;
	}

	private static String hex(String word, byte value) {
		return word + HexFormat.of().withUpperCase().toHexDigits(value);
	}

	private static String extended(byte[] frame) {
		int low = frame[5] & 255;
		int both = (frame[4] & 255) * 256 + low;
		return switch (frame[3]) {
			case 0x03 -> "set preset " + low;
			case 0x05 -> "clear preset " + low;
			case 0x07 -> "go to preset " + low;
			case 0x09 -> "aux " + low + " on";
			case 0x0B -> "aux " + low + " off";
			case 0x0F -> "remote reset";
			case 0x25 -> "zoom speed " + low;
			case 0x27 -> "focus speed " + low;
			case 0x2B -> "auto focus " + low;
			case 0x2D -> "auto iris " + low;
			case 0x49 -> "set zero";
			case 0x4B -> "set pan " + both;
			case 0x4D -> "set tilt " + both;
			case 0x4F -> "set zoom " + both;
			case 0x51 -> "query pan";
			case 0x53 -> "query tilt";
			case 0x55 -> "query zoom";
			case 0x59 -> "pan is " + both;
			case 0x5B -> "tilt is " + both;
			case 0x5D -> "zoom is " + both;
			case 0x61 -> "query magnification";
			case 0x63 -> "magnification is " + both;
			default -> hex("command ", frame[3]);
		};
	}

}
