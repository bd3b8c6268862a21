import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Live streams: what a viewer costs beside GStreamer's RTSP server, how old a picture is when it is seen, and what
 * viewers leave behind. Arguments: the service's jar, the GStreamer script, a work folder, full or quick.
 */
public final class LiveBench {

	private static final String PASSWORD = "bench-password";

	private static final int RATE = 25;

	/** So many that what they cost is far more than what an encoder's cost varies by. */
	private static final int VIEWERS = 500;

	/** The rounds in which a JVM compiles, which takes megabytes with any number of viewers. */
	private static final int WARMING = 2;

	private static final int WIDTH = 480;

	private static final int HEIGHT = 360;

	private final Path work;

	private final boolean quick;

	private final Service camerad;

	private final Viewers.Stream stream;

	private LiveBench(Path work, boolean quick, Service camerad, int port) {
		this.work = work;
		this.quick = quick;
		this.camerad = camerad;
		this.stream = new Viewers.Stream(port, "/stream2", "trackID=0", "admin", PASSWORD);
	}

	public static void main(String[] arguments) throws Exception {
		Path work = Path.of(arguments[2]);
		int port = Service.freePort();
		List<String> options = List.of("--camera.driver=sim", "--camera.data-dir=" + work.resolve("data"),
				"--camera.admin.password=" + PASSWORD, "--management.server.port=" + Service.freePort(),
				"--camera.rtsp.port=" + port, "--camera.session.timeout=1h",
				"--camera.limits.connections-per-address=2000", "--camera.limits.viewers-per-user=2000",
				"--camera.limits.viewers-per-address=2000");
		try (Service camerad = Service.start(Service.givenOptions(), Path.of(arguments[0]), options,
				work.resolve("camerad.log"), "/cgi-bin/getuid", "fault")) {
			LiveBench bench = new LiveBench(work, arguments[3].equals("quick"), camerad, port);
			bench.set();
			bench.run(Path.of(arguments[1]));
		}
	}

	private void set() throws IOException {
		try (Connection connection = new Connection(this.camerad.port())) {
			String uid = connection.get("/cgi-bin/getuid?username=admin&password=" + PASSWORD)
				.replaceAll("(?s).*<uid>(.*)</uid>.*", "$1");
			String answer = connection.get("/cgi-bin/videoencoder/stream2?encode_mode=H264&resolution=480X360&framerate="
					+ RATE + "&govlength=50&bitrate=200&bitrate_control=CBR&uid=" + uid);
			if (!answer.contains("H264")) {
				throw new IOException("no H.264: " + answer);
			}
		}
	}

	private void run(Path script) throws Exception {
		Path loop = record();
		int port = Service.freePort();
		Process gstreamer = new ProcessBuilder("/usr/bin/python3", script.toString(), String.valueOf(port),
				loop.toString())
			.redirectErrorStream(true)
			.redirectOutput(this.work.resolve("gstreamer.log").toFile())
			.start();
		try {
			Viewers.Stream peer = new Viewers.Stream(port, "/loop", "stream=0", "", "");
			awaitListening(peer);
			compare(gstreamer.pid(), peer);
		}
		finally {
			gstreamer.destroy();
			gstreamer.waitFor(5, TimeUnit.SECONDS);
		}
		latency();
		comeAndGo();
	}

	/** The loop that the other server serves is what this one's encoder makes. */
	private Path record() throws Exception {
		Path once = this.work.resolve("once.mkv");
		ffmpeg("-rtsp_transport", "tcp", "-i", url(), "-t", "10", "-c", "copy", once.toString());
		Path loop = this.work.resolve("loop.mkv");
		ffmpeg("-stream_loop", "60", "-i", once.toString(), "-c", "copy", loop.toString());
		return loop;
	}

	private static void ffmpeg(String... arguments) throws Exception {
		List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-y", "-v", "error"));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).inheritIO().start();
		if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
			process.destroyForcibly();
			throw new IOException("failed: " + command.get(command.size() - 1));
		}
	}

	private String url() {
		return "rtsp://admin:" + PASSWORD + "@127.0.0.1:" + this.stream.port() + this.stream.path();
	}

	private static void awaitListening(Viewers.Stream stream) throws Exception {
		for (int i = 0;; i++) {
			try (Viewers one = new Viewers()) {
				one.add(stream, 1);
				return;
			}
			catch (IOException ex) {
				if (i == 50) {
					throw ex;
				}
				Thread.sleep(200);
			}
		}
	}

	/** The cost of more viewers. The first viewer also needs the encoder, or the file to be read. */
	private record Cost(Figures perGigabyte, Figures perCore, Figures kibibytes, Figures megabits) {

		Cost() {
			this(new Figures(), new Figures(), new Figures(), new Figures());
		}

	}

	private void compare(long peerPid, Viewers.Stream peer) throws Exception {
		Cost own = new Cost();
		Cost others = new Cost();
		int rounds = this.quick ? 2 : 5;
		for (int round = 0; round < rounds + WARMING; round++) {
			measure(this.camerad.pid(), true, this.stream, (round < WARMING) ? new Cost() : own);
			measure(peerPid, false, peer, (round < WARMING) ? new Cost() : others);
		}
		System.out.printf("%n%d rounds, median (least–greatest); %d x %d at %d frames/s, interleaved TCP, %d viewers less one%n%n",
				rounds, WIDTH, HEIGHT, RATE, VIEWERS);
		System.out.println("| server | CPU s per delivered GB | viewers a core | KiB a viewer | Mbit/s a viewer |");
		System.out.println("| --- | --- | --- | --- | --- |");
		print("Camerad, encoding live", own);
		print("GStreamer's RTSP server, a loop of the same", others);
	}

	private static void print(String name, Cost cost) {
		System.out.printf("| %s | %s | %s | %s | %s |%n", name, cost.perGigabyte().text(2), cost.perCore().text(0),
				cost.kibibytes().text(1), cost.megabits().text(3));
	}

	private void measure(long pid, boolean java, Viewers.Stream stream, Cost cost) throws Exception {
		double seconds = this.quick ? 4 : 8;
		try (Viewers viewers = new Viewers()) {
			viewers.add(stream, 1);
			viewers.read(2);
			double memory = memory(pid, java);
			double alone = cpu(pid);
			long single = viewers.read(seconds);
			alone = cpu(pid) - alone;
			int more = VIEWERS - 1;
			viewers.add(stream, more);
			viewers.read(2);
			double together = cpu(pid);
			long all = viewers.read(seconds);
			together = cpu(pid) - together;
			// Time is counted in hundredths of a second, and encoders have moods.
			double paid = Math.max(0.01, together - alone);
			cost.perGigabyte().add(paid / ((all - single) / 1e9));
			cost.perCore().add(more / (paid / seconds));
			cost.kibibytes().add((memory(pid, java) - memory) / more);
			cost.megabits().add((all - single) * 8 / 1e6 / seconds / more);
		}
	}

	private static double cpu(long pid) {
		return ProcessHandle.of(pid).orElseThrow().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
	}

	/**
	 * Resident memory in KiB. A Java heap is resident from the start, see script/bench; what counts of it is what is left
	 * after a collection, and not how much of it garbage has been in.
	 */
	private static double memory(long pid, boolean java) throws IOException {
		return resident(pid) + (java ? liveHeap(pid) : 0);
	}

	private static double liveHeap(long pid) throws IOException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
				Long.toString(pid), "GC.class_histogram")
			.redirectErrorStream(true)
			.start();
		String histogram = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		Matcher total = Pattern.compile("(?m)^Total +[0-9]+ +([0-9]+)").matcher(histogram);
		if (!total.find()) {
			throw new IOException("no histogram: " + histogram);
		}
		return Long.parseLong(total.group(1)) / 1024.0;
	}

	private static double resident(long pid) throws IOException {
		for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
			if (line.startsWith("VmRSS:")) {
				return Long.parseLong(line.replaceAll("[^0-9]", ""));
			}
		}
		throw new IOException("no VmRSS");
	}

	/** From the scene to a decoded picture, by the time that the simulator writes into its last rows. */
	private void latency() throws Exception {
		Process decoder = new ProcessBuilder("ffmpeg", "-nostdin", "-v", "error", "-fflags", "nobuffer", "-flags", "low_delay",
				"-probesize", "32", "-analyzeduration", "0", "-threads", "1", "-rtsp_transport", "tcp", "-i", url(), "-f",
				"rawvideo", "-pix_fmt", "gray", "-vsync", "passthrough", "-flush_packets", "1", "-")
			.redirectError(this.work.resolve("decoder.log").toFile())
			.start();
		List<Double> ages = new ArrayList<>();
		byte[] picture = new byte[WIDTH * HEIGHT];
		try (DataInputStream in = new DataInputStream(decoder.getInputStream())) {
			int pictures = RATE * (this.quick ? 6 : 20);
			for (int i = 0; i < pictures + RATE; i++) {
				in.readFully(picture);
				double age = System.currentTimeMillis() - Strip.epochMilli(picture, WIDTH, HEIGHT);
				if (i >= RATE) {
					ages.add(age);
				}
			}
		}
		catch (EOFException ex) {
			throw new IOException("the decoder ended: " + Files.readString(this.work.resolve("decoder.log")), ex);
		}
		finally {
			decoder.destroy();
		}
		Collections.sort(ages);
		System.out.printf(Locale.ROOT,
				"%nGlass to glass, decoded by ffmpeg in one thread: median %.0f ms, p99 %.0f ms (%d pictures; the clock's step is 1 ms)%n",
				ages.get(ages.size() / 2), ages.get(ages.size() * 99 / 100), ages.size());
	}

	private void comeAndGo() throws Exception {
		Thread.sleep(8000);
		String before = left();
		int all = this.quick ? 200 : 1000;
		double rate;
		try (Viewers viewers = new Viewers()) {
			viewers.add(this.stream, all);
			viewers.read(2);
			rate = viewers.read(4) * 8 / 4e6 / all;
		}
		// Threads that work for encoders and log-ins end when they have been idle for a few seconds.
		Thread.sleep(8000);
		System.out.printf("%n%d viewers came, watched together at %.3f Mbit/s each and left: %s before, %s after%n", all, rate,
				before, left());
	}

	private String left() throws IOException {
		Path process = Path.of("/proc", Long.toString(this.camerad.pid()));
		long threads;
		long encoders = 0;
		try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
			List<Path> all = tasks.toList();
			threads = all.size();
			for (Path task : all) {
				encoders += Files.readString(task.resolve("comm")).startsWith("camera-sim-sub") ? 1 : 0;
			}
		}
		long sockets = 0;
		try (Stream<Path> files = Files.list(process.resolve("fd"))) {
			for (Path file : files.toList()) {
				sockets += isSocket(file) ? 1 : 0;
			}
		}
		return threads + " threads, " + sockets + " sockets, " + encoders + " encoders";
	}

	/** A file may be closed while it is looked at. */
	private static boolean isSocket(Path file) {
		try {
			return Files.readSymbolicLink(file).toString().startsWith("socket:");
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** Reads the simulator's strip: two lines of 80 cells, 20 bytes, of which 5 to 10 are the time. */
	private static final class Strip {

		private static final int COLUMNS = 80;

		static long epochMilli(byte[] picture, int width, int height) throws IOException {
			int line = Math.max(6, height / 270 * 2);
			byte[] bytes = new byte[COLUMNS * 2 / 8];
			for (int bit = 0; bit < COLUMNS * 2; bit++) {
				int y = height - 2 * line + bit / COLUMNS * line + line / 2;
				int x = (2 * (bit % COLUMNS) + 1) * width / COLUMNS / 2;
				if ((picture[y * width + x] & 0xff) > 128) {
					bytes[bit / 8] |= (byte) (0x80 >> (bit % 8));
				}
			}
			if (bytes[0] != (byte) 0xC5) {
				throw new IOException("the picture has no strip");
			}
			ByteBuffer read = ByteBuffer.wrap(bytes);
			return (long) read.getShort(5) << 32 | read.getInt(7) & 0xffffffffL;
		}

	}

}
