package org.camerad.driver.support.pelcod;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.Optional;

/**
 * The two replies that are no frames: the general one of four bytes with which some heads
 * answer every command, and the one of eighteen bytes to {@link PelcoDCommand#QUERY}.
 * Both are checked against the command that they answer.
 */
public final class PelcoDReplies {

	private static final int GENERAL_LENGTH = 4;

	private static final int PART_NUMBER_LENGTH = 18;

	private PelcoDReplies() {
	}

	/**
	 * Reads a general reply: FF, address, alarms, and the sum of the command's check-sum
	 * and the alarms.
	 * @return the alarms, one bit each; empty when it is no reply to that command
	 */
	public static OptionalInt alarms(byte[] reply, PelcoDFrame command) {
		if (reply.length != GENERAL_LENGTH || !isFrom(reply, command)) {
			return OptionalInt.empty();
		}
		int alarms = reply[2] & 0xff;
		boolean sound = (reply[3] & 0xff) == (command.checksum() + alarms & 0xff);
		return sound ? OptionalInt.of(alarms) : OptionalInt.empty();
	}

	/**
	 * Reads the reply to {@link PelcoDCommand#QUERY}: FF, address, fifteen characters,
	 * and the sum of the query's check-sum and all of them but the FF.
	 * @return the part number without the blanks and zeros around it; empty when it is no
	 * reply to that query
	 */
	public static Optional<String> partNumber(byte[] reply, PelcoDFrame query) {
		if (reply.length != PART_NUMBER_LENGTH || !isFrom(reply, query)) {
			return Optional.empty();
		}
		int sum = query.checksum();
		for (int at = 1; at < PART_NUMBER_LENGTH - 1; at++) {
			sum += reply[at] & 0xff;
		}
		if ((sum & 0xff) != (reply[PART_NUMBER_LENGTH - 1] & 0xff)) {
			return Optional.empty();
		}
		return Optional.of(new String(reply, 2, 15, StandardCharsets.US_ASCII).trim());
	}

	private static boolean isFrom(byte[] reply, PelcoDFrame command) {
		return (reply[0] & 0xff) == PelcoDFrame.SYNC && (reply[1] & 0xff) == command.address();
	}

}
