package org.camerad.snapshot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.camerad.driver.DeviceInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EmailTests extends UploadBench {

	private static final PictureName NAME = new PictureName(Instant.parse("2026-11-23T10:15:30.250Z"));

	@Test
	void attachesEveryByte() throws Exception {
		GreenMail server = server("smtp");
		email(settings(server, "email.to", "guard@example.org,office@example.org")).send(PICTURE);
		assertThat(server.getReceivedMessages()).hasSize(2);
		MimeMessage message = server.getReceivedMessages()[0];
		assertThat(message.getFrom()).extracting(Object::toString).containsExactly("camera@example.org");
		assertThat(message.getRecipients(Message.RecipientType.TO)).hasSize(2);
		assertThat(message.getSubject()).isEqualTo("MC200J6 SN?1, 2026-11-23 10:15:30 UTC");
		BodyPart attachment = attachment(message);
		assertThat(attachment.getContentType()).startsWith("image/jpeg");
		assertThat(attachment.getFileName()).isEqualTo(NAME.file());
		assertThat(attachment.getInputStream().readAllBytes()).isEqualTo(PICTURE);
	}

	@Test
	void logsIn() throws Exception {
		GreenMail server = server("smtp");
		email(settings(server, "email.username", "camera", "email.password", Fixtures.PASSWORD)).send(PICTURE);
		assertThat(server.getReceivedMessages()).hasSize(1);
	}

	@Test
	void saysThatTheAccountIsRefusedWithoutThePassword() throws Exception {
		UploadWorker lane = email(settings(server("smtp"), "email.username", "camera", "email.password", "wrong-one"));
		assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> lane.send(PICTURE))
			.withMessageStartingWith("log in: ")
			.withMessageNotContaining("wrong-one");
	}

	@Test
	void saysThatNobodyListens() throws Exception {
		GreenMail server = server("smtp");
		String[] settings = settings(server);
		server.stop();
		UploadWorker lane = email(settings);
		assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> lane.send(PICTURE))
			.withMessageStartingWith("connect: ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "220 x\r\n", "220 x\r\n250 x\r\n", "220 x\r\n250 x\r\n250 x\r\n250 x\r\n",
			"220 x\r\n250 x\r\n250 x\r\n250 x\r\n354 x\r\n" })
	void doesNotWaitForAServerThatStalls(String answers) throws Exception {
		UploadWorker lane = email(stalling(answers, "email.timeout", "300ms"));
		assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> lane.send(PICTURE))
			.satisfies((failure) -> assertThat(failure.outcome()).isEqualTo(UploadFailure.Outcome.FAILED));
	}

	@Test
	void endsWithinTheWholeLimitAsWell() throws Exception {
		UploadWorker lane = email(stalling("220 x\r\n", "email.timeout", "60s", "timeout", "300ms"));
		assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> lane.send(PICTURE))
			.withMessageStartingWith("not done within 300 ms");
	}

	@Test
	void keepsAHostileAnswerInOneLine() throws Exception {
		UploadWorker lane = email(stalling("554-no\r\n554 \u001b[2J forged\rline\r\n", "email.timeout", "300ms"));
		assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> lane.send(PICTURE))
			.satisfies((failure) -> assertThat(failure.getMessage()).doesNotContainPattern("\\p{Cntrl}"));
	}

	@Test
	void sendsNothingWithoutTheTlsThatIsRequired() throws Exception {
		GreenMail server = server("smtp");
		UploadWorker lane = email(settings(server, "email.tls", "required"));
		assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> lane.send(PICTURE))
			.withMessageStartingWith("connect: ");
		assertThat(server.getReceivedMessages()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "implicit,smtps", "offered,starttls", "required,starttls" })
	void usesTls(String tls, String protocol) throws Exception {
		Path key = Fixtures.keyStore(this.folder, "ip:127.0.0.1");
		TlsMail server = new TlsMail(key, protocol.equals("smtps"));
		this.open.add(server);
		String[] settings = settings(server.port(), "email.tls", tls, "email.trust.bundle", "lab");
		email(Fixtures.bundles(key), settings).send(PICTURE);
		assertThat(server.wasSecured()).isTrue();
		assertThat(server.received()).contains("image/jpeg");
	}

	@ParameterizedTest
	@ValueSource(strings = { "implicit", "offered", "required" })
	void sendsNothingToAServerThatIsNotTrusted(String tls) throws Exception {
		Path key = Fixtures.keyStore(this.folder, "ip:127.0.0.1");
		TlsMail server = new TlsMail(key, tls.equals("implicit"));
		this.open.add(server);
		UploadWorker lane = email(settings(server.port(), "email.tls", tls));
		assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> lane.send(PICTURE));
		assertThat(server.received()).doesNotContain("MAIL FROM");
	}

	@Test
	void sendsNothingToAServerOfAnotherName() throws Exception {
		Path key = Fixtures.keyStore(this.folder, "dns:other.example");
		TlsMail server = new TlsMail(key, false);
		this.open.add(server);
		UploadWorker lane = email(Fixtures.bundles(key), settings(server.port(), "email.trust.bundle", "lab"));
		assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> lane.send(PICTURE));
		assertThat(server.received()).doesNotContain("MAIL FROM");
		email(Fixtures.bundles(key),
				settings(server.port(), "email.trust.bundle", "lab", "email.trust.check-host", "false"))
			.send(PICTURE);
		assertThat(server.received()).contains("MAIL FROM");
	}

	// --- servers and clients ---

	private GreenMail server(String protocol) {
		GreenMail server = Fixtures.mail(protocol);
		this.open.add(server::stop);
		return server;
	}

	/** A server that says that and nothing more, and reads everything. */
	private String[] stalling(String answers, String... more) throws IOException {
		ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
		this.open.add(server);
		Thread thread = new Thread(() -> {
			try (Socket client = server.accept()) {
				client.getOutputStream().write(answers.getBytes(StandardCharsets.US_ASCII));
				client.getInputStream().readAllBytes();
			}
			catch (IOException ex) {
				// The client has gone, or the test has ended.
			}
		}, "stalling-mail");
		thread.setDaemon(true);
		thread.start();
		return settings(server.getLocalPort(), more);
	}

	private UploadWorker email(String... settings) {
		return email(new DefaultSslBundleRegistry(), settings);
	}

	private UploadWorker email(SslBundles bundles, String... settings) {
		Email email = new Email(Fixtures.properties(settings), bundles, new PictureNames(NAME::time),
				() -> new DeviceInfo("MC200J6", "k", "f", "SN\r\n1"));
		return lane(email);
	}

	private static String[] settings(GreenMail server, String... more) {
		return settings(server.getSmtp().getPort(), more);
	}

	private static String[] settings(int port, String... more) {
		return Stream
			.concat(Stream.of("email.host", "127.0.0.1", "email.port", String.valueOf(port), "email.from",
					"camera@example.org", "email.to", "guard@example.org"), Stream.of(more))
			.toArray(String[]::new);
	}

	private static BodyPart attachment(MimeMessage message) throws MessagingException, IOException {
		MimeMultipart parts = (MimeMultipart) message.getContent();
		return parts.getBodyPart(parts.getCount() - 1);
	}

}
