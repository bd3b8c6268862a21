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
final class RtspSession implements TrackSender.Listener {

	/** For how long a client waits for the first picture before it is answered. */
	private static final long FIRST_FRAME_TIMEOUT_NANOS = Duration.ofSeconds(2).toNanos();

	private static final long WRITE_TIMEOUT_NANOS = Duration.ofSeconds(10).toNanos();

	private static final long SLOW_CLIENT_NANOS = Duration.ofSeconds(1).toNanos();

	private static final SecureRandom RANDOM = new SecureRandom();

	/** The number of the pictures' track. */
	static final int VIDEO_TRACK = 0;

	/** The number of the sound's track. */
	static final int AUDIO_TRACK = 1;

	private final String id;

	private final StreamUrl url;

	private final ConnectionManager manager;

	private final Consumer<String> onEnd;

	private final TreeMap<Integer, TrackSender> senders = new TreeMap<>();

	private final Runnable onReport = this::touch;

	private final Map<Integer, MediaFormat> describedFormats;

	private @Nullable Consumer<String> onStarted;

	private boolean playing;

	private long lastActivityNanos = System.nanoTime();

	private long playStartedNanos;

	/**
	 * @param describedFormats what the client was told that the tracks are
	 * @param onEnd is called with a reason when nothing more comes
	 */
	RtspSession(StreamUrl url, ConnectionManager manager, Map<Integer, MediaFormat> describedFormats,
			Consumer<String> onEnd) {
		byte[] random = new byte[8];
		RANDOM.nextBytes(random);
		this.id = HexFormat.of().formatHex(random);
		this.url = url;
		this.manager = manager;
		this.describedFormats = describedFormats;
		this.onEnd = onEnd;
	}

	String id() {
		return this.id;
	}

	/** The {@code RtspSession} header that answers have. */
	String header() {
		return this.id + ";timeout=" + this.manager.timeout().toSeconds();
	}

	StreamId stream() {
		return this.url.stream();
	}

	boolean isPlaying() {
		return this.playing;
	}

	boolean has(int track) {
		return this.senders.containsKey(track);
	}

	boolean isEmpty() {
		return this.senders.isEmpty();
	}

	/** The client is still there. */
	void touch() {
		this.lastActivityNanos = System.nanoTime();
	}

	/** Sets a track up, in place of a former way. */
	void setUp(int track, TrackSender sender) {
		tearDown(track);
		this.senders.put(track, sender);
		if (sender instanceof UdpTrackSender udp) {
			udp.addReportListener(this.onReport);
		}
	}

	/** Whether a track uses this interleaving channel or the next. */
	boolean usesChannel(int channel) {
		return this.senders.values()
			.stream()
			.anyMatch((sender) -> sender instanceof TcpTrackSender tcp && Math.abs(tcp.channelNumber() - channel) < 2);
	}

	/** Whether a report on this channel is of a track of this session. */
	boolean ownsReportChannel(int channel) {
		return this.senders.values()
			.stream()
			.anyMatch((sender) -> sender instanceof TcpTrackSender tcp && tcp.channelNumber() + 1 == channel);
	}

	void tearDown(int track) {
		TrackSender sender = this.senders.remove(track);
		if (sender != null) {
			subscribers(track).remove(sender);
			sender.close();
			if (sender instanceof UdpTrackSender udp) {
				udp.removeReportListener(this.onReport);
			}
		}
		updateSources();
	}

	/**
	 * Begins to send.
	 * @param callback is called with the {@code RTP-Info} header once the first picture
	 * is there; empty when it takes long
	 */
	void play(Consumer<String> callback) {
		if (this.playing) {
			callback.accept("");
			return;
		}
		this.playing = true;
		this.manager.counters().clients().incrementAndGet();
		this.onStarted = callback;
		this.playStartedNanos = System.nanoTime();
		updateSources();
		TrackSender first = this.senders.get(this.senders.firstKey());
		first.restart();
		subscribers(this.senders.firstKey()).add(first);
		if (has(VIDEO_TRACK)) {
			source().requestKeyFrame();
		}
	}

	@Override
	public void onFirstFrame(TrackSender sender, RtpFrame frame) {
		int track = this.senders.firstKey();
		boolean first = this.senders.get(track) == sender;
		if (!matchesDescription(first ? track : AUDIO_TRACK)) {
			onEnd("the format has changed since it was described");
		}
		else if (first) {
			start(track, frame);
		}
		else {
			// Players that learn later what time it was move what they have played.
			subscribers(AUDIO_TRACK).sendReport(sender);
		}
	}

	private boolean matchesDescription(int track) {
		MediaFormat expected = this.describedFormats.get(track);
		RtpWriter writer = subscribers(track).writer();
		return expected == null || writer == null || expected.continuesAs(writer.format());
	}

	private void start(int track, RtpFrame frame) {
		StringBuilder info = new StringBuilder(info(track)).append(";seq=")
			.append(frame.sequence())
			.append(";rtptime=")
			.append(frame.timestamp());
		this.senders.tailMap(track, false).forEach((later, other) -> info.append(',').append(info(later)));
		completePlay(info.toString());
		this.senders.values().forEach(TrackSender::delayNext);
		this.senders.tailMap(track, false).forEach((later, other) -> {
			other.restart();
			subscribers(later).add(other);
		});
		this.senders.forEach((each, any) -> subscribers(each).sendReport(any));
	}

	private String info(int track) {
		return "url=" + this.url.contentBase() + "trackID=" + track;
	}

	private void completePlay(String info) {
		Consumer<String> callback = this.onStarted;
		this.onStarted = null;
		if (callback != null) {
			callback.accept(info);
		}
	}

	/** Answers a client that waits for the first picture. */
	void respondNow() {
		completePlay("");
	}

	/** Stops sending; the tracks stay set up. */
	void pause() {
		if (this.playing) {
			this.playing = false;
			this.manager.counters().clients().decrementAndGet();
			completePlay("");
			this.senders.forEach((track, sender) -> subscribers(track).remove(sender));
			updateSources();
		}
	}

	/** Ends the session, and tells the receivers when the client does not know. */
	void end(boolean notifyClient) {
		if (notifyClient && this.playing) {
			this.senders.forEach((track, sender) -> subscribers(track).sendBye(sender));
		}
		pause();
		List.copyOf(this.senders.keySet()).forEach(this::tearDown);
	}

	/** Sources work for those who watch only. */
	private void updateSources() {
		use(source(), this.playing && has(VIDEO_TRACK));
		use(this.manager.media().audio(), this.playing && this.senders.size() > (has(VIDEO_TRACK) ? 1 : 0));
	}

	private void use(MediaSource<?> source, boolean wanted) {
		if (wanted) {
			source.acquire(this);
		}
		else {
			source.release(this);
		}
	}

	private VideoSource source() {
		return this.manager.media().video(this.url.stream());
	}

	private TrackSubscribers subscribers(int track) {
		return (track == VIDEO_TRACK) ? source().subscribers() : this.manager.media().audio().subscribers();
	}

	@Override
	public void onEnd(String reason) {
		this.onEnd.accept(reason);
	}

	@Override
	public void onFrame(int bytes, boolean sent) {
		(sent ? this.manager.counters().bytes() : this.manager.counters().dropped()).add(sent ? bytes : 1);
	}

	/** Looks after the session once a second. */
	void tick(long now) {
		if (this.onStarted != null && now - this.playStartedNanos > FIRST_FRAME_TIMEOUT_NANOS) {
			respondNow();
		}
		if (blockedNanos(now) > WRITE_TIMEOUT_NANOS) {
			onEnd("the viewer takes nothing");
		}
		else if (now - this.lastActivityNanos > this.manager.timeout().toNanos() && !isKeptAliveByTcp()) {
			onEnd("the session has timed out");
		}
	}

	/** Over TCP the connection itself tells that the viewer is there. */
	private boolean isKeptAliveByTcp() {
		return this.playing && this.senders.values().stream().allMatch(TcpTrackSender.class::isInstance);
	}

	boolean isSlow(long now) {
		return blockedNanos(now) > SLOW_CLIENT_NANOS;
	}

	private long blockedNanos(long now) {
		return this.senders.values()
			.stream()
			.mapToLong((sender) -> (sender instanceof TcpTrackSender tcp) ? tcp.blockedNanos(now) : 0)
			.max()
			.orElse(0);
	}

}
