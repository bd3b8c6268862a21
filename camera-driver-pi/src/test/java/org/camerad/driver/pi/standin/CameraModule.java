package org.camerad.driver.pi.standin;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A camera module with its program, as files in a folder. The program is executable:
 * {@link #program()}.
 */
public final class CameraModule {

	private static final String BUILD = "rpicam-apps build: v%s 0123456789ab 01-10-2025 (10:00:00)\n"
			+ "rpicam-apps capabilites: egl:1 qt:0 drm:1 libav:1\nlibcamera build: v0.5.2+99-bfd68f78\n";

	private final Path folder;

	private CameraModule(Path folder) {
		this.folder = folder;
	}

	/**
	 * Creates a camera module of version 1 (OV5647, 5 megapixels) and installs
	 * rpicam-apps.
	 * @param folder a new folder, or one of an earlier call
	 * @param version {@code 1.5.3} as in bookworm, {@code 1.9.1} as in trixie, or
	 * {@code 1.13.0}
	 */
	public static CameraModule plug(Path folder, String version) throws IOException {
		Files.createDirectories(folder);
		CameraModule module = new CameraModule(folder);
		Files.writeString(folder.resolve("version"), version);
		Files.writeString(folder.resolve("build"), BUILD.formatted(version));
		module.attach();
		module.install();
		return module;
	}

	/** Returns the file for {@code camera.pi.video.command}. */
	public Path program() {
		return this.folder.resolve("rpicam-vid");
	}

	/** Connects the camera. */
	public void attach() throws IOException {
		attach("ov5647");
	}

	/** Connects a camera of another list, such as {@code imx708}. */
	public void attach(String sensor) throws IOException {
		try (InputStream list = CameraModule.class.getResourceAsStream(sensor + ".cameras")) {
			Files.write(this.folder.resolve("cameras"), list.readAllBytes());
		}
	}

	/** Disconnects the camera. */
	public void detach() throws IOException {
		Files.writeString(this.folder.resolve("cameras"), "No cameras available!\n");
	}

	/** Installs the program. */
	public void install() throws IOException {
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		Path cache = Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"),
				"camerad-standin-pictures-" + System.getProperty("user.name")));
		String script = """
				#!/bin/sh
				case "$*" in
				--version) exec cat '%1$s/build' ;;
				--list-cameras) exec cat '%1$s/cameras' ;;
				esac
				exec '%2$s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -Xmx128m -cp '%3$s' \
				-Dstandin.folder='%1$s' -Dstandin.cache='%4$s' %5$s "$@"
				""".formatted(this.folder, java, classes(), cache, RpicamVid.class.getName());
		Scripts.write(program(), script);
	}

	/** Removes the program. */
	public void uninstall() throws IOException {
		Files.deleteIfExists(program());
	}

	/**
	 * Sets the misbehavior of the program from its next picture on; empty for none.
	 */
	public void misbehavior(String misbehavior) throws IOException {
		Files.writeString(this.folder.resolve("misbehavior"), misbehavior);
	}

	/** Returns the process id and the arguments of each start. */
	public List<String> starts() throws IOException {
		Path starts = this.folder.resolve("starts");
		return Files.exists(starts) ? Files.readAllLines(starts) : List.of();
	}

	/** Returns the mode of the sensor of each start: size, frame rate, field of view. */
	public List<String> modes() throws IOException {
		return Files.readAllLines(this.folder.resolve("modes"));
	}

	/** Returns the variables of the last start. */
	public List<String> environment() throws IOException {
		return Files.readAllLines(this.folder.resolve("environment"));
	}

	/** Sets the metadata of the pictures, such as {@code Lux=0.4}. */
	public void light(String metadata) throws IOException {
		Files.writeString(this.folder.resolve("light"), metadata);
	}

	private static Path classes() {
		try {
			return Path.of(CameraModule.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
