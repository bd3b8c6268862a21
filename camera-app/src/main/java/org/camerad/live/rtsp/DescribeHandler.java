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
import org.jspecify.annotations.Nullable;

/**
 * Tells a client what a stream consists of (RFC 2326 section 10.2), for which the stream
 * has to run: its first picture tells. Belongs to the event loop.
 */
final class DescribeHandler {

	private static final List<String> ACCEPTABLE = List.of("application/sdp", "application/*", "*/*");

	/** How long a stream's first picture may take. */
	private static final long PATIENCE = Duration.ofSeconds(5).toNanos();

	/**
	 * How long a stream may take to become what has been set, before it is told as it is.
	 */
	private static final long CHANGE = Duration.ofSeconds(1).toNanos();

	/** For how long a source works on after a description, for the PLAY that follows. */
	private static final long LINGER = Duration.ofSeconds(10).toNanos();

	private final RtspConnection connection;

	private final ConnectionManager hub;

	private final Map<Integer, MediaFormat> told = new HashMap<>();

	private @Nullable StreamId toldOf;

	private @Nullable VideoSource feed;

	private @Nullable Consumer<VideoSource.Description> asking;

	private long since;

	DescribeHandler(RtspConnection connection, ConnectionManager hub) {
		this.connection = connection;
		this.hub = hub;
	}

	/** What the client was told that a stream's tracks are, by their numbers. */
	Map<Integer, MediaFormat> told(StreamId stream) {
		return (stream == this.toldOf) ? Map.copyOf(this.told) : Map.of();
	}

	void describe(RtspRequest exchange, StreamUrl url) {
		String accept = String.join(",", exchange.request().headers().getAll("Accept")).toLowerCase(Locale.ROOT);
		if (!accept.isEmpty() && ACCEPTABLE.stream().noneMatch(accept::contains)) {
			this.connection.reply(exchange.answer(406));
			return;
		}
		stop();
		VideoSource wanted = this.hub.media().video(url.stream());
		Consumer<VideoSource.Description> answer = (description) -> described(exchange, url, description);
		this.feed = wanted;
		this.asking = answer;
		this.since = System.nanoTime();
		wanted.want(this);
		wanted.describe(answer);
	}

	private void described(RtspRequest exchange, StreamUrl url, VideoSource.Description description) {
		this.asking = null;
		MediaFormat video = description.format();
		if (video == null) {
			this.connection.reply(exchange.answer(description.status()));
			return;
		}
		this.toldOf = url.stream();
		this.told.clear();
		this.told.put(RtspSession.VIDEO, video);
		Optional<MediaFormat> sound = this.hub.media().sound();
		sound.ifPresent((format) -> this.told.put(RtspSession.AUDIO, format));
		String text = Sdp.of(this.connection.localAddress(), ThreadLocalRandom.current().nextLong(1, 1L << 62),
				"Camerad stream" + (url.stream().ordinal() + 1), video, this.hub.media().frameRate(url.stream()),
				sound.orElse(null));
		FullHttpResponse answer = exchange.answer("application/sdp", text);
		answer.headers().set("Content-Base", url.contentBase()).set("Cache-Control", "no-store");
		this.connection.reply(answer);
	}

	/** The stream has to run no longer for a description. */
	void stop() {
		VideoSource former = this.feed;
		if (former != null) {
			if (this.asking != null) {
				former.forget(this.asking);
			}
			former.leave(this);
		}
		this.feed = null;
		this.asking = null;
	}

	void tick(long now) {
		VideoSource wanted = this.feed;
		Consumer<VideoSource.Description> waiting = this.asking;
		if (wanted != null && waiting != null && now - this.since > (wanted.isOutdated() ? CHANGE : PATIENCE)) {
			wanted.forget(waiting);
			waiting.accept(wanted.settle());
		}
		else if (this.feed != null && now - this.since > LINGER) {
			stop();
		}
	}

}
