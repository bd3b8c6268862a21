package org.camerad.audit;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

import javax.net.ssl.SSLContext;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.camerad.operation.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Syslog over UDP and TLS, to servers of this test. */
class SyslogSenderTests {

	private static final String HEADER = "<108>1 1970-01-01T00:00:00(\\.000)?Z [!-~]+ camerad [0-9]+ log-in-failed - ";

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private static String line(int number) {
		AuditEvent event = AuditEvent.of(AuditKind.LOG_IN_FAILED, "admin", "", "192.0.2.7", "wrong-password");
		return new AuditEntry(Instant.EPOCH, 1, event, 1).line(number);
	}

	private SyslogSender start(String target, SSLContext trusted) {
		SyslogSender sender = new SyslogSender(new SyslogConnection(SyslogTarget.parse(target), trusted), this.meters);
		sender.start();
		return sender;
	}

	@Test
	void eachEntryIsADatagram() throws Exception {
		try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
				SyslogSender sender = start("udp://127.0.0.1:" + server.getLocalPort(), SSLContext.getDefault())) {
			server.setSoTimeout(60_000);
			sender.offer(2, line(1));
			DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
			server.receive(packet);
			assertMessage(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII), 1);
		}
	}

	@ParameterizedTest
	@CsvSource({ "log-in-accepted, success, 6", "session-ended, expired, 6", "set, success, 5", "upgrade, installed, 5",
			"set, refused, 4", "log-in-failed, wrong-password, 4", "locked-out, wrong-uid, 4",
			"permission-denied, denied, 4", "set, failed, 3", "upgrade, fell-back, 3" })
	void theSeverityFollowsEventAndOutcome(String event, String outcome, int severity) {
		assertThat(SyslogMessage.severity(event, outcome)).isEqualTo(severity);
	}

	private static void assertMessage(String message, int number) {
		assertThat(message).matches(HEADER + ".*").endsWith(" - " + line(number));
	}

	@Test
	void eachEntryIsAFrameOfTlsAndAClosedConnectionIsReplaced(@TempDir Path folder) throws Exception {
		SSLContext own = certificate(folder, "own");
		try (ServerSocket server = own.getServerSocketFactory()
			.createServerSocket(0, 5, InetAddress.getLoopbackAddress());
				SyslogSender sender = start("tls://localhost:" + server.getLocalPort(), own)) {
			sender.offer(2, line(1));
			sender.offer(2, line(2));
			try (Socket client = accept(server)) {
				DataInputStream in = new DataInputStream(client.getInputStream());
				assertMessage(frame(in), 1);
				assertMessage(frame(in), 2);
				closeAtOnce(client);
			}
			sender.offer(2, line(3));
			try (Socket client = accept(server)) {
				assertMessage(frame(new DataInputStream(client.getInputStream())), 3);
				closeAtOnce(client);
			}
		}
	}

	/** Closes; otherwise TLS waits for the client's last word as long as reads may. */
	private static void closeAtOnce(Socket client) throws IOException {
		client.setSoTimeout(1);
		client.close();
	}

	@Test
	void aServerThatIsNotTrustedGetsNothing(@TempDir Path folder) throws Exception {
		SSLContext other = certificate(folder, "other");
		try (ServerSocket server = other.getServerSocketFactory()
			.createServerSocket(0, 5, InetAddress.getLoopbackAddress());
				SyslogSender sender = start("tls://localhost:" + server.getLocalPort(), SSLContext.getDefault())) {
			sender.offer(2, line(1));
			try (Socket client = accept(server)) {
				assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> client.getInputStream().read()))
					.isInstanceOf(IOException.class);
			}
		}
	}

	@Test
	void aServerThatDoesNotAnswerDelaysNobody() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			SyslogSender sender = start("tls://127.0.0.1:" + server.getLocalPort(), SSLContext.getDefault());
			for (int i = 0; i < 1100; i++) {
				sender.offer(2, line(i));
			}
			assertThat(
					this.meters.get("camera.audit.dropped").tags("target", "syslog", "camera", "2").counter().count())
				.isBetween(75.0, 76.0);
			sender.close();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "tcp://host:514", "udp://", "host:514", "udp://host:0", "tls://host:65536",
			"udp://host:514/x", "udp://u:p@host", "udp://a b" })
	void otherTargetsAreRefused(String target) {
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> SyslogTarget.parse(target))
			.withMessageContaining("camera.audit.syslog")
			.withMessageNotContaining("u:p");
		assertThat(SyslogTarget.parse("tls://[::1]")).hasToString("tls://::1:6514");
		assertThat(SyslogTarget.parse("udp://log").port()).isEqualTo(514);
	}

	private static Socket accept(ServerSocket server) throws IOException {
		server.setSoTimeout(60_000);
		Socket client = server.accept();
		client.setSoTimeout(60_000);
		return client;
	}

	private static String frame(DataInputStream in) throws IOException {
		int length = 0;
		for (int digit = in.readUnsignedByte(); digit != ' '; digit = in.readUnsignedByte()) {
			length = 10 * length + digit - '0';
		}
		byte[] message = new byte[length];
		in.readFully(message);
		return new String(message, StandardCharsets.US_ASCII);
	}

	/** Returns a context that has, and trusts, a certificate of its own. */
	private static SSLContext certificate(Path folder, String name) throws Exception {
		Path key = folder.resolve("key.pem");
		Path certificate = folder.resolve("certificate.pem");
		Process openssl = new ProcessBuilder("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
				"ec_paramgen_curve:P-256", "-nodes", "-keyout", key.toString(), "-out", certificate.toString(), "-days",
				"2", "-subj", "/CN=" + name, "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1")
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		assertThat(openssl.waitFor()).isZero();
		PemSslStoreDetails details = PemSslStoreDetails.forCertificate(certificate.toUri().toString());
		return SslBundle.of(new PemSslStoreBundle(details.withPrivateKey(key.toUri().toString()), details))
			.createSslContext();
	}

}
