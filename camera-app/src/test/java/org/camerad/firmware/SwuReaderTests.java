package org.camerad.firmware;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.apache.commons.compress.archivers.cpio.CpioConstants;
import org.camerad.firmware.SwuReader.Extent;
import org.camerad.operation.ConfigurationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests of which archives are accepted. */
class SwuReaderTests {

	@TempDir
	Path folder;

	private FirmwareKeys keys;

	@BeforeEach
	void trust() throws Exception {
		this.keys = FirmwareKeys.read(List.of(SwuBuilder.key(this.folder), SwuBuilder.rsaKey(this.folder)));
	}

	private SwuReader.Layout read(byte[] archive) throws IOException {
		return new SwuReader(this.keys, new UpgradeRules("MC200J6", "1.0.0", false))
			.read(new ByteArrayInputStream(archive));
	}

	private void assertRefused(byte[] archive, String why) {
		assertThatExceptionOfType(RefusedImageException.class).isThrownBy(() -> read(archive))
			.withMessageContaining(why)
			.satisfies((ex) -> assertThat(ex.fault()).isEqualTo("firmware error"));
	}

	@Test
	void genuineArchivesAreReadWithEachKeyAndFormat() throws Exception {
		byte[] kernel = "kernel".getBytes(StandardCharsets.UTF_8);
		for (short format : new short[] { CpioConstants.FORMAT_NEW, CpioConstants.FORMAT_NEW_CRC }) {
			byte[] archive = new SwuBuilder().format(format)
				.file("uImage", kernel)
				.file("empty.txt", new byte[0])
				.file("rootfs.img", new byte[5000])
				.build();
			SwuReader.Layout layout = read(archive);
			assertThat(layout.description().version()).isEqualTo("2.0.0");
			assertThat(layout.files()).containsOnlyKeys("uImage", "empty.txt", "rootfs.img");
			Extent place = layout.files().get("uImage");
			assertThat(Arrays.copyOfRange(archive, (int) place.offset(), (int) (place.offset() + place.size())))
				.isEqualTo(kernel);
			read(new SwuBuilder().format(format).rsa().build());
		}
	}

	@Test
	void signaturesOfOthersAreRefused() throws Exception {
		assertRefused(new SwuBuilder().foreign().build(), "is not signed with one of the keys");
		assertRefused(new SwuBuilder().withoutSignature().build(), "does not begin with");
		assertRefused(new SwuBuilder().signing("software = {};").build(), "is not signed");
		this.keys = FirmwareKeys.read(List.of());
		assertRefused(new SwuBuilder().build(), "set camera.firmware.keys");
		this.keys = FirmwareKeys.read(List.of(SwuBuilder.rsaKey(this.folder)));
		assertRefused(new SwuBuilder().build(), "is not signed");
		read(new SwuBuilder().rsa().build());
	}

	@Test
	void imagesForOthersAndOlderOnesAreRefused() {
		assertRefused(new SwuBuilder().model("MC200J60").build(), "for other models than MC200J6");
		for (String version : List.of("1.0.0", "1", "0.9", "1.0.0-rc.1")) {
			assertRefused(new SwuBuilder().version(version).build(), "is not newer than the installed 1.0.0");
		}
		assertRefused(new SwuBuilder().version("v2").build(), "its version is not numbers");
	}

	@Test
	void anotherPayloadThanTheSignedOneIsRefused() {
		byte[] archive = new SwuBuilder().file("rootfs.img", "payload ".repeat(100).getBytes(StandardCharsets.UTF_8))
			.format(CpioConstants.FORMAT_NEW)
			.build();
		int at = new String(archive, StandardCharsets.ISO_8859_1).indexOf("payload ");
		archive[at] ^= 1;
		assertRefused(archive, "does not have the signed digest");
	}

	@Test
	void theEntriesAreThoseOfTheDescription() {
		String sum = SwuBuilder.sha256(new byte[3]);
		String start = "software = { version = \"2\"; hardware-compatibility = [ \"MC200J6\" ]; images = ( { filename = "
				+ "\"a\"; sha256 = \"" + sum + "\"; }";
		assertRefused(new SwuBuilder().description(start + ", { filename = \"b\"; sha256 = \"" + sum + "\"; } ); };")
			.file("a", new byte[3])
			.build(), "is missing in the archive");
		for (String name : List.of("b", "../a", "/a", "a/../a")) {
			assertRefused(new SwuBuilder().description(start + " ); };")
				.file("a", new byte[3])
				.file(name, new byte[3])
				.build(), "does not name");
		}
		SwuBuilder many = new SwuBuilder();
		for (int i = 0; i < 62; i++) {
			many.file("f" + i, new byte[1]);
		}
		assertThat(many.build()).satisfies(this::read);
		assertRefused(many.file("f62", new byte[1]).build(), "more than 64 entries");
	}

	@Test
	void anEntryThatIsThereTwiceIsRefused() {
		byte[] archive = new SwuBuilder().file("rootfs.aaa", new byte[3]).file("rootfs.bbb", new byte[3]).build();
		String text = new String(archive, StandardCharsets.ISO_8859_1);
		int at = text.lastIndexOf("rootfs.bbb");
		System.arraycopy("rootfs.aaa".getBytes(StandardCharsets.UTF_8), 0, archive, at, 10);
		assertRefused(archive, "rootfs.aaa twice");
	}

	@Test
	void linksFoldersAndDevicesAreRefused() {
		for (long mode : new long[] { CpioConstants.C_ISLNK, CpioConstants.C_ISDIR, CpioConstants.C_ISCHR,
				CpioConstants.C_ISBLK, CpioConstants.C_ISFIFO, CpioConstants.C_ISSOCK }) {
			assertRefused(new SwuBuilder().mode(mode | 0777, 1).build(), "a link, a folder or a device");
		}
		assertRefused(new SwuBuilder().mode(CpioConstants.C_ISREG | 0644, 2).build(), "a link, a folder or a device");
	}

	@Test
	void otherCpioFormatsAreRefused() {
		for (short format : new short[] { CpioConstants.FORMAT_OLD_ASCII, CpioConstants.FORMAT_OLD_BINARY }) {
			assertRefused(new SwuBuilder().format(format).build(), "neither cpio newc nor cpio crc");
		}
	}

	@Test
	void bytesBehindTheEndAreRefused() throws Exception {
		byte[] archive = new SwuBuilder().build();
		assertThat(archive.length % 512).as("filled by its builder").isZero();
		int end = archive.length;
		while (archive[end - 1] == 0) {
			end--;
		}
		// The end of the trailer's name, a multiple of four.
		int trailer = (end + 4) / 4 * 4;
		read(Arrays.copyOf(archive, trailer));
		assertRefused(Arrays.copyOf(archive, archive.length + 1), "behind the end");
		assertRefused(Arrays.copyOf(archive, archive.length + 512), "behind the end");
		assertRefused(Arrays.copyOf(archive, archive.length - 1), "behind the end");
		byte[] changed = archive.clone();
		changed[changed.length - 1] = 1;
		assertRefused(changed, "behind the end");
		ByteArrayOutputStream two = new ByteArrayOutputStream();
		two.writeBytes(archive);
		two.writeBytes(archive);
		assertRefused(two.toByteArray(), "behind the end");
	}

	@Test
	void anArchiveThatIsCutAnywhereIsRefused() {
		byte[] archive = new SwuBuilder().file("rootfs.img", new byte[20_000]).build();
		int end = archive.length;
		while (archive[end - 1] == 0) {
			end--;
		}
		assertRefused(Arrays.copyOf(archive, 300), "not a whole cpio archive: it ends too early");
		for (int length = 0; length < end; length += end / 100) {
			byte[] cut = Arrays.copyOf(archive, length);
			assertThatExceptionOfType(RefusedImageException.class).as("cut at %s", length)
				.isThrownBy(() -> read(cut))
				.withMessageNotContaining("null");
		}
	}

	@Test
	void otherBytesAreRefused() {
		Random random = new Random(15);
		byte[] noise = new byte[3000];
		for (int i = 0; i < 200; i++) {
			random.nextBytes(noise);
			byte[] archive = noise.clone();
			System.arraycopy("070701".getBytes(StandardCharsets.US_ASCII), 0, archive, 0, (i % 2 == 0) ? 6 : 0);
			assertThatExceptionOfType(RefusedImageException.class).isThrownBy(() -> read(archive));
		}
		assertRefused("PK\3\4".getBytes(StandardCharsets.ISO_8859_1), "not a whole cpio archive");
		assertRefused("\n12:00 \033[2J".getBytes(StandardCharsets.US_ASCII), "[?12:00]");
		byte[] genuine = new SwuBuilder().build();
		for (int i = 0; i < 200; i++) {
			byte[] archive = genuine.clone();
			archive[random.nextInt(110)] = (byte) "0123456789ABCDEFabcdef-+ x".charAt(random.nextInt(26));
			try {
				read(archive);
			}
			catch (IOException ex) {
				assertThat(ex).isInstanceOf(RefusedImageException.class);
			}
		}
	}

	/** A name of 2 GB must not be read into memory. */
	@Test
	void aHeaderThatClaimsALongNameIsRefused() {
		for (String size : List.of("7FFFFFFF", "00000000", "00100000", "FFFFFFFF")) {
			byte[] archive = new SwuBuilder().file("rootfs.img", new byte[2_000_000]).build();
			System.arraycopy(size.getBytes(StandardCharsets.US_ASCII), 0, archive, 94, 8);
			assertThatExceptionOfType(RefusedImageException.class).isThrownBy(() -> read(archive));
		}
	}

	@Test
	void aDescriptionThatIsTooLargeIsRefused() {
		assertRefused(new SwuBuilder().description("#".repeat(64 * 1024 + 1)).build(), "is larger than");
	}

	@Test
	void aSourceThatFailsIsNotARefusal() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> new SwuReader(this.keys, (description) -> {
		}).read(new FilterInputStream(new ByteArrayInputStream(new byte[0])) {

			@Override
			public int read(byte[] bytes, int offset, int length) throws IOException {
				throw new IOException("gone");
			}

		})).withMessage("gone").isNotInstanceOf(RefusedImageException.class);
	}

	@Test
	void onlyStrongKeysAreTrusted() throws Exception {
		for (Path file : List.of(SwuBuilder.pem(this.folder.resolve("weak"), SwuBuilder.keys("RSA", 1024)),
				SwuBuilder.pem(this.folder.resolve("curve"), SwuBuilder.keys("EC", 384)),
				SwuBuilder.pem(this.folder.resolve("ed"),
						java.security.KeyPairGenerator.getInstance("Ed25519").generateKeyPair()),
				Files.writeString(this.folder.resolve("text"), "no key"), this.folder.resolve("absent"))) {
			assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> FirmwareKeys.read(List.of(file)))
				.withMessageStartingWith("camera.firmware.keys: " + file);
		}
	}

}
