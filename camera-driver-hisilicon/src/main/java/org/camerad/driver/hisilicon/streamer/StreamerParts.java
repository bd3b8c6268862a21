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
import org.camerad.driver.ClockControl;
import org.camerad.driver.Control;
import org.camerad.driver.DeviceInfo;
import org.camerad.driver.Image;
import org.camerad.driver.Maintenance;
import org.camerad.driver.MotionControl;
import org.camerad.driver.Osd;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Ptz;
import org.camerad.driver.VideoMode;
import org.camerad.driver.VideoStream;
import org.camerad.driver.hisilicon.rtsp.RtspAudio;
import org.camerad.driver.hisilicon.rtsp.RtspVideo;

/**
 * The camera parts that the streamer provides, and their status. A part that the streamer
 * does not offer is absent.
 */
public final class StreamerParts implements AutoCloseable {

	private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);

	private static final long MOTION_PERIOD_MILLIS = 500;

	private static final long NIGHT_PERIOD_MILLIS = 2000;

	private static final long CLOCK_PERIOD_MILLIS = 60_000;

	/** A streamer can respond and still deliver no picture. This check detects that. */
	private static final long PICTURE_PERIOD_MILLIS = 15_000;

	private final Streamer streamer;

	private final List<SnapshotCache> snapshots = new ArrayList<>();

	private final List<StreamerVideo> streams = new ArrayList<>();

	private final Optional<StreamerRtsp> rtsp;

	private final Optional<RtspAudio> microphone;

	/** The closers of the RTSP relays. */
	private final List<Runnable> mediaClosers = new ArrayList<>();

	private final Optional<Control<Image>> image;

	private final Optional<StreamerOsd> osd;

	private final Optional<AudioControl> audio;

	private final Optional<StreamerMotion> motion;

	private final Optional<WebMotors> motors;

	private final Optional<WebClock> clock;

	private final Optional<NightMode> nightMode;

	private final Optional<WebMaintenance> maintenance;

	private final StreamerMonitor monitor;

	private final Optional<String> kernel;

	private StreamerParts(Streamer streamer, StreamerOptions options, Clock clock, Consumer<CameraEvent> listener)
			throws CameraException {
		this.streamer = streamer;
		StreamerConfig config = streamer.config();
		this.rtsp = StreamerRtsp.of(streamer, config);
		Optional<StreamerRtsp> probe = this.rtsp.filter(StreamerRtsp::isReachable);
		for (int stream = 0; stream <= 1; stream++) {
			this.streams.add(stream(stream, config, probe));
		}
		this.image = StreamerImage.of(streamer, this::invalidatePictures);
		this.osd = StreamerOsd.of(streamer, this::invalidatePictures);
		this.microphone = this.rtsp.map((server) -> new RtspAudio("camera-hisilicon-audio", server::microphone));
		this.microphone.ifPresent((audio) -> this.mediaClosers.add(audio::close));
		this.audio = StreamerAudio.of(streamer, this.microphone.map(RtspAudio::frames));
		this.motion = StreamerMotion.of(streamer, clock);
		this.kernel = kernel(streamer);
		this.motors = options.gateway() ? WebMotors.of(streamer) : Optional.empty();
		this.clock = options.gateway() ? WebClock.of(streamer) : Optional.empty();
		this.nightMode = options.night().map((night) -> new NightMode(streamer, night));
		this.monitor = new StreamerMonitor(streamer, Rotation.of(config), listener, this::endPictures);
		this.maintenance = options.rebootPath().map((path) -> new WebMaintenance(streamer, path, this.monitor));
	}

	/**
	 * Connects to the streamer and starts to monitor it.
	 * @param options the choices of the operator
	 * @param listener receives an event when the streamer becomes unavailable or
	 * available
	 * @throws CameraException REFUSED for wrong credentials; UNAVAILABLE if the streamer
	 * does not respond with a usable schema
	 */
	public static StreamerParts open(StreamerAddress address, StreamerOptions options, Clock clock,
			Consumer<CameraEvent> listener) throws CameraException {
		Streamer streamer = Streamer.open(address);
		try {
			StreamerParts parts = new StreamerParts(streamer, options, clock, listener);
			parts.start();
			return parts;
		}
		catch (CameraException | RuntimeException ex) {
			streamer.close();
			throw ex;
		}
	}

	private StreamerVideo stream(int stream, StreamerConfig config, Optional<StreamerRtsp> probe)
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
		encoded.ifPresent((video) -> this.mediaClosers.add(video::close));
		return new StreamerVideo(this.streamer, stream, modes, Rotation.of(config), pictures,
				encoded.map((video) -> video), probe.map((server) -> (settings) -> server.mismatch(stream, settings)));
	}

	private static Optional<String> kernel(Streamer streamer) throws CameraException {
		StreamerResponse response = streamer.http().get("/metrics", REQUEST_TIMEOUT, StreamerHttp.MAX_DOCUMENT_BYTES);
		return response.isSuccess() ? StreamerMetrics.parse(response).label("node_uname_info.release")
				: Optional.empty();
	}

	private void start() {
		List<StreamerMonitor.Task> tasks = new ArrayList<>();
		tasks.add(new StreamerMonitor.Task(PICTURE_PERIOD_MILLIS, this.snapshots.get(0)::check));
		this.motion.ifPresent((detector) -> {
			tasks.add(new StreamerMonitor.Task(MOTION_PERIOD_MILLIS, detector.poller()::poll));
			tasks.add(new StreamerMonitor.Task(NIGHT_PERIOD_MILLIS, detector::followNightMode));
		});
		this.nightMode.ifPresent((mode) -> tasks.add(new StreamerMonitor.Task(NIGHT_PERIOD_MILLIS, mode::enforce)));
		this.clock.ifPresent((board) -> tasks.add(new StreamerMonitor.Task(CLOCK_PERIOD_MILLIS, board::refresh)));
		this.monitor.start(tasks);
	}

	private void invalidatePictures() {
		this.snapshots.forEach(SnapshotCache::invalidate);
	}

	private void endPictures(CameraException reason) {
		this.streams.forEach((stream) -> stream.endPictures(reason));
		invalidatePictures();
	}

	/** Returns the information that is available without access to the board. */
	public DeviceInfo info(String model, String serialNumber) {
		return new DeviceInfo(model, this.kernel.orElse("unknown"), "unknown", serialNumber);
	}

	public List<VideoStream> streams() {
		return List.copyOf(this.streams);
	}

	/**
	 * Sets the action that applies what the streamer's configuration does not hold. It
	 * runs after each rebuild of the pipeline that this service causes or notices, and
	 * perhaps more often.
	 */
	public void onRebuild(Runnable action) {
		this.monitor.onRebuild(action);
	}

	public Optional<Control<Image>> image() {
		return this.image;
	}

	public Optional<Control<Osd>> osd() {
		return this.osd.map((control) -> control);
	}

	public Optional<MotionControl> motion() {
		return this.motion.map((detector) -> detector);
	}

	/** Returns the motors of a board behind a gateway. */
	public Optional<Ptz> ptz() {
		return this.motors.map((head) -> head);
	}

	/** Returns the clock of a board behind a gateway. */
	public Optional<ClockControl> clock() {
		return this.clock.map((control) -> control);
	}

	/** Returns the maintenance of a board behind a gateway. */
	public Optional<Maintenance> maintenance() {
		return this.maintenance.map((control) -> control);
	}

	public Optional<AudioControl> audio() {
		return this.audio;
	}

	/**
	 * Returns whether the streamer responds and its last picture was valid. Sends no
	 * request.
	 */
	public boolean isHealthy() {
		return this.monitor.problem().isEmpty() && this.snapshots.get(0).problem().isEmpty();
	}

	/** Returns the status of the streamer and its parts. Sends no request. */
	public List<PartStatus> status() {
		List<PartStatus> status = new ArrayList<>();
		status.add(streamerStatus());
		for (int stream = 0; stream < this.snapshots.size(); stream++) {
			String part = (stream == 0) ? "pictures-main" : "pictures-sub";
			this.snapshots.get(stream)
				.problem()
				.ifPresent((problem) -> status.add(new PartStatus(part, PartStatus.State.FAILED, problem)));
		}
		this.motors.map(WebMotors::status).ifPresent(status::add);
		this.osd.map(StreamerOsd::warning)
			.filter((warning) -> !warning.isEmpty())
			.ifPresent((warning) -> status.add(new PartStatus("osd", PartStatus.State.IMPAIRED, warning)));
		this.nightMode.map(NightMode::problem)
			.filter((problem) -> !problem.isEmpty())
			.ifPresent((problem) -> status.add(new PartStatus("night-mode", PartStatus.State.IMPAIRED, problem)));
		this.microphone.map(RtspAudio::problem)
			.filter((problem) -> !problem.isEmpty())
			.ifPresent((problem) -> status.add(new PartStatus("microphone", PartStatus.State.FAILED, problem)));
		this.motion.flatMap((detector) -> detector.poller().problem())
			.ifPresent((problem) -> status.add(new PartStatus("motion", PartStatus.State.FAILED, problem)));
		return status;
	}

	private PartStatus streamerStatus() {
		Optional<String> problem = this.monitor.problem();
		if (problem.isPresent()) {
			return new PartStatus("streamer", PartStatus.State.FAILED, problem.get());
		}
		List<String> warnings = new ArrayList<>(this.monitor.warnings());
		this.streamer.warning().ifPresent(warnings::add);
		return warnings.isEmpty()
				? new PartStatus("streamer", PartStatus.State.WORKING, "Majestic at " + this.streamer.address().url())
				: new PartStatus("streamer", PartStatus.State.IMPAIRED, String.join("; ", warnings));
	}

	@Override
	public void close() {
		CameraException reason = CameraException.unavailable("the camera is closed");
		this.mediaClosers.forEach(Runnable::run);
		this.motors.ifPresent(WebMotors::close);
		this.monitor.close();
		this.streamer.close();
		this.streams.forEach((stream) -> stream.close(reason));
		this.motion.ifPresent((detector) -> detector.poller().close(reason));
		invalidatePictures();
	}

}
