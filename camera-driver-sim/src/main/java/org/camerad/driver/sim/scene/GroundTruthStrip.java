package org.camerad.driver.sim.scene;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

import org.camerad.driver.PtzPosition;
import org.camerad.driver.support.picture.Area;
import org.camerad.driver.support.picture.YuvPicture;

/**
 * The ground truth of a picture, drawn into its last rows as two lines of 80 black and
 * white cells, so that a test can read it from the JPEG alone. It has 20 bytes, most
 * significant bit first: {@code 0xC5}, frame number (4 bytes), the camera's time in
 * milliseconds since 1970 (6), pan and tilt in hundredths of a degree (2 each), zoom in
 * thousandths (2), a 0, and a CRC-16/CCITT-FALSE of all bytes before it (2).
 *
 * @param number frame number, modulo 2^32
 * @param epochMilli the camera's time
 * @param panDegrees pan, in steps of 0.01
 * @param tiltDegrees tilt, in steps of 0.01
 * @param zoom magnification, in steps of 0.001
 */
public record GroundTruthStrip(long number, long epochMilli, double panDegrees, double tiltDegrees, double zoom) {

	private static final int COLUMNS = 80;

	private static final int LINES = 2;

	private static final int BYTES = COLUMNS * LINES / 8;

	private static final byte MARK = (byte) 0xC5;

	private static final int WHITE = 235;

	private static final int BLACK = 20;

	/** Returns the strip of a view. */
	public static GroundTruthStrip of(View view) {
		PtzPosition position = view.position();
		return new GroundTruthStrip(view.number() & 0xffffffffL, view.time().toEpochMilli(),
				Math.rint(position.panDegrees() * 100) / 100, Math.rint(position.tiltDegrees() * 100) / 100,
				Math.rint(position.zoom() * 1000) / 1000);
	}

	/**
	 * Returns the number of rows that the strip takes at the bottom of a picture of that
	 * height.
	 */
	public static int rows(int height) {
		return LINES * lineHeight(height);
	}

	private static int lineHeight(int height) {
		return Math.max(6, height / 270 * 2);
	}

	/** Draws the strip into the last rows of a picture. */
	void write(YuvPicture picture) {
		byte[] bytes = bytes();
		int line = lineHeight(picture.height());
		int top = picture.height() - LINES * line;
		for (int y = top; y < picture.height(); y++) {
			for (int column = 0; column < COLUMNS; column++) {
				int bit = (y - top) / line * COLUMNS + column;
				boolean set = (bytes[bit / 8] >> (7 - bit % 8) & 1) == 1;
				int start = y * picture.width();
				Arrays.fill(picture.luma(), start + edge(column, picture.width()),
						start + edge(column + 1, picture.width()), (byte) (set ? WHITE : BLACK));
			}
		}
		gray(picture, new Area(0, top, picture.width(), picture.height()).even().within(picture.area()).halved());
	}

	private static void gray(YuvPicture picture, Area samples) {
		int from = samples.y() * picture.chromaWidth();
		int to = Math.min(picture.cb().length, samples.bottom() * picture.chromaWidth());
		Arrays.fill(picture.cb(), Math.min(from, to), to, (byte) 128);
		Arrays.fill(picture.cr(), Math.min(from, to), to, (byte) 128);
	}

	private static int edge(int column, int width) {
		return column * width / COLUMNS;
	}

	private byte[] bytes() {
		ByteBuffer buffer = ByteBuffer.allocate(BYTES);
		buffer.put(MARK).putInt((int) this.number);
		buffer.putShort((short) (this.epochMilli >> 32)).putInt((int) this.epochMilli);
		buffer.putShort((short) Math.rint(this.panDegrees * 100)).putShort((short) Math.rint(this.tiltDegrees * 100));
		buffer.putShort((short) Math.rint(this.zoom * 1000)).put((byte) 0);
		buffer.putShort((short) crc(buffer.array(), BYTES - 2));
		return buffer.array();
	}

	/**
	 * Reads the strip of a decoded picture. Returns empty if there is no valid one.
	 */
	public static Optional<GroundTruthStrip> read(BufferedImage image) {
		int line = lineHeight(image.getHeight());
		if (image.getHeight() < LINES * line || image.getWidth() < COLUMNS) {
			return Optional.empty();
		}
		byte[] bytes = new byte[BYTES];
		for (int bit = 0; bit < COLUMNS * LINES; bit++) {
			int top = image.getHeight() - LINES * line + bit / COLUMNS * line;
			if (isWhite(image, bit % COLUMNS, top, line)) {
				bytes[bit / 8] |= (byte) (0x80 >> (bit % 8));
			}
		}
		return parse(bytes);
	}

	private static boolean isWhite(BufferedImage image, int column, int top, int line) {
		int left = edge(column, image.getWidth());
		int right = edge(column + 1, image.getWidth());
		int sum = 0;
		int count = 0;
		for (int y = top + line / 4; y < top + line - line / 4; y++) {
			for (int x = left + (right - left) / 4; x < right - (right - left) / 4; x++) {
				sum += image.getRGB(x, y) >> 8 & 0xff;
				count++;
			}
		}
		return sum > 128 * count;
	}

	private static Optional<GroundTruthStrip> parse(byte[] bytes) {
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		if (buffer.get() != MARK || (buffer.getShort(BYTES - 2) & 0xffff) != crc(bytes, BYTES - 2)) {
			return Optional.empty();
		}
		long number = buffer.getInt() & 0xffffffffL;
		long time = (long) buffer.getShort() << 32 | buffer.getInt() & 0xffffffffL;
		return Optional.of(new GroundTruthStrip(number, time, buffer.getShort() / 100.0, buffer.getShort() / 100.0,
				(buffer.getShort() & 0xffff) / 1000.0));
	}

	private static int crc(byte[] bytes, int length) {
		int crc = 0xffff;
		for (int i = 0; i < length; i++) {
			crc ^= (bytes[i] & 0xff) << 8;
			for (int bit = 0; bit < 8; bit++) {
				crc = ((crc & 0x8000) != 0) ? crc << 1 ^ 0x1021 : crc << 1;
			}
		}
		return crc & 0xffff;
	}

}
