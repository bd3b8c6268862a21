package org.camerad.live.rtsp;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import io.netty.handler.codec.http.FullHttpResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client may ask once it has logged in (RFC 2326 section 10), and the session that
 * it has. Belongs to the event loop.
 */
final class RequestHandler {

	private static final Logger logger = LoggerFactory.getLogger(RequestHandler.class);

	private static final Pattern RANGE = Pattern.compile("(npt|clock|smpte(-[0-9a-z-]+)?)=\\S+");

	private final RtspConnection connection;

	private final ConnectionManager hub;

	private final DescribeHandler describing;

	private @Nullable RtspSession session;

	RequestHandler(RtspConnection connection, ConnectionManager hub) {
		this.connection = connection;
		this.hub = hub;
		this.describing = new DescribeHandler(connection, hub);
	}

	boolean hasSession() {
		return this.session != null;
	}

	boolean isWatching() {
		return this.session != null && this.session.isPlaying();
	}

	boolean isBehind(long now) {
		return this.session != null && this.session.isBehind(now);
	}

	/** Any client may ask what is possible. */
	void options(RtspRequest exchange) {
		if (!isOfSession(exchange)) {
			reply(exchange, 454);
			return;
		}
		touch();
		FullHttpResponse answer = exchange.answer(200);
		answer.headers().set("Public", String.join(", ", RtspRequest.METHODS));
		this.connection.reply(answer);
	}

	/** Serves a request of a user. */
	void serve(RtspRequest exchange) {
		if (!isOfSession(exchange)) {
			reply(exchange, 454);
			return;
		}
		touch();
		if ("GET_PARAMETER".equals(exchange.method())) {
			getParameter(exchange);
			return;
		}
		Optional<StreamUrl> url = StreamUrl.parse(exchange.request().uri());
		if (url.isEmpty()) {
			reply(exchange, exchange.request().uri().toLowerCase(Locale.ROOT).startsWith("rtsp://") ? 404 : 400);
			return;
		}
		switch (exchange.method()) {
			case "DESCRIBE" -> this.describing.describe(exchange, url.get());
			case "SETUP" -> setUp(exchange, url.get());
			default -> control(exchange, url.get());
		}
	}

	/** Whether the session that a request names, if any, is this connection's. */
	private boolean isOfSession(RtspRequest exchange) {
		String named = exchange.session();
		return named == null || this.session != null && this.session.id().equals(named);
	}

	private void touch() {
		if (this.session != null) {
			this.session.touch();
		}
	}

	private void setUp(RtspRequest exchange, StreamUrl url) {
		int track = Math.max(0, url.track());
		String header = exchange.header("Transport");
		Optional<TransportHeader> way = TransportHeader.choose((header == null) ? "" : header,
				this.connection.address().getHostAddress());
		int fault = fault(url, track, way);
		if (fault != 0) {
			reply(exchange, fault);
			return;
		}
		RtspSession current = this.session;
		if (current == null) {
			current = new RtspSession(url, this.hub, this.describing.told(url.stream()), this.connection::end);
			this.session = current;
		}
		setUp(exchange, current, track, way.orElseThrow());
	}

	private int fault(StreamUrl url, int track, Optional<TransportHeader> way) {
		RtspSession current = this.session;
		if (current != null && current.isPlaying()) {
			return 455;
		}
		if (current != null && current.stream() != url.stream()) {
			return 459;
		}
		if (track == RtspSession.AUDIO && this.hub.media().sound().isEmpty()) {
			return 404;
		}
		return way.isEmpty() ? 461 : 0;
	}

	private void setUp(RtspRequest exchange, RtspSession current, int track, TransportHeader way) {
		current.tearDown(track);
		try {
			TrackSender sink = way.interleaved() ? interleaved(current, way) : datagrams(current, way);
			current.setUp(track, sink);
			FullHttpResponse answer = exchange.answer(200);
			answer.headers().set("Transport", sink.transport()).set("Session", current.header());
			this.connection.reply(answer);
		}
		catch (IOException ex) {
			logger.error("no UDP ports for viewers: {}", ex.toString());
			reply(exchange, 503);
		}
	}

	/**
	 * Channels that another track has are replaced by the next (RFC 7826 section 18.54).
	 */
	private TrackSender interleaved(RtspSession current, TransportHeader way) {
		int channel = Math.max(0, way.first());
		for (int free = 0; current.uses(channel); free += 2) {
			channel = free;
		}
		return new TcpTrackSender(current, this.connection.channel(), channel);
	}

	private TrackSender datagrams(RtspSession current, TransportHeader way) throws IOException {
		return new UdpTrackSender(current, this.hub.udp(), this.connection.address(), way.first(), way.second());
	}

	private void control(RtspRequest exchange, StreamUrl url) {
		RtspSession current = this.session;
		if (current == null || current.stream() != url.stream()) {
			reply(exchange, 454);
			return;
		}
		switch (exchange.method()) {
			case "PLAY" -> play(exchange, current);
			case "PAUSE" -> pause(exchange, current);
			default -> tearDown(exchange, current, url.track());
		}
	}

	private void play(RtspRequest exchange, RtspSession current) {
		String range = exchange.header("Range");
		if (range != null && !RANGE.matcher(range.strip()).matches()) {
			reply(exchange, 457);
			return;
		}
		if (current.isEmpty()) {
			reply(exchange, 455);
			return;
		}
		this.connection.channel().config().setWriteBufferWaterMark(ConnectionManager.WATCHING);
		current.play((info) -> {
			FullHttpResponse answer = answer(exchange, current);
			answer.headers().set("Range", "npt=now-");
			if (!info.isEmpty()) {
				answer.headers().set("RTP-Info", info);
			}
			this.connection.reply(answer);
		});
		this.describing.stop();
	}

	private void pause(RtspRequest exchange, RtspSession current) {
		if (!current.isPlaying()) {
			reply(exchange, 455);
			return;
		}
		current.pause();
		this.connection.reply(answer(exchange, current));
	}

	private void tearDown(RtspRequest exchange, RtspSession current, int track) {
		if (track >= 0) {
			current.pause();
			current.tearDown(track);
		}
		if (track < 0 || current.isEmpty()) {
			close(false);
		}
		this.connection.reply(answer(exchange, current));
	}

	private static FullHttpResponse answer(RtspRequest exchange, RtspSession current) {
		FullHttpResponse answer = exchange.answer(200);
		answer.headers().set("Session", current.header());
		return answer;
	}

	/** Asked without a parameter, it tells that the client is alive. */
	private void getParameter(RtspRequest exchange) {
		if (exchange.bodyLength() > 0) {
			reply(exchange, 451);
			return;
		}
		RtspSession current = this.session;
		this.connection.reply((current == null) ? exchange.answer(200) : answer(exchange, current));
	}

	private void reply(RtspRequest exchange, int status) {
		this.connection.reply(exchange.answer(status));
	}

	/** A receiver's report tells that the viewer is there. */
	void interleaved(RequestDecoder.Interleaved packet) {
		if (packet.report() && this.session != null && this.session.hears(packet.channel())) {
			this.session.touch();
		}
	}

	/** The client asks on before it has an answer. */
	void hurry() {
		if (this.session != null) {
			this.session.hurry();
		}
	}

	void tick(long now) {
		this.describing.tick(now);
		if (this.session != null) {
			this.session.tick(now);
		}
	}

	/**
	 * Ends the session.
	 * @param tell whether the receivers have to be told
	 */
	void close(boolean tell) {
		this.describing.stop();
		RtspSession current = this.session;
		this.session = null;
		if (current != null) {
			current.end(tell);
		}
	}

}
