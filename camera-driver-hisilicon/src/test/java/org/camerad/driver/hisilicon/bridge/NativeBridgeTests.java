package org.camerad.driver.hisilicon.bridge;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.camerad.driver.PartStatus;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of the complete bridge: handshake, end, and access to its socket. */
@ParameterizedClass
@EnumSource
class NativeBridgeTests extends BridgeFixture {

	@Test
	void theHandshakeTellsLibraryAndSizes() {
		BridgeHandshake handshake = this.bridge.handshake();
		assertThat(handshake.generation()).isEqualTo("v4");
		assertThat(handshake.libraryVersion()).isEqualTo("HI_VERSION=Hi3516EV200_MPP_V1.0.1.2 B030 Release");
		assertThat(handshake.sizes()).containsEntry("sharpness", 3056)
			.containsEntry("saturation", 24)
			.containsEntry("exposure", 168);
		assertThat(handshake.offers()).containsOnlyKeys("sharpness", "saturation", "exposure");
		assertThat(this.bridge.status().state()).isEqualTo(PartStatus.State.WORKING);
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
		assertThat(this.board.journal().stream().skip(countBefore()).map(BridgeProcess.Call::name).distinct())
			.containsExactlyInAnyOrder("SYS_GetVersion", "SYS_GetChipId");
	}

	/** Returns the number of calls by the first bridge, which knew its library. */
	private long countBefore() throws Exception {
		List<String> names = this.board.journal().stream().map(BridgeProcess.Call::name).toList();
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
		assertThat(this.returned).containsExactly("the native bridge is available again");
		assertThat(this.bridge.status().state()).isEqualTo(PartStatus.State.WORKING);
	}

	@Test
	void theClientReconnectsAfterTheBridgeEnds() throws Exception {
		this.board.control("crash ISP_SetSaturationAttr");
		assertUnavailable(() -> this.bridge.set(IspAttribute.SATURATION, 10));
		assertThat(this.board.awaitEnd()).isNotZero();
		assertUnavailable(() -> this.bridge.set(IspAttribute.SATURATION, 10));
		assertThat(this.bridge.status().detail()).contains(this.board.socket() + " is unavailable");
		this.board.control();
		this.board.start();
		assertThat(this.returned.poll(60, TimeUnit.SECONDS)).isEqualTo("the native bridge is available again");
		this.bridge.set(IspAttribute.SATURATION, 10);
	}

	@Test
	void aBridgeThatReturnsWithFewerOffersIsUnavailable() throws Exception {
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
	void invalidRequestsEndOnlyTheirClient() throws Exception {
		this.bridge.close();
		for (String nonsense : List.of("00000000", "7fffffff00", "0000000163", "0000000201ff", "00000010",
				"00000041" + "04".repeat(65))) {
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
	void idleAndSlowClientsDelayNobody() throws Exception {
		List<SocketChannel> others = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(this.board.socket()));
			others.add(client);
			if (i % 2 == 0) {
				client.write(ByteBuffer.wrap(HexFormat.of().parseHex("0000000504")));
			}
		}
		// The first connection was replaced, because it was idle for the longest time.
		try (NativeBridge another = open()) {
			another.set(IspAttribute.SATURATION, 10);
			assertThat(another.get(IspAttribute.SATURATION).value()).isEqualTo(10);
			others.get(11).write(ByteBuffer.wrap(HexFormat.of().parseHex("0000000304")));
			another.set(IspAttribute.SATURATION, 20);
			assertThat(another.get(IspAttribute.SATURATION).value()).isEqualTo(20);
		}
		for (SocketChannel client : others) {
			client.close();
		}
	}

	@Test
	void theProgramDoesNotContainTheForbiddenNames() throws Exception {
		String program = new String(Files.readAllBytes(this.toolchain.built().resolve("camerad-bridge")),
				StandardCharsets.ISO_8859_1);
		assertThat(program).contains("ISP_GetExposureAttr")
			.doesNotContain("RGN_", "SYS_Exit", "VB_Exit", "VENC_", "SYS_Init", "VB_Init", "ISP_Init", "ISP_Exit");
	}

}
