package org.camerad.driver.pi.video;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.camerad.driver.CameraException;
import org.camerad.driver.Control;
import org.camerad.driver.Image;
import org.camerad.driver.Osd;
import org.camerad.driver.PartStatus;
import org.camerad.driver.TimeFormat;
import org.camerad.driver.Video;
import org.camerad.driver.VideoStream;
import org.camerad.driver.support.picture.jpeg.JpegCodec;
import org.camerad.driver.support.process.ProgramFinder;
import org.jspecify.annotations.Nullable;

/**
 * The camera module: both streams, image settings and OSD. Settings take effect at once,
 * also while there are no pictures. A picture that is requested after a setting always
 * shows it.
 */
public final class PiVideo implements AutoCloseable {

	private static final Osd NO_OSD = new Osd(false, Osd.Color.WHITE_ON_BLACK, Osd.FontSize.MEDIUM,
			new Osd.Anchor(0, 0), false, false, new Osd.Anchor(2, 0), false, TimeFormat.YEAR_MONTH_DAY_DASHES, "");

	private final Duration pictureTimeout;

	private final Supplier<LocalDateTime> localTime;

	private final H264Encoders encoders;

	private final List<PiStream> streams;

	private final CameraProcess camera;

	private final boolean fastCodec;

	private volatile Image image = Image.NEUTRAL;

	private volatile Osd osd = NO_OSD;

	private volatile boolean night;

	private volatile @Nullable Frame newest;

	private volatile boolean closed;

	private PiVideo(VideoConfiguration configuration, ProgramFinder programs, Environment environment) {
		this.pictureTimeout = environment.pictureTimeout;
		this.localTime = environment.localTime;
		this.encoders = new H264Encoders(configuration, programs, environment.devices);
		CameraProgram program = program(programs, configuration);
		JpegCodec main = JpegCodec.fastest();
		this.fastCodec = main.isFast();
		this.streams = List.of(
				new PiStream(StreamModes.main(Optional.ofNullable(program).map(CameraProgram::sensor),
						configuration.mode(), isBeyond1080p()), this,
						new PictureRenderer(main, configuration.quality())),
				new PiStream(StreamModes.sub(), this,
						new PictureRenderer(JpegCodec.fastest(), configuration.quality())));
		this.camera = new CameraProcess(configuration, programs, program, request(), environment.metadata,
				this::onFrame);
	}

	/**
	 * The environment of the camera module.
	 *
	 * @param pictureTimeout the longest wait for a picture
	 * @param localTime the camera's local time, for the OSD
	 * @param devices the folder of the kernel's video devices
	 * @param metadata the pipe for the metadata of the pictures; empty for none
	 */
	public record Environment(Duration pictureTimeout, Supplier<LocalDateTime> localTime, Path devices,
			Optional<Path> metadata) {
	}

	/**
	 * Detects the camera and the encoder, and starts the camera process. A missing
	 * program or camera does not fail; the status reports it.
	 */
	public static PiVideo open(VideoConfiguration configuration, ProgramFinder programs, Environment environment) {
		PiVideo video = new PiVideo(configuration, programs, environment);
		video.camera.start();
		return video;
	}

	private static @Nullable CameraProgram program(ProgramFinder programs, VideoConfiguration configuration) {
		try {
			return CameraProgram.detect(programs, configuration);
		}
		catch (CameraException ex) {
			// The camera process detects it again and reports the problem.
			return null;
		}
	}

	private boolean isBeyond1080p() {
		try {
			return this.encoders.require().isBeyond1080p();
		}
		catch (CameraException ex) {
			return false;
		}
	}

	public List<VideoStream> streams() {
		return List.copyOf(this.streams);
	}

	public Control<Image> image() {
		return this::apply;
	}

	/**
	 * Returns the OSD, which this process draws into the pictures of both streams.
	 */
	public Control<Osd> overlay() {
		return this::apply;
	}

	private void apply(Image settings) throws CameraException {
		checkOpen();
		boolean inside = Stream
			.of(settings.brightness(), settings.contrast(), settings.saturation(), settings.sharpness())
			.allMatch(Image.RANGE::contains);
		if (!inside) {
			throw CameraException.refused("an image setting is not in the range " + Image.RANGE + ": " + settings);
		}
		this.image = settings;
		streamsChanged();
	}

	private void apply(Osd settings) throws CameraException {
		checkOpen();
		if (!settings.equals(this.osd)) {
			this.osd = settings;
			this.streams.forEach(PiStream::redraw);
		}
	}

	private void checkOpen() throws CameraException {
		if (this.closed) {
			throw CameraException.unavailable("the camera is closed");
		}
	}

	/**
	 * Updates the camera process: size of the main stream, higher frame rate of the two
	 * as far as the sensor has it at that size.
	 */
	void streamsChanged() {
		this.camera.apply(request());
	}

	private CaptureSettings request() {
		Video main = this.streams.get(0).video();
		Video sub = this.streams.get(1).video();
		return new CaptureSettings(main.resolution().width(), main.resolution().height(),
				Math.min(Math.max(main.frameRate(), sub.frameRate()), this.streams.get(0).maxFrameRate()),
				this.night ? gray(this.image) : this.image);
	}

	/**
	 * Switches night mode. Night pictures are grey, because colours are wrong without the
	 * IR-cut filter.
	 */
	public void setNight(boolean dark) {
		this.night = dark;
		streamsChanged();
	}

	private static Image gray(Image image) {
		return new Image(image.brightness(), image.contrast(), 0, image.sharpness());
	}

	private void onFrame(Frame frame) {
		this.newest = frame;
		this.streams.forEach((stream) -> stream.offer(frame));
	}

	/** Returns the newest frame without OSD; null before the first. */
	@Nullable Frame newest() {
		return this.newest;
	}

	/** Returns the sub stream's settings in effect. */
	Video subVideo() {
		return this.streams.get(1).video();
	}

	boolean isNew(Frame frame) {
		return frame.generation() == this.camera.generation();
	}

	void checkWorking(boolean streamClosed) throws CameraException {
		if (this.closed || streamClosed) {
			throw CameraException.unavailable("the camera is closed");
		}
		String problem = this.camera.problem();
		if (!problem.isEmpty()) {
			throw CameraException.unavailable(problem);
		}
	}

	long pictureTimeout() {
		return this.pictureTimeout.toNanos();
	}

	Osd osd() {
		return this.osd;
	}

	LocalDateTime localTime() {
		return this.localTime.get();
	}

	H264Encoders encoders() {
		return this.encoders;
	}

	/**
	 * Returns the configured ffmpeg if its list of encoders contains a word.
	 */
	public Optional<Path> ffmpeg(String encoder) {
		return this.encoders.ffmpeg(encoder);
	}

	/** Returns whether pictures come or the camera process is starting. */
	public boolean isWorking() {
		return this.camera.problem().isEmpty();
	}

	/** Returns the status of the pictures and of the encoder. */
	public List<PartStatus> status() {
		List<PartStatus> status = new ArrayList<>();
		PartStatus pictures = this.camera.status();
		if (pictures.state() == PartStatus.State.WORKING && !this.fastCodec) {
			pictures = new PartStatus("video", PartStatus.State.IMPAIRED,
					pictures.detail() + "; scaling and OSD are slow without libjpeg-turbo; apt install libturbojpeg0");
		}
		status.add(pictures);
		status.add(this.encoders.status());
		return status;
	}

	@Override
	public void close() {
		this.closed = true;
		this.camera.close();
		this.streams.forEach(PiStream::close);
	}

}
