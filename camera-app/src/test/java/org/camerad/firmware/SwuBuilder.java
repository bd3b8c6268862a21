package org.camerad.firmware;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;

/** A builder of firmware images, genuine ones and others. */
public final class SwuBuilder {

	private static final KeyPair RSA = keys("RSA", 2048);

	private static final KeyPair EC = keys("EC", 256);

	private final Map<String, byte[]> files = new LinkedHashMap<>();

	private KeyPair signer = EC;

	private String version = "2.0.0";

	private String model = "MC200J6";

	private String description = "";

	private byte[] signed = {};

	private short format = CpioConstants.FORMAT_NEW_CRC;

	private long mode = CpioConstants.C_ISREG | 0644;

	private long links = 1;

	private boolean withSignature = true;

	/** Generates a pair of keys. */
	static KeyPair keys(String algorithm, int bits) {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
			if (algorithm.equals("EC")) {
				generator.initialize(new ECGenParameterSpec("secp" + bits + "r1"));
			}
			else {
				generator.initialize(bits);
			}
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Writes the public key that all images are signed with unless told otherwise. */
	public static Path key(Path folder) throws IOException {
		return pem(folder.resolve("ec.pem"), EC);
	}

	static Path rsaKey(Path folder) throws IOException {
		return pem(folder.resolve("rsa.pem"), RSA);
	}

	static Path pem(Path file, KeyPair keys) throws IOException {
		return Files.writeString(file,
				"-----BEGIN PUBLIC KEY-----\n"
						+ Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(keys.getPublic().getEncoded())
						+ "\n-----END PUBLIC KEY-----\n");
	}

	public SwuBuilder version(String text) {
		this.version = text;
		return this;
	}

	public SwuBuilder model(String name) {
		this.model = name;
		return this;
	}

	/** Adds an image; without one there is {@code rootfs.img}. */
	public SwuBuilder file(String name, byte[] content) {
		this.files.put(name, content);
		return this;
	}

	SwuBuilder rsa() {
		this.signer = RSA;
		return this;
	}

	/** Signs with a key that nobody trusts. */
	public SwuBuilder foreign() {
		this.signer = keys("EC", 256);
		return this;
	}

	SwuBuilder description(String text) {
		this.description = text;
		return this;
	}

	/** Signs another description than the one in the archive. */
	SwuBuilder signing(String text) {
		this.signed = text.getBytes(StandardCharsets.UTF_8);
		return this;
	}

	SwuBuilder format(short cpio) {
		this.format = cpio;
		return this;
	}

	/** Sets the mode and the number of links of each image's entry. */
	SwuBuilder mode(long bits, long count) {
		this.mode = bits;
		this.links = count;
		return this;
	}

	SwuBuilder withoutSignature() {
		this.withSignature = false;
		return this;
	}

	private String description() {
		if (!this.description.isEmpty()) {
			return this.description;
		}
		String images = this.files.entrySet()
			.stream()
			.map((file) -> "\t\t{ filename = \"" + file.getKey() + "\"; type = \"raw\"; sha256 = \""
					+ sha256(file.getValue()) + "\"; }")
			.collect(Collectors.joining(",\n"));
		return "software =\n{\n\tversion = \"" + this.version + "\";\n\thardware-compatibility: [ \"1.0\", \""
				+ this.model + "\" ];\n\timages: (\n" + images + "\n\t);\n}\n";
	}

	static String sha256(byte[] content) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Returns the image. */
	public byte[] build() {
		if (this.files.isEmpty()) {
			file("rootfs.img", ("the files of " + this.version).repeat(100).getBytes(StandardCharsets.UTF_8));
		}
		byte[] text = description().getBytes(StandardCharsets.UTF_8);
		ByteArrayOutputStream archive = new ByteArrayOutputStream();
		try (CpioArchiveOutputStream cpio = new CpioArchiveOutputStream(archive, this.format, 512, "UTF-8")) {
			add(cpio, "sw-description", text, CpioConstants.C_ISREG | 0644, 1);
			if (this.withSignature) {
				add(cpio, "sw-description.sig", sign((this.signed.length > 0) ? this.signed : text),
						CpioConstants.C_ISREG | 0644, 1);
			}
			for (Map.Entry<String, byte[]> file : this.files.entrySet()) {
				add(cpio, file.getKey(), file.getValue(), this.mode, this.links);
			}
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
		return archive.toByteArray();
	}

	/** Returns the archive's entry with the RSA signature of a description. */
	static byte[] rsaSignatureEntry(byte[] content) throws IOException, GeneralSecurityException {
		SwuBuilder builder = new SwuBuilder().rsa();
		ByteArrayOutputStream archive = new ByteArrayOutputStream();
		try (CpioArchiveOutputStream cpio = new CpioArchiveOutputStream(archive, builder.format, 1, "UTF-8")) {
			builder.add(cpio, "sw-description.sig", builder.sign(content), CpioConstants.C_ISREG | 0644, 1);
			cpio.flush();
			return archive.toByteArray();
		}
	}

	private byte[] sign(byte[] content) throws GeneralSecurityException {
		boolean rsa = this.signer.getPrivate().getAlgorithm().equals("RSA");
		Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSA");
		signature.initSign(this.signer.getPrivate());
		signature.update(content);
		return signature.sign();
	}

	private void add(CpioArchiveOutputStream cpio, String name, byte[] content, long bits, long count)
			throws IOException {
		CpioArchiveEntry entry = new CpioArchiveEntry(this.format, name, content.length);
		entry.setMode(bits);
		entry.setNumberOfLinks(count);
		if (this.format == CpioConstants.FORMAT_NEW_CRC) {
			long sum = 0;
			for (byte each : content) {
				sum += each & 0xFF;
			}
			entry.setChksum(sum & 0xFFFFFFFFL);
		}
		cpio.putArchiveEntry(entry);
		cpio.write(content);
		cpio.closeArchiveEntry();
	}

}
