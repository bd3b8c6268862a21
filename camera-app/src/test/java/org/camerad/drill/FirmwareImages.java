package org.camerad.drill;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;

/** Signed images, as {@code script/firmware} makes them. */
final class FirmwareImages {

	private static final int LARGE = 40 * 1024 * 1024;

	private static final int SMALL = 3000;

	private final Path folder;

	private final Site site;

	private final byte[] large;

	private final byte[] small;

	private final byte[] newer;

	FirmwareImages(Site site) throws IOException, InterruptedException {
		this.site = site;
		this.folder = site.folder("images");
		Site.run("openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", path("key"));
		Site.run("openssl", "pkey", "-in", path("key"), "-pubout", "-out", path("pub"));
		this.small = image("2.0.0", SMALL);
		this.newer = image("3.0.0", SMALL);
		this.large = image("2.0.0", site.isShort() ? SMALL : LARGE);
	}

	private String path(String name) {
		return this.folder.resolve(name).toString();
	}

	private byte[] image(String version, int size) throws IOException, InterruptedException {
		Files.write(this.folder.resolve("rootfs.img"), content(version, size));
		Site.run(this.site.root().resolve("script/firmware").toString(), "--version", version, "--model", "MC200J6",
				"--key", path("key"), "--output", path("image"), path("rootfs.img"));
		return Files.readAllBytes(this.folder.resolve("image"));
	}

	private static byte[] content(String version, int size) {
		byte[] content = new byte[size];
		new Random(version.hashCode()).nextBytes(content);
		return content;
	}

	/** Returns the content of the file in a small image. */
	static byte[] content(String version) {
		return content(version, SMALL);
	}

	/** Returns the public key's file. */
	String key() {
		return path("pub");
	}

	/** Returns version 2.0.0 with a file of 40 MiB. */
	byte[] large() {
		return this.large;
	}

	/** Returns version 2.0.0 with a small file. */
	byte[] small() {
		return this.small;
	}

	/** Returns version 3.0.0 with a small file. */
	byte[] newer() {
		return this.newer;
	}

	/** Sends a part of the large image, and waits until it has arrived. */
	void sendPart(ServiceProcess service, int percent) throws IOException, InterruptedException {
		String credentials = Base64.getEncoder()
			.encodeToString((Launch.ADMIN + ":" + service.password()).getBytes(StandardCharsets.UTF_8));
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
			OutputStream out = socket.getOutputStream();
			out.write(("POST /cgi-bin/OnvifFirmwareUpgrade HTTP/1.1\r\nHost: camera\r\nAuthorization: Basic "
					+ credentials + "\r\nContent-Type: application/octet-stream\r\nContent-Length: " + this.large.length
					+ "\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
			out.write(this.large, 0, this.large.length / 100 * percent);
			out.flush();
			Thread.sleep(200);
			service.kill();
		}
	}

}
