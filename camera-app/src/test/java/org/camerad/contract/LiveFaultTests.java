package org.camerad.contract;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of the effects of faults on RTSP, MJPEG and event clients. */
class LiveFaultTests extends SimulatorTestBase {

	// --- RTSP ---

	@ParameterizedTest
	@CsvSource({ "latency,false", "slow-first-byte,true" })
	void delaysTheResponseBeforeOrAfterTheRequestTakesEffect(String fault, boolean effective) throws IOException {
		try (RawRtspClient wire = new RawRtspClient(this.rtspPort)) {
			wire.play("/stream2");
			this.simulation.set("fault:'" + fault + "',value:'10m',count:1");
			wire.send("TEARDOWN", "/stream2/");
			TestService.await("the response is delayed", TIMEOUT, () -> this.simulation.fault(fault).isMissingNode());
			if (effective) {
				TestService.await("no client plays", TIMEOUT, () -> clients() == 0);
			}
			else {
				for (int i = 0; i < 10; i++) {
					wire.next(0);
				}
				assertThat(clients()).isOne();
			}
			this.simulation.clear();
			RawRtspClient.require(wire.readResponse());
		}
	}

	@ParameterizedTest
	@CsvSource({ "latency", "slow-first-byte" })
	void delaysTheResponseByTheGivenTime(String fault) throws IOException {
		try (RawRtspClient wire = new RawRtspClient(this.rtspPort)) {
			this.simulation.set("fault:'" + fault + "',value:'300ms',count:1");
			long started = System.nanoTime();
			RawRtspClient.require(wire.request("OPTIONS", "*"));
			assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
		}
	}

	@Test
	void sendsAnEmptyDescription() throws IOException {
		try (RawRtspClient wire = new RawRtspClient(this.rtspPort)) {
			this.simulation.set("fault:'empty-answer',count:1");
			assertThat(RawRtspClient.require(wire.request("DESCRIBE", "/stream2")))
				.contains("\r\nContent-Length: 0\r\n")
				.endsWith("\r\n\r\n");
			assertThat(RawRtspClient.require(wire.request("DESCRIBE", "/stream2"))).contains("\r\nm=video ");
		}
	}

	@Test
	void resetsTheConnectionInADescription() throws IOException {
		try (RawRtspClient wire = new RawRtspClient(this.rtspPort)) {
			this.simulation.set("fault:'reset-in-body',count:1");
			wire.send("DESCRIBE", "/stream2");
			String response = new String(wire.readUntilReset(), StandardCharsets.UTF_8);
			String body = response.substring(response.indexOf("\r\n\r\n") + 4);
			assertThat(body).startsWith("v=0")
				.hasSizeLessThan(Integer.parseInt(RawRtspClient.header(response, "Content-Length")));
		}
	}

	@Test
	void resetsOneStreamInTheMiddleOfAPacket() throws IOException {
		awaitReset(this::isLastPacketCut);
		TestService.await("the session has ended", TIMEOUT, () -> clients() == 0);
		try (RawRtspClient again = new RawRtspClient(this.rtspPort)) {
			again.play("/stream2");
			again.next(0);
		}
	}

	/**
	 * Repeats an attempt until its last data has arrived. A reset discards the data that
	 * is still on its way to a delayed client.
	 */
	private static void awaitReset(Callable<Boolean> attempt) {
		TestService.await("the reset cuts the last packet", TIMEOUT, () -> {
			try {
				return attempt.call();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	private boolean isLastPacketCut() throws IOException {
		try (RawRtspClient wire = new RawRtspClient(this.rtspPort)) {
			wire.play("/stream2");
			wire.next(0);
			this.simulation.set("fault:'reset-in-body',count:1");
			ByteBuffer rest = ByteBuffer.wrap(wire.readUntilReset());
			int left = 0;
			while (left == 0 && rest.remaining() >= 4) {
				assertThat(rest.get()).isEqualTo((byte) '$');
				rest.get();
				int length = rest.getShort() & 0xffff;
				left = Math.max(0, length - rest.remaining());
				rest.position(rest.position() + Math.min(length, rest.remaining()));
			}
			return left > 0 || rest.hasRemaining();
		}
	}

	@Test
	void aLostSensorEndsAllStreams() throws IOException {
		try (RawRtspClient wire = new RawRtspClient(this.rtspPort)) {
			wire.play("/stream2");
			wire.next(0);
			this.simulation.set("fault:'sensor-lost'");
			wire.awaitEnd();
		}
		try (RawRtspClient wire = new RawRtspClient(this.rtspPort)) {
			assertThat(wire.request("DESCRIBE", "/stream2")).startsWith("RTSP/1.0 503 ");
			this.simulation.clear();
			RawRtspClient.require(wire.request("DESCRIBE", "/stream2"));
		}
	}

	@Test
	void aSlowRebootEndsSessionsAndRefusesNewOnes() throws IOException {
		this.simulation.set("fault:'slow-reboot',value:'4s'");
		try (RawRtspClient wire = new RawRtspClient(this.rtspPort); Socket client = watch()) {
			wire.play("/stream2");
			readPart(client.getInputStream());
			get("reboot");
			wire.awaitEnd();
			drain(client);
			try (RawRtspClient early = new RawRtspClient(this.rtspPort)) {
				assertThat(early.request("DESCRIBE", "/stream2")).startsWith("RTSP/1.0 503 ");
			}
			assertThat(this.camera
				.get("/cgi-bin/mjpeg.cgi?stream=0&username=" + TestService.ADMIN + "&password=" + TestService.PASSWORD))
				.returns(503, RawResponse::status);
		}
		TestService.await("the camera is ready", TIMEOUT, () -> this.camera.health("/readiness").status() == 200);
		this.uid = this.camera.logIn();
		try (RawRtspClient wire = new RawRtspClient(this.rtspPort); Socket client = watch()) {
			wire.play("/stream2");
			wire.next(0);
			readPart(client.getInputStream());
		}
	}

	@Test
	void senderReportsCarryTheCamerasTime() throws IOException {
		assertThat(reported()).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
		this.simulation.set("fault:'clock-jump',value:'-1h'");
		assertThat(reported()).isBetween(Instant.now().minusSeconds(3660), Instant.now().minusSeconds(3540));
	}

	/** Returns the time in a sender report. */
	private Instant reported() throws IOException {
		try (RawRtspClient wire = new RawRtspClient(this.rtspPort)) {
			wire.play("/stream2");
			return wire.next(1).report().time();
		}
	}

	private int clients() {
		String metrics = RawHttpClient.get(this.camera.managementPort(), "/actuator/prometheus").text();
		return (int) Double
			.parseDouble(metrics.replaceAll("(?s).*\ncamera_rtsp_viewers(?:\\{[^}]*})? ([0-9.]+).*", "$1"));
	}

	// --- MJPEG ---

	@Test
	void resetsOneClientInTheMiddleOfAPicture() throws IOException {
		awaitReset(() -> {
			try (Socket client = watch()) {
				readPart(client.getInputStream());
				this.simulation.set("fault:'reset-in-body',count:1");
				String text = ResetResponse.of(client).text();
				String part = text.substring(text.lastIndexOf("--camerad-frame"));
				int length = Integer.parseInt(part.replaceAll("(?s).*Content-Length: ([0-9]+).*", "$1"));
				int come = part.length() - part.indexOf("\r\n\r\n") - 4;
				assertThat(come).isPositive();
				return come < length;
			}
		});
		try (Socket other = watch()) {
			readPart(other.getInputStream());
		}
	}

	@Test
	void halfJpegAppliesToStreamsToo() throws IOException {
		this.simulation.set("fault:'half-jpeg'");
		try (Socket client = watch()) {
			InputStream in = client.getInputStream();
			headers(in);
			int length = Integer.parseInt(headers(in).replaceAll("(?s).*Content-Length: ([0-9]+).*", "$1"));
			byte[] jpeg = in.readNBytes(length);
			assertThat(jpeg).startsWith(0xFF, 0xD8);
			assertThat(jpeg[length - 1]).isNotEqualTo((byte) 0xD9);
			assertThat(in.readNBytes(2)).containsExactly('\r', '\n');
			this.simulation.clear();
			readPart(in);
		}
	}

	@Test
	void anEmptyResponseAppliesToNewClientsOnly() throws IOException {
		try (Socket client = watch()) {
			readPart(client.getInputStream());
			this.simulation.set("fault:'empty-answer'");
			try (Socket other = watch()) {
				assertThat(readAll(other)).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
			}
			for (int i = 0; i < 5; i++) {
				readPart(client.getInputStream());
			}
		}
	}

	@Test
	void resetsAListenerInTheMiddleOfAMessage() throws IOException {
		this.simulation.set("fault:'reset-in-body',count:1");
		String text = ResetResponse.of(ask("events?")).text();
		assertThat(text).contains("\r\n\r\nretry: 2000").doesNotContain("blocks");
	}

}
