package org.camerad.driver.kit;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;

import javax.imageio.ImageIO;

import org.camerad.driver.Picture;
import org.camerad.driver.Resolution;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks of a picture with a decoder that no driver uses. */
final class JpegInspector {

	private JpegInspector() {
	}

	/** Fails unless the picture is one whole baseline JPEG of that resolution. */
	static void assertWhole(Picture picture, Resolution resolution) throws IOException {
		byte[] jpeg = picture.jpeg();
		assertThat(jpeg).hasSizeGreaterThan(4).startsWith(0xff, 0xd8).endsWith(0xff, 0xd9);
		BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(jpeg));
		assertThat(decoded).as("a JPEG that decodes").isNotNull();
		assertThat(decoded.getWidth() + "x" + decoded.getHeight())
			.isEqualTo(resolution.width() + "x" + resolution.height());
		assertThat(isBaseline(jpeg)).as("baseline (SOF0)").isTrue();
	}

	/** Returns whether the frame header is that of a baseline JPEG. */
	private static boolean isBaseline(byte[] jpeg) {
		int at = 2;
		while (at + 4 < jpeg.length) {
			int marker = jpeg[at + 1] & 0xff;
			if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
				return marker == 0xc0;
			}
			at += 2 + ((jpeg[at + 2] & 0xff) << 8 | jpeg[at + 3] & 0xff);
		}
		return false;
	}

}
