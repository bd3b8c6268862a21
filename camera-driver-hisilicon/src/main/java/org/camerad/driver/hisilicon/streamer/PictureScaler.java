package org.camerad.driver.hisilicon.streamer;

import java.io.IOException;

import org.camerad.driver.Resolution;
import org.camerad.driver.support.picture.Scaler;
import org.camerad.driver.support.picture.YuvPicture;
import org.camerad.driver.support.picture.jpeg.JpegCodec;

/** A scaler of JPEG pictures. */
final class PictureScaler {

	private static final int QUALITY = 80;

	private PictureScaler() {
	}

	/**
	 * Returns a picture in another size.
	 * @throws IOException if the picture cannot be decoded
	 */
	static byte[] scale(byte[] jpeg, Resolution size) throws IOException {
		try (JpegCodec codec = JpegCodec.portable()) {
			YuvPicture picture = codec.decode(jpeg, size.width(), size.height());
			return codec.encode(Scaler.scaled(picture, size.width(), size.height()), QUALITY);
		}
	}

}
