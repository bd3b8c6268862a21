package org.camerad.driver.pi.standin;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A strict stand-in for rpicam-vid in a process of its own. It accepts exactly the
 * options of its version and writes real JPEGs from ffmpeg at the requested frame rate. A
 * file {@code misbehavior} in its folder makes it fail: {@code stall}, {@code die},
 * {@code babble}, {@code cut}, {@code mute} (no picture from the start) or {@code deaf}
 * (like mute, and ignores signals).
 */
public final class RpicamVid {

	/** The number of different pictures. */
	private static final int PICTURES = 8;

	/** The metadata of a bright room; the file {@code light} replaces it. */
	private static final String LIGHT = "SensorTimestamp=123456789000\nExposureTime=33239\nAnalogueGain=1.700000\n"
			+ "DigitalGain=1.000000\nColourGains=[ 1.600000, 1.900000 ]\nLux=400.250000\nFrameDuration=33333";

	private final Path folder;

	private final Map<String, String> options;

	private RpicamVid(Path folder, Map<String, String> options) {
		this.folder = folder;
		this.options = options;
	}

	public static void main(String[] arguments) throws IOException, InterruptedException {
		Path folder = Path.of(System.getProperty("standin.folder"));
		String version = Files.readString(folder.resolve("version")).strip();
		try {
			Map<String, String> options = RpicamOptions.of(version).parse(List.of(arguments));
			Files.writeString(folder.resolve("starts"),
					ProcessHandle.current().pid() + " " + String.join(" ", arguments) + "\n", StandardOpenOption.CREATE,
					StandardOpenOption.APPEND);
			Files.writeString(folder.resolve("environment"),
					String.join("\n", System.getenv().entrySet().stream().map(Map.Entry::toString).toList()));
			new RpicamVid(folder, options).run();
		}
		catch (IllegalArgumentException ex) {
			System.err.println("ERROR: *** " + ex.getMessage() + " ***");
			System.exit(255);
		}
	}

	private void run() throws IOException, InterruptedException {
		if (!option("codec", "h264").equals("mjpeg") || !option("output", "").equals("-")) {
			throw new IllegalArgumentException("this stand-in gives MJPEG on its standard output only");
		}
		List<byte[]> pictures = pictures();
		Files.writeString(this.folder.resolve("modes"),
				SensorModes.of(this.folder.resolve("cameras")).select(this.options) + "\n", StandardOpenOption.CREATE,
				StandardOpenOption.APPEND);
		Optional<OutputStream> metadata = metadata();
		long interval = (long) (TimeUnit.SECONDS.toNanos(1) / Double.parseDouble(option("framerate", "30")));
		long next = System.nanoTime();
		OutputStream out = new java.io.FileOutputStream(java.io.FileDescriptor.out);
		System.err.println("[0:21:00.123] [1234] INFO Camera camera_manager.cpp:327 libcamera v0.3.2");
		for (int i = 0; true; i++) {
			give(out, pictures.get(i % pictures.size()), misbehavior());
			if (metadata.isPresent()) {
				metadata.get().write((read("light", LIGHT) + "\n\n").getBytes(StandardCharsets.US_ASCII));
			}
			next += interval;
			LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
		}
	}

	private void give(OutputStream out, byte[] jpeg, String misbehavior) throws IOException, InterruptedException {
		switch (misbehavior) {
			case "stall", "mute", "deaf" -> Thread.sleep(TimeUnit.DAYS.toMillis(1));
			case "die" -> {
				System.err.println("ERROR: *** failed to acquire the camera: Device or resource busy ***");
				System.exit(255);
			}
			case "babble" -> {
				out.write("\u00ff\u00d8\u00ff\u00ffnothing of a picture \u00ff\u00d9".repeat(50)
					.getBytes(StandardCharsets.ISO_8859_1));
				System.err.println("WARN ".repeat(1000) + "\n".repeat(3));
			}
			case "cut" -> {
				out.write(jpeg, 0, jpeg.length / 2);
				System.exit(0);
			}
			default -> out.write(jpeg);
		}
	}

	/** Returns the output for {@code --metadata}, which the program opens once. */
	private Optional<OutputStream> metadata() throws IOException {
		if (!this.options.containsKey("metadata")) {
			return Optional.empty();
		}
		if (!option("metadata-format", "json").equals("txt")) {
			throw new IllegalArgumentException("this stand-in writes metadata as txt only");
		}
		return Optional.of(new java.io.FileOutputStream(option("metadata", "")));
	}

	private String misbehavior() {
		return read("misbehavior", "");
	}

	private String read(String file, String initial) {
		try {
			return Files.readString(this.folder.resolve(file)).strip();
		}
		catch (IOException ex) {
			return initial;
		}
	}

	private String option(String name, String initial) {
		return this.options.getOrDefault(name, initial);
	}

	/**
	 * Returns the pictures of the requested size and image settings, which ffmpeg makes
	 * once.
	 */
	private List<byte[]> pictures() throws IOException, InterruptedException {
		String look = String.format(Locale.ROOT, "eq=brightness=%s:contrast=%s:saturation=%s",
				option("brightness", "0"), capped("contrast", 3), capped("saturation", 3));
		String size = option("width", "640") + "x" + option("height", "480");
		Path cache = Path.of(System.getProperty("standin.cache"));
		Path file = cache.resolve(size + "-" + look.replaceAll("[^0-9.-]+", "_") + ".mjpeg");
		if (!Files.exists(file)) {
			Path fresh = cache.resolve(ProcessHandle.current().pid() + ".mjpeg");
			make(size, look, fresh);
			Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
		}
		return split(Files.readAllBytes(file));
	}

	private double capped(String name, double most) {
		return Math.min(most, Double.parseDouble(option(name, "1")));
	}

	private static void make(String size, String look, Path file) throws IOException, InterruptedException {
		Process ffmpeg = new ProcessBuilder("ffmpeg", "-hide_banner", "-loglevel", "error", "-f", "lavfi", "-i",
				"testsrc2=size=" + size + ":rate=" + PICTURES, "-frames:v", String.valueOf(PICTURES), "-vf", look,
				"-pix_fmt", "yuvj420p", "-c:v", "mjpeg", "-huffman", "default", "-q:v", "14", "-f", "mjpeg", "-y",
				file.toString())
			.inheritIO()
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		if (ffmpeg.waitFor() != 0) {
			throw new IOException("ffmpeg could not make pictures of " + size);
		}
	}

	private static List<byte[]> split(byte[] all) {
		List<byte[]> pictures = new ArrayList<>();
		int begin = 0;
		for (int i = 2; i < all.length; i++) {
			if (all[i - 1] == (byte) 0xff && all[i] == (byte) 0xd9) {
				pictures.add(java.util.Arrays.copyOfRange(all, begin, i + 1));
				begin = i + 1;
			}
		}
		return pictures;
	}

}
