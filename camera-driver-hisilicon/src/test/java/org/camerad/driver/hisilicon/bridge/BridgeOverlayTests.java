package org.camerad.driver.hisilicon.bridge;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.camerad.driver.CameraException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What the bridge draws into regions, and that none is left behind. */
@ParameterizedClass
@EnumSource
class BridgeOverlayTests extends BridgeBench {

	@Test
	void anOverlayIsMadeOnceAndRedrawn() throws Exception {
		this.bridge.show(overlay(0, 0, 16, 0xffff0000));
		this.bridge.show(overlay(0, 0, 16, 0xff0000ff));
		assertThat(this.board.calls("RGN_")).containsExactly("RGN_Create", "RGN_AttachToChn", "RGN_GetDisplayAttr",
				"RGN_SetBitMap", "RGN_SetBitMap");
		assertThat(this.board.last("RGN_Create").number()).as("handles of our own").isEqualTo(120);
		ByteBuffer display = bytes("RGN_AttachToChn");
		assertThat(List.of(display.getInt(0), display.getInt(4), display.getInt(8), display.getInt(12),
				display.getInt(16), display.getInt(24)))
			.containsExactly(1, 0, 16, 32, 128, 0);
		assertThat(bytes("RGN_SetBitMap").getShort(0)).as("blue, there").isEqualTo((short) 0x801f);
		this.bridge.hide(0);
		this.bridge.hide(0);
		assertPairs(1);
	}

	@Test
	void anOverlayThatMovesIsMadeAnew() throws Exception {
		this.bridge.show(overlay(3, 0, 16, -1));
		this.bridge.show(overlay(3, 1, 20, -1));
		this.bridge.show(overlay(4, 1, 20, -1));
		assertThat(bytes("RGN_DetachFromChn").getInt(8)).as("from the channel it was on").isZero();
		this.bridge.hide(3);
		this.bridge.hide(4);
		assertPairs(3);
	}

	@Test
	void overlaysEndWithTheirClientAndWithTheBridge() throws Exception {
		this.bridge.show(overlay(0, 0, 16, -1));
		this.bridge.close();
		this.board.await("RGN_Destroy", 1);
		this.bridge = open();
		this.bridge.show(overlay(1, 0, 16, -1));
		assertThat(this.board.terminate()).isZero();
		assertPairs(2);
		assertThat(this.board.socket()).doesNotExist();
	}

	@Test
	void everyErrorOfEveryRegionCallLeavesNothingBehind() throws Exception {
		int made = 0;
		for (String call : List.of("RGN_Create", "RGN_AttachToChn", "RGN_GetDisplayAttr", "RGN_SetBitMap")) {
			for (String code : List.of("a0038003", "a0038012", "a003800c")) {
				this.board.control("fail " + call + " " + code);
				assertThatExceptionOfType(CameraException.class)
					.isThrownBy(() -> this.bridge.show(overlay(0, 0, 16, -1)))
					.satisfies((ex) -> assertThat(ex.kind())
						.isEqualTo((code.endsWith("3") || call.equals("RGN_GetDisplayAttr"))
								? CameraException.Kind.REFUSED : CameraException.Kind.UNAVAILABLE));
				made += call.equals("RGN_Create") ? 0 : 1;
			}
		}
		this.board.control();
		assertThat(this.board.calls("RGN_Destroy")).hasSize(made);
		this.bridge.show(overlay(0, 0, 16, -1));
		this.bridge.hide(0);
	}

	@Test
	void aRegionThatCannotBeTakenAwayIsKeptInMind() throws Exception {
		this.bridge.show(overlay(0, 0, 16, -1));
		this.board.control("fail RGN_Destroy a0038012");
		assertUnavailable(() -> this.bridge.hide(0));
		this.board.control();
		this.bridge.hide(0);
		this.bridge.show(overlay(0, 0, 16, -1));
		this.bridge.hide(0);
		assertThat(this.board.last("RGN_Destroy").number()).isEqualTo(120);
	}

	@Test
	void whatADeadBridgeLeftIsReplacedAndTheStreamersRestartSurvived() throws Exception {
		this.board.control("failonce RGN_Create a0038004");
		this.bridge.show(overlay(0, 0, 16, -1));
		assertThat(this.board.calls("RGN_").subList(0, 4)).containsExactly("RGN_Create", "RGN_DetachFromChn",
				"RGN_Destroy", "RGN_Create");
		// A streamer that starts again takes all regions along.
		this.board.control("failonce RGN_SetBitMap a0038005");
		this.bridge.show(overlay(0, 0, 16, 0));
		assertThat(this.board.calls("RGN_Create")).hasSize(3);
	}

	@Test
	void anOverlayOnAChannelThatIsNotThereIsRefused() throws Exception {
		assertRefused(() -> this.bridge.show(overlay(0, 9, 16, -1)));
		assertPairs(1, 0);
	}

	@Test
	void aRegionThatReadsBackLongerIsRefused() throws Exception {
		this.board.control("longer display 8");
		assertRefused(() -> this.bridge.show(overlay(0, 0, 16, -1)));
		assertPairs(1);
	}

	@Test
	void anIoctlOfAnotherSizeIsFoundInTheLibrarysCode() throws Exception {
		assumeTrue(this.toolchain.isArm(), "code is read on ARM");
		this.bridge.close();
		this.board.terminate();
		this.board.otherLibraries();
		this.board.start();
		this.bridge = open();
		assertThat(this.bridge.offersOverlays()).isFalse();
		assertThat(this.bridge.handshake().lacks().get("overlay")).contains("RGN_AttachToChn", "0x40585208",
				"0x40545208");
		assertRefused(() -> this.bridge.show(overlay(0, 0, 16, -1)));
		assertThat(this.board.calls("RGN_")).isEmpty();
	}

	private void assertPairs(int count) throws Exception {
		assertPairs(count, count);
	}

	private void assertPairs(int made, int attached) throws Exception {
		assertThat(this.board.calls("RGN_Create")).hasSize(made);
		assertThat(this.board.calls("RGN_Destroy")).hasSize(made);
		assertThat(this.board.calls("RGN_AttachToChn")).hasSize(made);
		assertThat(Collections.nCopies(attached, "RGN_DetachFromChn"))
			.isEqualTo(this.board.calls("RGN_DetachFromChn").subList(0, attached));
	}

}
