package org.camerad.onvif;

import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import org.camerad.camera.StreamId;
import org.camerad.driver.Camera;
import org.camerad.driver.Motion;
import org.camerad.driver.MotionEvent;
import org.camerad.driver.simulation.FrameTruth;
import org.camerad.live.rtsp.MetadataFeed;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of one stream: events of the motion rule, the cells in which something
 * moves and, on the simulator, the true objects of the scene. One thread.
 */
final class MetadataDocuments implements MetadataFeed {

	private final OnvifParts parts;

	private final OnvifSettings settings;

	private final MotionDetector detector;

	private final StreamId stream;

	private final MotionAlarm alarm = new MotionAlarm();

	private boolean toldMotion;

	/** The last event of the motion detector that a document has told. */
	private @Nullable MotionEvent told;

	private long toldFrame = -1;

	private boolean toldObjects;

	private MetadataDocuments(OnvifParts parts, OnvifSettings settings, StreamId stream) {
		this.parts = parts;
		this.settings = settings;
		this.detector = new MotionDetector(parts, settings);
		this.stream = stream;
	}

	/** Opens the metadata of a stream. */
	static MetadataDocuments of(OnvifParts parts, StreamId stream) {
		return new MetadataDocuments(parts, new OnvifSettings(parts.store(), parts.audit()), stream);
	}

	@Override
	public Optional<Document> next(boolean complete) {
		Optional<Camera> camera = this.parts.calls().present();
		if (camera.isEmpty()) {
			return Optional.empty();
		}
		MetadataSettings wanted = MetadataSettings.of(this.settings);
		MetadataWriter out = new MetadataWriter();
		long time = System.nanoTime();
		if (wanted.analytics()) {
			time = writeFrame(camera.get(), complete, out, time);
		}
		if (wanted.events() && camera.get().motion().isPresent()) {
			writeEvent(complete, out);
		}
		return (complete || !out.isEmpty())
				? Optional.of(new Document(out.finish().getBytes(StandardCharsets.UTF_8), time)) : Optional.empty();
	}

	/** Writes what is new about the picture, and returns the time of the picture. */
	private long writeFrame(Camera camera, boolean complete, MetadataWriter out, long now) {
		Optional<FrameTruth> frame = camera.simulation()
			.map((simulation) -> simulation.frames(this.stream.ordinal(), 1))
			.map((frames) -> frames.get(frames.size() - 1))
			.filter((truth) -> truth.objects().isPresent());
		MotionEvent motion = camera.motion().isPresent() ? this.parts.motion().current() : null;
		boolean moved = motion != null && !motion.equals(this.told);
		boolean objects = frame.isPresent() && (isNew(frame.get()) || complete);
		if (!moved && !objects && !complete) {
			return now;
		}
		this.told = motion;
		frame.ifPresent((truth) -> {
			this.toldFrame = truth.number();
			this.toldObjects = !truth.objects().orElse(List.of()).isEmpty();
		});
		Motion grid = (motion == null) ? null : this.detector.motion();
		out.writeFrame(frame.map(FrameTruth::time).orElseGet(() -> this.parts.clock().truncatedTo(ChronoUnit.MILLIS)),
				frame.orElse(null), (grid == null) ? null : grid.blocks(), motion);
		return frame.map(FrameTruth::timeNanos).orElse(now);
	}

	/** Returns whether there is another frame and at least one of both shows objects. */
	private boolean isNew(FrameTruth truth) {
		return truth.number() != this.toldFrame && (this.toldObjects || !truth.objects().orElse(List.of()).isEmpty());
	}

	private void writeEvent(boolean complete, MetadataWriter out) {
		MotionRule rule = this.detector.rule();
		boolean motion = this.alarm.update(this.parts.motion().current(), rule, System.nanoTime());
		if (complete || motion != this.toldMotion) {
			boolean changed = motion != this.toldMotion;
			this.toldMotion = motion;
			EventMessage message = EventMessage.motion(this.parts.clock().truncatedTo(ChronoUnit.MILLIS), rule.name(),
					motion);
			out.writeEvent(changed ? message : message.initialized());
		}
	}

}
