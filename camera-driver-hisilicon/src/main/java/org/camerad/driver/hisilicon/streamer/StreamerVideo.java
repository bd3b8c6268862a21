package org.camerad.driver.hisilicon.streamer;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Flow;

import org.camerad.driver.CameraException;
import org.camerad.driver.EncodedVideo;
import org.camerad.driver.IntRange;
import org.camerad.driver.Picture;
import org.camerad.driver.Resolution;
import org.camerad.driver.Setting;
import org.camerad.driver.Video;
import org.camerad.driver.VideoMode;
import org.camerad.driver.VideoStream;
import org.camerad.driver.support.picture.jpeg.JpegHeader;
import org.camerad.driver.support.publish.DeliveryPolicy;
import org.camerad.driver.support.publish.Producer;
import org.camerad.driver.support.publish.PublisherWorker;
import org.camerad.driver.support.publish.SharedPublisher;

/** One encoder of the streamer and its pictures. */
final class StreamerVideo implements VideoStream {

	private static final IntRange MJPEG_RATES = new IntRange(1, 5);

	private final Streamer streamer;

	private final int stream;

	private final List<VideoMode> modes;

	private final SnapshotCache snapshots;

	private final SharedPublisher<Picture> pictures = new SharedPublisher<>(DeliveryPolicy.numbered(Picture::number));

	private final PublisherWorker worker;

	private final Optional<StreamProbe> probe;

	private final Optional<EncodedVideo> encoded;

	/**
	 * Creates a stream.
	 * @param stream 0 main, 1 sub
	 * @param encoded the encoded stream
	 * @param probe a probe of the encoder's output
	 */
	StreamerVideo(Streamer streamer, int stream, List<VideoMode> modes, SnapshotCache snapshots,
			Optional<EncodedVideo> encoded, Optional<StreamProbe> probe) {
		this.streamer = streamer;
		this.stream = stream;
		this.modes = modes;
		this.snapshots = snapshots;
		this.encoded = encoded;
		this.probe = probe;
		Producer producer = isMain() ? new MjpegPictures(this.pictures, streamer, snapshots)
				: new PolledPictures(this.pictures, snapshots);
		this.worker = PublisherWorker.attach("camera-hisilicon-pictures-" + stream, this.pictures, producer);
	}

	@Override
	public List<VideoMode> modes() {
		return this.modes;
	}

	@Override
	public Set<Setting> lacks() {
		Set<Setting> lacks = EnumSet.noneOf(Setting.class);
		if (!this.streamer.schema().has(path("gopSize"))) {
			lacks.add(Setting.GOP_LENGTH);
		}
		if (rateControlWord(Video.BitrateControl.CBR).isEmpty()
				|| rateControlWord(Video.BitrateControl.VBR).isEmpty()) {
			lacks.add(Setting.BITRATE_CONTROL);
		}
		return lacks;
	}

	@Override
	public void apply(Video settings) throws CameraException {
		if (this.modes.stream().noneMatch((mode) -> mode.covers(settings))) {
			throw CameraException.refused("stream " + (this.stream + 1) + " of the streamer offers no "
					+ settings.codec() + " " + PictureSizes.text(settings.resolution()) + " with "
					+ settings.frameRate() + " frames a second and " + settings.bitrateKbps() + " kbit/s");
		}
		Map<String, String> wanted = encoderValues(settings);
		wanted.putAll(pictureValues(settings));
		wanted.entrySet().removeIf((value) -> !isSupported(value.getKey(), value.getValue()));
		this.streamer.change(wanted, new VideoCheck(settings),
				() -> this.snapshots.configure(settings.resolution(), settings.frameRate()));
	}

	private Map<String, String> encoderValues(Video settings) {
		Map<String, String> wanted = new TreeMap<>();
		wanted.put(path("enabled"), "true");
		wanted.put(path("codec"), settings.codec().name().toLowerCase(Locale.ROOT));
		wanted.put(path("size"), PictureSizes.text(settings.resolution()));
		wanted.put(path("fps"), String.valueOf(settings.frameRate()));
		wanted.put(path("bitrate"), String.valueOf(settings.bitrateKbps()));
		wanted.put(path("gopSize"), UnitConversions.gopSeconds(settings.gopLength(), settings.frameRate()));
		if (!lacks().contains(Setting.BITRATE_CONTROL)) {
			rateControlWord(settings.bitrateControl()).ifPresent((word) -> wanted.put(path("rcMode"), word));
		}
		return wanted;
	}

	/**
	 * Returns the JPEG settings. The main stream's pictures have its size. A picture in
	 * another size must be announced with its largest size.
	 */
	private Map<String, String> pictureValues(Video settings) {
		String size = PictureSizes.text(settings.resolution());
		if (this.stream > 0) {
			return Map.of("jpeg.enabled", "true", "jpeg.tuned", size);
		}
		IntRange rates = this.streamer.schema().key("jpeg.fps").flatMap(SchemaKey::range).orElse(MJPEG_RATES);
		return Map.of("jpeg.enabled", "true", "jpeg.size", size, "jpeg.fps",
				String.valueOf(rates.nearest(settings.frameRate())));
	}

	/**
	 * Returns whether to write a value. Encoder keys must accept theirs; JPEG keys may be
	 * missing.
	 */
	private boolean isSupported(String path, String value) {
		Optional<SchemaKey> key = this.streamer.schema().key(path);
		return key.isPresent() && (path.startsWith("video") || key.get().accepts(value));
	}

	/** A check of the settings against the pictures and the stream description. */
	private final class VideoCheck implements EffectCheck {

		private final Video settings;

		VideoCheck(Video settings) {
			this.settings = settings;
		}

		@Override
		public boolean observes(Set<String> changed) {
			boolean size = changed.contains(path("size"));
			return (probe().isPresent() && (size || changed.contains(path("codec")))) || (isMain() && size);
		}

		@Override
		public Optional<String> mismatch() throws CameraException {
			if (probe().isPresent()) {
				Optional<String> difference = probe().get().mismatch(this.settings);
				if (difference.isPresent()) {
					return difference;
				}
			}
			return isMain() ? pictureMismatch(this.settings.resolution()) : Optional.empty();
		}

	}

	private boolean isMain() {
		return this.stream == 0;
	}

	private Optional<StreamProbe> probe() {
		return this.probe;
	}

	private Optional<String> pictureMismatch(Resolution wanted) throws CameraException {
		StreamerResponse response = this.streamer.http()
			.get("/image.jpg", this.streamer.address().pictureTimeLimit(), SnapshotCache.MAX_PICTURE_BYTES);
		if (!response.isSuccess()) {
			// Without pictures this check cannot decide. The status of the snapshots
			// reports why.
			return Optional.empty();
		}
		Optional<Resolution> size = JpegHeader.read(response.body()).flatMap(PictureSizes::of);
		return size.filter((actual) -> !actual.equals(wanted))
			.map((actual) -> "its pictures are " + PictureSizes.text(actual) + " and not " + PictureSizes.text(wanted));
	}

	@Override
	public Picture snapshot() throws CameraException {
		return this.snapshots.newest();
	}

	@Override
	public Flow.Publisher<Picture> pictures() {
		return this.pictures;
	}

	@Override
	public Optional<EncodedVideo> encoded() {
		return this.encoded;
	}

	void close(CameraException reason) {
		this.pictures.close(reason);
		this.worker.interrupt();
	}

	/** Ends the current subscriptions. */
	void endPictures(CameraException reason) {
		this.pictures.end(reason);
	}

	private Optional<String> rateControlWord(Video.BitrateControl control) {
		List<String> options = this.streamer.schema().options(path("rcMode"));
		List<String> words = (control == Video.BitrateControl.CBR) ? List.of("cbr") : List.of("vbr", "avbr");
		return words.stream().filter(options::contains).findFirst();
	}

	private String path(String name) {
		return "video" + this.stream + "." + name;
	}

}
