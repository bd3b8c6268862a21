package org.camerad.live.rtsp;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import io.netty.buffer.ByteBuf;
import org.camerad.live.rtp.MediaFormat;
import org.camerad.live.rtp.Rtcp;
import org.camerad.live.rtp.RtpFrame;
import org.camerad.live.rtp.RtpWriter;
import org.jspecify.annotations.Nullable;

/**
 * The clients of one track, which all get the same packets. Confined to the event loop.
 */
final class TrackSubscribers {

	private final int channel;

	private final SendBufferBudget budget;

	private final Set<TrackSender> senders = new LinkedHashSet<>();

	/** The RTP stream, kept while the source is idle for sessions that are paused. */
	private @Nullable RtpWriter writer;

	private boolean formatKnown;

	/**
	 * Creates an empty set of subscribers.
	 * @param channel the interleaving channel that most clients use
	 * @param budget counts the frames that are sent
	 */
	TrackSubscribers(int channel, SendBufferBudget budget) {
		this.channel = channel;
		this.budget = budget;
	}

	void add(TrackSender sender) {
		this.senders.add(sender);
	}

	void remove(TrackSender sender) {
		this.senders.remove(sender);
	}

	boolean isEmpty() {
		return this.senders.isEmpty();
	}

	/** Returns whether a client waits for its first frame. */
	boolean hasWaiting() {
		return this.senders.stream().anyMatch((sender) -> !sender.isStarted());
	}

	/** Returns the current RTP stream, null before the first frame of the source. */
	@Nullable RtpWriter writer() {
		return this.formatKnown ? this.writer : null;
	}

	/**
	 * Sets the format of the following frames. Ends all clients that cannot continue with
	 * it.
	 * @return whether the frames continue those before
	 */
	boolean setFormat(MediaFormat next) {
		RtpWriter current = this.writer;
		boolean continues = this.formatKnown && current != null && current.format().continuesAs(next);
		if (this.formatKnown && !continues) {
			endAll("the format has changed to " + next.encoding()
					+ ((next.width() > 0) ? " " + next.width() + "x" + next.height() : ""));
		}
		if (current == null) {
			this.writer = new RtpWriter(this.channel, next);
		}
		else {
			current.setFormat(next);
		}
		this.formatKnown = true;
		return continues;
	}

	/** Forgets the format: the source has stopped and may return with another one. */
	void reset() {
		this.formatKnown = false;
	}

	/**
	 * Sends a frame to all clients.
	 * @param at the frame's RTP time
	 * @param start whether decoding can start at this frame
	 * @param maxPending the maximum number of frames that may wait for a client
	 */
	void send(byte[] data, int at, boolean start, int maxPending) {
		RtpWriter current = writer();
		if (current == null || this.senders.isEmpty()) {
			return;
		}
		RtpFrame frame = current.frame(data, at);
		try {
			this.budget.add(frame);
			for (TrackSender sender : List.copyOf(this.senders)) {
				sender.offer(frame, start, maxPending);
			}
		}
		finally {
			frame.release();
		}
	}

	/** Ends all clients. */
	void endAll(String reason) {
		each((sender) -> sender.listener().onEnd(reason));
	}

	/** Sends an RTCP sender report to all clients. */
	void sendReports() {
		each(this::sendReport);
	}

	/** Sends an RTCP sender report to one client. */
	void sendReport(TrackSender sender) {
		send(sender, Rtcp::report);
	}

	/** Sends an RTCP BYE packet to one client. */
	void sendBye(TrackSender sender) {
		send(sender, Rtcp::bye);
	}

	private void send(TrackSender sender, Function<Rtcp.Report, ByteBuf> packet) {
		RtpWriter current = writer();
		if (current != null && sender.isStarted()) {
			long now = System.nanoTime();
			sender.sendControl(packet.apply(new Rtcp.Report(current.ssrc(), sender.listener().wallClock(now),
					current.timestamp(now), sender.packets(), sender.octets())));
		}
	}

	private void each(Consumer<TrackSender> action) {
		List.copyOf(this.senders).forEach(action);
	}

}
