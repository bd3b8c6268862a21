package org.camerad.driver.hisilicon.streamer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts {@code multipart/x-mixed-replace} into its parts (RFC 2046, 5.1), with or without
 * lengths. Bounded: a part that grows beyond the limit ends it.
 */
final class MultipartPictures {

	private static final Pattern LENGTH = Pattern.compile("(?im)^content-length:\\s*([0-9]{1,9})\\s*$");

	private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=\"?([^\";\\s]+)\"?");

	private static final byte[] HEAD_END = { '\r', '\n', '\r', '\n' };

	private static final int LONGEST_HEAD = 4096;

	private final int limit;

	private final byte[] delimiter;

	private final Consumer<byte[]> onPart;

	private byte[] pending = new byte[1 << 16];

	private int size;

	/** Where the search for the next delimiter goes on. */
	private int searched;

	MultipartPictures(String contentType, int limit, Consumer<byte[]> onPart) {
		Matcher matcher = BOUNDARY.matcher(contentType);
		String boundary = matcher.find() ? matcher.group(1).replaceFirst("^--", "") : "";
		this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
		this.limit = limit;
		this.onPart = onPart;
	}

	void add(byte[] bytes) throws IOException {
		if (this.size + bytes.length > this.limit + LONGEST_HEAD) {
			throw new IOException("a part of more than " + this.limit + " bytes");
		}
		if (this.size + bytes.length > this.pending.length) {
			this.pending = Arrays.copyOf(this.pending, Math.max(this.size + bytes.length, 2 * this.pending.length));
		}
		System.arraycopy(bytes, 0, this.pending, this.size, bytes.length);
		this.size += bytes.length;
		boolean more = true;
		while (more) {
			more = takePart();
		}
	}

	private boolean takePart() throws IOException {
		int head = indexOf(HEAD_END, 0, Math.min(this.size, LONGEST_HEAD));
		if (head < 0) {
			if (this.size >= LONGEST_HEAD) {
				throw new IOException("a part without a head");
			}
			return false;
		}
		int start = head + HEAD_END.length;
		int end = end(head, start);
		if (end < 0 || end > this.size) {
			return false;
		}
		if (end > start) {
			this.onPart.accept(Arrays.copyOfRange(this.pending, start, end));
		}
		this.size -= end;
		System.arraycopy(this.pending, end, this.pending, 0, this.size);
		this.searched = 0;
		return true;
	}

	private int end(int head, int start) {
		Matcher matcher = LENGTH.matcher(new String(this.pending, 0, head, StandardCharsets.ISO_8859_1));
		if (matcher.find()) {
			return start + Integer.parseInt(matcher.group(1));
		}
		int end = indexOf(this.delimiter, Math.max(start, this.searched), this.size);
		this.searched = Math.max(start, this.size - this.delimiter.length);
		return end;
	}

	private int indexOf(byte[] wanted, int from, int to) {
		for (int at = from; at <= to - wanted.length; at++) {
			if (Arrays.equals(this.pending, at, at + wanted.length, wanted, 0, wanted.length)) {
				return at;
			}
		}
		return -1;
	}

}
