package org.camerad.driver.sim.scene;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import org.camerad.driver.sim.scene.raster.Orientation;

/** Reader of the camera orientation in a JPEG (EXIF 2.32, 4.5.4 and 4.6.4). */
final class Exif {

	private static final byte[] SIGNATURE = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

	private static final int START = 0xFFD8;

	private static final int APP1 = 0xFFE1;

	/** The last marker that may precede APP1: APP15. */
	private static final int LAST_APPLICATION = 0xFFEF;

	private static final int FIRST_APPLICATION = 0xFFE0;

	private static final int ORIENTATION = 0x0112;

	private static final int ENTRY = 12;

	private Exif() {
	}

	/** Returns the orientation of the picture, upright if the file has none. */
	static Orientation orientation(DataInputStream in) throws IOException {
		if (in.available() < 2 || in.readUnsignedShort() != START) {
			return Orientation.UPRIGHT;
		}
		while (in.available() >= 4) {
			int marker = in.readUnsignedShort();
			int length = in.readUnsignedShort() - 2;
			if (marker < FIRST_APPLICATION || marker > LAST_APPLICATION || length < 0) {
				return Orientation.UPRIGHT;
			}
			ByteBuffer segment = ByteBuffer.wrap(in.readNBytes(length));
			if (marker == APP1 && segment.remaining() > SIGNATURE.length + 8
					&& segment.slice(0, SIGNATURE.length).equals(ByteBuffer.wrap(SIGNATURE))) {
				return Orientation.ofExif(value(segment.position(SIGNATURE.length).slice()));
			}
		}
		return Orientation.UPRIGHT;
	}

	/**
	 * Returns the orientation tag of the first directory of a TIFF structure, 0 if it is
	 * missing.
	 */
	private static int value(ByteBuffer tiff) {
		tiff.order((tiff.get(0) == 'I') ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		int directory = tiff.getInt(4);
		if (directory < 8 || directory > tiff.limit() - 2) {
			return 0;
		}
		int entries = Short.toUnsignedInt(tiff.getShort(directory));
		for (int i = 0; i < entries && directory + 2 + (i + 1) * ENTRY <= tiff.limit(); i++) {
			int entry = directory + 2 + i * ENTRY;
			if (Short.toUnsignedInt(tiff.getShort(entry)) == ORIENTATION) {
				return Short.toUnsignedInt(tiff.getShort(entry + 8));
			}
		}
		return 0;
	}

}
