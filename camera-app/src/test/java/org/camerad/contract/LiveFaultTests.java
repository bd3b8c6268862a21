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

/** What faults do to those who watch: over RTSP, as MJPEG, and to listeners. */
class LiveFaultTests extends OnSimulator {

	// --- RTSP ---

	@ParameterizedTest
	@CsvSource({ "latency,false", "slow-first-byte,true" })
	void anAnswerComesLateBeforeOrAfterItsRequestTakesEffect(String fault, boolean effective) throws IOException {
		try (RtspWire wire = new RtspWire(this.rtspPort)) {
			wire.play("/stream2");
			this.lab.set("fault:'" + fault + "',value:'10m',count:1");
			wire.tell("TEARDOWN", "/stream2/");
			TestService.await("it is held", PATIENCE, () -> this.lab.fault(fault).isMissingNode());
			if (effective) {
				TestService.await("nobody watches", PATIENCE, () -> viewers() == 0);
			}
			else {
				for (int i = 0; i < 10; i++) {
					wire.next(0);
				}
				assertThat(viewers()).isOne();
			}
			this.lab.clear();
			RtspWire.require(wire.answer());
		}
	}

	@ParameterizedTest
	@CsvSource({ "latency", "slow-first-byte" })
	void anAnswerIsAsLateAsItSays(String fault) throws IOException {
		try (RtspWire wire = new RtspWire(this.rtspPort)) {
			this.lab.set("fault:'" + fault + "',value:'300ms',count:1");
			long begun = System.nanoTime();
			RtspWire.require(wire.ask("OPTIONS", "*"));
			assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
		}
	}

	@Test
	void aDescriptionCanBeEmpty() throws IOException {
		try (RtspWire wire = new RtspWire(this.rtspPort)) {
			this.lab.set("fault:'empty-answer',count:1");
			assertThat(RtspWire.require(wire.ask("DESCRIBE", "/stream2"))).contains("\r\nContent-Length: 0\r\n")
				.endsWith("\r\n\r\n");
			assertThat(RtspWire.require(wire.ask("DESCRIBE", "/stream2"))).contains("\r\nm=video ");
		}
	}

	@Test
	void aDescriptionCanBeBrokenOff() throws IOException {
		try (RtspWire wire = new RtspWire(this.rtspPort)) {
			this.lab.set("fault:'reset-in-body',count:1");
			wire.tell("DESCRIBE", "/stream2");
			String answer = new String(wire.untilReset(), StandardCharsets.UTF_8);
			String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
			assertThat(body).startsWith("v=0")
				.hasSizeLessThan(Integer.parseInt(RtspWire.header(answer, "Content-Length")));
		}
	}

	@Test
	void aStreamBreaksOffInTheMiddleOfAPacketAndOthersGoOn() throws IOException {
		awaitBrokenOff(this::isLastPacketCut);
		TestService.await("its session is over", PATIENCE, () -> viewers() == 0);
		try (RtspWire again = new RtspWire(this.rtspPort)) {
			again.play("/stream2");
			again.next(0);
		}
	}

	/**
	 * What is still on its way to a client that is held up goes with the connection: then
	 * nothing of the last one has come, and it is tried again.
	 */
	private static void awaitBrokenOff(Callable<Boolean> attempt) {
		TestService.await("something is broken off", PATIENCE, () -> {
			try {
				return attempt.call();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	private boolean isLastPacketCut() throws IOException {
		try (RtspWire wire = new RtspWire(this.rtspPort)) {
			wire.play("/stream2");
			wire.next(0);
			this.lab.set("fault:'reset-in-body',count:1");
			ByteBuffer rest = ByteBuffer.wrap(wire.untilReset());
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
	void withoutItsSensorThereAreNoStreams() throws IOException {
		try (RtspWire wire = new RtspWire(this.rtspPort)) {
			wire.play("/stream2");
			wire.next(0);
			this.lab.set("fault:'sensor-lost'");
			wire.awaitEnd();
		}
		try (RtspWire wire = new RtspWire(this.rtspPort)) {
			assertThat(wire.ask("DESCRIBE", "/stream2")).startsWith("RTSP/1.0 503 ");
			this.lab.clear();
			RtspWire.require(wire.ask("DESCRIBE", "/stream2"));
		}
	}

	@Test
	void aSlowRebootEndsSessionsAndNoneBeginsMeanwhile() throws IOException {
		this.lab.set("fault:'slow-reboot',value:'4s'");
		try (RtspWire wire = new RtspWire(this.rtspPort); Socket viewer = watch()) {
			wire.play("/stream2");
			readPart(viewer.getInputStream());
			get("reboot");
			wire.awaitEnd();
			drain(viewer);
			try (RtspWire early = new RtspWire(this.rtspPort)) {
				assertThat(early.ask("DESCRIBE", "/stream2")).startsWith("RTSP/1.0 503 ");
			}
			assertThat(this.camera
				.get("/cgi-bin/mjpeg.cgi?stream=0&username=" + TestService.ADMIN + "&password=" + TestService.PASSWORD))
				.returns(503, RawResponse::status);
		}
		TestService.await("the camera is back", PATIENCE, () -> this.camera.health("/readiness").status() == 200);
		this.uid = this.camera.logIn();
		try (RtspWire wire = new RtspWire(this.rtspPort); Socket viewer = watch()) {
			wire.play("/stream2");
			wire.next(0);
			readPart(viewer.getInputStream());
		}
	}

	@Test
	void reportsTellTheTimeOfTheCamera() throws IOException {
		assertThat(reported()).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
		this.lab.set("fault:'clock-jump',value:'-1h'");
		assertThat(reported()).isBetween(Instant.now().minusSeconds(3660), Instant.now().minusSeconds(3540));
	}

	/** The time in a sender's report. */
	private Instant reported() throws IOException {
		try (RtspWire wire = new RtspWire(this.rtspPort)) {
			wire.play("/stream2");
			return wire.next(1).report().time();
		}
	}

	private int viewers() {
		String metrics = RawHttpClient.get(this.camera.managementPort(), "/actuator/prometheus").text();
		return (int) Double
			.parseDouble(metrics.replaceAll("(?s).*\ncamera_rtsp_viewers(?:\\{[^}]*})? ([0-9.]+).*", "$1"));
	}

	// --- MJPEG ---

	@Test
	void aViewerIsResetInTheMiddleOfAPictureAndOthersGoOn() throws IOException {
		awaitBrokenOff(() -> {
			try (Socket viewer = watch()) {
				readPart(viewer.getInputStream());
				this.lab.set("fault:'reset-in-body',count:1");
				String text = BrokenOff.of(viewer).text();
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
	void picturesLoseTheirEndsAsWell() throws IOException {
		this.lab.set("fault:'half-jpeg'");
		try (Socket viewer = watch()) {
			InputStream in = viewer.getInputStream();
			headers(in);
			int length = Integer.parseInt(headers(in).replaceAll("(?s).*Content-Length: ([0-9]+).*", "$1"));
			byte[] jpeg = in.readNBytes(length);
			assertThat(jpeg).startsWith(0xFF, 0xD8);
			assertThat(jpeg[length - 1]).isNotEqualTo((byte) 0xD9);
			assertThat(in.readNBytes(2)).containsExactly('\r', '\n');
			this.lab.clear();
			readPart(in);
		}
	}

	@Test
	void anEmptyAnswerIsForNewViewersOnly() throws IOException {
		try (Socket viewer = watch()) {
			readPart(viewer.getInputStream());
			this.lab.set("fault:'empty-answer'");
			try (Socket other = watch()) {
				assertThat(readAll(other)).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
			}
			for (int i = 0; i < 5; i++) {
				readPart(viewer.getInputStream());
			}
		}
	}

	@Test
	void aListenerIsResetInTheMiddleOfAMessage() throws IOException {
		this.lab.set("fault:'reset-in-body',count:1");
		String text = BrokenOff.of(ask("events?")).text();
		assertThat(text).contains("\r\n\r\nretry: 2000").doesNotContain("blocks");
	}

}
