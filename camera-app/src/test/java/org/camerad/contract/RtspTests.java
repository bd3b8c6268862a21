package org.camerad.contract;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Tests of the RTSP server over raw sockets. */
class RtspTests extends RtspTestBase {

	@Test
	void optionsNeedNoAuthentication() throws IOException {
		try (RawRtspClient wire = new RawRtspClient(this.port).authorize("")) {
			String response = wire.request("OPTIONS", "*");
			assertThat(RawRtspClient.require(response)).contains(
					"\r\nPublic: OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, GET_PARAMETER, SET_PARAMETER, TEARDOWN\r\n");
		}
	}

	@Test
	void describesSetsUpPlaysPausesAndTearsDownAStream() throws IOException {
		try (RawRtspClient wire = new RawRtspClient(this.port)) {
			String sdp = RawRtspClient
				.require(wire.request("DESCRIBE", "/stream2", "Accept: application/rtsl, Application/SDP"));
			assertThat(sdp).contains("\r\nContent-Type: application/sdp\r\n",
					"\r\nContent-Base: " + wire.url("/stream2/") + "\r\n", "\r\nm=video 0 RTP/AVP ",
					"\r\na=control:trackID=0\r\n", "\r\na=framerate:25\r\n");
			String setUp = RawRtspClient.require(wire.request("SETUP", "/stream2/trackID=0", INTERLEAVED));
			assertThat(setUp).containsPattern("\r\nSession: [0-9a-f]{16};timeout=60\r\n")
				.contains("\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n");
			String play = RawRtspClient.require(wire.request("PLAY", "/stream2/", "Range: npt=0.000-"));
			assertThat(wire.next(1).bytes()[1] & 0xff).as("a sender report").isEqualTo(200);
			RawRtspClient.Packet first = wire.next(0);
			assertThat(RawRtspClient.header(play, "RTP-Info")).isEqualTo("url=" + wire.url("/stream2/trackID=0")
					+ ";seq=" + first.sequence() + ";rtptime=" + first.timestamp());
			RawRtspClient.require(wire.request("PAUSE", "/stream2/"));
			assertThat(wire.request("PAUSE", "/stream2/")).startsWith("RTSP/1.0 455 ");
			RawRtspClient.require(wire.request("PLAY", "/stream2"));
			wire.next(0);
			RawRtspClient.require(wire.request("GET_PARAMETER", "/stream2/"));
			assertThat(RawRtspClient.require(wire.request("SET_PARAMETER", "/stream2/")))
				.containsPattern("\r\nSession: [0-9a-f]{16};timeout=60\r\n");
			RawRtspClient.require(wire.request("TEARDOWN", "/stream2/"));
			assertThat(wire.request("PLAY", "/stream2/")).startsWith("RTSP/1.0 454 ");
		}
		await(() -> metric("camera.rtsp.viewers") == 0 && metric("camera.rtsp.connections") == 0);
	}

	@Test
	void assignsFreeChannelsToTracksThatRequestTheSame() throws IOException {
		try (RawRtspClient wire = new RawRtspClient(this.port)) {
			RawRtspClient.require(wire.request("SETUP", "/stream2/trackID=0", INTERLEAVED));
			assertThat(RawRtspClient.require(wire.request("SETUP", "/stream2/trackID=1", INTERLEAVED)))
				.contains(";interleaved=2-3\r\n");
			String last = "Transport: RTP/AVP/TCP;interleaved=254-255";
			RawRtspClient.require(wire.request("SETUP", "/stream2/trackID=0", last));
			assertThat(RawRtspClient.require(wire.request("SETUP", "/stream2/trackID=1", last)))
				.contains(";interleaved=0-1\r\n");
			RawRtspClient.require(wire.request("PLAY", "/stream2/"));
			wire.next(0);
			wire.next(254);
		}
	}

	/** A client that connects right after a change can play what was described. */
	@Test
	void describesTheSettingsInEffect() throws IOException {
		try (RawRtspClient first = new RawRtspClient(this.port);
				RawRtspClient second = new RawRtspClient(this.port);
				RawRtspClient third = new RawRtspClient(this.port)) {
			first.play("/stream2");
			first.next(0);
			set("encode_mode=H265");
			assertThat(second.request("DESCRIBE", "/stream2")).contains("a=rtpmap:96 H265/90000");
			second.play("/stream2");
			second.next(0);
			set("encode_mode=H264");
			assertThat(third.request("DESCRIBE", "/stream2")).contains("a=rtpmap:96 H264/90000");
			third.play("/stream2");
			third.next(0);
		}
	}

	private void set(String change) {
		assertThat(this.camera.get("/cgi-bin/videoencoder/stream2?" + change + "&uid=" + this.camera.logIn()).status())
			.isEqualTo(200);
	}

	/**
	 * Sender reports map RTP times to the time of day. A picture cannot be taken after it
	 * has arrived, however long the encoder takes to start.
	 */
	@Test
	void senderReportsPlaceNoPictureInTheFuture() throws IOException {
		try (RawRtspClient wire = new RawRtspClient(this.port)) {
			wire.play("/stream2");
			RawRtspClient.Report report = wire.next(1).report();
			for (int i = 0; i < 100; i++) {
				Instant taken = report.time(wire.next(0).timestamp(), 90_000);
				assertThat(taken).isBetween(Instant.now().minusSeconds(10), Instant.now());
			}
		}
	}

	/**
	 * Each PLAY is followed by a sender report. The camera's clock is set back and forth
	 * between them.
	 */
	@Test
	void aChangeOfTheTimeIsNoStepWithinASession() throws IOException {
		try (RawRtspClient wire = new RawRtspClient(this.port)) {
			wire.play("/stream2");
			RawRtspClient.Report first = wire.next(1).report();
			for (String time : List.of("2001-02-03T04:05:06Z", "2030-02-03T04:05:06Z")) {
				this.camera.setTime(Instant.parse(time));
				RawRtspClient.require(wire.request("PAUSE", "/stream2/"));
				RawRtspClient.require(wire.request("PLAY", "/stream2/"));
				wire.discardPackets();
				RawRtspClient.Report next = wire.next(1).report();
				assertThat(next.time()).isCloseTo(first.time(next.timestamp(), 90_000), within(50, ChronoUnit.MILLIS));
			}
			try (RawRtspClient later = new RawRtspClient(this.port)) {
				later.play("/stream2");
				assertThat(later.next(1).report().time()).isAfter(Instant.parse("2030-02-03T04:05:00Z"));
			}
		}
		finally {
			this.camera.setTime(Instant.now());
		}
	}

	/** With a second client, the stream goes on during the pause. */
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void playAfterPauseContinuesTheStream(boolean watched) throws IOException {
		try (RawRtspClient wire = new RawRtspClient(this.port); RawRtspClient other = new RawRtspClient(this.port)) {
			wire.play("/stream2");
			wire.next(0);
			if (watched) {
				other.play("/stream2");
			}
			RawRtspClient.require(wire.request("PAUSE", "/stream2/"));
			RawRtspClient.Packet last = wire.lastPacket(0);
			if (watched) {
				read(other, 50);
			}
			else {
				await(() -> Thread.getAllStackTraces()
					.keySet()
					.stream()
					.noneMatch((thread) -> thread.getName().startsWith("camera-sim-sub")));
			}
			String info = RawRtspClient.header(RawRtspClient.require(wire.request("PLAY", "/stream2/")), "RTP-Info");
			RawRtspClient.Packet next = wire.next(0);
			assertThat(info).endsWith(";seq=" + next.sequence() + ";rtptime=" + next.timestamp());
			assertThat(next.sequence()).isEqualTo(last.sequence() + 1 & 0xffff);
			assertThat(next.source()).isEqualTo(last.source());
			assertThat(next.timestamp() - last.timestamp() & 0xffffffffL).isBetween(1L, 60 * 90_000L);
		}
	}

	/** A format from before the change must not end a new client. */
	@Test
	void changesWithoutClientsDoNotEndLaterClients() throws IOException {
		for (String sound : List.of("G.711&samplerate=8000&bitrate=64000", "AAC&samplerate=16000&bitrate=16000",
				"G.711A&samplerate=8000&bitrate=64000")) {
			await(() -> metric("camera.rtsp.connections") == 0);
			RawResponse set = this.camera
				.get("/cgi-bin/audioencoder?enable=1&encode_type=" + sound + "&uid=" + this.camera.logIn());
			assertThat(set.status()).isEqualTo(200);
			try (RawRtspClient wire = new RawRtspClient(this.port)) {
				String sdp = RawRtspClient.require(wire.request("DESCRIBE", "/stream2"));
				RawRtspClient
					.require(wire.request("SETUP", "/stream2/trackID=1", "Transport: RTP/AVP/TCP;interleaved=2-3"));
				wire.play("/stream2");
				RawRtspClient.Packet first = wire.next();
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
	void packetsAreConsecutiveAndPicturesEndWithAMarker() throws IOException {
		try (RawRtspClient wire = new RawRtspClient(this.port)) {
			wire.play("/stream2");
			RawRtspClient.Packet former = wire.next(0);
			int pictures = 0;
			for (int i = 0; i < 100; i++) {
				RawRtspClient.Packet packet = wire.next(0);
				assertThat(packet.sequence()).isEqualTo(former.sequence() + 1 & 0xffff);
				assertThat(packet.timestamp() != former.timestamp()).isEqualTo(former.marker());
				pictures += packet.marker() ? 1 : 0;
				former = packet;
			}
			assertThat(pictures).isPositive();
		}
	}

	/** A client that plays ends its sound and keeps its pictures, and the other way. */
	@ParameterizedTest
	@CsvSource({ "0, 2", "1, 0" })
	void teardownOfOneTrackLeavesTheOther(int ended, int remaining) throws IOException {
		try (RawRtspClient wire = new RawRtspClient(this.port)) {
			RawRtspClient
				.require(wire.request("SETUP", "/stream2/trackID=1", "Transport: RTP/AVP/TCP;interleaved=2-3"));
			String info = RawRtspClient.header(wire.play("/stream2"), "RTP-Info");
			assertThat(info.split(",")).as(info).allMatch((track) -> track.matches(".*;seq=[0-9]+;rtptime=[0-9]+"));
			wire.next(remaining);
			RawRtspClient.require(wire.request("TEARDOWN", "/stream2/trackID=" + ended));
			wire.discardPackets();
			for (int i = 0; i < 20; i++) {
				assertThat(wire.next().channel() & ~1).isEqualTo(remaining);
			}
			assertThat(wire.request("TEARDOWN", "/stream2/trackID=" + ended)).startsWith("RTSP/1.0 404 ");
			RawRtspClient.require(wire.request("TEARDOWN", "/stream2/trackID=" + remaining / 2 % 2));
			assertThat(wire.request("PLAY", "/stream2/")).startsWith("RTSP/1.0 454 ");
		}
	}

	/** The first track ends before its first picture has been sent. */
	@Test
	void teardownOfTheFirstTrackStartsTheOther() throws IOException {
		try (RawRtspClient wire = new RawRtspClient(this.port)) {
			RawRtspClient.require(wire.request("SETUP", "/stream2/trackID=0", INTERLEAVED));
			RawRtspClient
				.require(wire.request("SETUP", "/stream2/trackID=1", "Transport: RTP/AVP/TCP;interleaved=2-3"));
			wire.send("PLAY", "/stream2/");
			wire.send("TEARDOWN", "/stream2/trackID=0");
			RawRtspClient.require(wire.readResponse());
			RawRtspClient.require(wire.readResponse());
			assertThat(wire.next(2).payloadType()).isNotEqualTo(96);
		}
	}

	@Test
	void readsTheAuthorityUpToTheLastAtSign() throws IOException {
		try (RawRtspClient wire = new RawRtspClient(this.port)) {
			for (String userInfo : List.of("admin:p@ss", "admin:p@s@s", "a%40b:p?s#s", "@", "admin:p/s@s?/")) {
				String url = wire.url("/stream2").replace("://", "://" + userInfo + "@");
				wire.send(("DESCRIBE " + url + " RTSP/1.0\r\nCSeq: 1\r\n: \r\nAuthorization: "
						+ RawRtspClient.basic(TestService.ADMIN, TestService.PASSWORD) + "\r\n\r\n")
					.getBytes(StandardCharsets.UTF_8));
				assertThat(RawRtspClient.require(wire.readResponse()))
					.contains("\r\nContent-Base: " + wire.url("/stream2/") + "\r\n");
			}
		}
	}

	@Test
	void sendsDatagramsToTheRequestingAddressOnly() throws IOException {
		try (RawRtspClient wire = new RawRtspClient(this.port); DatagramSocket media = new DatagramSocket()) {
			String ports = media.getLocalPort() + "-" + (media.getLocalPort() + 1);
			assertThat(wire.request("SETUP", "/stream2/trackID=0",
					"Transport: RTP/AVP;unicast;destination=127.0.0.2;client_port=" + ports))
				.startsWith("RTSP/1.0 461 ");
			String setUp = RawRtspClient.require(
					wire.request("SETUP", "/stream2/trackID=0", "Transport: RTP/AVP;unicast;client_port=" + ports));
			assertThat(setUp).containsPattern("client_port=" + ports + ";server_port=[0-9]+-[0-9]+\r\n");
			RawRtspClient.require(wire.request("PLAY", "/stream2/"));
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
			451 | SET_PARAMETER | /stream1  | Content-Length: 0
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
	void refusesUnsupportedRequests(int status, String method, String path, String header) throws IOException {
		try (RawRtspClient wire = new RawRtspClient(this.port)) {
			if (status == 451) {
				wire.send((method + " " + wire.url(path) + " RTSP/1.0\r\nCSeq: 1\r\nAuthorization: "
						+ RawRtspClient.basic(TestService.ADMIN, TestService.PASSWORD)
						+ "\r\nContent-Length: 8\r\n\r\njitter\r\n")
					.getBytes(StandardCharsets.UTF_8));
				assertThat(wire.readResponse()).startsWith("RTSP/1.0 451 ");
			}
			else {
				assertThat(wire.request(method, path, header)).startsWith("RTSP/1.0 " + status + " ");
			}
			RawRtspClient.require(wire.request("OPTIONS", "*"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "OPTIONS", "DESCRIBE", "SETUP", "PLAY", "TEARDOWN" })
	void namesTheOptionsThatItDoesNotSupport(String method) throws IOException {
		try (RawRtspClient wire = new RawRtspClient(this.port)) {
			assertThat(wire.request(method, "/stream1", "Require: onvif-replay, www.onvif.org/ver20/backchannel",
					"Proxy-Require: gzipped-messages"))
				.startsWith("RTSP/1.0 551 Option Not Supported\r\n")
				.containsIgnoringCase(
						"\r\nunsupported: onvif-replay, www.onvif.org/ver20/backchannel, gzipped-messages\r\n");
			RawRtspClient.require(wire.request("DESCRIBE", "/stream1", "Require: "));
		}
	}

	@Test
	void disconnectsClientsWhenTheirUserChanges() throws IOException {
		String uid = this.camera.logIn();
		this.camera.add(uid, "rtspwatcher", "User");
		try (RawRtspClient client = new RawRtspClient(this.port)
			.authorize(RawRtspClient.basic("rtspwatcher", TestService.PASSWORD));
				RawRtspClient other = new RawRtspClient(this.port)) {
			client.play("/stream2");
			other.play("/stream2");
			client.next(0);
			this.camera.get("/cgi-bin/user_management?action=edit&name=rtspwatcher&enable=Disable&uid=" + uid);
			client.awaitEnd();
			for (int i = 0; i < 50; i++) {
				other.next(0);
			}
		}
		try (RawRtspClient wire = new RawRtspClient(this.port)
			.authorize(RawRtspClient.basic("rtspwatcher", TestService.PASSWORD))) {
			assertThat(wire.request("DESCRIBE", "/stream2")).startsWith("RTSP/1.0 401 ");
		}
	}

	@Test
	void aRebootEndsAllClientsAndStreamsReturnAfterIt() throws IOException {
		try (RawRtspClient client = new RawRtspClient(this.port)) {
			client.play("/stream2");
			client.next(0);
			assertThat(this.camera.get("/cgi-bin/reboot?uid=" + this.camera.logIn()).status()).isEqualTo(200);
			client.awaitEnd();
		}
		await(() -> this.camera.health("").status() == 200 && describes());
	}

	private boolean describes() {
		try (RawRtspClient wire = new RawRtspClient(this.port)) {
			return wire.request("DESCRIBE", "/stream2").startsWith("RTSP/1.0 200 ");
		}
		catch (IOException ex) {
			return false;
		}
	}

}
