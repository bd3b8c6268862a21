package org.camerad.snapshot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Uploads to the FTP servers of Debian that refuse to rename files (issue 14, D26). The
 * two packages exclude each other, so script/test unpacks them without installing them.
 */
class FtpPeerTests extends FtpBench {

	private static final String NAME = "[0-9]{8}-[0-9]{6}-[0-9]{3}Z\\.jpg";

	/**
	 * {@link Fixtures#PASSWORD} by crypt(3), since the server's own hashes take seconds.
	 */
	private static final String PASSWORD_HASH = "$1$camerad$yOZ7ykX9Op2Adedzm/Gsr.";

	private static final Path UNPACKED = Path.of("target", "ftp-servers", "usr").toAbsolutePath();

	@Test
	void anonymousVsftpdMayNeitherRenameNorDelete() throws Exception {
		Path program = program("sbin/vsftpd");
		Path home = Files.createDirectory(this.folder.resolve("home"));
		Path incoming = openFolder(home.resolve("incoming"));
		int port = freePort();
		Path configuration = Files.write(this.folder.resolve("vsftpd.conf"),
				List.of("listen=YES", "listen_address=127.0.0.1", "listen_port=" + port, "background=NO",
						"run_as_launching_user=YES", "anonymous_enable=YES", "anon_upload_enable=YES",
						"write_enable=YES", "ftp_username=nobody", "no_anon_password=YES", "seccomp_sandbox=NO",
						"anon_root=" + home, "secure_chroot_dir=" + Files.createDirectory(this.folder.resolve("empty")),
						"vsftpd_log_file=" + this.folder.resolve("log")));
		start(port, program.toString(), configuration.toString());
		UploadWorker lane = ftp(port, "ftp.username", "anonymous", "ftp.password", "", "ftp.directory", "incoming");
		lane.send(PICTURE);
		lane.send(PICTURE);
		List<Path> pictures = pictures(incoming);
		assertThat(pictures.stream().filter(FtpPeerTests::isFinished)).hasSize(2)
			.allSatisfy((file) -> assertThat(file).hasBinaryContent(PICTURE));
		assertThat(pictures.stream().filter((file) -> !isFinished(file))).as("from before the refusal was known")
			.hasSize(1);
	}

	@Test
	void pureFtpdWithoutRename() throws Exception {
		assumeTrue("root".equals(System.getProperty("user.name")), "only root can run pure-ftpd");
		Path program = program("sbin/pure-ftpd");
		Path pw = program("bin/pure-pw");
		openFolder(this.folder);
		Path home = openFolder(this.folder.resolve("home"));
		Path users = Files.writeString(this.folder.resolve("users"),
				FtpServers.USER + ":" + PASSWORD_HASH + ":65534:65534::" + home + "/./::::::::::::\n");
		Process database = new ProcessBuilder(pw.toString(), "mkdb", users + ".pdb", "-f", users.toString())
			.redirectErrorStream(true)
			.redirectOutput(this.folder.resolve("pure-pw.log").toFile())
			.start();
		assertThat(database.waitFor(30, TimeUnit.SECONDS)).isTrue();
		int port = freePort();
		start(port, program.toString(), "-G", "-E", "-H", "-u", "1", "-S", "127.0.0.1," + port, "-l",
				"puredb:" + users + ".pdb", "-g", this.folder.resolve("pid").toString());
		UploadWorker lane = ftp(port);
		lane.send(PICTURE);
		lane.send(PICTURE);
		assertThat(pictures(home)).hasSize(2)
			.allMatch(FtpPeerTests::isFinished)
			.allSatisfy((file) -> assertThat(file).hasBinaryContent(PICTURE));
	}

	private static boolean isFinished(Path file) {
		return file.getFileName().toString().matches(NAME);
	}

	private static Path program(String name) {
		List<Path> places = List.of(UNPACKED.resolve(name), Path.of("/usr").resolve(name));
		assumeTrue(places.stream().anyMatch(Files::isExecutable), name + " is missing: run script/test");
		return places.stream().filter(Files::isExecutable).findFirst().orElseThrow();
	}

	private static Path openFolder(Path folder) throws IOException {
		return Files.setPosixFilePermissions(Files.createDirectories(folder),
				PosixFilePermissions.fromString("rwxrwxrwx"));
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private void start(int port, String... command) throws Exception {
		Path output = this.folder.resolve("server.log");
		Process server = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		this.open.add(() -> {
			server.destroy();
			server.waitFor(10, TimeUnit.SECONDS);
		});
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
		while (true) {
			try {
				new Socket(InetAddress.getLoopbackAddress(), port).close();
				return;
			}
			catch (IOException ex) {
				assertThat(server.isAlive() && System.nanoTime() < deadline).as(Files.readString(output)).isTrue();
				Thread.onSpinWait();
			}
		}
	}

	private static List<Path> pictures(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.toList();
		}
	}

}
