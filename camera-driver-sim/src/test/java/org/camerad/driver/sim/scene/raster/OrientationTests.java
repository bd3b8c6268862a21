package org.camerad.driver.sim.scene.raster;

import java.nio.charset.StandardCharsets;

import org.camerad.driver.support.picture.YuvPicture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class OrientationTests {

	/** Four wide and two high; the samples are letters. */
	private static final YuvPicture STORED = new YuvPicture(4, 2, text("abcdefgh"), text("xy"), text("XY"));

	private static byte[] text(String samples) {
		return samples.getBytes(StandardCharsets.US_ASCII);
	}

	/** The table of EXIF 2.32, 4.6.4, as values and as matrices. */
	@ParameterizedTest
	@CsvSource({ "1, 1,0,0,1, 4, abcdefgh, xy", "2, -1,0,0,1, 4, dcbahgfe, yx", "3, -1,0,0,-1, 4, hgfedcba, yx",
			"4, 1,0,0,-1, 4, efghabcd, xy", "5, 0,1,1,0, 2, aebfcgdh, xy", "6, 0,1,-1,0, 2, eafbgchd, xy",
			"7, 0,-1,-1,0, 2, hdgcfbea, yx", "8, 0,-1,1,0, 2, dhcgbfae, yx", "0, 1,0,0,1, 4, abcdefgh, xy",
			"9, 1,0,0,1, 4, abcdefgh, xy" })
	void everyOneTurnsThePictureUpright(int exif, int a, int b, int c, int d, int width, String luma, String cb) {
		Orientation orientation = Orientation.ofExif(exif);
		assertThat(Orientation.ofMatrix(a, b, c, d)).isEqualTo(orientation);
		YuvPicture upright = orientation.apply(STORED);
		assertThat(upright.width()).isEqualTo(width);
		assertThat(upright.height()).isEqualTo(8 / width);
		assertThat(upright.luma()).isEqualTo(text(luma));
		assertThat(upright.cb()).isEqualTo(text(cb));
	}

	@Test
	void aMatrixThatTurnsALittleIsTheNearestQuarter() {
		assertThat(Orientation.ofMatrix(0.1, 0.99, -0.99, 0.1)).isEqualTo(new Orientation(false, 1));
	}

}
