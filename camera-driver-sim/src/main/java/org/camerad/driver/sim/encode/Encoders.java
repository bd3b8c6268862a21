package org.camerad.driver.sim.encode;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;

import org.camerad.driver.Codec;

/**
 * The encoders of this installation, found by the jars on the class path without loading
 * them.
 */
public enum Encoders {

	/** ffmpeg with x264 and x265, under the GPL. */
	ALL("live video is encoded with ffmpeg, x264 and x265"),

	/** ffmpeg under the LGPL: openh264, and nothing for H.265. */
	WITHOUT_H265("live video is encoded with ffmpeg and openh264: H.265 is not offered"),

	/** No ffmpeg, or none for this platform. */
	NONE("no encoder of live video: streams are JPEG only; the folder encoders/ beside the jar is missing,"
			+ " or has none for " + Platform.NAME);

	private static final Logger logger = System.getLogger(Encoders.class.getName());

	private final String text;

	Encoders(String text) {
		this.text = text;
	}

	/** Returns the installed encoders. The first call writes them to the log. */
	public static Encoders installed() {
		return Installed.ENCODERS;
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

	/** Detects the encoders on first use. */
	private static final class Installed {

		private static final Encoders ENCODERS = found(Encoders.class.getClassLoader());

		static {
			logger.log(Level.INFO, ENCODERS.text);
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
