package org.camerad.driver.sim.encode;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Optional;

import org.camerad.driver.Codec;
import org.camerad.driver.support.failure.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The encoders of this installation, found by the jars on the class path. Their libraries
 * are loaded once, to know that this is possible.
 */
public enum Encoders {

	/** ffmpeg with x264 and x265, under the GPL. */
	ALL("live video is encoded with ffmpeg, x264 and x265"),

	/** ffmpeg under the LGPL: openh264, and nothing for H.265. */
	WITHOUT_H265("live video is encoded with ffmpeg and openh264: H.265 is not offered"),

	/** No ffmpeg, none for this platform, or libraries that cannot be loaded. */
	NONE("no encoder of live video: streams are JPEG only; the folder encoders/ beside the jar is missing,"
			+ " or has none for " + Platform.NAME);

	private static final Logger logger = System.getLogger(Encoders.class.getName());

	private final String text;

	Encoders(String text) {
		this.text = text;
	}

	/**
	 * Returns the installed encoders. The first call loads their libraries from the
	 * {@link EncoderFolder} and writes the result to the log.
	 */
	public static Encoders installed() {
		return Installed.ENCODERS;
	}

	/** Returns why the encoders beside the jar cannot be used, empty if they can. */
	public static Optional<String> problem() {
		return Optional.ofNullable(Installed.PROBLEM);
	}

	/** Returns the encoders whose jars are on the class path. */
	static Encoders found() {
		return found(Encoders.class.getClassLoader());
	}

	/** Returns whether there is an encoder of that codec. */
	public boolean canEncode(Codec codec) {
		return this == ALL || this == WITHOUT_H265 && codec == Codec.H264;
	}

	static Encoders found(ClassLoader loader) {
		boolean binding = has(loader, "ffmpeg/global/avcodec.class") && has(loader, "javacpp/Loader.class")
				&& has(loader, "javacpp/" + Platform.NAME + "/" + System.mapLibraryName("jnijavacpp"));
		String codecs = "/" + System.mapLibraryName("jniavcodec");
		if (binding && has(loader, "ffmpeg/" + Platform.NAME + "-gpl" + codecs)) {
			return ALL;
		}
		return (binding && has(loader, "ffmpeg/" + Platform.NAME + codecs)) ? WITHOUT_H265 : NONE;
	}

	private static boolean has(ClassLoader loader, String name) {
		return loader.getResource("org/bytedeco/" + name) != null;
	}

	/** Detects and loads the encoders on first use. */
	private static final class Installed {

		private static final @Nullable String PROBLEM = (found() == NONE) ? null : load();

		private static final Encoders ENCODERS = (PROBLEM == null) ? found() : NONE;

		static {
			logger.log((PROBLEM == null) ? Level.INFO : Level.WARNING, (PROBLEM == null) ? ENCODERS.text : PROBLEM);
		}

		private static @Nullable String load() {
			try {
				Ffmpeg.load();
				return null;
			}
			catch (LinkageError ex) {
				return "live video is JPEG only, because ffmpeg's libraries cannot be loaded from "
						+ EncoderFolder.chosen() + " (" + Reason.of(origin(ex))
						+ "); set camera.sim.encoder-dir to a folder that is not mounted with noexec";
			}
		}

		/** Returns the loader's own message; JavaCPP's names only a search path. */
		private static Throwable origin(LinkageError failure) {
			Throwable origin = failure;
			while (origin.getCause() != null) {
				origin = origin.getCause();
			}
			return origin;
		}

	}

	/** The name of this platform in JavaCPP. */
	private static final class Platform {

		private static final String NAME = system(System.getProperty("os.name").toLowerCase(Locale.ROOT)) + "-"
				+ processor(System.getProperty("os.arch").toLowerCase(Locale.ROOT));

		private static String system(String name) {
			if (name.startsWith("mac")) {
				return "macosx";
			}
			return name.startsWith("windows") ? "windows" : name;
		}

		private static String processor(String name) {
			return switch (name) {
				case "amd64", "x86-64" -> "x86_64";
				case "aarch64" -> "arm64";
				default -> name;
			};
		}

	}

}
