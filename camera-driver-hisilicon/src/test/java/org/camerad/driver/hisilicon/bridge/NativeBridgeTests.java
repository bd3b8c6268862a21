package org.camerad.driver.hisilicon.bridge;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Index;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The bridge as a process and its client, on libraries that follow the SDK's rules, keep
 * a journal and misbehave on demand.
 */
@ParameterizedClass
@EnumSource
class NativeBridgeTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final int SHARPEN_MODE = 8;

	private static final int SHARPEN_LUMA = 12;

	private static final int SHARPEN_TEXTURE = 44;

	private static final int SHARPEN_EDGE = 108;

	@Parameter
	Toolchain toolchain;

	@TempDir
	Path folder;

	private final BlockingQueue<String> returned = new ArrayBlockingQueue<>(10);

	private FakeBoard board;

	private NativeBridge bridge;

	@BeforeEach
	void start() throws Exception {
		this.board = new FakeBoard(this.toolchain, this.folder).start();
		this.bridge = open();
	}

	private NativeBridge open() throws Exception {
		return NativeBridge.open(this.board.socket(), LIMIT, this.returned::add);
	}

	private void restart(String... control) throws Exception {
		this.bridge.close();
		this.board.terminate();
		this.board.control(control);
		this.board.start();
		this.bridge = open();
	}

	@AfterEach
	void end() throws Exception {
		try (FakeBoard ended = this.board) {
			this.bridge.close();
			assertThat(ended.calls("FORBIDDEN")).isEmpty();
			assertThat(ended.output()).doesNotContain("ERROR: AddressSanitizer: heap", "ERROR: AddressSanitizer: stack",
					"runtime error");
		}
	}

	@Test
	void theHandshakeTellsLibraryAndSizes() {
		BridgeHandshake handshake = this.bridge.handshake();
		assertThat(handshake.generation()).isEqualTo("v4");
		assertThat(handshake.libraryVersion()).isEqualTo("HI_VERSION=Hi3516EV200_MPP_V1.0.1.2 B030 Release");
		assertThat(handshake.sizes()).containsEntry("sharpness", 3056)
			.containsEntry("saturation", 24)
			.containsEntry("exposure", 168)
			.containsEntry("region", 24)
			.containsEntry("display", 68)
			.containsEntry("bitmap", this.toolchain.isArm() ? 16 : 24);
		assertThat(handshake.offers()).containsOnlyKeys("sharpness", "saturation", "exposure", "overlay")
			.containsEntry("overlay", this.toolchain.isArm() ? "the library's code" : "reading back");
		assertThat(this.bridge.status().state()).isEqualTo(PartStatus.State.WORKING);
	}

	@Test
	void theOtherGenerationHasItsOwnSizes() throws Exception {
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

	private ByteBuffer bytes(String call) throws Exception {
		return ByteBuffer.wrap(this.board.last(call).bytes()).order(ByteOrder.LITTLE_ENDIAN);
	}

	@Test
	void whatIsInEffectIsNotSetAgain() throws Exception {
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
	void everyErrorOfEveryImageCallIsTold() throws Exception {
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
		assertThat(this.bridge.handshake().offers()).containsOnlyKeys("overlay");
		assertThat(this.bridge.handshake().lacks().get("exposure")).contains("172 bytes", "164 to 168");
		assertThat(this.bridge.offers(IspAttribute.SHARPNESS)).isFalse();
		for (IspAttribute attribute : IspAttribute.values()) {
			assertRefused(() -> this.bridge.set(attribute, 10));
		}
		assertThat(this.board.calls("ISP_Set")).isEmpty();
		assertThat(this.bridge.status().detail()).contains("172 bytes");
	}

	@Test
	void aSizeThatChangesLaterIsFoundOutToo() throws Exception {
		this.board.control("longer exposure 4");
		assertRefused(() -> this.bridge.set(IspAttribute.EXPOSURE_TARGET, 10));
		assertThat(this.board.calls("ISP_Set")).isEmpty();
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

	@Test
	void anUnknownLibraryIsNotCalledAtAll() throws Exception {
		this.board.terminate();
		for (List<String> unknown : List.of(List.of("version Hi3519DV500_MPP_V1", "chip 3519d500"),
				List.of("version ", "chip 0"),
				List.of("version HI_VERSION=Hi3516CV500_MPP_V2.0.2.1 B030 Release", "chip 3516e300"))) {
			this.board.control(unknown.toArray(String[]::new));
			assertThat(this.board.startRefused()).isEqualTo(1);
		}
		assertThat(this.board.output()).contains("no layouts are known for the library 'Hi3519DV500_MPP_V1'");
		assertThat(this.board.journal().stream().skip(countBefore()).map(FakeBoard.Call::name).distinct())
			.containsExactlyInAnyOrder("SYS_GetVersion", "SYS_GetChipId");
	}

	/** The first bridge, which knew its library, made these calls. */
	private long countBefore() throws Exception {
		List<String> names = this.board.journal().stream().map(FakeBoard.Call::name).toList();
		return names.lastIndexOf("ISP_GetExposureAttr") + 1;
	}

	@Test
	void aGokeLibraryIsKnownByItsChip() throws Exception {
		restart("version VERSION=MPP_V1.0.1.0 B020 Release", "chip 72050200");
		assertThat(this.bridge.handshake().generation()).isEqualTo("v4");
	}

	@Test
	void aCallThatHangsEndsTheBridgeAndTheNextOneIsServed() throws Exception {
		this.board.callSeconds(1);
		restart("hang ISP_SetIspSharpenAttr");
		assertUnavailable(() -> this.bridge.set(IspAttribute.SHARPNESS, 10));
		assertThat(this.board.awaitEnd()).isEqualTo(75);
		assertThat(this.board.output()).contains("a library call takes too long, ending: ISP_SetIspSharpenAttr");
		assertThat(this.bridge.status().state()).isEqualTo(PartStatus.State.FAILED);
		this.board.callSeconds(60);
		this.board.control();
		this.board.start();
		this.bridge.set(IspAttribute.SHARPNESS, 10);
		assertThat(this.returned).containsExactly("the native bridge is back");
		assertThat(this.bridge.status().state()).isEqualTo(PartStatus.State.WORKING);
	}

	@Test
	void aBridgeThatDiesIsFoundAgainUnasked() throws Exception {
		this.bridge.show(overlay(0, 0, 16, -1));
		this.board.control("crash ISP_SetSaturationAttr");
		assertUnavailable(() -> this.bridge.set(IspAttribute.SATURATION, 10));
		assertThat(this.board.awaitEnd()).isNotZero();
		assertUnavailable(() -> this.bridge.set(IspAttribute.SATURATION, 10));
		assertThat(this.bridge.status().detail()).contains(this.board.socket() + " is away");
		this.board.control();
		this.board.start();
		assertThat(this.returned.poll(60, TimeUnit.SECONDS)).isEqualTo("the native bridge is back");
		this.bridge.show(overlay(0, 0, 16, -1));
	}

	@Test
	void aBridgeThatComesBackWithLessCountsAsAway() throws Exception {
		this.board.kill();
		this.board.control("longer exposure 4");
		this.board.start();
		assertUnavailable(() -> this.bridge.set(IspAttribute.SHARPNESS, 10));
		assertUnavailable(() -> this.bridge.set(IspAttribute.SHARPNESS, 10));
		assertThat(this.bridge.status().detail()).contains("without [exposure]");
		assertThat(this.returned).isEmpty();
	}

	@Test
	void afterClosingEverythingIsUnavailable() {
		this.bridge.close();
		this.bridge.close();
		assertUnavailable(() -> this.bridge.set(IspAttribute.SHARPNESS, 10));
		assertUnavailable(() -> this.bridge.get(IspAttribute.SHARPNESS));
		assertUnavailable(() -> this.bridge.hide(0));
	}

	@Test
	void onlyItsOwnerMayUseTheSocket() throws Exception {
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.board.socket())))
			.isEqualTo("rw-------");
	}

	@Test
	void aFileThatIsNoSocketIsLeftAlone() throws Exception {
		this.board.terminate();
		Files.writeString(this.board.socket(), "precious");
		assertThat(this.board.startRefused()).isEqualTo(1);
		assertThat(this.board.socket()).hasContent("precious");
	}

	@Test
	void nonsenseFromAClientEndsThatClientOnly() throws Exception {
		this.bridge.close();
		for (String nonsense : List.of("00000000", "7fffffff00", "0000000163", "0000000201ff", "00000010")) {
			try (SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
				client.connect(UnixDomainSocketAddress.of(this.board.socket()));
				client.write(ByteBuffer.wrap(HexFormat.of().parseHex(nonsense)));
			}
		}
		this.bridge = open();
		this.bridge.set(IspAttribute.SATURATION, 10);
		assertThat(this.board.isAlive()).isTrue();
	}

	@Test
	void theProgramDoesNotEvenKnowTheForbiddenNames() throws Exception {
		String program = new String(Files.readAllBytes(this.toolchain.built().resolve("camerad-bridge")),
				StandardCharsets.ISO_8859_1);
		assertThat(program).contains("RGN_Create")
			.doesNotContain("SYS_Exit", "VB_Exit", "VENC_", "SYS_Init", "VB_Init", "ISP_Init", "ISP_Exit");
	}

	private static Overlay overlay(int slot, int channel, int x, int pixel) {
		int[] pixels = new int[8 * 4];
		Arrays.fill(pixels, pixel);
		return new Overlay(slot, channel, x, 32, 128, 8, pixels);
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

	private static void assertRefused(ThrowingCallable call) {
		assertThatExceptionOfType(CameraException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.kind()).as(ex.getMessage()).isEqualTo(CameraException.Kind.REFUSED));
	}

	private static void assertUnavailable(ThrowingCallable call) {
		assertThatExceptionOfType(CameraException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.kind()).as(ex.getMessage()).isEqualTo(CameraException.Kind.UNAVAILABLE));
	}

}
