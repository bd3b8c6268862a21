package org.camerad.driver.hisilicon.streamer;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.camerad.driver.AudioControl;
import org.camerad.driver.CameraEvent;
import org.camerad.driver.CameraException;
import org.camerad.driver.Control;
import org.camerad.driver.DeviceInfo;
import org.camerad.driver.Image;
import org.camerad.driver.MotionControl;
import org.camerad.driver.Osd;
import org.camerad.driver.PartStatus;
import org.camerad.driver.VideoMode;
import org.camerad.driver.VideoStream;
import org.camerad.driver.hisilicon.rtsp.RtspAudio;
import org.camerad.driver.hisilicon.rtsp.RtspVideo;

/**
 * A camera's parts that the streamer gives, and how they are. What the streamer does not
 * offer is not there.
 */
public final class StreamerParts implements AutoCloseable {

	private static final Duration ASKING = Duration.ofSeconds(2);

	private static final long MOTION_MILLIS = 500;

	private static final long NIGHT_MILLIS = 2000;

	/**
	 * A streamer can answer and yet give no picture, so one is looked at now and then.
	 */
	private static final long PICTURE_MILLIS = 15_000;

	private final Streamer streamer;

	private final List<SnapshotCache> snapshots = new ArrayList<>();

	private final List<StreamerVideo> streams = new ArrayList<>();

	private final Optional<StreamerRtsp> rtsp;

	/** Ends what is received from the streamer's RTSP server. */
	private final List<Runnable> media = new ArrayList<>();

	private final Optional<Control<Image>> image;

	private final Optional<Control<Osd>> osd;

	private final Optional<AudioControl> audio;

	private final Optional<StreamerMotion> motion;

	private final StreamerMonitor watch;

	private final Optional<String> kernel;

	private StreamerParts(Streamer streamer, Clock clock, Consumer<CameraEvent> listener) throws CameraException {
		this.streamer = streamer;
		StreamerConfig config = streamer.config();
		this.rtsp = StreamerRtsp.of(streamer, config);
		Optional<StreamerRtsp> witness = this.rtsp.filter(StreamerRtsp::answers);
		for (int stream = 0; stream <= 1; stream++) {
			this.streams.add(stream(stream, config, witness));
		}
		this.image = StreamerImage.of(streamer, this::renew);
		this.osd = StreamerOsd.of(streamer, this::renew);
		Optional<RtspAudio> microphone = this.rtsp
			.map((server) -> new RtspAudio("camera-hisilicon-audio", () -> server.address(0)));
		microphone.ifPresent((audio) -> this.media.add(audio::close));
		this.audio = StreamerAudio.of(streamer, microphone.map(RtspAudio::frames));
		this.motion = StreamerMotion.of(streamer, clock);
		this.kernel = kernel(streamer);
		this.watch = new StreamerMonitor(streamer, listener, this::interrupt);
	}

	/**
	 * Asks the streamer what it offers, and begins to look after it.
	 * @param listener told when the streamer goes and when it is back
	 * @throws CameraException REFUSED for wrong credentials, UNAVAILABLE when the
	 * streamer does not answer with something to work with
	 */
	public static StreamerParts open(StreamerAddress address, Clock clock, Consumer<CameraEvent> listener)
			throws CameraException {
		Streamer streamer = Streamer.open(address);
		try {
			StreamerParts parts = new StreamerParts(streamer, clock, listener);
			parts.start();
			return parts;
		}
		catch (CameraException | RuntimeException ex) {
			streamer.close();
			throw ex;
		}
	}

	private StreamerVideo stream(int stream, StreamerConfig config, Optional<StreamerRtsp> witness)
			throws CameraException {
		List<VideoMode> modes = new SupportedVideoModes(this.streamer.schema(), config, stream).modes();
		if (modes.isEmpty()) {
			throw CameraException
				.unavailable("the streamer's schema and settings name no codec or no size of video" + stream);
		}
		SnapshotCache pictures = new SnapshotCache(this.streamer, stream);
		this.snapshots.add(pictures);
		Optional<RtspVideo> encoded = this.rtsp
			.map((server) -> new RtspVideo("camera-hisilicon-video-" + stream, () -> server.address(stream)));
		encoded.ifPresent((video) -> this.media.add(video::close));
		return new StreamerVideo(this.streamer, stream, modes, pictures, encoded.map((video) -> video),
				witness.map((server) -> (settings) -> server.missing(stream, settings)));
	}

	private static Optional<String> kernel(Streamer streamer) throws CameraException {
		StreamerResponse answer = streamer.http().get("/metrics", ASKING, StreamerHttp.DOCUMENT);
		return answer.isGood() ? StreamerMetrics.parse(answer).label("node_uname_info.release") : Optional.empty();
	}

	private void start() {
		List<StreamerMonitor.Chore> chores = new ArrayList<>();
		chores.add(new StreamerMonitor.Chore(PICTURE_MILLIS, this.snapshots.get(0)::test));
		this.motion.ifPresent((detector) -> {
			chores.add(new StreamerMonitor.Chore(MOTION_MILLIS, detector.watch()::look));
			chores.add(new StreamerMonitor.Chore(NIGHT_MILLIS, detector::followNight));
		});
		this.watch.start(chores);
	}

	private void renew() {
		this.snapshots.forEach(SnapshotCache::renew);
	}

	private void interrupt(CameraException reason) {
		this.streams.forEach((stream) -> stream.interrupt(reason));
		renew();
	}

	/** What can be told of a camera whose board is somewhere else. */
	public DeviceInfo info(String model, String serialNumber) {
		return new DeviceInfo(model, this.kernel.orElse("unknown"), "unknown", serialNumber);
	}

	public List<VideoStream> streams() {
		return List.copyOf(this.streams);
	}

	public Optional<Control<Image>> image() {
		return this.image;
	}

	public Optional<Control<Osd>> osd() {
		return this.osd;
	}

	public Optional<MotionControl> motion() {
		return this.motion.map((detector) -> detector);
	}

	public Optional<AudioControl> audio() {
		return this.audio;
	}

	/** Whether the streamer answers, and its last picture was one. Cheap. */
	public boolean isWell() {
		return this.watch.problem().isEmpty() && this.snapshots.get(0).trouble().isEmpty();
	}

	/** How the streamer is, and what it gives. Without asking it. */
	public List<PartStatus> status() {
		List<PartStatus> status = new ArrayList<>();
		status.add(streamerStatus());
		for (int stream = 0; stream < this.snapshots.size(); stream++) {
			String part = (stream == 0) ? "pictures-main" : "pictures-sub";
			this.snapshots.get(stream)
				.trouble()
				.ifPresent((trouble) -> status.add(new PartStatus(part, PartStatus.State.FAILED, trouble)));
		}
		this.motion.flatMap((detector) -> detector.watch().trouble())
			.ifPresent((trouble) -> status.add(new PartStatus("motion", PartStatus.State.FAILED, trouble)));
		return status;
	}

	private PartStatus streamerStatus() {
		Optional<String> problem = this.watch.problem();
		if (problem.isPresent()) {
			return new PartStatus("streamer", PartStatus.State.FAILED, problem.get());
		}
		List<String> concerns = new ArrayList<>(this.watch.concerns());
		this.streamer.concern().ifPresent(concerns::add);
		return concerns.isEmpty()
				? new PartStatus("streamer", PartStatus.State.WORKING, "Majestic at " + this.streamer.address().url())
				: new PartStatus("streamer", PartStatus.State.IMPAIRED, String.join("; ", concerns));
	}

	@Override
	public void close() {
		CameraException reason = CameraException.unavailable("the camera is closed");
		this.media.forEach(Runnable::run);
		this.watch.close();
		this.streamer.close();
		this.streams.forEach((stream) -> stream.close(reason));
		this.motion.ifPresent((detector) -> detector.watch().close(reason));
		renew();
	}

}
