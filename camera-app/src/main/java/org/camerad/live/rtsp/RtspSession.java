package org.camerad.live.rtsp;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.camerad.camera.StreamId;
import org.camerad.live.rtp.MediaFormat;
import org.camerad.live.rtp.RtpFrame;
import org.camerad.live.rtp.RtpWriter;
import org.jspecify.annotations.Nullable;

/**
 * What one client has set up of one stream (RFC 2326 section 3). Belongs to the event
 * loop.
 */
final class RtspSession implements TrackSender.Viewer {

	/** For how long a client waits for the first picture before it is answered. */
	private static final long PATIENCE = Duration.ofSeconds(2).toNanos();

	private static final long STUCK = Duration.ofSeconds(10).toNanos();

	private static final long BEHIND = Duration.ofSeconds(1).toNanos();

	private static final SecureRandom RANDOM = new SecureRandom();

	/** The number of the pictures' track. */
	static final int VIDEO = 0;

	/** The number of the sound's track. */
	static final int AUDIO = 1;

	private final String id;

	private final StreamUrl url;

	private final ConnectionManager hub;

	private final Consumer<String> onOver;

	private final TreeMap<Integer, TrackSender> sinks = new TreeMap<>();

	private final Runnable heard = this::touch;

	private final Map<Integer, MediaFormat> told;

	private @Nullable Consumer<String> onPlaying;

	private boolean playing;

	private long heardAt = System.nanoTime();

	private long playedAt;

	/**
	 * @param told what the client was told that the tracks are
	 * @param onOver is called with a reason when nothing more comes
	 */
	RtspSession(StreamUrl url, ConnectionManager hub, Map<Integer, MediaFormat> told, Consumer<String> onOver) {
		byte[] random = new byte[8];
		RANDOM.nextBytes(random);
		this.id = HexFormat.of().formatHex(random);
		this.url = url;
		this.hub = hub;
		this.told = told;
		this.onOver = onOver;
	}

	String id() {
		return this.id;
	}

	/** The {@code RtspSession} header that answers have. */
	String header() {
		return this.id + ";timeout=" + this.hub.timeout().toSeconds();
	}

	StreamId stream() {
		return this.url.stream();
	}

	boolean isPlaying() {
		return this.playing;
	}

	boolean has(int track) {
		return this.sinks.containsKey(track);
	}

	boolean isEmpty() {
		return this.sinks.isEmpty();
	}

	/** The client is still there. */
	void touch() {
		this.heardAt = System.nanoTime();
	}

	/** Sets a track up, in place of a former way. */
	void setUp(int track, TrackSender sink) {
		tearDown(track);
		this.sinks.put(track, sink);
		if (sink instanceof UdpTrackSender datagrams) {
			datagrams.listen(this.heard);
		}
	}

	/** Whether a track uses this interleaving channel or the next. */
	boolean uses(int channel) {
		return this.sinks.values()
			.stream()
			.anyMatch((sink) -> sink instanceof TcpTrackSender tcp && Math.abs(tcp.number() - channel) < 2);
	}

	/** Whether a report on this channel is of a track of this session. */
	boolean hears(int channel) {
		return this.sinks.values()
			.stream()
			.anyMatch((sink) -> sink instanceof TcpTrackSender tcp && tcp.number() + 1 == channel);
	}

	void tearDown(int track) {
		TrackSender sink = this.sinks.remove(track);
		if (sink != null) {
			audience(track).remove(sink);
			sink.close();
			if (sink instanceof UdpTrackSender datagrams) {
				datagrams.forget(this.heard);
			}
		}
		update();
	}

	/**
	 * Begins to send.
	 * @param answer is called with the {@code RTP-Info} header once the first picture is
	 * there; empty when it takes long
	 */
	void play(Consumer<String> answer) {
		if (this.playing) {
			answer.accept("");
			return;
		}
		this.playing = true;
		this.hub.counters().viewers().incrementAndGet();
		this.onPlaying = answer;
		this.playedAt = System.nanoTime();
		update();
		TrackSender first = this.sinks.get(this.sinks.firstKey());
		first.restart();
		audience(this.sinks.firstKey()).add(first);
		if (has(VIDEO)) {
			feed().requestKeyFrame();
		}
	}

	@Override
	public void begins(TrackSender sink, RtpFrame frame) {
		int track = this.sinks.firstKey();
		boolean first = this.sinks.get(track) == sink;
		if (!isAsTold(first ? track : AUDIO)) {
			over("the format has changed since it was described");
		}
		else if (first) {
			begin(track, frame);
		}
		else {
			// Players that learn later what time it was move what they have played.
			audience(AUDIO).report(sink);
		}
	}

	private boolean isAsTold(int track) {
		MediaFormat expected = this.told.get(track);
		RtpWriter writer = audience(track).writer();
		return expected == null || writer == null || expected.continuesAs(writer.format());
	}

	private void begin(int track, RtpFrame frame) {
		StringBuilder info = new StringBuilder(info(track)).append(";seq=")
			.append(frame.sequence())
			.append(";rtptime=")
			.append(frame.timestamp());
		this.sinks.tailMap(track, false).forEach((later, other) -> info.append(',').append(info(later)));
		playing(info.toString());
		this.sinks.values().forEach(TrackSender::pause);
		this.sinks.tailMap(track, false).forEach((later, other) -> {
			other.restart();
			audience(later).add(other);
		});
		this.sinks.forEach((each, any) -> audience(each).report(any));
	}

	private String info(int track) {
		return "url=" + this.url.contentBase() + "trackID=" + track;
	}

	private void playing(String info) {
		Consumer<String> answer = this.onPlaying;
		this.onPlaying = null;
		if (answer != null) {
			answer.accept(info);
		}
	}

	/** Answers a client that waits for the first picture. */
	void hurry() {
		playing("");
	}

	/** Stops sending; the tracks stay set up. */
	void pause() {
		if (this.playing) {
			this.playing = false;
			this.hub.counters().viewers().decrementAndGet();
			playing("");
			this.sinks.forEach((track, sink) -> audience(track).remove(sink));
			update();
		}
	}

	/** Ends the session, and tells the receivers when the client does not know. */
	void end(boolean tell) {
		if (tell && this.playing) {
			this.sinks.forEach((track, sink) -> audience(track).bye(sink));
		}
		pause();
		List.copyOf(this.sinks.keySet()).forEach(this::tearDown);
	}

	/** Sources work for those who watch only. */
	private void update() {
		want(feed(), this.playing && has(VIDEO));
		want(this.hub.media().audio(), this.playing && this.sinks.size() > (has(VIDEO) ? 1 : 0));
	}

	private void want(MediaSource<?> feed, boolean wanted) {
		if (wanted) {
			feed.want(this);
		}
		else {
			feed.leave(this);
		}
	}

	private VideoSource feed() {
		return this.hub.media().video(this.url.stream());
	}

	private TrackSubscribers audience(int track) {
		return (track == VIDEO) ? feed().audience() : this.hub.media().audio().audience();
	}

	@Override
	public void over(String reason) {
		this.onOver.accept(reason);
	}

	@Override
	public void count(int bytes, boolean sent) {
		(sent ? this.hub.counters().bytes() : this.hub.counters().dropped()).add(sent ? bytes : 1);
	}

	/** Looks after the session once a second. */
	void tick(long now) {
		if (this.onPlaying != null && now - this.playedAt > PATIENCE) {
			hurry();
		}
		if (stuckFor(now) > STUCK) {
			over("the viewer takes nothing");
		}
		else if (now - this.heardAt > this.hub.timeout().toNanos() && !isTaking()) {
			over("the session has timed out");
		}
	}

	/** Over TCP the connection itself tells that the viewer is there. */
	private boolean isTaking() {
		return this.playing && this.sinks.values().stream().allMatch(TcpTrackSender.class::isInstance);
	}

	boolean isBehind(long now) {
		return stuckFor(now) > BEHIND;
	}

	private long stuckFor(long now) {
		return this.sinks.values()
			.stream()
			.mapToLong((sink) -> (sink instanceof TcpTrackSender tcp) ? tcp.stuckFor(now) : 0)
			.max()
			.orElse(0);
	}

}
