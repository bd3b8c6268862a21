package org.camerad.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of the streams with external clients, all at once: ffmpeg, GStreamer and an RTSP
 * library from npm. The streams must match the settings of the contract. {@code
 * script/test} installs the clients.
 */
class RtspClientsTests {

	private static final int WINDOWS = 8;

	private static final Pattern SIZE = Pattern.compile("width=(?:\\(int\\))?([0-9]+).*?height=(?:\\(int\\))?([0-9]+)",
			Pattern.DOTALL);

	private static final int MEASURED_SECONDS = 6;

	@TempDir
	static Path folder;

	private static int port;

	private static TestService camera;

	@BeforeAll
	static void start() throws Exception {
		port = TestService.freePort();
		camera = TestService.start(folder.resolve("data"),
				List.of("camera.driver=sim", "camera.rtsp.port=" + port, "camera.session.timeout=1h"));
		for (String name : List.of("package.json", "package-lock.json", "watch.cjs", "pause.py")) {
			Files.copy(Path.of("src/test/clients", name), folder.resolve(name));
		}
		ExternalClient install = client(List.of("npm", "ci", "--no-audit", "--no-fund"));
		assertThat(install.output()).contains("added");
	}

	@AfterAll
	static void stop() {
		camera.close();
	}

	/**
	 * A frame as a client has reported it: time in seconds, size, and whether it is a key
	 * frame.
	 */
	record Frame(double time, int bytes, boolean key) {
	}

	/** The settings of a stream. */
	record Setting(String codec, String resolution, int frameRate, int gop, int kbps) {

		/**
		 * Returns the minimum number of pictures, those of nine seconds. In the first
		 * three seconds, the encoder makes a key frame for each new client.
		 */
		int pictures() {
			return (3 + MEASURED_SECONDS) * this.frameRate + 1;
		}

		String size() {
			return switch (this.resolution) {
				case "1080P" -> "1920x1080";
				case "VGA" -> "640x480";
				default -> this.resolution.replace('X', 'x');
			};
		}

		void apply(int stream) {
			RawResponse response = camera.get("/cgi-bin/videoencoder/stream" + stream + "?encode_mode=" + this.codec
					+ "&resolution=" + this.resolution + "&framerate=" + this.frameRate + "&govlength=" + this.gop
					+ "&bitrate=" + this.kbps + "&bitrate_control=CBR&uid=" + camera.logIn());
			assertThat(response.status()).as(response.text()).isEqualTo(200);
		}

	}

	@ParameterizedTest
	@CsvSource({ "H264, 480X360, 15, 30, 400, H265", "H265, 480X360, 15, 30, 300, H264" })
	void clientsSeeTheSettings(String codec, String resolution, int frameRate, int gop, int kbps, String mainCodec)
			throws Exception {
		Setting sub = new Setting(codec, resolution, frameRate, gop, kbps);
		// A low frame rate, so that two processors can serve both streams and all
		// clients.
		Setting main = new Setting(mainCodec, "1080P", 3, 6, 800);
		sub.apply(2);
		main.apply(1);
		for (int window = 1; !measure(sub, main, window == WINDOWS); window++) {
			System.getLogger("clients").log(System.Logger.Level.WARNING, "the machine was too busy: measuring again");
		}
	}

	/**
	 * Measures one window of all clients.
	 * @return whether it is valid; false if the encoder or clients were delayed
	 */
	private static boolean measure(Setting sub, Setting main, boolean last) throws Exception {
		ExternalClient ffmpegTcp = ffprobe("tcp", 2, sub);
		ExternalClient ffmpegUdp = ffprobe("udp", 2, sub);
		ExternalClient gstreamerTcp = gstreamer("tcp", 2, sub);
		ExternalClient gstreamerUdp = gstreamer("udp", 2, sub);
		ExternalClient library = client(List.of("node", "watch.cjs", url(2), TestService.ADMIN, TestService.PASSWORD,
				String.valueOf(sub.pictures())));
		ExternalClient mainTcp = ffprobe("tcp", 1, main);
		ExternalClient mainUdp = gstreamer("udp", 1, main);
		try {
			checkFfprobe(ffmpegTcp, sub);
			checkFfprobe(ffmpegUdp, sub);
			checkGstreamer(gstreamerTcp, sub);
			checkGstreamer(gstreamerUdp, sub);
			assertThat(library.output()).contains("codec " + sub.codec() + " status 200 200");
			check(frames(library.output(), Pattern.compile("frame (\\S+) (\\S+) (\\S+)"), "true"), sub);
			checkFfprobe(mainTcp, main);
			checkGstreamer(mainUdp, main);
			return true;
		}
		catch (AssertionError ex) {
			if (last) {
				throw ex;
			}
			for (ExternalClient run : List.of(ffmpegTcp, ffmpegUdp, gstreamerTcp, gstreamerUdp, library, mainTcp,
					mainUdp)) {
				run.stop();
			}
			return false;
		}
	}

	@Test
	void streamsDecodeWithoutErrors() throws Exception {
		for (String codec : List.of("H264", "H265")) {
			new Setting(codec, "480X360", 25, 25, 300).apply(2);
			for (String transport : List.of("tcp", "udp")) {
				ExternalClient run = client(List.of("ffmpeg", "-nostdin", "-v", "error", "-xerror", "-rtsp_transport",
						transport, "-i", authorized(2), "-frames:v", "25", "-f", "null", "-"));
				assertThat(run.output()).as(codec + " " + transport).isBlank();
			}
		}
	}

	/**
	 * Recordings without encoding go on when the camera's clock is set back and forward,
	 * each time before a sender report.
	 */
	@Test
	void recordingsContinueWhenTheTimeIsSet() throws Exception {
		new Setting("H264", "480X360", 25, 25, 300).apply(2);
		Path plain = folder.resolve("plain.mkv");
		Path frigate = folder.resolve("frigate.mkv");
		List<ExternalClient> recorders = List.of(recorder(plain, List.of("-rtsp_transport", "tcp")),
				recorder(frigate,
						List.of("-avoid_negative_ts", "make_zero", "-fflags", "+genpts+discardcorrupt",
								"-rtsp_transport", "tcp", "-timeout", "5000000", "-use_wallclock_as_timestamps", "1")),
				client(List.of("gst-launch-1.0", "-v", "rtspsrc", "location=" + url(2), "user-id=" + TestService.ADMIN,
						"user-pw=" + TestService.PASSWORD, "protocols=tcp", "latency=200", "name=source", "source.",
						"!", "application/x-rtp,media=video", "!", "rtph264depay", "!", "video/x-h264,alignment=au",
						"!", "fakesink", "silent=false", "num-buffers=" + 11 * 25, "source.", "!",
						"application/x-rtp,media=audio", "!", "fakesink", "silent=false", "num-buffers=" + 11 * 50)));
		try (RawRtspClient watch = new RawRtspClient(port)) {
			watch.play("/stream2");
			watch.next(1);
			TestService.await("all play", Duration.ofSeconds(60),
					() -> RawHttpClient.get(camera.managementPort(), "/actuator/metrics/camera.rtsp.viewers")
						.text()
						.contains("\"value\":4.0"));
			for (int seconds : List.of(-10, 3600)) {
				camera.setTime(Instant.now().plusSeconds(seconds));
				watch.next(1);
			}
		}
		finally {
			camera.setTime(Instant.now());
		}
		assertThat(recorders.get(0).output() + recorders.get(1).output()).doesNotContainIgnoringCase("monoton", "dts");
		assertNoGaps(probe(plain), Pattern.compile("stream_index=(.)\\|pts_time=(\\S+)"));
		assertNoGaps(probe(frigate), Pattern.compile("stream_index=(.)\\|pts_time=(\\S+)"));
		assertNoGaps(recorders.get(2).output().replaceAll("pts: 0:00:", "pts: "),
				Pattern.compile("fakesink(.):sink\\).*? pts: ([0-9.]+),"));
	}

	/** Continues on the same pads, so that what is linked to them goes on. */
	@Test
	void gstreamerPlaysAfterAPause() throws Exception {
		new Setting("H264", "480X360", 25, 25, 300).apply(2);
		ExternalClient run = client(
				List.of("/usr/bin/python3", "pause.py", url(2), TestService.ADMIN, TestService.PASSWORD));
		assertThat(run.output()).contains("continued, new pads: 0");
	}

	private static ExternalClient recorder(Path to, List<String> options) throws IOException {
		return client(Stream
			.of(List.of("ffmpeg", "-nostdin", "-v", "warning"), options,
					List.of("-i", authorized(2), "-c", "copy", "-t", "11", to.toString()))
			.flatMap(List::stream)
			.toList());
	}

	private static String probe(Path recording) throws Exception {
		return client(List.of("ffprobe", "-v", "error", "-show_entries", "packet=stream_index,pts_time", "-of",
				"compact", recording.toString()))
			.output();
	}

	/**
	 * Checks that each of two tracks lasts ten seconds without a gap or a step back. A
	 * player that starts on a busy machine adjusts its times by less.
	 */
	private static void assertNoGaps(String output, Pattern packet) {
		Map<String, List<Double>> tracks = new TreeMap<>();
		Matcher matcher = packet.matcher(output);
		while (matcher.find()) {
			tracks.computeIfAbsent(matcher.group(1), (track) -> new ArrayList<>())
				.add(Double.parseDouble(matcher.group(2)));
		}
		assertThat(tracks).as(output).hasSize(2);
		tracks.values().forEach((times) -> {
			assertThat(times.get(times.size() - 1) - times.get(0)).isBetween(9.0, 12.0);
			for (int i = 1; i < times.size(); i++) {
				assertThat(times.get(i) - times.get(i - 1)).isBetween(-0.5, 1.0);
			}
		});
	}

	/**
	 * A change of codec or size ends the session; a change of the bit rate, for example,
	 * does not.
	 */
	@Test
	void changesTakeEffectOrEndTheSession() throws Exception {
		new Setting("H264", "480X360", 25, 25, 200).apply(2);
		try (RawRtspClient client = new RawRtspClient(port)) {
			assertThat(client.request("DESCRIBE", "/stream2")).contains("a=rtpmap:96 H264/90000");
			client.play("/stream2");
			client.next(0);
			new Setting("H264", "480X360", 12, 50, 600).apply(2);
			long before = client.next(0).timestamp();
			long step = 0;
			while (step != 90_000 / 12) {
				RawRtspClient.Packet packet = client.next(0);
				step = (packet.timestamp() != before) ? packet.timestamp() - before : step;
				before = packet.timestamp();
			}
			new Setting("H265", "480X360", 12, 50, 600).apply(2);
			client.awaitEnd();
		}
		try (RawRtspClient client = new RawRtspClient(port)) {
			assertThat(client.request("DESCRIBE", "/stream2")).contains("a=rtpmap:96 H265/90000");
			client.play("/stream2");
			client.next(0);
			new Setting("H265", "VGA", 12, 50, 600).apply(2);
			client.awaitEnd();
		}
	}

	private static ExternalClient client(List<String> command) throws IOException {
		return new ExternalClient(folder, command);
	}

	private static String url(int stream) {
		return "rtsp://127.0.0.1:" + port + "/stream" + stream;
	}

	private static String authorized(int stream) {
		return "rtsp://" + TestService.ADMIN + ":" + TestService.PASSWORD + "@127.0.0.1:" + port + "/stream" + stream;
	}

	private static ExternalClient ffprobe(String transport, int stream, Setting setting) throws IOException {
		return client(List.of("ffprobe", "-v", "error", "-rtsp_transport", transport, "-read_intervals",
				"%+#" + setting.pictures(), "-select_streams", "v", "-show_entries",
				"stream=codec_name,width,height:packet=pts_time,size,flags", "-of", "compact", authorized(stream)));
	}

	private static ExternalClient gstreamer(String transport, int stream, Setting setting) throws IOException {
		String parser = setting.codec().equals("H264") ? "h264" : "h265";
		String type = "video/x-" + parser + ",alignment=au";
		return client(Stream
			.of("gst-launch-1.0", "-v", "rtspsrc", "location=" + url(stream), "user-id=" + TestService.ADMIN,
					"user-pw=" + TestService.PASSWORD, "protocols=" + transport, "latency=500", "!",
					"rtp" + parser + "depay", "!", parser + "parse", "!", type, "!", "fakesink", "sync=false",
					"silent=false", "num-buffers=" + setting.pictures())
			.toList());
	}

	private static void checkFfprobe(ExternalClient run, Setting setting) throws Exception {
		String output = run.output();
		assertThat(output).contains("codec_name=" + (setting.codec().equals("H264") ? "h264" : "hevc"));
		assertThat(size(output)).isEqualTo(setting.size());
		check(frames(output, Pattern.compile("pts_time=(\\S+?)\\|size=([0-9]+)\\|flags=(.)"), "K"), setting);
	}

	private static void checkGstreamer(ExternalClient run, Setting setting) throws Exception {
		String output = run.output();
		assertThat(size(output)).isEqualTo(setting.size());
		List<Frame> frames = new ArrayList<>();
		Matcher matcher = Pattern.compile("\\(([0-9]+) bytes, .*?pts: 0:([0-9]+):([0-9.]+),.*?flags: \\S+ ([^,]*)")
			.matcher(output);
		while (matcher.find()) {
			frames.add(new Frame(60 * Double.parseDouble(matcher.group(2)) + Double.parseDouble(matcher.group(3)),
					Integer.parseInt(matcher.group(1)), !matcher.group(4).contains("delta-unit")));
		}
		check(frames, setting);
	}

	private static String size(String output) {
		Matcher matcher = SIZE.matcher(output);
		assertThat(matcher.find()).as(output).isTrue();
		return matcher.group(1) + "x" + matcher.group(2);
	}

	/** Skips the first frame, because ffprobe does not report its time. */
	private static List<Frame> frames(String output, Pattern pattern, String key) {
		List<Frame> frames = new ArrayList<>();
		Matcher matcher = pattern.matcher(output);
		while (matcher.find()) {
			double time = matcher.group(1).equals("N/A") ? 0 : Double.parseDouble(matcher.group(1));
			frames.add(new Frame(time, Integer.parseInt(matcher.group(2)), matcher.group(3).equals(key)));
		}
		return frames;
	}

	private static void check(List<Frame> frames, Setting setting) {
		assertThat(frames).hasSizeBetween(setting.pictures() - 1, setting.pictures() + 1);
		assertThat(frames.get(0).key()).as("begins at a key frame").isTrue();
		// Starts at the last key frame that another client may have requested.
		List<Integer> keys = new ArrayList<>();
		for (int i = 0; i < frames.size(); i++) {
			if (frames.get(i).key()) {
				keys.add(i);
			}
		}
		int last = keys.size() - 1;
		assertThat(keys.get(last) - keys.get(last - 1)).as("GOP length").isEqualTo(setting.gop());
		List<Frame> measured = frames.subList(frames.size() - MEASURED_SECONDS * setting.frameRate() - 1,
				frames.size());
		double seconds = measured.get(measured.size() - 1).time() - measured.get(0).time();
		assertThat((measured.size() - 1) / seconds).isCloseTo(setting.frameRate(), within(0.05 * setting.frameRate()));
		long bytes = measured.stream().skip(1).mapToLong(Frame::bytes).sum();
		assertThat(bytes * 8 / 1000.0 / seconds).isCloseTo(setting.kbps(), within(0.2 * setting.kbps()));
	}

}
