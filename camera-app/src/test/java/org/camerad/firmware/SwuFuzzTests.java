package org.camerad.firmware;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.camerad.driver.FirmwareImage;
import org.camerad.driver.support.fuzz.FuzzTarget;
import org.camerad.firmware.ImageReceiver.ReceivedImage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzing of firmware images. The input is an archive; if it begins with a description
 * and a signature, it is tried with a good signature as well. A refused image leaves no
 * file; an accepted one is signed, and each of its files has a signed digest.
 */
class SwuFuzzTests implements FuzzTarget {

	private static final int MAX_BYTES = 100_000;

	private static final int HEADER_BYTES = 110;

	private final Path folder = Files.createTempDirectory("camerad-fuzz");

	private final Path keys = Files.createTempDirectory("camerad-fuzz-keys");

	private final ImageReceiver receiver;

	private byte[] signed = {};

	private byte[] signature = {};

	SwuFuzzTests() throws IOException {
		this.receiver = new ImageReceiver(this.folder, MAX_BYTES,
				FirmwareKeys.read(List.of(SwuBuilder.rsaKey(this.keys))));
	}

	@Override
	public void run(byte[] input) throws Exception {
		assertThat(receive(input)).as("an image that nobody has signed is accepted").isFalse();
		byte[] genuine = sign(input);
		if (genuine.length > 0) {
			receive(genuine);
		}
	}

	private boolean receive(byte[] archive) throws IOException {
		try (ReceivedImage received = this.receiver.receive(new ByteArrayInputStream(archive),
				new UpgradeRules("MC200J6", "1.0.0", false), (count) -> assertThat(count).isBetween(1L, MAX_BYTES + 0L),
				() -> {
				})) {
			check(received.image(), archive);
			return true;
		}
		catch (RefusedImageException ex) {
			assertThat(ex.fault()).isIn("firmware error", "error, parse firmware", "firmware too large");
			return false;
		}
		finally {
			try (Stream<Path> files = Files.list(this.folder)) {
				assertThat(files).isEmpty();
			}
		}
	}

	private static void check(FirmwareImage image, byte[] archive) throws IOException {
		byte[] content = image.archive().open().readAllBytes();
		assertThat(content).isEqualTo(archive);
		String description = new String(content, padded(HEADER_BYTES + nameSize(content, 0)), size(content, 0),
				StandardCharsets.ISO_8859_1)
			.toLowerCase(Locale.ROOT);
		assertThat(image.files()).isNotEmpty();
		for (FirmwareImage.Content file : image.files().values()) {
			byte[] bytes = file.open().readAllBytes();
			assertThat((long) bytes.length).isEqualTo(file.size());
			assertThat(description).contains(SwuBuilder.sha256(bytes));
		}
	}

	/** Returns the archive with a good signature, nothing if it has no place for one. */
	private byte[] sign(byte[] archive) throws Exception {
		int description = padded(HEADER_BYTES + nameSize(archive, 0));
		int second = padded(description + size(archive, 0));
		int rest = padded(padded(second + HEADER_BYTES + nameSize(archive, second)) + size(archive, second));
		if (Math.min(size(archive, 0), nameSize(archive, 0)) < 0 || rest > archive.length
				|| Math.min(size(archive, second), nameSize(archive, second)) < 0) {
			return new byte[0];
		}
		byte[] content = Arrays.copyOfRange(archive, description, description + size(archive, 0));
		if (!Arrays.equals(content, this.signed)) {
			this.signed = content;
			this.signature = SwuBuilder.rsaSignatureEntry(content);
		}
		ByteArrayOutputStream genuine = new ByteArrayOutputStream();
		genuine.write(archive, 0, second);
		genuine.writeBytes(this.signature);
		genuine.write(archive, rest, archive.length - rest);
		return genuine.toByteArray();
	}

	private static int padded(int length) {
		return (length + 3) / 4 * 4;
	}

	private static int size(byte[] archive, int entry) {
		return number(archive, entry + 54);
	}

	private static int nameSize(byte[] archive, int entry) {
		return number(archive, entry + 94);
	}

	/** Returns a number of a cpio header, -1 if it is not there or is too large. */
	private static int number(byte[] archive, int at) {
		String digits = (at < 0 || at + 8 > archive.length) ? ""
				: new String(archive, at, 8, StandardCharsets.US_ASCII);
		return digits.matches("000[0-9a-fA-F]{5}") ? Integer.parseInt(digits, 16) : -1;
	}

	@Override
	public void close() throws IOException {
		for (Path folder : List.of(this.folder, this.keys)) {
			try (Stream<Path> files = Files.walk(folder)) {
				for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
					Files.delete(file);
				}
			}
		}
	}

}
