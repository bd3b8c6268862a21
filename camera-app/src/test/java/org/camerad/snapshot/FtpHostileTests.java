package org.camerad.snapshot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Uploads to servers that answer what they please. */
class FtpHostileTests extends FtpBench {

	@Test
	void removesWhatAServerTookAndThenRegretted() throws Exception {
		List<String> commands = new CopyOnWriteArrayList<>();
		int server = scripted((command, former) -> {
			commands.add(command);
			return command.equals("STOR") ? "150 send\r\n552 the disk is full" : plain(command);
		});
		UploadWorker lane = ftp(server);
		assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> lane.send(Fixtures.picture(100)))
			.withMessageStartingWith("store: ")
			.withMessageContaining("552 the disk is full");
		assertThat(commands).containsSubsequence("STOR", "DELE", "QUIT").doesNotContain("RNFR");
	}

	@Test
	void connectsForDataToTheServerOnly() throws Exception {
		try (ServerSocket data = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			int port = data.getLocalPort();
			String elsewhere = "227 Entering Passive Mode (127,9,9,9," + port / 256 + "," + port % 256 + ")";
			int server = scripted((command, former) -> switch (command) {
				case "EPSV" -> "502 no";
				case "PASV" -> elsewhere;
				case "STOR" -> "552 enough seen";
				default -> "200 fine";
			});
			UploadWorker lane = ftp(server);
			assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> lane.send(PICTURE))
				.withMessageContaining("enough seen");
			data.setSoTimeout(30_000);
			try (Socket connected = data.accept()) {
				assertThat(connected.getLocalAddress()).isEqualTo(InetAddress.getLoopbackAddress());
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GREETING", "PASS", "CWD", "EPSV", "STOR" })
	void doesNotWaitForAServerThatStalls(String at) throws Exception {
		int server = scripted((command, former) -> command.equals(at) ? null : "200 fine");
		UploadWorker lane = ftp(server, "ftp.timeout", "300ms", "timeout", "2s", "ftp.directory", "x");
		assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> lane.send(PICTURE));
	}

	@Test
	void endsWithAServerThatTakesTheDataSlowlyAndRemovesThePart() throws Exception {
		List<String> commands = new CopyOnWriteArrayList<>();
		try (ServerSocket data = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			data.setReceiveBufferSize(4096);
			int server = scripted((command, former) -> {
				commands.add(command);
				return switch (command) {
					case "EPSV" -> "229 (|||" + data.getLocalPort() + "|)";
					case "STOR" -> "150 send";
					default -> "200 fine";
				};
			});
			UploadWorker lane = ftp(server, "ftp.timeout", "30s", "timeout", "3s");
			assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> lane.send(Fixtures.picture(20_000_000)))
				.withMessageContaining("not done within 3000 ms");
			assertThat(commands).contains("STOR", "DELE").doesNotContain("RNFR");
		}
	}

	@Test
	void endsWithAServerWhoseAnswersHaveNoEnd() throws Exception {
		int server = scripted((command, former) -> "220-" + "x".repeat(2_000_000));
		UploadWorker lane = ftp(server);
		assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> lane.send(PICTURE))
			.withMessageContaining("bytes of responses");
	}

	@Test
	void keepsAHostileAnswerInOneLine() throws Exception {
		int server = scripted((command, former) -> command.equals("STOR")
				? "553-first\r\n2026-11-23T00:00:00 INFO forged\u001b[2J " + former + "\r\n553 last" : plain(command));
		UploadWorker lane = ftp(server);
		assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> lane.send(PICTURE))
			.satisfies((failure) -> assertThat(failure.getMessage()).doesNotContainPattern("\\p{Cntrl}")
				.doesNotContain(Fixtures.PASSWORD));
	}

	// --- the server ---

	/**
	 * A server that answers each command (and GREETING) as it is told, not at all for
	 * null. It is given the line before, too.
	 */
	private int scripted(BiFunction<String, String, @Nullable String> answers) throws IOException {
		ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
		this.open.add(server);
		Thread thread = new Thread(() -> serve(server, answers), "scripted-ftp");
		thread.setDaemon(true);
		thread.start();
		return server.getLocalPort();
	}

	private static void serve(ServerSocket server, BiFunction<String, String, @Nullable String> answers) {
		while (!server.isClosed()) {
			try (Socket client = server.accept()) {
				converse(client, answers);
			}
			catch (IOException ex) {
				// The client has gone, or the test has ended.
			}
		}
	}

	private static void converse(Socket client, BiFunction<String, String, @Nullable String> answers)
			throws IOException {
		OutputStream out = client.getOutputStream();
		BufferedReader lines = new BufferedReader(new InputStreamReader(client.getInputStream()));
		StringBuilder said = new StringBuilder();
		String line = "GREETING";
		while (line != null) {
			String answer = answers.apply(line.split(" ")[0], said.toString());
			if (answer != null) {
				out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
				out.flush();
			}
			line = lines.readLine();
			said.append(line).append(' ');
		}
	}

	private String plain(String command) {
		if (command.equals("EPSV")) {
			try {
				ServerSocket data = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
				this.open.add(data);
				return "229 (|||" + data.getLocalPort() + "|)";
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return "200 fine";
	}

}
