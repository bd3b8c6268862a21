package org.camerad.snapshot;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.internet.MimeMultipart;
import org.apache.ftpserver.ftplet.DefaultFtplet;
import org.camerad.CameradApplication;
import org.camerad.operation.SecretGuard;
import org.camerad.user.QuickHashes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/** The whole service with the simulated camera, asked over HTTP. */
@ExtendWith(OutputCaptureExtension.class)
class UploadInterfaceTests {

	private static final String ADMIN_PASSWORD = "s3cr3t-of-the-camera";

	private static final String OK = "<upload>OK</upload>";

	@TempDir
	Path folder;

	@Test
	void sendsPicturesToEachDestination(CapturedOutput output) throws Exception {
		Path card = Files.createDirectory(this.folder.resolve("card"));
		Path mount = Files.createDirectory(this.folder.resolve("mount"));
		Path home = Files.createDirectory(this.folder.resolve("home"));
		GreenMail mail = Fixtures.mail("smtp");
		try (FtpServers.Running ftp = FtpServers.start(home, new DefaultFtplet());
				ConfigurableApplicationContext service = start("sd.directory=" + card, "nfs.directory=" + mount,
						"ftp.host=127.0.0.1", "ftp.port=" + ftp.port(), "ftp.username=" + FtpServers.USER,
						"ftp.password=" + Fixtures.PASSWORD, "ftp.directory=gate", "email.host=127.0.0.1",
						"email.port=" + mail.getSmtp().getPort(), "email.username=camera",
						"email.password=" + Fixtures.PASSWORD, "email.from=camera@example.org",
						"email.to=guard@example.org")) {
			for (int number = 0; number < 4; number++) {
				assertThat(upload(service, number)).as("upload=" + number).isEqualTo("200 " + OK);
			}
			MimeMultipart parts = (MimeMultipart) mail.getReceivedMessages()[0].getContent();
			assertIsPicture(parts.getBodyPart(1).getInputStream().readAllBytes());
			assertThat(metrics(service)).contains(
					"camera_uploads_seconds_count{camera=\"1\",destination=\"sd\",outcome=\"done\"} 1",
					"camera_uploads_seconds_count{camera=\"1\",destination=\"email\",outcome=\"done\"} 1");
		}
		finally {
			mail.stop();
		}
		assertIsPicture(Files.readAllBytes(only(card)));
		assertIsPicture(Files.readAllBytes(only(mount)));
		assertIsPicture(Files.readAllBytes(only(home.resolve("gate"))));
		assertThat(output.getAll()).doesNotContain(Fixtures.PASSWORD, ADMIN_PASSWORD);
	}

	@Test
	void saysWhatIsNotThere(CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext service = start()) {
			assertThat(upload(service, 0)).isEqualTo(fault("sd not mount"));
			assertThat(upload(service, 1)).isEqualTo(fault("Ftp not deploy"));
			assertThat(upload(service, 2)).isEqualTo(fault("Email not deploy"));
			assertThat(upload(service, 3)).isEqualTo(fault("NFS Server not mounted"));
			assertThat(upload(service, 4)).isEqualTo(fault("upload 0 or 1 or 2 or 3"));
		}
		assertThat(output).contains("upload to ftp: camera.upload.ftp.host is not set");
	}

	@Test
	void saysThatACardCannotBeWritten() throws Exception {
		Path card = Files.createDirectory(this.folder.resolve("card"));
		for (String state : List.of("broken", "full")) {
			try (ConfigurableApplicationContext service = start("sd.directory=" + card, "/camera.sim.sd=" + state)) {
				assertThat(upload(service, 0)).as(state).isEqualTo(fault("sd card not mounted"));
			}
		}
		try (ConfigurableApplicationContext service = start("sd.directory=" + card, "/camera.sim.sd=absent")) {
			assertThat(upload(service, 0)).isEqualTo(fault("sd not mount"));
		}
		try (ConfigurableApplicationContext service = start("sd.directory=" + card,
				"/camera.sim.fault.storage=unavailable")) {
			assertThat(upload(service, 0)).isEqualTo(fault("sd card not mounted"));
		}
		assertThat(card).isEmptyDirectory();
	}

	@Test
	void makesRoomOnlyWhenItMayAndOnlyAmongItsPictures() throws Exception {
		Path card = Files.createDirectory(this.folder.resolve("card"));
		Path foreign = Files.write(card.resolve("0-holiday.jpg"), new byte[2_000_000]);
		Path oldest = Files.write(card.resolve("20200101-000000-000Z.jpg"), new byte[2_000_000]);
		Path newer = Files.write(card.resolve("20200101-000001-000Z.jpg"), new byte[2_000_000]);
		Files.setLastModifiedTime(foreign, FileTime.fromMillis(1_000));
		Files.setLastModifiedTime(oldest, FileTime.fromMillis(2_000));
		try (ConfigurableApplicationContext service = start("sd.directory=" + card, "/camera.sim.sd=full")) {
			assertThat(upload(service, 0)).isEqualTo(fault("sd card not mounted"));
		}
		assertThat(oldest).exists();
		try (ConfigurableApplicationContext service = start("sd.directory=" + card, "sd.overwrite=true",
				"/camera.sim.sd=full")) {
			assertThat(upload(service, 0)).isEqualTo("200 " + OK);
			assertThat(oldest).doesNotExist();
			assertThat(foreign).exists();
			assertThat(newer).exists();
			assertThat(list(card)).hasSize(3);
		}
	}

	@Test
	void doesNotStartWithAWrongValueAndNamesIt(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("email.host=mail.example.org", "email.from=camera@example.org",
				"email.password=" + Fixtures.PASSWORD));
		assertThat(output.getAll()).contains("camera.upload.email.to").doesNotContain(Fixtures.PASSWORD);
	}

	@Test
	void doesNotStartWithATrustThatIsNotThere(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("ftp.host=ftp.example.org", "ftp.trust.bundle=absent"));
		assertThat(output.getAll()).contains("camera.upload.ftp.trust.bundle");
	}

	// --- the service ---

	/** Settings are below camera.upload., or with a slash in front, as they are. */
	private ConfigurableApplicationContext start(String... settings) {
		List<String> arguments = new ArrayList<>(List.of("--camera.driver=sim", "--server.port=0",
				"--server.address=127.0.0.1", "--management.server.port=0",
				"--camera.data-dir=" + this.folder.resolve("data"), "--camera.admin.password=" + ADMIN_PASSWORD));
		Stream.of(settings)
			.map((setting) -> setting.startsWith("/") ? "--" + setting.substring(1) : "--camera.upload." + setting)
			.forEach(arguments::add);
		return new SpringApplicationBuilder(CameradApplication.class).initializers((context) -> SecretGuard.install())
			.initializers(QuickHashes::install)
			.run(arguments.toArray(String[]::new));
	}

	private static String upload(ConfigurableApplicationContext service, int number) throws Exception {
		return get(service, "local.server.port",
				"/cgi-bin/snapshot.cgi?stream=0&upload=" + number + "&username=admin&password=" + ADMIN_PASSWORD);
	}

	private static String metrics(ConfigurableApplicationContext service) throws Exception {
		return get(service, "local.management.port", "/actuator/prometheus");
	}

	private static String get(ConfigurableApplicationContext service, String port, String target) throws Exception {
		URI uri = URI.create("http://127.0.0.1:" + service.getEnvironment().getRequiredProperty(port) + target);
		HttpResponse<String> answer = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
		return answer.statusCode() + " " + answer.body().replaceFirst("^<\\?xml[^>]*>\\s*", "").strip();
	}

	private static String fault(String reason) {
		return "400 <fault><value>/cgi-bin/snapshot</value><reason>" + reason + "</reason></fault>";
	}

	private static void assertIsPicture(byte[] jpeg) throws IOException {
		assertThat(ImageIO.read(new ByteArrayInputStream(jpeg))).isNotNull();
		assertThat(jpeg).startsWith(0xff, 0xd8).endsWith(0xff, 0xd9);
	}

	private static Path only(Path folder) throws IOException {
		assertThat(list(folder)).hasSize(1);
		return list(folder).get(0);
	}

	private static List<Path> list(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.toList();
		}
	}

}
