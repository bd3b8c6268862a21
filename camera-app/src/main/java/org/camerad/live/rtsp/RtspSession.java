package org.camerad.live.rtsp;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.camerad.camera.StreamId;
import org.camerad.live.LiveTraffic.Protocol;
import org.camerad.live.rtp.MediaFormat;
import org.camerad.live.rtp.RtpWriter;
import org.jspecify.annotations.Nullable;

/**
 * An RTSP session: the tracks of one stream that a client has set up (RFC 2326 section
 * 3). Confined to the event loop.
 */
final class RtspSession implements TrackSender.Listener {

	/** The maximum time that the response to PLAY waits for the first frame. */
	private static final long FIRST_FRAME_TIMEOUT_NANOS = Duration.ofSeconds(2).toNanos();

	private static final long WRITE_TIMEOUT_NANOS = Duration.ofSeconds(10).toNanos();

	private static final long SLOW_CLIENT_NANOS = Duration.ofSeconds(1).toNanos();

	private static final SecureRandom RANDOM = new SecureRandom();

	private final String id;

	private final StreamUrl url;

	private final ConnectionManager manager;

	private final TrackSources sources;

	private final Consumer<String> onEnd;

	private final TreeMap<Integer, TrackSender> senders = new TreeMap<>();

	private final Runnable onReport = this::touch;

	private final Map<Integer, MediaFormat> formats;

	private final SessionClock clock;

	private @Nullable Consumer<String> onStarted;

	private boolean playing;

	/** The protocol of the first track, which counts as that of the session. */
	private Protocol playingBy = Protocol.RTSP_TCP;

	/** True after the first frame of the first track since PLAY. */
	private boolean started;

	private long lastActivityNanos = System.nanoTime();

	private long playStartedNanos;

	/**
	 * Creates a session without tracks.
	 * @param describedFormats the formats by track number that the client knows from
	 * DESCRIBE
	 * @param onEnd called with the reason when the session ends on the server's side
	 */
	RtspSession(StreamUrl url, ConnectionManager manager, Map<Integer, MediaFormat> describedFormats,
			Consumer<String> onEnd) {
		byte[] random = new byte[8];
		RANDOM.nextBytes(random);
		this.id = HexFormat.of().formatHex(random);
		this.url = url;
		this.manager = manager;
		this.sources = new TrackSources(manager.media(), url.stream());
		this.formats = new HashMap<>(describedFormats);
		this.clock = new SessionClock(manager.media().wallClock());
		this.onEnd = onEnd;
	}

	String id() {
		return this.id;
	}

	/** Returns the value of the {@code Session} header. */
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

	/** Records activity of the client, which restarts the session's timeout. */
	void touch() {
		this.lastActivityNanos = System.nanoTime();
	}

	/** Sets up a track and replaces its previous sender. */
	void setUp(int track, TrackSender sender) {
		remove(track);
		this.senders.put(track, sender);
		if (sender instanceof UdpTrackSender udp) {
			udp.addReportListener(this.onReport);
		}
	}

	/** Returns whether a track uses this interleaving channel or an adjacent one. */
	boolean usesChannel(int channel) {
		return this.senders.values()
			.stream()
			.anyMatch((sender) -> sender instanceof TcpTrackSender tcp && Math.abs(tcp.channelNumber() - channel) < 2);
	}

	/** Returns whether this is the RTCP channel of a track. */
	boolean ownsReportChannel(int channel) {
		return this.senders.values()
			.stream()
			.anyMatch((sender) -> sender instanceof TcpTrackSender tcp && tcp.channelNumber() + 1 == channel);
	}

	/** Ends one track. The others go on. */
	void tearDown(int track) {
		remove(track);
		if (this.playing && !this.started && !this.senders.isEmpty()) {
			startFirst();
		}
	}

	private void remove(int track) {
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
	 * Starts to send.
	 * @param callback called with the {@code RTP-Info} header when the first frame is
	 * available, with an empty text if that takes longer than 2 s
	 */
	void play(Consumer<String> callback) {
		if (this.playing) {
			callback.accept("");
			return;
		}
		this.playing = true;
		this.playingBy = this.senders.firstEntry().getValue().protocol();
		this.manager.traffic().open(this.playingBy);
		this.onStarted = callback;
		this.playStartedNanos = System.nanoTime();
		updateSources();
		startFirst();
	}

	/** Starts the first track. The others start with its first frame. */
	private void startFirst() {
		this.started = false;
		TrackSender first = this.senders.firstEntry().getValue();
		first.restart();
		subscribers(this.senders.firstKey()).add(first);
		if (has(TrackSources.VIDEO_TRACK)) {
			this.sources.requestKeyFrame();
		}
	}

	@Override
	public void onFirstFrame(TrackSender sender, int sequence, long timestamp) {
		int track = track(sender);
		if (!matchesDescription(track)) {
			onEnd("the format has changed since it was described");
		}
		else if (track == this.senders.firstKey()) {
			start(track, sequence, timestamp);
		}
		else {
			// Without an early report, players shift the sound that they have already
			// played.
			subscribers(track).sendReport(sender);
		}
	}

	private int track(TrackSender sender) {
		return this.senders.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() == sender)
			.mapToInt(Map.Entry::getKey)
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Returns whether a track has the format that the client knows, from DESCRIBE or from
	 * before a pause.
	 */
	private boolean matchesDescription(int track) {
		RtpWriter writer = subscribers(track).writer();
		MediaFormat expected = (writer == null) ? null : this.formats.putIfAbsent(track, writer.format());
		return expected == null || writer == null || expected.continuesAs(writer.format());
	}

	/**
	 * Responds to PLAY and starts the other tracks. {@code RTP-Info} leaves them out,
	 * because their first packets are not known yet and an entry without values is
	 * useless.
	 */
	private void start(int track, int sequence, long timestamp) {
		completePlay(
				"url=" + this.url.contentBase() + "trackID=" + track + ";seq=" + sequence + ";rtptime=" + timestamp);
		this.started = true;
		this.senders.values().forEach(TrackSender::delayNext);
		this.senders.tailMap(track, false).forEach((later, other) -> {
			other.restart();
			subscribers(later).add(other);
		});
		this.senders.forEach((each, any) -> subscribers(each).sendReport(any));
	}

	private void completePlay(String info) {
		Consumer<String> callback = this.onStarted;
		this.onStarted = null;
		if (callback != null) {
			callback.accept(info);
		}
	}

	/** Responds to a pending PLAY without waiting for the first frame. */
	void respondNow() {
		completePlay("");
	}

	/** Stops sending; the tracks stay set up. */
	void pause() {
		if (this.playing) {
			this.playing = false;
			this.manager.traffic().close(this.playingBy);
			completePlay("");
			this.senders.forEach((track, sender) -> subscribers(track).remove(sender));
			updateSources();
		}
	}

	/**
	 * Ends the session.
	 * @param notifyClient whether to send RTCP BYE packets
	 */
	void end(boolean notifyClient) {
		if (notifyClient && this.playing) {
			this.senders.forEach((track, sender) -> subscribers(track).sendBye(sender));
		}
		pause();
		List.copyOf(this.senders.keySet()).forEach(this::remove);
	}

	/** Keeps only those sources running that a playing track needs. */
	private void updateSources() {
		this.sources.hold(this, this.playing ? this.senders.keySet() : Set.of());
	}

	@Override
	public Instant wallClock(long nanos) {
		return this.clock.at(nanos);
	}

	private TrackSubscribers subscribers(int track) {
		return this.sources.subscribers(track);
	}

	@Override
	public void onEnd(String reason) {
		this.onEnd.accept(reason);
	}

	@Override
	public void onFrame(TrackSender sender, int bytes, boolean sent) {
		if (sent) {
			this.manager.traffic().addBytes(sender.protocol(), bytes);
		}
		else {
			this.manager.traffic().addDropped(sender.protocol());
		}
	}

	/** Checks the timeouts. Called once a second. */
	void tick(long now) {
		if (this.onStarted != null && now - this.playStartedNanos > FIRST_FRAME_TIMEOUT_NANOS) {
			respondNow();
		}
		if (blockedNanos(now) > WRITE_TIMEOUT_NANOS) {
			onEnd("the client has read nothing for 10 s");
		}
		else if (now - this.lastActivityNanos > this.manager.timeout().toNanos() && !isKeptAliveByTcp()) {
			onEnd("the session has timed out");
		}
	}

	/** Returns whether the TCP connection proves that the client is alive. */
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
