package org.camerad.camera;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import org.camerad.operation.CameraMeters;

/** The frames that a camera has delivered, by stream. Thread-safe. */
final class FrameCounters {

	private final Map<StreamId, LongAdder> captured;

	private final Map<StreamId, LongAdder> encoded;

	FrameCounters(CameraMeters meters) {
		this.captured = register(meters, "camera.frames.captured");
		this.encoded = register(meters, "camera.frames.encoded");
	}

	private static Map<StreamId, LongAdder> register(CameraMeters meters, String name) {
		Map<StreamId, LongAdder> counters = new EnumMap<>(StreamId.class);
		for (StreamId stream : StreamId.values()) {
			LongAdder counter = new LongAdder();
			counters.put(stream, counter);
			meters.functionCounter(name, counter, LongAdder::sum, "stream", stream.name().toLowerCase(Locale.ROOT));
		}
		return counters;
	}

	/** Counts a picture. */
	void addPicture(StreamId stream) {
		this.captured.get(stream).increment();
	}

	/** Counts a frame of an encoder. */
	void addAccessUnit(StreamId stream) {
		this.encoded.get(stream).increment();
	}

}
