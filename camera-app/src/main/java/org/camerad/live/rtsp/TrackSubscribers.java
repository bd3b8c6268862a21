package org.camerad.live.rtsp;

import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.camerad.live.rtp.MediaFormat;
import org.camerad.live.rtp.Rtcp;
import org.camerad.live.rtp.RtpFrame;
import org.camerad.live.rtp.RtpWriter;
import org.jspecify.annotations.Nullable;

/**
 * The viewers of one track, who all get the same packets. Belongs to the event loop.
 */
final class TrackSubscribers {

	private final int channel;

	private final InstantSource wallClock;

	private final SendBufferBudget budget;

	private final Set<TrackSender> senders = new LinkedHashSet<>();

	private @Nullable RtpWriter writer;

	/**
	 * @param channel the interleaving channel that most viewers use
	 * @param wallClock the camera's date and time
	 */
	TrackSubscribers(int channel, InstantSource wallClock, SendBufferBudget budget) {
		this.channel = channel;
		this.wallClock = wallClock;
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

	/** Whether somebody waits for the first picture. */
	boolean hasWaiting() {
		return this.senders.stream().anyMatch((sender) -> !sender.isStarted());
	}

	/** The RTP stream of now, null before anything has come. */
	@Nullable RtpWriter writer() {
		return this.writer;
	}

	/** What comes is of that format from now on; viewers of another are ended. */
	void setFormat(MediaFormat next) {
		RtpWriter current = this.writer;
		if (current != null && current.format().continuesAs(next)) {
			current.continueAs(next);
			return;
		}
		if (current != null) {
			endAll("the format has changed to " + next.encoding()
					+ ((next.width() > 0) ? " " + next.width() + "x" + next.height() : ""));
		}
		this.writer = new RtpWriter(this.channel, next);
	}

	/** The source rests: what comes next may be of any format. */
	void reset() {
		this.writer = null;
	}

	/**
	 * Sends a piece of media to all.
	 * @param at its RTP time
	 * @param start whether a viewer can begin here
	 * @param depth how many pieces may wait for a viewer
	 */
	void send(byte[] data, int at, boolean start, int maxPending) {
		RtpWriter current = this.writer;
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

	/** Ends all viewers. */
	void endAll(String reason) {
		each((sender) -> sender.listener().onEnd(reason));
	}

	/** Tells all viewers what time it is. */
	void sendReports() {
		each(this::sendReport);
	}

	/** Tells a viewer what time it is. */
	void sendReport(TrackSender sender) {
		RtpWriter current = this.writer;
		if (current != null && sender.isStarted()) {
			sender.sendControl(Rtcp.report(current, this.wallClock.instant(), current.timestamp(System.nanoTime())));
		}
	}

	/** Tells a viewer that this is the end. */
	void sendBye(TrackSender sender) {
		RtpWriter current = this.writer;
		if (current != null && sender.isStarted()) {
			sender.sendControl(Rtcp.bye(current, this.wallClock.instant(), current.timestamp(System.nanoTime())));
		}
	}

	private void each(Consumer<TrackSender> action) {
		List.copyOf(this.senders).forEach(action);
	}

}
