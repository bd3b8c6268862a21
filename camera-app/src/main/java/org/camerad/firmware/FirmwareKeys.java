package org.camerad.firmware;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camerad.operation.ConfigurationException;

/**
 * The public keys of those who may sign firmware: RSA from 2048 bits (PKCS#1 v1.5) or EC
 * P-256 (DER), both over SHA-256. Immutable.
 */
public final class FirmwareKeys {

	private static final String PROPERTY = "camera.firmware.keys";

	private static final Pattern PEM = Pattern
		.compile("\\s*-----BEGIN PUBLIC KEY-----\\s+([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

	private static final int MAX_FILE_BYTES = 64 * 1024;

	private static final int MIN_RSA_BITS = 2048;

	private static final int P256_BITS = 256;

	/** The object identifier of P-256 (RFC 5480) as it stands in an encoded key. */
	private static final String P256 = new String(
			new byte[] { 0x06, 0x08, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x03, 0x01, 0x07 },
			StandardCharsets.ISO_8859_1);

	private final List<PublicKey> keys;

	private FirmwareKeys(List<PublicKey> keys) {
		this.keys = List.copyOf(keys);
	}

	/**
	 * Reads the keys, each from a PEM file as {@code openssl pkey -pubout} writes it.
	 * @throws ConfigurationException when a file is not such a key
	 */
	public static FirmwareKeys read(List<Path> files) {
		List<PublicKey> keys = new ArrayList<>();
		for (Path file : files) {
			try {
				keys.add(read(file));
			}
			catch (IOException | GeneralSecurityException | IllegalArgumentException ex) {
				throw new ConfigurationException(PROPERTY, file
						+ " must be a PEM public key, RSA from 2048 bits or EC P-256 (openssl pkey -pubout): " + ex);
			}
		}
		return new FirmwareKeys(keys);
	}

	private static PublicKey read(Path file) throws IOException, GeneralSecurityException {
		if (Files.size(file) > MAX_FILE_BYTES) {
			throw new IOException("the file is too large for a key");
		}
		Matcher pem = PEM.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
		if (!pem.matches()) {
			throw new IOException("there is no BEGIN PUBLIC KEY");
		}
		byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
		boolean curve = new String(encoded, StandardCharsets.ISO_8859_1).contains(P256);
		PublicKey key = KeyFactory.getInstance(curve ? "EC" : "RSA").generatePublic(new X509EncodedKeySpec(encoded));
		if (!isStrong(key)) {
			throw new IOException("the key is too short or of another curve");
		}
		return key;
	}

	private static boolean isStrong(PublicKey key) {
		return (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= MIN_RSA_BITS)
				|| (key instanceof ECPublicKey ec && ec.getParams().getCurve().getField().getFieldSize() == P256_BITS);
	}

	/** Returns whether no key is trusted. */
	boolean isEmpty() {
		return this.keys.isEmpty();
	}

	/** Returns whether one of the keys has signed the content. */
	boolean verify(byte[] content, byte[] signature) {
		return this.keys.stream().anyMatch((key) -> verify(key, content, signature));
	}

	private static boolean verify(PublicKey key, byte[] content, byte[] signature) {
		try {
			Signature verifier = Signature
				.getInstance((key instanceof ECPublicKey) ? "SHA256withECDSA" : "SHA256withRSA");
			verifier.initVerify(key);
			verifier.update(content);
			return verifier.verify(signature);
		}
		catch (GeneralSecurityException ex) {
			// A signature of the other kind, or not a signature at all.
			return false;
		}
	}

}
