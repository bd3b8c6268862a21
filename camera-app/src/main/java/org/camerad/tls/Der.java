package org.camerad.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/** The DER encoding of the few ASN.1 types that a certificate consists of (X.690). */
final class Der {

	private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("MMddHHmmss'Z'");

	/** From this year on a certificate has a generalized time (RFC 5280 4.1.2.5). */
	private static final int FIRST_GENERALIZED_YEAR = 2050;

	private Der() {
	}

	static byte[] sequence(byte[]... parts) {
		return element(0x30, parts);
	}

	static byte[] set(byte[]... parts) {
		return element(0x31, parts);
	}

	static byte[] integer(BigInteger value) {
		return element(0x02, value.toByteArray());
	}

	static byte[] yes() {
		return element(0x01, new byte[] { (byte) 0xFF });
	}

	static byte[] utf8(String text) {
		return element(0x0C, text.getBytes(StandardCharsets.UTF_8));
	}

	static byte[] octets(byte[] content) {
		return element(0x04, content);
	}

	/** Returns a bit string whose last {@code unused} bits do not count. */
	static byte[] bits(int unused, byte[] content) {
		return element(0x03, new byte[] { (byte) unused }, content);
	}

	/**
	 * Returns an object identifier.
	 * @param arcs such as {@code 2.5.29.17}
	 */
	static byte[] identifier(String arcs) {
		int[] numbers = Arrays.stream(arcs.split("\\.")).mapToInt(Integer::parseInt).toArray();
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		writeArc(content, numbers[0] * 40 + numbers[1]);
		Arrays.stream(numbers, 2, numbers.length).forEach((number) -> writeArc(content, number));
		return element(0x06, content.toByteArray());
	}

	/** Writes a number in groups of seven bits, of which all but the last are marked. */
	private static void writeArc(ByteArrayOutputStream out, int number) {
		int groups = Math.max(1, (38 - Integer.numberOfLeadingZeros(number)) / 7);
		for (int group = groups - 1; group >= 0; group--) {
			out.write(number >> 7 * group & 0x7F | (group > 0 ? 0x80 : 0));
		}
	}

	/** Returns a time of day, in whole seconds. */
	static byte[] time(Instant instant) {
		LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
		String year = String.format("%04d", utc.getYear());
		boolean generalized = utc.getYear() >= FIRST_GENERALIZED_YEAR;
		String text = (generalized ? year : year.substring(2)) + SECONDS.format(utc);
		return element(generalized ? 0x18 : 0x17, text.getBytes(StandardCharsets.US_ASCII));
	}

	/** Returns an element around others that is tagged by its context. */
	static byte[] explicit(int number, byte[] content) {
		return element(0xA0 | number, content);
	}

	/** Returns an element of a type that its context knows. */
	static byte[] implicit(int number, byte[] content) {
		return element(0x80 | number, content);
	}

	private static byte[] element(int tag, byte[]... parts) {
		int length = Arrays.stream(parts).mapToInt((part) -> part.length).sum();
		ByteArrayOutputStream out = new ByteArrayOutputStream(length + 6);
		out.write(tag);
		writeLength(out, length);
		for (byte[] part : parts) {
			out.writeBytes(part);
		}
		return out.toByteArray();
	}

	private static void writeLength(ByteArrayOutputStream out, int length) {
		if (length < 0x80) {
			out.write(length);
			return;
		}
		byte[] bytes = BigInteger.valueOf(length).toByteArray();
		int zero = (bytes[0] == 0) ? 1 : 0;
		out.write(0x80 | bytes.length - zero);
		out.write(bytes, zero, bytes.length - zero);
	}

}
