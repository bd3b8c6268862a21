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

	private final SendBufferBudget memory;

	private final Set<TrackSender> sinks = new LinkedHashSet<>();

	private @Nullable RtpWriter writer;

	/**
	 * @param channel the interleaving channel that most viewers use
	 * @param wallClock the camera's date and time
	 */
	TrackSubscribers(int channel, InstantSource wallClock, SendBufferBudget memory) {
		this.channel = channel;
		this.wallClock = wallClock;
		this.memory = memory;
	}

	void add(TrackSender sink) {
		this.sinks.add(sink);
	}

	void remove(TrackSender sink) {
		this.sinks.remove(sink);
	}

	boolean isEmpty() {
		return this.sinks.isEmpty();
	}

	/** Whether somebody waits for the first picture. */
	boolean isBeginning() {
		return this.sinks.stream().anyMatch((sink) -> !sink.isStarted());
	}

	/** The RTP stream of now, null before anything has come. */
	@Nullable RtpWriter writer() {
		return this.writer;
	}

	/** What comes is of that format from now on; viewers of another are ended. */
	void format(MediaFormat next) {
		RtpWriter current = this.writer;
		if (current != null && current.format().continuesAs(next)) {
			current.continueAs(next);
			return;
		}
		if (current != null) {
			end("the format has changed to " + next.encoding()
					+ ((next.width() > 0) ? " " + next.width() + "x" + next.height() : ""));
		}
		this.writer = new RtpWriter(this.channel, next);
	}

	/** The source rests: what comes next may be of any format. */
	void rest() {
		this.writer = null;
	}

	/**
	 * Sends a piece of media to all.
	 * @param at its RTP time
	 * @param start whether a viewer can begin here
	 * @param depth how many pieces may wait for a viewer
	 */
	void send(byte[] data, int at, boolean start, int depth) {
		RtpWriter current = this.writer;
		if (current == null || this.sinks.isEmpty()) {
			return;
		}
		RtpFrame frame = current.frame(data, at);
		try {
			this.memory.add(frame);
			for (TrackSender sink : List.copyOf(this.sinks)) {
				sink.frame(frame, start, depth);
			}
		}
		finally {
			frame.release();
		}
	}

	/** Ends all viewers. */
	void end(String reason) {
		each((sink) -> sink.viewer().over(reason));
	}

	/** Tells all viewers what time it is. */
	void report() {
		each(this::report);
	}

	/** Tells a viewer what time it is. */
	void report(TrackSender sink) {
		RtpWriter current = this.writer;
		if (current != null && sink.isStarted()) {
			sink.control(Rtcp.report(current, this.wallClock.instant(), current.timestamp(System.nanoTime())));
		}
	}

	/** Tells a viewer that this is the end. */
	void bye(TrackSender sink) {
		RtpWriter current = this.writer;
		if (current != null && sink.isStarted()) {
			sink.control(Rtcp.bye(current, this.wallClock.instant(), current.timestamp(System.nanoTime())));
		}
	}

	private void each(Consumer<TrackSender> action) {
		List.copyOf(this.sinks).forEach(action);
	}

}
