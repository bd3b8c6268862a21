package org.camerad.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;

import static org.camerad.tls.Der.bits;
import static org.camerad.tls.Der.explicit;
import static org.camerad.tls.Der.identifier;
import static org.camerad.tls.Der.implicit;
import static org.camerad.tls.Der.integer;
import static org.camerad.tls.Der.octets;
import static org.camerad.tls.Der.sequence;
import static org.camerad.tls.Der.set;
import static org.camerad.tls.Der.time;
import static org.camerad.tls.Der.utf8;

/**
 * The making of a self-signed X.509 certificate for a server (RFC 5280), with an ECDSA
 * key on P-256. The JDK has no public class for it.
 */
final class SelfSignedCertificate {

	private static final byte[] ECDSA_SHA256 = sequence(identifier("1.2.840.10045.4.3.2"));

	private static final int SERIAL_BITS = 127;

	private SelfSignedCertificate() {
	}

	static KeyPair newKey() throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
		generator.initialize(new ECGenParameterSpec("secp256r1"));
		return generator.generateKeyPair();
	}

	/**
	 * Makes a certificate.
	 * @param key the server's key, which also signs
	 * @param names the names and addresses of the server
	 * @param from the start of its validity
	 * @param until the end of its validity
	 */
	static X509Certificate of(KeyPair key, HostNames names, Instant from, Instant until)
			throws GeneralSecurityException {
		byte[] name = sequence(set(sequence(identifier("2.5.4.3"), utf8(names.commonName()))));
		byte[] content = sequence(explicit(0, integer(BigInteger.TWO)),
				integer(new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(0)), ECDSA_SHA256, name,
				sequence(time(from), time(until)), name, key.getPublic().getEncoded(),
				explicit(3, extensions(key, names)));
		Signature signature = Signature.getInstance("SHA256withECDSA");
		signature.initSign(key.getPrivate());
		signature.update(content);
		byte[] certificate = sequence(content, ECDSA_SHA256, bits(0, signature.sign()));
		return (X509Certificate) CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(certificate));
	}

	private static byte[] extensions(KeyPair key, HostNames names) throws GeneralSecurityException {
		byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getPublic().getEncoded());
		byte[] basicConstraints = sequence(identifier("2.5.29.19"), Der.yes(), octets(sequence()));
		byte[] digitalSignature = sequence(identifier("2.5.29.15"), Der.yes(),
				octets(bits(7, new byte[] { (byte) 0x80 })));
		byte[] serverAuthentication = sequence(identifier("2.5.29.37"),
				octets(sequence(identifier("1.3.6.1.5.5.7.3.1"))));
		byte[] keyIdentifier = sequence(identifier("2.5.29.14"), octets(octets(Arrays.copyOf(digest, 20))));
		byte[] alternativeNames = sequence(identifier("2.5.29.17"), octets(sequence(alternatives(names))));
		return sequence(basicConstraints, digitalSignature, serverAuthentication, keyIdentifier, alternativeNames);
	}

	private static byte[][] alternatives(HostNames names) {
		Stream<byte[]> dns = names.names()
			.stream()
			.map((name) -> implicit(2, name.getBytes(StandardCharsets.US_ASCII)));
		Stream<byte[]> addresses = names.addresses().stream().map(InetAddress::getAddress).map((ip) -> implicit(7, ip));
		return Stream.concat(dns, addresses).toArray(byte[][]::new);
	}

}
