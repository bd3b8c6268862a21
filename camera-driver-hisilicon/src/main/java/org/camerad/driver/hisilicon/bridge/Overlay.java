package org.camerad.driver.hisilicon.bridge;

import java.nio.ByteBuffer;

/**
 * A picture laid over a stream. All places and sizes are even numbers of pixels.
 *
 * @param slot which of the bridge's eight overlays this is, 0 to 7; higher ones lie above
 * @param channel the streamer's encoder channel that it is laid over, 0 the main stream
 * @param x left edge
 * @param y top edge
 * @param opacity 0 (invisible) to 128 (opaque)
 * @param width width of the picture
 * @param argb the pixels row by row, 0xAARRGGBB; a pixel is there or not (alpha from 128)
 * and keeps five bits a colour
 */
public record Overlay(int slot, int channel, int x, int y, int opacity, int width, int[] argb) {

	/** How many overlays there are. */
	public static final int SLOTS = 8;

	/** The largest picture: that of one frame of the protocol. */
	public static final int MOST_PIXELS = 512 * 1024;

	private static final int HEAD = 12;

	public Overlay {
		boolean even = ((x | y | width) & 1) == 0;
		if (slot < 0 || slot >= SLOTS || !even || width <= 0 || argb.length > MOST_PIXELS
				|| argb.length % (2L * width) != 0 || argb.length == 0) {
			throw new IllegalArgumentException("not an overlay: slot " + slot + " at " + x + "," + y + ", " + width
					+ " pixels wide, " + argb.length + " pixels");
		}
		if (outside(channel, 15) || outside(x, 4094) || outside(y, 4094) || outside(opacity, 128)) {
			throw new IllegalArgumentException(
					"not an overlay: channel " + channel + " at " + x + "," + y + ", opacity " + opacity);
		}
		argb = argb.clone();
	}

	private static boolean outside(int value, int most) {
		return value < 0 || value > most;
	}

	@Override
	public int[] argb() {
		return this.argb.clone();
	}

	/** The body of the request that shows it. */
	byte[] body() {
		ByteBuffer body = ByteBuffer.allocate(HEAD + 2 * this.argb.length);
		body.put((byte) this.slot).put((byte) this.opacity).putShort((short) this.channel);
		body.putShort((short) this.x).putShort((short) this.y);
		body.putShort((short) this.width).putShort((short) (this.argb.length / this.width));
		for (int pixel : this.argb) {
			body.putShort(argb1555(pixel));
		}
		return body.array();
	}

	private static short argb1555(int pixel) {
		return (short) (((pixel >>> 31) << 15) | ((pixel >> 19 & 0x1f) << 10) | ((pixel >> 11 & 0x1f) << 5)
				| (pixel >> 3 & 0x1f));
	}

}
