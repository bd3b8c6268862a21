package org.camerad.live.rtsp;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

import io.netty.handler.codec.http.FullHttpResponse;
import org.camerad.camera.StreamId;
import org.camerad.live.rtp.MediaFormat;
import org.camerad.live.rtp.MediaFormats;
import org.jspecify.annotations.Nullable;

/**
 * A handler of DESCRIBE requests (RFC 2326 section 10.2). It starts the stream, because
 * only a first frame reveals the format. Confined to the event loop.
 */
final class DescribeHandler {

	private static final List<String> ACCEPTABLE = List.of("application/sdp", "application/*", "*/*");

	/** The maximum time to wait for the first frame of a stream. */
	private static final long FIRST_FRAME_TIMEOUT_NANOS = Duration.ofSeconds(5).toNanos();

	/**
	 * The maximum time to wait until a running stream has its new settings. After it, the
	 * response describes the current format.
	 */
	private static final long SETTINGS_TIMEOUT_NANOS = Duration.ofSeconds(1).toNanos();

	/**
	 * The time for which the source keeps running after DESCRIBE, so that PLAY finds it
	 * started.
	 */
	private static final long KEEP_RUNNING_NANOS = Duration.ofSeconds(10).toNanos();

	private final RtspConnection connection;

	private final ConnectionManager manager;

	private final Map<Integer, MediaFormat> formats = new HashMap<>();

	private @Nullable StreamId formatsOf;

	private @Nullable VideoSource source;

	private @Nullable Consumer<VideoSource.Description> pending;

	private long startedNanos;

	DescribeHandler(RtspConnection connection, ConnectionManager manager) {
		this.connection = connection;
		this.manager = manager;
	}

	/**
	 * Returns the formats by track number that the last response has described for a
	 * stream.
	 */
	Map<Integer, MediaFormat> formats(StreamId stream) {
		return (stream == this.formatsOf) ? Map.copyOf(this.formats) : Map.of();
	}

	void describe(RtspRequest request, StreamUrl url) {
		String accept = String.join(",", request.http().headers().getAll("Accept")).toLowerCase(Locale.ROOT);
		if (!accept.isEmpty() && ACCEPTABLE.stream().noneMatch(accept::contains)) {
			this.connection.respond(request.response(406));
			return;
		}
		stop();
		VideoSource wanted = this.manager.media().video(url.stream());
		Consumer<VideoSource.Description> callback = (description) -> respond(request, url, description);
		this.source = wanted;
		this.pending = callback;
		this.startedNanos = System.nanoTime();
		wanted.acquire(this);
		wanted.describe(callback);
	}

	private void respond(RtspRequest request, StreamUrl url, VideoSource.Description description) {
		this.pending = null;
		MediaFormat video = description.format();
		if (video == null) {
			this.connection.respond(request.response(description.status()));
			return;
		}
		this.formatsOf = url.stream();
		this.formats.clear();
		this.formats.put(TrackSources.VIDEO_TRACK, video);
		Optional<MediaFormat> sound = this.manager.media().sound();
		sound.ifPresent((format) -> this.formats.put(TrackSources.AUDIO_TRACK, format));
		Optional<MediaFormat> metadata = Optional.of(MediaFormats.metadata())
			.filter((format) -> url.metadata() && this.manager.media().metadata(url.stream()).isPresent());
		metadata.ifPresent((format) -> this.formats.put(TrackSources.METADATA_TRACK, format));
		String text = Sdp.of(this.connection.localAddress(), ThreadLocalRandom.current().nextLong(1, 1L << 62),
				"Camerad stream" + (url.stream().ordinal() + 1), video, this.manager.media().frameRate(url.stream()),
				sound.orElse(null), metadata.orElse(null));
		FullHttpResponse response = request.response("application/sdp", text);
		response.headers().set("Content-Base", url.contentBase()).set("Cache-Control", "no-store");
		this.connection.respond(response);
	}

	/** Cancels a pending response and releases the source. */
	void stop() {
		VideoSource previous = this.source;
		if (previous != null) {
			if (this.pending != null) {
				previous.cancelDescribe(this.pending);
			}
			previous.release(this);
		}
		this.source = null;
		this.pending = null;
	}

	void tick(long now) {
		VideoSource wanted = this.source;
		Consumer<VideoSource.Description> callback = this.pending;
		if (wanted != null && callback != null && now
				- this.startedNanos > (wanted.isOutdated() ? SETTINGS_TIMEOUT_NANOS : FIRST_FRAME_TIMEOUT_NANOS)) {
			wanted.cancelDescribe(callback);
			callback.accept(wanted.describeCurrent());
		}
		else if (this.source != null && now - this.startedNanos > KEEP_RUNNING_NANOS) {
			stop();
		}
	}

}
