package org.camerad.contract;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The RTSP server, asked over raw sockets. */
class RtspTests {

	private static final String INTERLEAVED = "Transport: RTP/AVP/TCP;unicast;interleaved=0-1";

	@TempDir
	static Path folder;

	private static int port;

	private static Camerad camera;

	@BeforeAll
	static void start() {
		port = Camerad.freePort();
		camera = Camerad.start(folder,
				List.of("camera.driver=sim", "camera.rtsp.port=" + port, "camera.sim.reboot-time=100ms"));
		Answer set = camera
			.get("/cgi-bin/videoencoder/stream2?encode_mode=H264&resolution=VGA&bitrate=2000&uid=" + camera.logIn());
		assertThat(set.status()).isEqualTo(200);
	}

	@AfterAll
	static void stop() {
		camera.close();
	}

	@Test
	void anybodyMayAskWhatIsPossible() throws IOException {
		try (RtspWire wire = new RtspWire(port).as("")) {
			String answer = wire.ask("OPTIONS", "*");
			assertThat(RtspWire.require(answer))
				.contains("\r\nPublic: OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, GET_PARAMETER, TEARDOWN\r\n");
		}
	}

	@Test
	void theStrongestDigestIsOfferedFirstAndMd5Last() throws IOException {
		try (RtspWire wire = new RtspWire(port).as("")) {
			String answer = wire.ask("DESCRIBE", "/stream1");
			assertThat(answer).startsWith("RTSP/1.0 401 Unauthorized");
			assertThat(answer.lines().filter((line) -> line.startsWith("WWW-Authenticate: "))).satisfiesExactly(
					(first) -> assertThat(first).contains("Digest realm=\"camera\"", "algorithm=SHA-256"),
					(second) -> assertThat(second).contains("Digest realm=\"camera\"", "algorithm=MD5"),
					(third) -> assertThat(third).contains("Basic realm=\"camera\""));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "SHA-256", "MD5" })
	void digestLogsIn(String algorithm) throws IOException {
		try (RtspWire wire = new RtspWire(port).as("")) {
			String challenge = challenge(wire, algorithm);
			String uri = wire.url("/stream2");
			String right = RtspWire.digest(challenge, algorithm, Camerad.ADMIN, Camerad.PASSWORD, "DESCRIBE", uri);
			assertThat(wire.as(right.replaceFirst("response=\"..", "response=\"00")).ask("DESCRIBE", "/stream2"))
				.startsWith("RTSP/1.0 401 ");
			assertThat(wire.as(right.replace("camera\"", "other\"")).ask("DESCRIBE", "/stream2"))
				.startsWith("RTSP/1.0 401 ");
			RtspWire.require(wire.as(right).ask("DESCRIBE", "/stream2"));
			// Another method needs another answer to the challenge.
			assertThat(wire.ask("SETUP", "/stream2/trackID=0", INTERLEAVED)).startsWith("RTSP/1.0 401 ");
		}
	}

	@Test
	void aChallengeIsForTheAddressThatGotIt() throws IOException {
		try (RtspWire wire = new RtspWire(port).as("")) {
			String forged = "Digest nonce=\"1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\", algorithm=MD5";
			String answer = wire
				.as(RtspWire.digest(forged, "MD5", Camerad.ADMIN, Camerad.PASSWORD, "DESCRIBE", wire.url("/stream2")))
				.ask("DESCRIBE", "/stream2");
			assertThat(answer).startsWith("RTSP/1.0 401 ").contains("stale=true");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "\\\\a" })
	void aLongNameIsNobodys(String part) throws IOException {
		try (RtspWire wire = new RtspWire(port)) {
			String name = part.repeat(7000 / part.length());
			assertThat(wire
				.as(RtspWire.digest("nonce=\"0.A\"", "MD5", name, Camerad.PASSWORD, "DESCRIBE", wire.url("/stream2")))
				.ask("DESCRIBE", "/stream2")).startsWith("RTSP/1.0 401 ");
			RtspWire.require(wire.ask("OPTIONS", "*"));
		}
	}

	private static String challenge(RtspWire wire, String algorithm) throws IOException {
		return wire.ask("DESCRIBE", "/stream2")
			.lines()
			.filter((line) -> line.contains("algorithm=" + algorithm))
			.findFirst()
			.orElseThrow();
	}

	@Test
	void aStreamIsDescribedSetUpPlayedPausedAndTornDown() throws IOException {
		try (RtspWire wire = new RtspWire(port)) {
			String sdp = RtspWire.require(wire.ask("DESCRIBE", "/stream2", "Accept: application/sdp"));
			assertThat(sdp).contains("\r\nContent-Type: application/sdp\r\n",
					"\r\nContent-Base: " + wire.url("/stream2/") + "\r\n", "\r\nm=video 0 RTP/AVP ",
					"\r\na=control:trackID=0\r\n", "\r\na=framerate:25\r\n");
			String setUp = RtspWire.require(wire.ask("SETUP", "/stream2/trackID=0", INTERLEAVED));
			assertThat(setUp).containsPattern("\r\nSession: [0-9a-f]{16};timeout=60\r\n")
				.contains("\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n");
			String play = RtspWire.require(wire.ask("PLAY", "/stream2/", "Range: npt=0.000-"));
			RtspWire.Packet first = wire.next(0);
			assertThat(RtspWire.header(play, "RTP-Info")).isEqualTo("url=" + wire.url("/stream2/trackID=0") + ";seq="
					+ first.sequence() + ";rtptime=" + first.timestamp());
			assertThat(wire.next(1).bytes()[1] & 0xff).as("a sender report").isEqualTo(200);
			RtspWire.require(wire.ask("PAUSE", "/stream2/"));
			assertThat(wire.ask("PAUSE", "/stream2/")).startsWith("RTSP/1.0 455 ");
			RtspWire.require(wire.ask("PLAY", "/stream2"));
			wire.next(0);
			RtspWire.require(wire.ask("GET_PARAMETER", "/stream2/"));
			RtspWire.require(wire.ask("TEARDOWN", "/stream2/"));
			assertThat(wire.ask("PLAY", "/stream2/")).startsWith("RTSP/1.0 454 ");
		}
		await(() -> metric("camera.rtsp.viewers") == 0 && metric("camera.rtsp.connections") == 0);
	}

	/** What was sent before, to nobody who is there any more, holds up no new viewer. */
	@Test
	void aChangeWhileNobodyWatchesEndsNobody() throws IOException {
		for (String sound : List.of("G.711&samplerate=8000&bitrate=64000", "AAC&samplerate=16000&bitrate=16000",
				"G.711A&samplerate=8000&bitrate=64000")) {
			await(() -> metric("camera.rtsp.connections") == 0);
			Answer set = camera.get("/cgi-bin/audioencoder?enable=1&encode_type=" + sound + "&uid=" + camera.logIn());
			assertThat(set.status()).isEqualTo(200);
			try (RtspWire wire = new RtspWire(port)) {
				String sdp = RtspWire.require(wire.ask("DESCRIBE", "/stream2"));
				RtspWire.require(wire.ask("SETUP", "/stream2/trackID=1", "Transport: RTP/AVP/TCP;interleaved=2-3"));
				wire.play("/stream2");
				RtspWire.Packet first = wire.next();
				while (first.channel() < 2) {
					first = wire.next();
				}
				assertThat(first.channel()).as("the time comes before the sound").isEqualTo(3);
				int type = Integer.parseInt(sdp.replaceAll("(?s).*m=audio 0 RTP/AVP ([0-9]+).*", "$1"));
				for (int i = 0; i < 10; i++) {
					assertThat(wire.next(2).payloadType()).as(sound).isEqualTo(type);
				}
			}
		}
	}

	@Test
	void packetsFollowEachOtherAndPicturesEndWithAMarker() throws IOException {
		try (RtspWire wire = new RtspWire(port)) {
			wire.play("/stream2");
			RtspWire.Packet former = wire.next(0);
			int pictures = 0;
			for (int i = 0; i < 100; i++) {
				RtspWire.Packet packet = wire.next(0);
				assertThat(packet.sequence()).isEqualTo(former.sequence() + 1 & 0xffff);
				assertThat(packet.timestamp() != former.timestamp()).isEqualTo(former.marker());
				pictures += packet.marker() ? 1 : 0;
				former = packet;
			}
			assertThat(pictures).isPositive();
		}
	}

	@Test
	void datagramsGoToTheAddressThatAskedAndNowhereElse() throws IOException {
		try (RtspWire wire = new RtspWire(port); DatagramSocket media = new DatagramSocket()) {
			String ports = media.getLocalPort() + "-" + (media.getLocalPort() + 1);
			assertThat(wire.ask("SETUP", "/stream2/trackID=0",
					"Transport: RTP/AVP;unicast;destination=127.0.0.2;client_port=" + ports))
				.startsWith("RTSP/1.0 461 ");
			String setUp = RtspWire
				.require(wire.ask("SETUP", "/stream2/trackID=0", "Transport: RTP/AVP;unicast;client_port=" + ports));
			assertThat(setUp).containsPattern("client_port=" + ports + ";server_port=[0-9]+-[0-9]+\r\n");
			RtspWire.require(wire.ask("PLAY", "/stream2/"));
			media.setSoTimeout(20_000);
			DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
			media.receive(packet);
			assertThat(packet.getAddress()).isEqualTo(InetAddress.getByName("127.0.0.1"));
			assertThat(packet.getData()[0] & 0xff).isEqualTo(0x80);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			404 | DESCRIBE | /stream3       | X: x
			404 | DESCRIBE | /              | X: x
			406 | DESCRIBE | /stream1       | Accept: text/plain
			454 | PLAY     | /stream1/      | X: x
			454 | PLAY     | /stream1/      | Session: 0123456789abcdef
			454 | OPTIONS  | /stream1/      | Session: nonsense
			454 | TEARDOWN | /stream1/      | X: x
			451 | GET_PARAMETER | /stream1  | Content-Length: 0
			461 | SETUP | /stream1/trackID=0 | X: x
			461 | SETUP | /stream1/trackID=0 | Transport: ;;;;
			461 | SETUP | /stream1/trackID=0 | Transport: ,,,,
			461 | SETUP | /stream1/trackID=0 | Transport: RTP/AVP;multicast
			461 | SETUP | /stream1/trackID=0 | Transport: RTP/AVP;unicast;client_port=0-1
			461 | SETUP | /stream1/trackID=0 | Transport: RTP/AVP;unicast;client_port=70000-70001
			461 | SETUP | /stream1/trackID=0 | Transport: RTP/AVP/TCP;unicast;interleaved=300-301
			461 | SETUP | /stream1/trackID=0 | Transport: RTP/SAVP;unicast;client_port=5000-5001
			461 | SETUP | /stream1/trackID=0 | Transport: RTP/AVP;unicast;client_port=5000-5001;mode=RECORD
			404 | SETUP | /stream1/trackID=7 | Transport: RTP/AVP;unicast;client_port=5000-5001
			405 | ANNOUNCE | /stream1       | X: x
			501 | DANCE    | /stream1       | X: x
			551 | DESCRIBE | /stream1       | Require: www.onvif.org/ver20/backchannel
			""")
	void whatCannotBeIsRefused(int status, String method, String path, String header) throws IOException {
		try (RtspWire wire = new RtspWire(port)) {
			if (status == 451) {
				wire.send(("GET_PARAMETER " + wire.url(path) + " RTSP/1.0\r\nCSeq: 1\r\nAuthorization: "
						+ RtspWire.basic(Camerad.ADMIN, Camerad.PASSWORD) + "\r\nContent-Length: 8\r\n\r\njitter\r\n")
					.getBytes(StandardCharsets.UTF_8));
				assertThat(wire.answer()).startsWith("RTSP/1.0 451 ");
			}
			else {
				assertThat(wire.ask(method, path, header)).startsWith("RTSP/1.0 " + status + " ");
			}
			RtspWire.require(wire.ask("OPTIONS", "*"));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			400 | OPTIONS * RTSP/1.0~~
			400 | OPTIONS * RTSP/1.0~CSeq: -1~~
			400 | OPTIONS * RTSP/1.0~CSeq: x~~
			400 | OPTIONS * RTSP/1.0~CSeq: 99999999999~~
			400 | no request at all, by no means~~
			400 | garbage~~
			400 | OPTIONS * RTSP/1.0~CSeq: 1~Content-Length: many~~
			413 | OPTIONS * RTSP/1.0~CSeq: 1~Content-Length: 2000000000~~LONG
			400 | OPTIONS LONG RTSP/1.0~CSeq: 1~~
			400 | OPTIONS * RTSP/1.0~CSeq: 1~X: LONG~~
			505 | OPTIONS * RTSP/2.0~CSeq: 1~~
			505 | GET / HTTP/1.1~Host: camera~~
			""")
	void whatIsNoRequestGetsAnErrorStatus(int status, String request) throws IOException {
		try (RtspWire wire = new RtspWire(port)) {
			wire.send(
					request.replace("~", "\r\n").replace("LONG", "x".repeat(20_000)).getBytes(StandardCharsets.UTF_8));
			assertThat(wire.answer()).startsWith("RTSP/1.0 " + status + " ");
		}
	}

	@Test
	void interleavedGarbageIsSkipped() throws IOException {
		try (RtspWire wire = new RtspWire(port)) {
			byte[] garbage = new byte[4 + 65535];
			garbage[0] = '$';
			garbage[1] = 9;
			garbage[2] = (byte) 0xff;
			garbage[3] = (byte) 0xff;
			wire.send(garbage);
			wire.send(new byte[] { '$', 1, 0, 3, '$', '$', '$', '\r', '\n' });
			RtspWire.require(wire.ask("OPTIONS", "*"));
		}
	}

	@Test
	void viewersEndWhenTheirUserChanges() throws IOException {
		String uid = camera.logIn();
		camera.add(uid, "rtspwatcher", "User");
		try (RtspWire viewer = new RtspWire(port).as(RtspWire.basic("rtspwatcher", Camerad.PASSWORD));
				RtspWire other = new RtspWire(port)) {
			viewer.play("/stream2");
			other.play("/stream2");
			viewer.next(0);
			camera.get("/cgi-bin/user_management?action=edit&name=rtspwatcher&enable=Disable&uid=" + uid);
			viewer.awaitEnd();
			for (int i = 0; i < 50; i++) {
				other.next(0);
			}
		}
		try (RtspWire wire = new RtspWire(port).as(RtspWire.basic("rtspwatcher", Camerad.PASSWORD))) {
			assertThat(wire.ask("DESCRIBE", "/stream2")).startsWith("RTSP/1.0 401 ");
		}
	}

	@Test
	void aRebootEndsAllAndAfterItTheStreamsAreBack() throws IOException {
		try (RtspWire viewer = new RtspWire(port)) {
			viewer.play("/stream2");
			viewer.next(0);
			assertThat(camera.get("/cgi-bin/reboot?uid=" + camera.logIn()).status()).isEqualTo(200);
			viewer.awaitEnd();
		}
		await(() -> camera.health("").status() == 200 && describes());
	}

	private static boolean describes() {
		try (RtspWire wire = new RtspWire(port)) {
			return wire.ask("DESCRIBE", "/stream2").startsWith("RTSP/1.0 200 ");
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** The short form of what script/bench live does with 1,000 viewers. */
	@Test
	void whoComesAndGoesLeavesNothingBehind() throws IOException {
		try (RtspWire first = new RtspWire(port)) {
			first.play("/stream2");
		}
		await(() -> metric("camera.rtsp.connections") == 0);
		int threads = Thread.activeCount();
		for (int round = 0; round < 5; round++) {
			List<RtspWire> viewers = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				RtspWire viewer = new RtspWire(port);
				viewers.add(viewer);
				RtspWire.require(viewer.ask("SETUP", "/stream2/trackID=0", INTERLEAVED));
				viewer.tell("PLAY", "/stream2/");
			}
			for (RtspWire viewer : viewers) {
				RtspWire.require(viewer.answer());
			}
			assertThat(metric("camera.rtsp.viewers")).isEqualTo(20);
			for (RtspWire viewer : viewers) {
				viewer.close();
			}
		}
		await(() -> metric("camera.rtsp.viewers") == 0 && metric("camera.rtsp.connections") == 0);
		await(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.noneMatch((thread) -> thread.getName().contains("camera-sim-stream")));
		assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 2);
	}

	@Test
	void whoNeverReadsHoldsNobodyUpAndIsCut() throws IOException {
		try (SocketChannel deaf = deaf();
				RtspWire stuck = new RtspWire(port, 4096);
				RtspWire viewer = new RtspWire(port)) {
			assertThat(deaf.isConnected()).isTrue();
			stuck.play("/stream2");
			viewer.play("/stream2");
			double dropped = metric("camera.rtsp.dropped");
			Camerad.await("pictures are dropped", Duration.ofSeconds(60), () -> {
				read(viewer, 50);
				return metric("camera.rtsp.dropped") > dropped + 2;
			});
			Camerad.await("both are cut off", Duration.ofSeconds(30), () -> {
				read(viewer, 50);
				return metric("camera.rtsp.viewers") == 1 && metric("camera.rtsp.connections") == 1;
			});
		}
	}

	private static void read(RtspWire viewer, int packets) {
		try {
			for (int i = 0; i < packets; i++) {
				viewer.next(0);
			}
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	/** Asks and asks, and reads no answer, until nothing more is taken. */
	private static SocketChannel deaf() throws IOException {
		SocketChannel deaf = SocketChannel.open();
		deaf.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
		deaf.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
		deaf.configureBlocking(false);
		ByteBuffer questions = ByteBuffer
			.wrap("OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
		await(() -> {
			int written = write(deaf, questions);
			questions.rewind();
			return written == 0;
		});
		return deaf;
	}

	private static int write(SocketChannel to, ByteBuffer bytes) {
		try {
			return to.write(bytes);
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	/**
	 * Slow hashes are few at a time: too many log-ins are refused, and nobody else
	 * notices.
	 */
	@Test
	void aBurstOfLogInsIsBoundedAndHoldsUpNoViewer() throws IOException {
		List<RtspWire> many = new ArrayList<>();
		try (RtspWire viewer = new RtspWire(port)) {
			viewer.play("/stream2");
			for (int i = 0; i < 150; i++) {
				many.add(new RtspWire(port).as(RtspWire.basic("nobody" + i, "wrong" + i)));
			}
			for (RtspWire one : many) {
				one.tell("DESCRIBE", "/stream2");
			}
			read(viewer, 50);
			int refused = 0;
			for (RtspWire one : many) {
				String answer = one.answer();
				assertThat(answer).containsPattern("^RTSP/1.0 (401|503) ");
				refused += answer.startsWith("RTSP/1.0 503 ") ? 1 : 0;
			}
			assertThat(refused).isBetween(1, 150 - 64);
			RtspWire
				.require(many.get(0).as(RtspWire.basic(Camerad.ADMIN, Camerad.PASSWORD)).ask("DESCRIBE", "/stream2"));
		}
		finally {
			for (RtspWire one : many) {
				one.close();
			}
		}
	}

	@Test
	void manyWhoSayNothingLeaveRoomForOthers() throws IOException {
		List<RtspWire> idle = new ArrayList<>();
		try {
			for (int i = 0; i < 500; i++) {
				RtspWire wire = new RtspWire(port);
				idle.add(wire);
				wire.send("DESCRIBE rtsp://half".getBytes(StandardCharsets.UTF_8));
			}
			try (RtspWire viewer = new RtspWire(port)) {
				viewer.play("/stream2");
				read(viewer, 50);
			}
			idle.get(0).awaitEnd();
		}
		finally {
			for (RtspWire wire : idle) {
				wire.close();
			}
		}
	}

	@Test
	void theLogInThrottleCountsDigestsToo() throws IOException {
		String uid = camera.logIn();
		camera.add(uid, "guessed", "User");
		try (RtspWire wire = new RtspWire(port).as("")) {
			String challenge = challenge(wire, "MD5");
			String uri = wire.url("/stream2");
			for (int i = 0; i < 11; i++) {
				wire.as(RtspWire.digest(challenge, "MD5", "guessed", "wrong" + i, "DESCRIBE", uri))
					.ask("DESCRIBE", "/stream2");
			}
			assertThat(wire.as(RtspWire.digest(challenge, "MD5", "guessed", Camerad.PASSWORD, "DESCRIBE", uri))
				.ask("DESCRIBE", "/stream2")).startsWith("RTSP/1.0 401 ");
		}
		assertThat(camera.get("/cgi-bin/getuid?username=guessed&password=" + Camerad.PASSWORD).told())
			.isEqualTo(Answer.fault(400, "/cgi-bin/getuid", "password error"));
	}

	private static double metric(String name) {
		Answer answer = Wire.get(camera.managementPort(), "/actuator/metrics/" + name);
		return Double.parseDouble(answer.text().replaceAll("(?s).*\"value\":([0-9.E+-]+).*", "$1"));
	}

	private static void await(java.util.function.BooleanSupplier condition) {
		Camerad.await("it has come about", Duration.ofSeconds(20), condition);
	}

}
