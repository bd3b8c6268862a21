package org.camerad.live.rtsp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import org.camerad.driver.AudioCodec;
import org.camerad.live.LiveTraffic.Protocol;
import org.camerad.live.rtp.MediaFormats;
import org.camerad.live.rtp.RtpFrame;
import org.camerad.live.rtp.RtpWriter;
import org.camerad.live.rtp.UnsupportedMediaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of when a sender starts, drops and resumes, depending on the pending frames.
 */
class TrackSenderTests {

	private static final int MAX_PENDING = 3;

	private final List<String> events = new ArrayList<>();

	private final TestSender sender = new TestSender(new Client());

	private RtpWriter writer;

	private RtpFrame frame;

	@BeforeEach
	void write() throws UnsupportedMediaException {
		this.writer = new RtpWriter(0, MediaFormats.of(AudioCodec.G711_MU_LAW, 8000));
		this.frame = this.writer.frame(new byte[100], 0);
	}

	@Test
	void startsWithAStartFrame() {
		send(false);
		assertThat(this.events).isEmpty();
		send(true);
		send(false);
		assertThat(this.events).containsExactly("begins", "sent", "sent");
	}

	@Test
	void doesNotStartWhilePacketsArePending() {
		this.sender.pending = 1;
		send(true);
		assertThat(this.sender.isStarted()).isFalse();
		assertThat(this.events).isEmpty();
		this.sender.pending = 0;
		send(true);
		assertThat(this.events).containsExactly("begins", "sent");
	}

	@Test
	void dropsFramesUntilNothingIsPendingAndAStartFrameArrives() {
		send(true);
		this.sender.pending = MAX_PENDING - 1;
		send(false);
		this.sender.pending = MAX_PENDING;
		send(false);
		this.sender.pending = 0;
		send(false);
		this.sender.pending = 1;
		send(true);
		this.sender.pending = 0;
		send(true);
		assertThat(this.events).containsExactly("begins", "sent", "sent", "dropped", "dropped", "dropped", "sent");
	}

	@Test
	void dropsWhenTooManyBytesWait() {
		send(true);
		this.sender.full = true;
		send(false);
		assertThat(this.events).containsExactly("begins", "sent", "dropped");
	}

	/** The stream goes on for other clients, and with a moment that was sent already. */
	@Test
	void continuesAfterARestart() {
		send(true);
		int sequence = this.frame.sequence();
		this.frame = this.writer.frame(new byte[100], 800);
		this.sender.restart();
		this.frame = this.writer.frame(new byte[100], 0);
		send(true);
		assertThat(this.events).containsExactly("begins", "sent");
		this.frame = this.writer.frame(new byte[100], 1600);
		send(false);
		send(true);
		assertThat(this.events).containsExactly("begins", "sent", "begins", "sent");
		assertThat(this.sender.sequence).isEqualTo(sequence + 1 & 0xffff);
	}

	@Test
	void sendsNothingAfterItWasClosed() {
		send(true);
		this.sender.close();
		send(true);
		assertThat(this.events).containsExactly("begins", "sent");
	}

	private void send(boolean start) {
		this.sender.offer(this.frame, start, MAX_PENDING);
	}

	private final class Client implements TrackSender.Listener {

		@Override
		public void onFirstFrame(TrackSender source, int sequence, long timestamp) {
			TrackSenderTests.this.events.add("begins");
		}

		@Override
		public Instant wallClock(long nanos) {
			return Instant.EPOCH;
		}

		@Override
		public void onEnd(String reason) {
			TrackSenderTests.this.events.add(reason);
		}

		@Override
		public void onFrame(TrackSender sender, int bytes, boolean sent) {
			assertThat(bytes).isEqualTo(TrackSenderTests.this.frame.size());
			TrackSenderTests.this.events.add(sent ? "sent" : "dropped");
		}

	}

	/** A sender with a state that the test sets. */
	private static final class TestSender extends TrackSender {

		private int pending;

		private boolean full;

		private int sequence;

		TestSender(Listener listener) {
			super(listener);
		}

		@Override
		int pending() {
			return this.pending;
		}

		@Override
		boolean isFull() {
			return this.full;
		}

		@Override
		void send(RtpFrame frame, int sequenceOffset) {
			assertThat(isStarted()).isTrue();
			this.sequence = frame.sequence() + sequenceOffset & 0xffff;
		}

		@Override
		void sendControl(ByteBuf packet) {
			packet.release();
		}

		@Override
		Protocol protocol() {
			return Protocol.RTSP_TCP;
		}

		@Override
		String transportHeader() {
			return "";
		}

	}

}
