package org.camerad.live;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import org.camerad.cgi.CameraPart;
import org.camerad.operation.CameraMeters;

/**
 * The viewers of one camera and what they have been sent, by protocol. Thread-safe.
 */
public final class LiveTraffic implements CameraPart {

	/** The ways in which pictures, sound and events reach a client. */
	public enum Protocol {

		/** Pictures as multipart. */
		MJPEG,

		/** RTP over UDP. */
		RTSP_UDP,

		/** RTP in the RTSP connection, with or without TLS. */
		RTSP_TCP,

		/** Server-sent events. A client that is slow is disconnected. */
		EVENTS,

		/** Single pictures, which nobody keeps watching. */
		SNAPSHOT;

		boolean hasViewers() {
			return this != SNAPSHOT;
		}

		boolean dropsFrames() {
			return this != SNAPSHOT && this != EVENTS;
		}

		private String label() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

	private record Counts(AtomicInteger viewers, LongAdder bytes, LongAdder dropped) {

		Counts() {
			this(new AtomicInteger(), new LongAdder(), new LongAdder());
		}

	}

	private final Map<Protocol, Counts> byProtocol = new EnumMap<>(Protocol.class);

	/** Creates and registers the counts. */
	public LiveTraffic(CameraMeters meters) {
		for (Protocol protocol : Protocol.values()) {
			Counts counts = new Counts();
			this.byProtocol.put(protocol, counts);
			String label = protocol.label();
			meters.byteCounter("camera.sent", counts.bytes(), LongAdder::sum, "protocol", label);
			if (protocol.hasViewers()) {
				meters.gauge("camera.viewers", counts.viewers(), AtomicInteger::get, "protocol", label);
			}
			if (protocol.dropsFrames()) {
				meters.functionCounter("camera.frames.dropped", counts.dropped(), LongAdder::sum, "protocol", label);
			}
		}
	}

	/** Counts a viewer who has begun to watch. */
	public void open(Protocol protocol) {
		of(protocol).viewers().incrementAndGet();
	}

	/** Counts a viewer who has stopped watching. */
	public void close(Protocol protocol) {
		of(protocol).viewers().decrementAndGet();
	}

	/** Counts bytes of content that were sent, without those of transport and TLS. */
	public void addBytes(Protocol protocol, long bytes) {
		of(protocol).bytes().add(bytes);
	}

	/** Counts a frame that a slow client missed. */
	public void addDropped(Protocol protocol) {
		of(protocol).dropped().increment();
	}

	/** Returns the number of viewers. */
	public int viewers(Protocol protocol) {
		return of(protocol).viewers().get();
	}

	/** Returns the number of bytes sent. */
	public long bytes(Protocol protocol) {
		return of(protocol).bytes().sum();
	}

	/** Returns the number of frames that slow clients missed. */
	public long dropped(Protocol protocol) {
		return of(protocol).dropped().sum();
	}

	private Counts of(Protocol protocol) {
		Counts counts = this.byProtocol.get(protocol);
		if (counts == null) {
			throw new IllegalArgumentException(protocol.name());
		}
		return counts;
	}

}
