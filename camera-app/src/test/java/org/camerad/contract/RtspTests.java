package org.camerad.contract;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The RTSP server, asked over raw sockets. */
class RtspTests extends OnRtsp {

	@Test
	void anybodyMayAskWhatIsPossible() throws IOException {
		try (RtspWire wire = new RtspWire(this.port).as("")) {
			String answer = wire.ask("OPTIONS", "*");
			assertThat(RtspWire.require(answer))
				.contains("\r\nPublic: OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, GET_PARAMETER, TEARDOWN\r\n");
		}
	}

	@Test
	void aStreamIsDescribedSetUpPlayedPausedAndTornDown() throws IOException {
		try (RtspWire wire = new RtspWire(this.port)) {
			String sdp = RtspWire
				.require(wire.ask("DESCRIBE", "/stream2", "Accept: application/rtsl, Application/SDP"));
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

	@Test
	void tracksThatAskForTheSameChannelsGetTheirOwn() throws IOException {
		try (RtspWire wire = new RtspWire(this.port)) {
			RtspWire.require(wire.ask("SETUP", "/stream2/trackID=0", INTERLEAVED));
			assertThat(RtspWire.require(wire.ask("SETUP", "/stream2/trackID=1", INTERLEAVED)))
				.contains(";interleaved=2-3\r\n");
			String last = "Transport: RTP/AVP/TCP;interleaved=254-255";
			RtspWire.require(wire.ask("SETUP", "/stream2/trackID=0", last));
			assertThat(RtspWire.require(wire.ask("SETUP", "/stream2/trackID=1", last)))
				.contains(";interleaved=0-1\r\n");
			RtspWire.require(wire.ask("PLAY", "/stream2/"));
			wire.next(0);
			wire.next(254);
		}
	}

	/** Whoever asks right after a change can watch what is described. */
	@Test
	void aDescriptionIsOfWhatIsSet() throws IOException {
		try (RtspWire first = new RtspWire(this.port);
				RtspWire second = new RtspWire(this.port);
				RtspWire third = new RtspWire(this.port)) {
			first.play("/stream2");
			first.next(0);
			set("encode_mode=H265");
			assertThat(second.ask("DESCRIBE", "/stream2")).contains("a=rtpmap:96 H265/90000");
			second.play("/stream2");
			second.next(0);
			set("encode_mode=H264");
			assertThat(third.ask("DESCRIBE", "/stream2")).contains("a=rtpmap:96 H264/90000");
			third.play("/stream2");
			third.next(0);
		}
	}

	private void set(String change) {
		assertThat(this.camera.get("/cgi-bin/videoencoder/stream2?" + change + "&uid=" + this.camera.logIn()).status())
			.isEqualTo(200);
	}

	/**
	 * Reports tell the time of day of each picture: it was taken before it came, however
	 * long an encoder takes to begin.
	 */
	@Test
	void noPictureIsFromTheFuture() throws IOException {
		try (RtspWire wire = new RtspWire(this.port)) {
			wire.play("/stream2");
			RtspWire.Report report = wire.next(1).report();
			for (int i = 0; i < 100; i++) {
				Instant taken = report.time(wire.next(0).timestamp(), 90_000);
				assertThat(taken).isBetween(Instant.now().minusSeconds(10), Instant.now());
			}
		}
	}

	/** What was sent before, to nobody who is there any more, holds up no new viewer. */
	@Test
	void aChangeWhileNobodyWatchesEndsNobody() throws IOException {
		for (String sound : List.of("G.711&samplerate=8000&bitrate=64000", "AAC&samplerate=16000&bitrate=16000",
				"G.711A&samplerate=8000&bitrate=64000")) {
			await(() -> metric("camera.rtsp.connections") == 0);
			RawResponse set = this.camera
				.get("/cgi-bin/audioencoder?enable=1&encode_type=" + sound + "&uid=" + this.camera.logIn());
			assertThat(set.status()).isEqualTo(200);
			try (RtspWire wire = new RtspWire(this.port)) {
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
		try (RtspWire wire = new RtspWire(this.port)) {
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
		try (RtspWire wire = new RtspWire(this.port); DatagramSocket media = new DatagramSocket()) {
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
		try (RtspWire wire = new RtspWire(this.port)) {
			if (status == 451) {
				wire.send(("GET_PARAMETER " + wire.url(path) + " RTSP/1.0\r\nCSeq: 1\r\nAuthorization: "
						+ RtspWire.basic(TestService.ADMIN, TestService.PASSWORD)
						+ "\r\nContent-Length: 8\r\n\r\njitter\r\n")
					.getBytes(StandardCharsets.UTF_8));
				assertThat(wire.answer()).startsWith("RTSP/1.0 451 ");
			}
			else {
				assertThat(wire.ask(method, path, header)).startsWith("RTSP/1.0 " + status + " ");
			}
			RtspWire.require(wire.ask("OPTIONS", "*"));
		}
	}

	@Test
	void viewersEndWhenTheirUserChanges() throws IOException {
		String uid = this.camera.logIn();
		this.camera.add(uid, "rtspwatcher", "User");
		try (RtspWire viewer = new RtspWire(this.port).as(RtspWire.basic("rtspwatcher", TestService.PASSWORD));
				RtspWire other = new RtspWire(this.port)) {
			viewer.play("/stream2");
			other.play("/stream2");
			viewer.next(0);
			this.camera.get("/cgi-bin/user_management?action=edit&name=rtspwatcher&enable=Disable&uid=" + uid);
			viewer.awaitEnd();
			for (int i = 0; i < 50; i++) {
				other.next(0);
			}
		}
		try (RtspWire wire = new RtspWire(this.port).as(RtspWire.basic("rtspwatcher", TestService.PASSWORD))) {
			assertThat(wire.ask("DESCRIBE", "/stream2")).startsWith("RTSP/1.0 401 ");
		}
	}

	@Test
	void aRebootEndsAllAndAfterItTheStreamsAreBack() throws IOException {
		try (RtspWire viewer = new RtspWire(this.port)) {
			viewer.play("/stream2");
			viewer.next(0);
			assertThat(this.camera.get("/cgi-bin/reboot?uid=" + this.camera.logIn()).status()).isEqualTo(200);
			viewer.awaitEnd();
		}
		await(() -> this.camera.health("").status() == 200 && describes());
	}

	private boolean describes() {
		try (RtspWire wire = new RtspWire(this.port)) {
			return wire.ask("DESCRIBE", "/stream2").startsWith("RTSP/1.0 200 ");
		}
		catch (IOException ex) {
			return false;
		}
	}

}
