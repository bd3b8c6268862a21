package org.camerad.driver.hisilicon.bridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.camerad.driver.CameraException;
import org.camerad.driver.Control;
import org.camerad.driver.Image;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.Setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests of the client against a socket that another program serves. */
@Timeout(180)
class MisbehavingBridgeTests {

	/** Longer than any response of these tests takes. */
	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final String GREETING = "protocol=1\ngeneration=v4\nversion=X\nsize.sharpness=3056\n"
			+ "offers.sharpness=x\nlacks.saturation=no\n";

	@TempDir
	Path folder;

	private ServerSocketChannel server;

	@BeforeEach
	void listen() throws IOException {
		this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
		this.server.bind(UnixDomainSocketAddress.of(this.folder.resolve("bridge")));
	}

	@AfterEach
	void end() throws IOException {
		this.server.close();
	}

	private NativeBridge open() throws CameraException {
		return open(LIMIT);
	}

	private NativeBridge open(Duration limit) throws CameraException {
		return NativeBridge.open(this.folder.resolve("bridge"), limit, (line) -> {
		});
	}

	/**
	 * Serves one client with these responses, one for each request, and returns the
	 * requests.
	 */
	private CompletableFuture<List<String>> answer(byte[]... answers) {
		return CompletableFuture.supplyAsync(() -> {
			List<String> requests = new ArrayList<>();
			try (SocketChannel client = this.server.accept()) {
				ByteBuffer request = ByteBuffer.allocate(4096);
				while (client.read(request.clear()) > 0) {
					requests.add(HexFormat.of().formatHex(request.array(), 0, request.position()));
					if (requests.size() <= answers.length) {
						client.write(ByteBuffer.wrap(answers[requests.size() - 1]));
					}
				}
				return requests;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	private static byte[] frame(int status, byte[] body) {
		return ByteBuffer.allocate(5 + body.length).putInt(1 + body.length).put((byte) status).put(body).array();
	}

	private static byte[] greeting(String text) {
		return frame(0, text.getBytes(StandardCharsets.UTF_8));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "00", "00000000", "ffffffff", "7fffffff00", "0000000201", "0000000800000000000000" })
	void anInvalidResponseIsUnavailableWithinTheTimeout(String hex) throws Exception {
		CompletableFuture<List<String>> served = answer(greeting(GREETING), HexFormat.of().parseHex(hex),
				frame(0, new byte[0]));
		// Most of these responses never arrive, so the limit is short. The handshake does
		// arrive.
		try (NativeBridge bridge = open(Duration.ofSeconds(1))) {
			assertThatExceptionOfType(CameraException.class).isThrownBy(() -> bridge.get(IspAttribute.SHARPNESS));
		}
		served.get(30, TimeUnit.SECONDS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "size.x=many", "" })
	void anInvalidHandshakeOffersNothing(String text) throws Exception {
		CompletableFuture<List<String>> served = answer(greeting(text));
		try (NativeBridge bridge = open()) {
			assertThat(bridge.handshake().offers()).isEmpty();
		}
		catch (CameraException ex) {
			assertThat(ex.kind()).isEqualTo(CameraException.Kind.UNAVAILABLE);
			assertThat(ex).hasMessageContaining("handshake cannot be parsed");
		}
		served.get(30, TimeUnit.SECONDS);
	}

	@Test
	void anotherProtocolIsReportedAtOpen() throws Exception {
		CompletableFuture<List<String>> served = answer(
				frame(1, "this bridge speaks protocol 2".getBytes(StandardCharsets.UTF_8)));
		assertThatExceptionOfType(CameraException.class).isThrownBy(this::open)
			.withMessageContaining("speaks protocol 2");
		served.get(30, TimeUnit.SECONDS);
	}

	@Test
	void noSocketIsUnavailable() {
		assertThatExceptionOfType(CameraException.class)
			.isThrownBy(() -> NativeBridge.open(this.folder.resolve("other"), LIMIT, (line) -> {
			}))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.UNAVAILABLE))
			.withMessageContaining("no native bridge at " + this.folder.resolve("other"));
	}

	@Test
	void aBridgeThatDoesNotAcceptConnectionsIsUnavailable() {
		// Nobody accepts the connection, so the handshake gets no response.
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> open(Duration.ofMillis(300)))
			.withMessageContaining("does not respond within 300 ms");
	}

	@Test
	void imageSettingsAreAllOrNothing() throws Exception {
		byte[] done = frame(0, new byte[0]);
		CompletableFuture<List<String>> served = answer(greeting(GREETING), done, done, done);
		StreamerImage streamer = new StreamerImage();
		try (NativeBridge bridge = open()) {
			BridgedImage image = new BridgedImage(streamer, bridge, OptionalInt.of(70));
			assertThat(image.lacks()).containsExactly(Setting.SATURATION);
			image.apply(TestSettings.image(1, 2, 3, 200));
			assertThat(streamer.applied).isEqualTo(TestSettings.image(1, 2, 3, 200));
			streamer.refusal = CameraException.refused("no");
			assertThatExceptionOfType(CameraException.class)
				.isThrownBy(() -> image.apply(TestSettings.image(1, 2, 3, 100)))
				.withMessage("no");
		}
		assertThat(served.get(30, TimeUnit.SECONDS)).as("200, then 100, and 200 again")
			.containsExactly("00000003010001", "0000000504000100c8", "000000050400010064", "0000000504000100c8");
	}

	/** A stand-in for the streamer that has neither sharpness nor saturation. */
	private static final class StreamerImage implements Control<Image> {

		private Image applied = Image.NEUTRAL;

		private CameraException refusal;

		@Override
		public void apply(Image settings) throws CameraException {
			if (this.refusal != null) {
				throw this.refusal;
			}
			this.applied = settings;
		}

		@Override
		public Set<Setting> lacks() {
			return Set.of(Setting.SHARPNESS, Setting.SATURATION);
		}

	}

}
