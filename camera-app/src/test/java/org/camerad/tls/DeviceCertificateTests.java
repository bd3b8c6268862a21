package org.camerad.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

import org.camerad.camera.ResetListener.Reset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.SslBundle;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceCertificateTests {

	@TempDir
	Path folder;

	private Instant now = Instant.parse("2026-11-29T12:00:00Z");

	private final List<DeviceCertificate> opened = new ArrayList<>();

	private final List<SslBundle> replaced = new ArrayList<>();

	@AfterEach
	void close() {
		this.opened.forEach(DeviceCertificate::close);
	}

	private DeviceCertificate open() {
		InstantSource source = () -> this.now;
		DeviceCertificate certificate = new DeviceCertificate(this.folder, source.withZone(ZoneOffset.UTC));
		certificate.onChange(this.replaced::add);
		this.opened.add(certificate);
		return certificate;
	}

	private static X509Certificate shown(SslBundle bundle) throws GeneralSecurityException {
		return (X509Certificate) bundle.getStores().getKeyStore().getCertificate("camera");
	}

	@Test
	void theFirstStartMakesOneThatStays() throws Exception {
		X509Certificate first = shown(open().bundle());
		assertThat(shown(open().bundle())).isEqualTo(first);
		Path file = this.folder.resolve("tls.pem");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		first.verify(first.getPublicKey());
		assertThat(((ECPublicKey) first.getPublicKey()).getParams().getCurve().getField().getFieldSize())
			.isEqualTo(256);
		assertThat(first.getSigAlgName()).isEqualTo("SHA256withECDSA");
		assertThat(first.getBasicConstraints()).as("no authority").isEqualTo(-1);
		assertThat(first.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
		assertThat(first.getSubjectAlternativeNames().stream().map((name) -> String.valueOf(name.get(1))))
			.contains("localhost", "127.0.0.1")
			.contains(Files.readString(Path.of("/proc/sys/kernel/hostname")).strip());
	}

	@Test
	void itIsRenewedWithItsKeyBeforeItEnds() throws Exception {
		DeviceCertificate certificate = open();
		X509Certificate first = shown(certificate.bundle());
		this.now = first.getNotAfter().toInstant().minus(Duration.ofDays(31));
		certificate.renewIfDue();
		assertThat(this.replaced).isEmpty();
		this.now = first.getNotAfter().toInstant().minus(Duration.ofDays(29));
		certificate.renewIfDue();
		X509Certificate second = shown(certificate.bundle());
		assertThat(this.replaced).containsExactly(certificate.bundle());
		assertThat(second.getPublicKey()).isEqualTo(first.getPublicKey());
		assertThat(second.getNotAfter()).isAfter(first.getNotAfter());
		assertThat(shown(open().bundle())).as("after a restart").isEqualTo(second);
	}

	@Test
	void aStartAfterItsEndOrBeforeItsBeginRenewsIt() throws Exception {
		X509Certificate first = shown(open().bundle());
		this.now = first.getNotAfter().toInstant().plus(Duration.ofDays(400));
		X509Certificate second = shown(open().bundle());
		second.checkValidity(Date.from(this.now));
		this.now = Instant.parse("1970-01-02T00:00:00Z");
		shown(open().bundle()).checkValidity(Date.from(this.now));
	}

	@Test
	void aBrokenFileIsReplaced() throws Exception {
		Path file = this.folder.resolve("tls.pem");
		X509Certificate first = shown(open().bundle());
		String whole = Files.readString(file);
		for (String broken : List.of("", "nonsense", whole.substring(0, whole.length() / 2))) {
			Files.writeString(file, broken);
			X509Certificate next = shown(open().bundle());
			assertThat(next).isNotEqualTo(first);
			assertThat(shown(open().bundle())).isEqualTo(next);
		}
	}

	@Test
	void aFactoryResetReplacesTheKeyAfterTheResponse() throws Exception {
		DeviceCertificate certificate = open();
		X509Certificate first = shown(certificate.bundle());
		List<Runnable> afterResponse = new ArrayList<>();
		certificate.onReset(Reset.REBOOT, afterResponse::add);
		certificate.onReset(Reset.FACTORY_RESET, afterResponse::add);
		assertThat(afterResponse).hasSize(1);
		assertThat(shown(certificate.bundle())).isEqualTo(first);
		afterResponse.get(0).run();
		assertThat(shown(certificate.bundle()).getPublicKey()).isNotEqualTo(first.getPublicKey());
		assertThat(this.replaced).hasSize(1);
	}

	@Test
	void aFolderThatCannotBeWrittenLeavesACertificateInMemory() throws IOException {
		Files.createDirectory(this.folder.resolve("tls.pem"));
		assertThat(open().bundle().createSslContext()).isNotNull();
	}

	@Test
	void longNamesAndManyAddressesAreEncoded() throws Exception {
		KeyPair key = SelfSignedCertificate.newKey();
		List<InetAddress> addresses = new ArrayList<>();
		for (int i = 1; i <= 64; i++) {
			addresses.add(InetAddress.getByName("2001:db8::" + i));
		}
		String name = "a".repeat(63) + "." + "b".repeat(63);
		X509Certificate certificate = SelfSignedCertificate.of(key, new HostNames(List.of(name), addresses), this.now,
				Instant.parse("2051-01-01T00:00:00Z"));
		assertThat(certificate.getNotAfter().toInstant()).isEqualTo("2051-01-01T00:00:00Z");
		assertThat(certificate.getSubjectAlternativeNames()).hasSize(65);
		assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=" + name.substring(0, 64));
	}

}
