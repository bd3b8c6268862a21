package org.camerad.firmware;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.camerad.firmware.ImageReceiver.ReceivedImage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests of what is kept of an upload. */
class ImageReceiverTests {

	@TempDir
	Path folder;

	@TempDir
	Path own;

	private ImageReceiver receiver;

	@BeforeEach
	void open() throws Exception {
		this.receiver = new ImageReceiver(this.folder, 1_000_000, FirmwareKeys.read(List.of(SwuBuilder.key(this.own))));
	}

	@AfterEach
	void nothingIsLeft() throws IOException {
		try (Stream<Path> files = Files.list(this.folder)) {
			assertThat(files).isEmpty();
		}
	}

	private ReceivedImage receive(InputStream body) throws IOException {
		return this.receiver.receive(body, new UpgradeRules("MC200J6", "1.0.0", false), (received) -> {
		}, () -> {
		});
	}

	private void assertRefused(InputStream body, String fault, String why) {
		assertThatExceptionOfType(RefusedImageException.class).isThrownBy(() -> receive(body))
			.withMessageContaining(why)
			.satisfies((ex) -> assertThat(ex.fault()).isEqualTo(fault));
	}

	@Test
	void theHandedOverBytesAreTheVerifiedOnesAndHaveNoName() throws Exception {
		byte[] content = "the root file system".repeat(500).getBytes();
		byte[] archive = new SwuBuilder().file("rootfs.img", content).build();
		List<Long> progress = new ArrayList<>();
		try (ReceivedImage received = this.receiver.receive(new ByteArrayInputStream(archive),
				new UpgradeRules("MC200J6", "1.0.0", false), progress::add, () -> {
				})) {
			nothingIsLeft();
			assertThat(received.image().version()).isEqualTo("2.0.0");
			assertThat(received.image().files()).containsOnlyKeys("rootfs.img");
			for (int i = 0; i < 2; i++) {
				assertThat(received.image().files().get("rootfs.img").open()).hasBinaryContent(content);
				assertThat(received.image().archive().open()).hasBinaryContent(archive);
			}
		}
		assertThat(progress).isSorted().endsWith((long) archive.length);
	}

	@Test
	void aBodyWithoutEndIsTooLarge() {
		assertRefused(new InputStream() {

			@Override
			public int read() {
				return 0;
			}

		}, "firmware too large", "larger than 1000000 bytes");
	}

	/** A client may send all before it reads the response. */
	@Test
	void theRestOfARefusedImageIsReadAndNotStored() throws Exception {
		byte[] archive = new SwuBuilder().foreign().file("rootfs.img", new byte[900_000]).build();
		ByteArrayInputStream body = new ByteArrayInputStream(archive);
		assertRefused(body, "firmware error", "is not signed");
		assertThat(body.available()).isZero();
	}

	@Test
	void aClientThatGoesIsARefusal() {
		assertRefused(new InputStream() {

			@Override
			public int read() throws IOException {
				throw new IOException("reset by peer");
			}

		}, "error, parse firmware", "broke off");
		assertRefused(InputStream.nullInputStream(), "error, parse firmware", "empty");
	}

	@Test
	void sizesAreCheckedBeforeTheBody() throws Exception {
		this.receiver.checkLength(-1);
		this.receiver.checkLength(1_000_000);
		for (long length : new long[] { 1_000_001, 10_000_000_000L, Long.MAX_VALUE }) {
			assertThatExceptionOfType(RefusedImageException.class).isThrownBy(() -> this.receiver.checkLength(length))
				.satisfies((ex) -> assertThat(ex.fault()).isEqualTo("firmware too large"));
		}
		assertThatExceptionOfType(RefusedImageException.class).isThrownBy(() -> this.receiver.checkLength(0))
			.satisfies((ex) -> assertThat(ex.fault()).isEqualTo("error, parse firmware"));
		ImageReceiver huge = new ImageReceiver(this.folder, Long.MAX_VALUE, FirmwareKeys.read(List.of()));
		assertThatExceptionOfType(RefusedImageException.class).isThrownBy(() -> huge.checkLength(Long.MAX_VALUE - 1))
			.withMessageContaining("free space");
	}

}
