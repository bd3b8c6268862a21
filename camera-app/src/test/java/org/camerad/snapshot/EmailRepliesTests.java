package org.camerad.snapshot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.camerad.driver.DeviceInfo;
import org.camerad.operation.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Mail servers that are strict or refuse a part (issue 14, D27). */
@ExtendWith(OutputCaptureExtension.class)
class EmailRepliesTests extends UploadBench {

	private final List<String> lines = new CopyOnWriteArrayList<>();

	@ParameterizedTest
	@CsvSource({ "127.0.0.1,[127.0.0.1]", "::1,[IPv6:0:0:0:0:0:0:0:1]" })
	void introducesItselfByTheAddressOfTheConnection(String address, String name) throws Exception {
		email(server(InetAddress.getByName(address), (line) -> line.startsWith("EHLO") && !line.endsWith("]")
				? "504 5.5.2 need fully-qualified hostname" : accept(line)), "email.host", address)
			.send(PICTURE);
		assertThat(this.lines).contains("EHLO " + name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "camera-7.example.org", "[192.0.2.7]", "[IPv6:2001:db8::7]" })
	void introducesItselfByTheConfiguredName(String helo) throws Exception {
		email(server(EmailRepliesTests::accept), "email.helo", helo).send(PICTURE);
		assertThat(this.lines).contains("EHLO " + helo);
	}

	@ParameterizedTest
	@ValueSource(strings = { "two words", "a\r\nMAIL FROM:<x>", "[", "-x", "[192.0.2.7" })
	void aWrongNameStopsTheStart(String helo) {
		assertThatException().isThrownBy(() -> Fixtures.properties("email.helo", helo))
			.havingRootCause()
			.isInstanceOf(ConfigurationException.class)
			.withMessageContaining("camera.upload.email.helo");
	}

	@Test
	void aRefusedRecipientDoesNotStopTheOthers(CapturedOutput output) throws Exception {
		email(server(refusing("guard", "550 5.1.1 no such user")), "email.to",
				"guard@example.org,office@example.org,late@example.org")
			.send(PICTURE);
		assertThat(this.lines).contains("RCPT TO:<office@example.org>", "RCPT TO:<late@example.org>", "DATA", ".");
		assertThat(output).contains("sent, but not to all recipients: guard@example.org (550 5.1.1 no such user)");
	}

	@Test
	void nothingIsSentWhenAllRecipientsAreRefused() throws Exception {
		UploadWorker lane = email(server(refusing("example", "550 5.7.1 relaying denied")), "email.to",
				"guard@example.org,office@example.org");
		assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> lane.send(PICTURE))
			.withMessageStartingWith("send: ")
			.withMessageContaining("guard@example.org (550 5.7.1 relaying denied)")
			.withMessageContaining("office@example.org");
		assertThat(this.lines).doesNotContain("DATA");
	}

	@Test
	void saysThatNoMechanismIsCommon() throws Exception {
		UploadWorker lane = account(
				server((line) -> line.startsWith("EHLO") ? "250-here\r\n250 AUTH GSSAPI CRAM-MD5" : accept(line)));
		assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> lane.send(PICTURE))
			.withMessageStartingWith("log in: no common mechanism: the server offers only GSSAPI CRAM-MD5")
			.withMessageContaining("DIGEST-MD5, LOGIN, NTLM, PLAIN");
	}

	@Test
	void saysThatTheServerOffersNoLogInWhenItWantsOne() throws Exception {
		UploadWorker lane = account(
				server((line) -> line.startsWith("MAIL") ? "530 5.7.0 log in first" : accept(line)));
		assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> lane.send(PICTURE))
			.withMessageStartingWith("send: ")
			.withMessageContaining("530 5.7.0 log in first")
			.withMessageContaining("offered no log-in");
	}

	// --- the server ---

	private static UnaryOperator<String> refusing(String recipient, String reply) {
		return (line) -> line.startsWith("RCPT TO") && line.contains(recipient) ? reply : accept(line);
	}

	private static String accept(String line) {
		return line.equals("DATA") ? "354 go" : "250 fine";
	}

	private int server(UnaryOperator<String> replies) throws IOException {
		return server(InetAddress.getLoopbackAddress(), replies);
	}

	/** A server that answers each command, and the end of the message, as it is told. */
	private int server(InetAddress address, UnaryOperator<String> replies) throws IOException {
		ServerSocket server = new ServerSocket(0, 5, address);
		this.open.add(server);
		Thread thread = new Thread(() -> {
			try (Socket client = server.accept()) {
				converse(client, replies);
			}
			catch (IOException ex) {
				// The client has gone, or the test has ended.
			}
		}, "scripted-mail");
		thread.setDaemon(true);
		thread.start();
		return server.getLocalPort();
	}

	private void converse(Socket client, UnaryOperator<String> replies) throws IOException {
		BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream()));
		OutputStream out = client.getOutputStream();
		out.write("220 here\r\n".getBytes(StandardCharsets.US_ASCII));
		boolean inMessage = false;
		for (String line = in.readLine(); line != null; line = in.readLine()) {
			boolean end = line.equals(".");
			if (!inMessage || end) {
				this.lines.add(line);
				String reply = replies.apply(line);
				inMessage = reply.startsWith("354");
				out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
			}
		}
	}

	private UploadWorker account(int port) {
		return email(port, "email.username", "camera", "email.password", Fixtures.PASSWORD);
	}

	private UploadWorker email(int port, String... more) {
		String[] settings = Stream
			.concat(Stream.of("email.host", "127.0.0.1", "email.port", String.valueOf(port), "email.from",
					"camera@example.org", "email.to", "guard@example.org", "email.tls", "none"), Stream.of(more))
			.toArray(String[]::new);
		return lane(new Email(Fixtures.properties(settings), new DefaultSslBundleRegistry(),
				new PictureNames(() -> Instant.EPOCH), () -> new DeviceInfo("M", "k", "f", "S")));
	}

}
