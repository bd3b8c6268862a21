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
import org.camerad.driver.Change;
import org.camerad.driver.Current;
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

	private final Streamer streamer;

	private final int stream;

	private final VideoKeys keys;

	private final List<VideoMode> modes;

	private final SnapshotCache snapshots;

	private final SharedPublisher<Picture> pictures = new SharedPublisher<>(DeliveryPolicy.numbered(Picture::number));

	private final PublisherWorker worker;

	private final Optional<StreamProbe> probe;

	private final Optional<EncodedVideo> encoded;

	/**
	 * Creates a stream.
	 * @param stream 0 main, 1 sub
	 * @param modes the modes, with the sizes of the pictures
	 * @param rotation the rotation of the pictures
	 * @param encoded the encoded stream
	 * @param probe a probe of the encoder's output
	 */
	StreamerVideo(Streamer streamer, int stream, List<VideoMode> modes, Rotation rotation, SnapshotCache snapshots,
			Optional<EncodedVideo> encoded, Optional<StreamProbe> probe) {
		this.streamer = streamer;
		this.stream = stream;
		this.keys = new VideoKeys(streamer.schema(), stream, modes, rotation);
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
		if (this.keys.lacksRateControl()) {
			lacks.add(Setting.BITRATE_CONTROL);
		}
		return lacks;
	}

	@Override
	public void apply(Video settings) throws CameraException {
		change(Change.all(settings));
	}

	/**
	 * Writes the named settings. The first one switches encoder and JPEG on if the owner
	 * has switched them off.
	 */
	@Override
	public void change(Change<Video> change) throws CameraException {
		Video settings = change.settings();
		if (change.named().isEmpty()) {
			this.streamer.http();
			expectPictures(change);
			return;
		}
		if (this.modes.stream().noneMatch((mode) -> mode.covers(settings))) {
			throw CameraException.refused("stream " + (this.stream + 1) + " of the streamer offers no "
					+ settings.codec() + " " + PictureSizes.text(settings.resolution()) + " with "
					+ settings.frameRate() + " frames a second and " + settings.bitrateKbps() + " kbit/s");
		}
		StreamerConfig config = this.streamer.latest();
		NamedKeys<Video> wanted = this.keys.write(change, config);
		this.streamer.change(wanted.values(), new VideoCheck(change, expected(wanted.values(), config, settings)),
				() -> expectPictures(change));
	}

	/** Returns the settings with the codec and size that the encoder has afterwards. */
	private Video expected(Map<String, String> wanted, StreamerConfig config, Video settings) {
		Keys held = (name) -> Optional.ofNullable(wanted.get(path(name)))
			.or(() -> config.find(path(name)))
			.or(() -> this.streamer.schema().key(path(name)).flatMap(SchemaKey::textDefault));
		return new Video(held.find("codec").flatMap(VideoKeys::codec).orElse(settings.codec()),
				held.find("size")
					.flatMap(PictureSizes::parse)
					.map(Rotation.of(config)::turn)
					.orElse(settings.resolution()),
				settings.frameRate(), settings.gopLength(), settings.bitrateKbps(), settings.bitrateControl());
	}

	/** A finder of the values that keys of this stream have. */
	private interface Keys {

		Optional<String> find(String name);

	}

	/**
	 * Sets the size of the pictures. The main stream's pictures have the size of its
	 * video only after a client has set it.
	 */
	private void expectPictures(Change<Video> change) {
		boolean exact = !isMain()
				|| (change.requested().contains(Setting.RESOLUTION) && !change.own().containsKey(Setting.RESOLUTION));
		this.snapshots.configure(exact ? change.settings().resolution() : null, change.settings().frameRate());
	}

	@Override
	public Optional<Current<Video>> current(Video known) throws CameraException {
		return Optional.of(this.keys.read(new ToldSettings(this.streamer), known));
	}

	/** A check of the settings against the pictures and the stream description. */
	private final class VideoCheck implements EffectCheck {

		private final Video settings;

		private final boolean named;

		VideoCheck(Change<Video> change, Video expected) {
			this.settings = expected;
			this.named = change.names(Setting.RESOLUTION);
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
			return (isMain() && this.named) ? pictureMismatch(this.settings.resolution()) : Optional.empty();
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

	private String path(String name) {
		return "video" + this.stream + "." + name;
	}

}
