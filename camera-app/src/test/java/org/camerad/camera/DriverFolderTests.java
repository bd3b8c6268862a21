package org.camerad.camera;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

import org.camerad.CameradApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** The service on the example driver, whose jar lies in the driver folder. */
class DriverFolderTests {

	private static final HttpClient client = HttpClient.newHttpClient();

	private static ConfigurableApplicationContext service;

	private static String uid;

	@BeforeAll
	static void start(@TempDir Path folder) throws Exception {
		Path drivers = Files.createDirectory(folder.resolve("drivers"));
		new DriverJars(folder.resolve("work")).toy(drivers.resolve("camera-driver-toy.jar"));
		service = new SpringApplication(CameradApplication.class).run("--camera.driver=toy",
				"--camera.driver-path=" + drivers, "--camera.toy.serial-number=4711",
				"--camera.data-dir=" + folder.resolve("data"), "--camera.admin.password=pass-0f-the-factory",
				"--server.port=0", "--management.server.port=0");
		String answer = new String(get("getuid?username=admin&password=pass-0f-the-factory"));
		uid = answer.replaceAll("(?s).*<uid>(\\w+)</uid>.*", "$1");
	}

	@AfterAll
	static void stop() {
		service.close();
	}

	@Test
	void thePictureIsTheTestCardAndASettingChangesIt() throws Exception {
		get("image?brightness=128&contrast=128&saturation=128&uid=" + uid);
		int[] yellow = yellow();
		assertThat(yellow[0] - yellow[2]).as("red less blue of the yellow bar").isGreaterThan(150);
		get("image?saturation=0&uid=" + uid);
		int[] gray = yellow();
		assertThat(Math.abs(gray[0] - gray[2])).isLessThan(8);
	}

	@Test
	void propertiesReachTheDriver() throws Exception {
		assertThat(new String(get("getinfo?uid=" + uid))).contains("4711");
	}

	@Test
	void partsThatItLacksAreAbsent() throws Exception {
		HttpResponse<byte[]> answer = send("motion?uid=" + uid);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(new String(answer.body())).contains("motion not supported");
	}

	private static int[] yellow() throws Exception {
		BufferedImage picture = picture();
		int middle = picture.getWidth() * 3 / 14;
		return picture.getRaster().getPixel(middle, picture.getHeight() / 4, (int[]) null);
	}

	private static BufferedImage picture() throws Exception {
		return ImageIO.read(new ByteArrayInputStream(get("snapshot.cgi?stream=1&uid=" + uid)));
	}

	private static byte[] get(String target) throws IOException, InterruptedException {
		HttpResponse<byte[]> answer = send(target);
		assertThat(answer.statusCode()).as(target + ": " + new String(answer.body())).isEqualTo(200);
		return answer.body();
	}

	private static HttpResponse<byte[]> send(String target) throws IOException, InterruptedException {
		String port = service.getEnvironment().getRequiredProperty("local.server.port");
		URI uri = URI.create("http://127.0.0.1:" + port + "/cgi-bin/" + target);
		return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
	}

}
