package org.camerad.snapshot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.DefaultFtplet;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.ftplet.FtpSession;
import org.apache.ftpserver.ftplet.Ftplet;
import org.apache.ftpserver.ftplet.FtpletResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Uploads to a real FTP server. */
class FtpTests extends FtpBench {

	private static final String NAME = "[0-9]{8}-[0-9]{6}-[0-9]{3}Z\\.jpg";

	@Test
	void sendsEveryByteAndLeavesNothingElse() throws Exception {
		Path home = home();
		ftp(server(home, new DefaultFtplet())).send(PICTURE);
		List<Path> files = files(home);
		assertThat(files).hasSize(1);
		assertThat(files.get(0).getFileName().toString()).matches(NAME);
		assertThat(files.get(0)).hasBinaryContent(PICTURE);
	}

	@Test
	void writesUnderAnotherNameUntilAllIsThere() throws Exception {
		List<String> commands = new CopyOnWriteArrayList<>();
		ftp(server(home(), seen(commands))).send(PICTURE);
		assertThat(commands).containsSubsequence("EPSV", "STOR", "RNFR", "RNTO", "QUIT");
	}

	@ParameterizedTest
	@ValueSource(strings = { "gate/north/1", "/gate/north/1", "gate" })
	void makesTheDirectory(String directory) throws Exception {
		Path home = home();
		ftp(server(home, new DefaultFtplet()), "ftp.directory", directory).send(PICTURE);
		assertThat(files(home.resolve(directory.replaceFirst("^/", "")))).hasSize(1);
	}

	@Test
	void replacesNothing() throws Exception {
		Path home = home();
		PictureName taken = new PictureName(Instant.parse("2026-11-23T10:15:30.250Z"));
		Files.writeString(home.resolve(taken.file()), "before");
		PictureNames names = new PictureNames(taken::time);
		lane(ftp(names, new DefaultSslBundleRegistry(), settings(server(home, new DefaultFtplet())))).send(PICTURE);
		assertThat(home.resolve(taken.file())).hasContent("before");
		assertThat(home.resolve("20261123-101530-251Z.jpg")).hasBinaryContent(PICTURE);
	}

	@Test
	void saysThatTheAccountIsRefusedWithoutThePassword() throws Exception {
		int port = server(home(), new DefaultFtplet());
		UploadWorker lane = ftp(port, "ftp.password", "wrong-one");
		assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> lane.send(PICTURE))
			.withMessageStartingWith("log in: ")
			.withMessageContaining("530")
			.withMessageNotContaining("wrong-one");
	}

	@Test
	void leavesNothingWhenTheStoreIsRefused() throws Exception {
		Path home = home();
		UploadWorker lane = ftp(server(home, refusing("STOR", 552, "quota exceeded")));
		assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> lane.send(PICTURE))
			.withMessageStartingWith("store: ")
			.withMessageContaining("552 quota exceeded");
		assertThat(files(home)).isEmpty();
	}

	/** Issue 14, D26. */
	@ParameterizedTest
	@ValueSource(strings = { "RNFR", "RNTO" })
	void storesUnderTheNameAtOnceWhenTheServerDoesNotRename(String refused) throws Exception {
		Path home = home();
		List<String> commands = new CopyOnWriteArrayList<>();
		UploadWorker lane = ftp(server(home, refusing(refused, 553, "no", commands)));
		lane.send(PICTURE);
		assertThat(commands).containsOnlyOnce("RNFR", "DELE");
		commands.clear();
		lane.send(PICTURE);
		assertThat(commands).containsOnlyOnce("STOR").doesNotContain("RNFR", "DELE");
		assertThat(files(home)).hasSize(2).allSatisfy((file) -> {
			assertThat(file.getFileName().toString()).matches(NAME);
			assertThat(file).hasBinaryContent(PICTURE);
		});
	}

	/** Issue 14, D26. */
	@ParameterizedTest
	@ValueSource(ints = { 550, 553 })
	void storesUnderTheNameAtOnceWhenTheServerRefusesTheTemporaryOne(int code) throws Exception {
		Path home = home();
		List<String> stored = new CopyOnWriteArrayList<>();
		UploadWorker lane = ftp(server(home, new DefaultFtplet() {
			@Override
			public FtpletResult onUploadStart(FtpSession session, FtpRequest request) throws FtpException, IOException {
				stored.add(request.getArgument());
				if (request.getArgument().matches(NAME)) {
					return FtpletResult.DEFAULT;
				}
				session.write(new DefaultFtpReply(code, "File name not allowed"));
				return FtpletResult.SKIP;
			}
		}));
		lane.send(PICTURE);
		lane.send(PICTURE);
		assertThat(stored).hasSize(3);
		assertThat(files(home)).hasSize(2).allSatisfy((file) -> assertThat(file).hasBinaryContent(PICTURE));
	}

	/** Issue 14, D26. */
	@Test
	void everyNameEndsLikeThatOfAPicture() throws Exception {
		Path home = home();
		List<String> stored = new CopyOnWriteArrayList<>();
		ftp(server(home, new DefaultFtplet() {
			@Override
			public FtpletResult onUploadStart(FtpSession session, FtpRequest request) {
				stored.add(request.getArgument());
				return FtpletResult.DEFAULT;
			}
		})).send(PICTURE);
		assertThat(stored).hasSize(1).allMatch((name) -> name.endsWith(".part.jpg"));
	}

	/** Issue 14, D26. */
	@Test
	void aRenameThatFailsForNowIsTriedAgainNextTime() throws Exception {
		Path home = home();
		List<String> commands = new CopyOnWriteArrayList<>();
		UploadWorker lane = ftp(server(home, refusing("RNFR", 450, "busy", commands)));
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> lane.send(PICTURE))
				.withMessageStartingWith("rename: ");
		}
		assertThat(commands.stream().filter("RNFR"::equals)).hasSize(2);
		assertThat(files(home)).isEmpty();
	}

	/** Issue 14, D26. */
	@Test
	void asksForUtf8WhereTheServerHasIt() throws Exception {
		List<String> commands = new CopyOnWriteArrayList<>();
		ftp(server(home(), seen(commands)), "ftp.directory", "Straße").send(PICTURE);
		assertThat(commands).containsSubsequence("PASS", "FEAT", "OPTS", "CWD", "STOR");
		assertThat(files(this.folder.resolve("home/Straße"))).hasSize(1);
	}

	@Test
	void leavesNoPictureWhenTheServerGoesAwayAndTidiesUpWhenItIsBack() throws Exception {
		Path home = home();
		AtomicBoolean away = new AtomicBoolean(true);
		UploadWorker lane = ftp(server(home, new DefaultFtplet() {
			@Override
			public FtpletResult onUploadEnd(FtpSession session, FtpRequest request) {
				return away.get() ? FtpletResult.DISCONNECT : FtpletResult.DEFAULT;
			}
		}));
		assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> lane.send(PICTURE));
		assertThat(files(home)).isNotEmpty().allMatch((file) -> file.toString().endsWith(".part.jpg"));
		away.set(false);
		lane.send(PICTURE);
		assertThat(files(home)).hasSize(1).allMatch((file) -> file.getFileName().toString().matches(NAME));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Entering Passive Mode", "Entering Passive Mode (|||99999|)", "Entering (|||x|)", "(" })
	void goesOverToPasvWhenEpsvIsAnsweredOddly(String answer) throws Exception {
		Path home = home();
		UploadWorker lane = ftp(server(home, refusing("EPSV", 229, answer)));
		lane.send(PICTURE);
		assertThat(files(home)).hasSize(1);
	}

	@Test
	void goesOverToPasvWhenEpsvLeadsNowhere() throws Exception {
		Path home = home();
		int closed;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			closed = socket.getLocalPort();
		}
		UploadWorker lane = ftp(server(home, refusing("EPSV", 229, "Entering Passive Mode (|||" + closed + "|)")));
		lane.send(PICTURE);
		lane.send(PICTURE);
		assertThat(files(home)).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void protectsCommandsAndData(boolean implicit) throws Exception {
		Path home = home();
		Path key = Fixtures.keyStore(this.folder, "ip:127.0.0.1");
		List<String> commands = new CopyOnWriteArrayList<>();
		FtpServers.Running server = FtpServers.start(home, FtpServers.secured(key, implicit), seen(commands));
		this.open.add(server);
		ftp(Fixtures.names(), Fixtures.bundles(key), tls(server.port(), implicit ? "implicit" : "explicit"))
			.send(PICTURE, new UploadAttempt());
		assertThat(files(home)).hasSize(1).allSatisfy((file) -> assertThat(file).hasBinaryContent(PICTURE));
		assertThat(commands).containsSubsequence("PROT", "STOR");
	}

	@Test
	void sendsNoPasswordToAServerThatIsNotTrusted() throws Exception {
		Path key = Fixtures.keyStore(this.folder, "ip:127.0.0.1");
		List<String> commands = new CopyOnWriteArrayList<>();
		FtpServers.Running server = FtpServers.start(home(), FtpServers.secured(key, false), seen(commands));
		this.open.add(server);
		Ftp ftp = ftp(Fixtures.names(), new DefaultSslBundleRegistry(), settings(server.port(), "ftp.tls", "explicit"));
		assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> ftp.send(PICTURE, new UploadAttempt()))
			.withMessageStartingWith("connect: ");
		assertThat(commands).doesNotContain("PASS", "USER");
	}

	@Test
	void sendsNoPasswordToAServerOfAnotherName() throws Exception {
		Path key = Fixtures.keyStore(this.folder, "dns:other.example");
		List<String> commands = new CopyOnWriteArrayList<>();
		FtpServers.Running server = FtpServers.start(home(), FtpServers.secured(key, false), seen(commands));
		this.open.add(server);
		Ftp ftp = ftp(Fixtures.names(), Fixtures.bundles(key), tls(server.port(), "explicit"));
		assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> ftp.send(PICTURE, new UploadAttempt()));
		assertThat(commands).doesNotContain("PASS", "USER");
		ftp(Fixtures.names(), Fixtures.bundles(key), settings(server.port(), "ftp.tls", "explicit", "ftp.trust.bundle",
				"lab", "ftp.trust.check-host", "false"))
			.send(PICTURE, new UploadAttempt());
		assertThat(commands).contains("PASS", "STOR");
	}

	// --- servers and clients ---

	private Path home() throws IOException {
		return Files.createDirectories(this.folder.resolve("home"));
	}

	private int server(Path home, Ftplet ftplet) throws FtpException {
		FtpServers.Running server = FtpServers.start(home, ftplet);
		this.open.add(server);
		return server.port();
	}

	private static String[] tls(int port, String tls) {
		return settings(port, "ftp.tls", tls, "ftp.trust.bundle", "lab");
	}

	private static Ftplet seen(List<String> commands) {
		return new DefaultFtplet() {
			@Override
			public FtpletResult beforeCommand(FtpSession session, FtpRequest request) throws FtpException, IOException {
				commands.add(request.getCommand());
				return super.beforeCommand(session, request);
			}
		};
	}

	private static Ftplet refusing(String command, int code, String text) {
		return refusing(command, code, text, new CopyOnWriteArrayList<>());
	}

	private static Ftplet refusing(String command, int code, String text, List<String> commands) {
		return new DefaultFtplet() {
			@Override
			public FtpletResult beforeCommand(FtpSession session, FtpRequest request) throws FtpException, IOException {
				commands.add(request.getCommand());
				if (request.getCommand().equals(command)) {
					FtpReply reply = new DefaultFtpReply(code, text);
					session.write(reply);
					return FtpletResult.SKIP;
				}
				return super.beforeCommand(session, request);
			}
		};
	}

	private static List<Path> files(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter(Files::isRegularFile).toList();
		}
	}

}
