package org.camerad.driver.hisilicon.bridge;

import java.nio.ByteBuffer;
import java.util.List;

import org.assertj.core.data.Index;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.camerad.driver.CameraException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests of the attributes that the bridge sets in the image signal processor. */
@ParameterizedClass
@EnumSource
class BridgeImageTests extends BridgeFixture {

	private static final int SHARPEN_MODE = 8;

	private static final int SHARPEN_LUMA = 12;

	private static final int SHARPEN_TEXTURE = 44;

	private static final int SHARPEN_EDGE = 108;

	@Test
	void anotherGenerationHasItsOwnSizes() throws Exception {
		restart("version HI_VERSION=Hi3516CV500_MPP_V2.0.2.1 B030 Release", "chip 3516c500");
		assertThat(this.bridge.handshake().generation()).isEqualTo("v4a");
		assertThat(this.bridge.handshake().sizes()).containsEntry("exposure", 172);
		this.bridge.set(IspAttribute.EXPOSURE_TARGET, 70);
		assertThat(this.board.last("ISP_SetExposureAttr").bytes()).hasSize(172).contains((byte) 70, Index.atIndex(101));
	}

	@Test
	void sharpnessIsAFactorOnTheSensorsTuning() throws Exception {
		assertThat(this.bridge.get(IspAttribute.SHARPNESS)).isEqualTo(new IspValue(false, 128));
		this.bridge.set(IspAttribute.SHARPNESS, 200);
		ByteBuffer set = bytes("ISP_SetIspSharpenAttr");
		assertThat(set.getInt(SHARPEN_MODE)).isEqualTo(1);
		assertThat(set.getShort(SHARPEN_TEXTURE)).isEqualTo((short) 469);
		assertThat(set.getShort(SHARPEN_TEXTURE + 2)).isEqualTo((short) 484);
		assertThat(set.getShort(SHARPEN_EDGE)).as("the most that the chip takes").isEqualTo((short) 4095);
		assertThat(set.get(SHARPEN_LUMA + 31)).as("not a strength").isEqualTo((byte) 31);
		assertThat(this.bridge.get(IspAttribute.SHARPNESS)).isEqualTo(new IspValue(true, 200));
		this.bridge.set(IspAttribute.SHARPNESS, 0);
		assertThat(bytes("ISP_SetIspSharpenAttr").getShort(SHARPEN_EDGE)).isZero();
		this.bridge.set(IspAttribute.SHARPNESS, 128);
		assertThat(bytes("ISP_SetIspSharpenAttr").getInt(SHARPEN_MODE)).isZero();
		assertThat(this.bridge.get(IspAttribute.SHARPNESS)).isEqualTo(new IspValue(false, 128));
	}

	@Test
	void valuesInEffectAreNotSetAgain() throws Exception {
		for (IspAttribute attribute : IspAttribute.values()) {
			this.bridge.set(attribute, 60);
			this.bridge.set(attribute, 60);
		}
		assertThat(this.board.calls("ISP_Set")).containsExactly("ISP_SetIspSharpenAttr", "ISP_SetSaturationAttr",
				"ISP_SetExposureAttr");
	}

	@Test
	void saturationAndExposureChangeNothingElse() throws Exception {
		this.bridge.set(IspAttribute.SATURATION, 64);
		ByteBuffer saturation = bytes("ISP_SetSaturationAttr");
		assertThat(saturation.getInt(0)).isEqualTo(1);
		assertThat(saturation.get(4)).isEqualTo((byte) 60);
		assertThat(saturation.get(5)).as("the sensor's own").isEqualTo((byte) 120);
		this.bridge.set(IspAttribute.EXPOSURE_TARGET, 90);
		ByteBuffer exposure = bytes("ISP_SetExposureAttr");
		assertThat(exposure.get(101)).isEqualTo((byte) 90);
		assertThat(exposure.get(96)).as("the speed").isEqualTo((byte) 64);
		assertThat(exposure.get(8)).as("the interval").isEqualTo((byte) 1);
		assertThat(this.bridge.get(IspAttribute.EXPOSURE_TARGET)).isEqualTo(new IspValue(false, 90));
	}

	@Test
	void valuesOutOfRangeAreRefusedBeforeTheLibraryIsAsked() throws Exception {
		for (int value : List.of(-1, 256, 65535)) {
			assertRefused(() -> this.bridge.set(IspAttribute.SHARPNESS, value));
		}
		assertThat(this.board.calls("ISP_Set")).isEmpty();
	}

	@Test
	void everyErrorOfEveryImageCallIsReported() throws Exception {
		for (String call : List.of("ISP_GetIspSharpenAttr", "ISP_SetIspSharpenAttr")) {
			this.board.control("fail " + call + " a01c8003");
			assertRefused(() -> this.bridge.set(IspAttribute.SHARPNESS, 10));
			this.board.control("fail " + call + " a01c8040");
			assertUnavailable(() -> this.bridge.set(IspAttribute.SHARPNESS, 10));
		}
		this.board.control("deaf sharpness");
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> this.bridge.set(IspAttribute.SHARPNESS, 10))
			.withMessageContaining("took other values");
		this.board.control();
		this.bridge.set(IspAttribute.SHARPNESS, 10);
	}

	@Test
	void aLibraryOfOtherSizesIsRefused() throws Exception {
		restart("longer exposure 4", "longer sharpness -40", "longer saturation 8");
		assertThat(this.bridge.handshake().offers()).isEmpty();
		assertThat(this.bridge.handshake().lacks().get("exposure")).contains("172 bytes", "164 to 168");
		assertThat(this.bridge.offers(IspAttribute.SHARPNESS)).isFalse();
		for (IspAttribute attribute : IspAttribute.values()) {
			assertRefused(() -> this.bridge.set(attribute, 10));
		}
		assertThat(this.board.calls("ISP_Set")).isEmpty();
		assertThat(this.bridge.status().detail()).contains("172 bytes");
	}

	@Test
	void aSizeThatChangesLaterIsDetected() throws Exception {
		this.board.control("longer exposure 4");
		assertRefused(() -> this.bridge.set(IspAttribute.EXPOSURE_TARGET, 10));
		assertThat(this.board.calls("ISP_Set")).isEmpty();
	}

}
