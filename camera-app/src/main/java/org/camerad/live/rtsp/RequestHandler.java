package org.camerad.live.rtsp;

import java.io.IOException;
import java.util.Optional;

import io.netty.handler.codec.http.FullHttpResponse;
import org.camerad.live.ViewerPlaces;
import org.camerad.operation.RateLimitedLogger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A handler of the requests of authenticated clients (RFC 2326 section 10), and the owner
 * of their session. Confined to the event loop.
 */
final class RequestHandler {

	private static final Logger logger = LoggerFactory.getLogger(RequestHandler.class);

	private static final RateLimitedLogger repeated = new RateLimitedLogger(logger, "RTSP over UDP");

	private final RtspConnection connection;

	private final ConnectionManager manager;

	private final DescribeHandler describeHandler;

	private @Nullable RtspSession session;

	private ViewerPlaces.@Nullable Place place;

	RequestHandler(RtspConnection connection, ConnectionManager manager) {
		this.connection = connection;
		this.manager = manager;
		this.describeHandler = new DescribeHandler(connection, manager);
	}

	boolean hasSession() {
		return this.session != null;
	}

	boolean isPlaying() {
		return this.session != null && this.session.isPlaying();
	}

	boolean isSlow(long now) {
		return this.session != null && this.session.isSlow(now);
	}

	/** Responds to OPTIONS, which needs no authentication. */
	void options(RtspRequest request) {
		if (!namesThisSession(request)) {
			respond(request, 454);
			return;
		}
		touch();
		FullHttpResponse response = request.response(200);
		response.headers().set("Public", String.join(", ", RtspRequest.METHODS));
		this.connection.respond(response);
	}

	/** Handles a request of an authenticated user. */
	void serve(RtspRequest request) {
		if (!namesThisSession(request)) {
			respond(request, 454);
			return;
		}
		touch();
		if (request.method().endsWith("_PARAMETER")) {
			keepAlive(request);
			return;
		}
		Optional<StreamUrl> url = StreamUrl.parse(request.http().uri());
		if (url.isEmpty()) {
			respond(request, request.http().uri().matches("(?i)rtsps?://.*") ? 404 : 400);
			return;
		}
		switch (request.method()) {
			case "DESCRIBE" -> this.describeHandler.describe(request, url.get());
			case "SETUP" -> setUp(request, url.get());
			default -> control(request, url.get());
		}
	}

	/** Returns whether a request names this connection's session or none. */
	private boolean namesThisSession(RtspRequest request) {
		String named = request.session();
		return named == null || this.session != null && this.session.id().equals(named);
	}

	private void touch() {
		if (this.session != null) {
			this.session.touch();
		}
	}

	private void setUp(RtspRequest request, StreamUrl url) {
		int track = Math.max(0, url.track());
		String header = request.header("Transport");
		Optional<TransportHeader> transport = TransportHeader.choose((header == null) ? "" : header,
				this.connection.address().getHostAddress(), this.connection.isSecure());
		int status = setUpError(url, track, transport);
		status = (status == 0 && !takePlace()) ? 503 : status;
		if (status != 0) {
			respond(request, status);
			return;
		}
		RtspSession current = this.session;
		if (current == null) {
			current = new RtspSession(url, this.manager, this.describeHandler.formats(url.stream()),
					this.connection::end);
			this.session = current;
		}
		setUp(request, current, track, transport.orElseThrow());
	}

	/** Takes a viewer's place for the session, unless there is one. */
	private boolean takePlace() {
		if (this.place == null) {
			this.place = this.manager.viewers()
				.take(this.connection.user(), this.connection.address().getHostAddress())
				.orElse(null);
		}
		return this.place != null;
	}

	private int setUpError(StreamUrl url, int track, Optional<TransportHeader> transport) {
		RtspSession current = this.session;
		if (current != null && current.isPlaying()) {
			return 455;
		}
		if (current != null && current.stream() != url.stream()) {
			return 459;
		}
		if (!new TrackSources(this.manager.media(), url.stream()).has(track)) {
			return 404;
		}
		return transport.isEmpty() ? 461 : 0;
	}

	private void setUp(RtspRequest request, RtspSession current, int track, TransportHeader transport) {
		current.tearDown(track);
		try {
			TrackSender sender = transport.interleaved() ? interleavedSender(current, transport)
					: udpSender(current, transport);
			current.setUp(track, sender);
			FullHttpResponse response = request.response(200);
			response.headers().set("Transport", sender.transportHeader()).set("Session", current.header());
			this.connection.respond(response);
		}
		catch (IOException ex) {
			repeated.log(Level.ERROR, "no pair of UDP ports can be opened; RTP over UDP is refused: {}", ex.toString());
			respond(request, 503);
		}
	}

	/**
	 * Returns a sender for the wanted channels, or for the next free ones if another
	 * track uses them (RFC 7826 section 18.54).
	 */
	private TrackSender interleavedSender(RtspSession current, TransportHeader transport) {
		int channel = Math.max(0, transport.first());
		for (int free = 0; current.usesChannel(channel); free += 2) {
			channel = free;
		}
		return new TcpTrackSender(current, this.connection.channel(), channel);
	}

	private TrackSender udpSender(RtspSession current, TransportHeader transport) throws IOException {
		return new UdpTrackSender(current, this.manager.udp(), this.connection.address(), transport.first(),
				transport.second());
	}

	private void control(RtspRequest request, StreamUrl url) {
		RtspSession current = this.session;
		if (current == null || current.stream() != url.stream()) {
			respond(request, 454);
			return;
		}
		switch (request.method()) {
			case "PLAY" -> play(request, current);
			case "PAUSE" -> pause(request, current);
			default -> tearDown(request, current, url.track());
		}
	}

	private void play(RtspRequest request, RtspSession current) {
		String range = request.header("Range");
		if (range != null && !RangeHeader.isValid(range)) {
			respond(request, 457);
			return;
		}
		if (current.isEmpty()) {
			respond(request, 455);
			return;
		}
		this.connection.channel()
			.config()
			.setWriteBufferWaterMark(this.connection.isSecure() ? ConnectionManager.SECURE_WATER_MARK
					: ConnectionManager.PLAYING_WATER_MARK);
		current.play((info) -> {
			FullHttpResponse response = response(request, current);
			response.headers().set("Range", "npt=now-");
			if (!info.isEmpty()) {
				response.headers().set("RTP-Info", info);
			}
			this.connection.respond(response);
		});
		this.describeHandler.stop();
	}

	private void pause(RtspRequest request, RtspSession current) {
		if (!current.isPlaying()) {
			respond(request, 455);
			return;
		}
		current.pause();
		this.connection.respond(response(request, current));
	}

	private void tearDown(RtspRequest request, RtspSession current, int track) {
		if (track >= 0 && !current.has(track)) {
			respond(request, 404);
			return;
		}
		if (track >= 0) {
			current.tearDown(track);
		}
		if (track < 0 || current.isEmpty()) {
			close(false);
		}
		this.connection.respond(response(request, current));
	}

	private static FullHttpResponse response(RtspRequest request, RtspSession current) {
		FullHttpResponse response = request.response(200);
		response.headers().set("Session", current.header());
		return response;
	}

	/**
	 * Responds to GET_PARAMETER and SET_PARAMETER, which clients send without a body to
	 * keep the session alive. The server has no parameters.
	 */
	private void keepAlive(RtspRequest request) {
		if (request.bodyLength() > 0) {
			respond(request, 451);
			return;
		}
		RtspSession current = this.session;
		this.connection.respond((current == null) ? request.response(200) : response(request, current));
	}

	private void respond(RtspRequest request, int status) {
		this.connection.respond(request.response(status));
	}

	/** Keeps the session alive when a receiver report of one of its tracks arrives. */
	void onInterleavedPacket(RequestDecoder.Interleaved packet) {
		if (packet.report() && this.session != null && this.session.ownsReportChannel(packet.channel())) {
			this.session.touch();
		}
	}

	/** Responds to a pending PLAY at once, because the next request has arrived. */
	void respondNow() {
		if (this.session != null) {
			this.session.respondNow();
		}
	}

	void tick(long now) {
		this.describeHandler.tick(now);
		if (this.session != null) {
			this.session.tick(now);
		}
	}

	/**
	 * Ends the session.
	 * @param notifyClient whether to send RTCP BYE packets
	 */
	void close(boolean notifyClient) {
		this.describeHandler.stop();
		if (this.place != null) {
			this.place.close();
			this.place = null;
		}
		RtspSession current = this.session;
		this.session = null;
		if (current != null) {
			current.end(notifyClient);
		}
	}

}
