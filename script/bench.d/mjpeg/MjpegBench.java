import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A benchmark of MJPEG over HTTP: the cost of viewers compared with ustreamer, which sends the same pictures from an
 * emulated V4L2 camera. Arguments: the service's jar, the library that emulates the camera, a work folder, full or quick.
 */
public final class MjpegBench {

	private static final String PASSWORD = "bench-password";

	private static final int[] VIEWERS = { 150, 400 };

	private static final int RATE = 10;

	/** Of Camerad's pictures, those that ustreamer sends over and over. */
	private static final int RECORDED = 40;

	private final boolean quick;

	private final Map<String, Cost> costs = new LinkedHashMap<>();

	private MjpegBench(boolean quick) {
		this.quick = quick;
	}

	public static void main(String[] arguments) throws Exception {
		Path work = Path.of(arguments[2]);
		List<String> options = List.of("--camera.driver=sim", "--camera.data-dir=" + work.resolve("data"),
				"--camera.admin.password=" + PASSWORD, "--management.server.port=" + Service.freePort(),
				"--camera.rtsp.port=0", "--camera.session.timeout=1h",
				"--camera.limits.connections-per-address=1000", "--camera.limits.viewers-per-user=1000");
		try (Service camerad = Service.start(Service.givenOptions(), Path.of(arguments[0]), options,
				work.resolve("camerad.log"), "/cgi-bin/getuid", "fault")) {
			String target = "/cgi-bin/mjpeg.cgi?stream=0&uid=" + logIn(camerad.port());
			Path pictures = record("http://127.0.0.1:" + camerad.port() + target, work);
			int port = Service.freePort();
			Process ustreamer = ustreamer(Path.of(arguments[1]), pictures, port, work.resolve("ustreamer.log"));
			try {
				awaitListening(port);
				new MjpegBench(arguments[3].equals("quick")).run(camerad, target, ustreamer.pid(), port);
			}
			finally {
				ustreamer.destroy();
				ustreamer.waitFor(5, TimeUnit.SECONDS);
			}
		}
	}

	/** Sets the sub stream, too; its bit rate is that of pictures of some 50 KB. @return a uid */
	private static String logIn(int port) throws IOException {
		try (Connection connection = new Connection(port)) {
			String uid = connection.get("/cgi-bin/getuid?username=admin&password=" + PASSWORD)
				.replaceAll("(?s).*<uid>(.*)</uid>.*", "$1");
			String answer = connection
				.get("/cgi-bin/videoencoder/stream2?resolution=VGA&framerate=" + RATE + "&bitrate=400&uid=" + uid);
			if (!answer.startsWith("HTTP/1.1 200")) {
				throw new IOException("no VGA: " + answer);
			}
			return uid;
		}
	}

	private static Path record(String url, Path work) throws IOException {
		Path folder = Files.createDirectory(work.resolve("pictures"));
		URLConnection connection = URI.create(url).toURL().openConnection();
		connection.setReadTimeout(10_000);
		long bytes = 0;
		try (DataInputStream in = new DataInputStream(connection.getInputStream())) {
			for (int i = 0; i < RECORDED; i++) {
				byte[] picture = new byte[length(in)];
				in.readFully(picture);
				in.readNBytes(2);
				Files.write(folder.resolve(i + ".jpg"), picture);
				bytes += picture.length;
			}
		}
		System.out.printf("%npictures of %d bytes in the mean%n", bytes / RECORDED);
		return folder;
	}

	/** Reads the header of a part. */
	private static int length(DataInputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			head.append((char) in.readUnsignedByte());
		}
		return Integer.parseInt(head.toString().replaceAll("(?s).*Content-Length: ([0-9]+).*", "$1"));
	}

	private static Process ustreamer(Path library, Path pictures, int port, Path log) throws IOException {
		ProcessBuilder builder = new ProcessBuilder("ustreamer", "--device", pictures.toString(), "--format", "MJPEG",
				"--encoder", "HW", "--resolution", "640x480", "--desired-fps", String.valueOf(RATE), "--host", "127.0.0.1",
				"--port", String.valueOf(port));
		builder.environment().put("LD_PRELOAD", library.toString());
		builder.environment().put("CAMERA_PICTURES", pictures.toString());
		return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
	}

	private static void awaitListening(int port) throws Exception {
		for (int i = 0;; i++) {
			try (MjpegViewers one = new MjpegViewers(port, "/stream")) {
				one.growTo(1);
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

	/** The cost of one server's viewers: with what it takes to have pictures, and what those after the first add. */
	private record Cost(Figures all, Figures added, Figures least, Figures median, Figures megabytes) {

		Cost() {
			this(new Figures(), new Figures(), new Figures(), new Figures(), new Figures());
		}

	}

	private void run(Service camerad, String target, long peer, int port) throws Exception {
		int rounds = this.quick ? 2 : 5;
		for (int round = 0; round < rounds + 1; round++) {
			measure("Camerad, drawing and encoding live", camerad.pid(), new MjpegViewers(camerad.port(), target));
			measure("ustreamer, the same from memory", peer, new MjpegViewers(port, "/stream"));
			if (round == 0) {
				this.costs.clear(); // it has warmed both up
			}
		}
		System.out.printf("%d rounds, median (least–greatest); 640 x 480 at %d pictures/s%n%n", rounds, RATE);
		System.out.println("| server | CPU s per delivered GB | the same without what one viewer costs"
				+ " | pictures/s of the median viewer | of the worst | MB/s |");
		System.out.println("| --- | --- | --- | --- | --- | --- |");
		this.costs.forEach((name, cost) -> System.out.printf(Locale.ROOT, "| %s | %s | %s | %s | %s | %s |%n", name,
				cost.all().text(2), cost.added().text(2), cost.median().text(1), cost.least().text(1),
				cost.megabytes().text(0)));
	}

	private void measure(String name, long pid, MjpegViewers audience) throws Exception {
		double seconds = this.quick ? 4 : 8;
		try (audience) {
			audience.growTo(1);
			audience.read(2);
			double alone = cpu(pid);
			long single = audience.read(seconds).bytes();
			alone = cpu(pid) - alone;
			for (int viewers : VIEWERS) {
				audience.growTo(viewers);
				audience.read(2);
				double together = cpu(pid);
				MjpegViewers.Delivery delivery = audience.read(seconds);
				together = cpu(pid) - together;
				Cost cost = this.costs.computeIfAbsent(name + ", " + viewers + " viewers", (key) -> new Cost());
				cost.all().add(together / (delivery.bytes() / 1e9));
				cost.added().add((together - alone) / ((delivery.bytes() - single) / 1e9));
				cost.least().add(delivery.least() / seconds);
				cost.median().add(delivery.median() / seconds);
				cost.megabytes().add(delivery.bytes() / 1e6 / seconds);
			}
		}
	}

	private static double cpu(long pid) {
		return ProcessHandle.of(pid).orElseThrow().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
	}

}
