package org.camerad.live.rtsp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.rtsp.RtspEncoder;
import io.netty.util.ReferenceCountUtil;
import org.camerad.driver.support.fuzz.FuzzTarget;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzing of an RTSP connection's bytes. The pieces in which they arrive do not change
 * what is decoded, and the response to each request has one header a line.
 */
class RtspRequestsFuzzTests implements FuzzTarget {

	private static final int[] STATUSES = { 200, 400, 405, 451, 454, 455, 457, 459, 461, 501, 503, 505, 551 };

	/** The requests and packets of a connection. */
	private record Decoded(List<String> items, List<RtspRequest> requests) {
	}

	@Override
	public void run(byte[] input) {
		Decoded whole = decode(input, Math.max(1, input.length));
		assertThat(decode(input, 7).items()).isEqualTo(whole.items());
		whole.requests().forEach(RtspRequestsFuzzTests::respond);
	}

	private static Decoded decode(byte[] input, int piece) {
		Decoded decoded = new Decoded(new ArrayList<>(), new ArrayList<>());
		EmbeddedChannel channel = new EmbeddedChannel(new RequestDecoder());
		try {
			boolean goesOn = true;
			for (int at = 0; goesOn && at < input.length; at += piece) {
				channel.writeInbound(Unpooled.copiedBuffer(input, at, Math.min(piece, input.length - at)));
				goesOn = take(channel, decoded);
			}
		}
		finally {
			channel.finishAndReleaseAll();
		}
		return decoded;
	}

	/**
	 * Takes what was decoded. Returns false after an invalid request, which is the last.
	 */
	private static boolean take(EmbeddedChannel channel, Decoded into) {
		for (Object item = channel.readInbound(); item != null; item = channel.readInbound()) {
			try {
				if (item instanceof HttpRequest request && request.decoderResult().isFailure()) {
					into.items().add("invalid");
					return false;
				}
				add(item, into);
			}
			finally {
				ReferenceCountUtil.release(item);
			}
		}
		return true;
	}

	private static void add(Object item, Decoded into) {
		if (item instanceof HttpRequest request) {
			into.items().add(request.method() + " " + request.uri() + request.headers().entries());
			into.requests().add(new RtspRequest(request, 0));
		}
		else if (!(item instanceof HttpContent)) {
			assertThat(item).isInstanceOf(RequestDecoder.Interleaved.class);
			into.items().add(item.toString());
		}
		if (item instanceof LastHttpContent) {
			into.items().add("end");
		}
	}

	private static void respond(RtspRequest request) {
		int status = request.errorStatus();
		assertThat(status).isIn(0, 400, 405, 501, 505, 551);
		String session = request.session();
		assertThat(session == null || !session.contains(";")).isTrue();
		for (int each : STATUSES) {
			if (each == status || request.errorStatus() == 0) {
				check(request, each);
			}
		}
		StreamUrl.parse(request.http().uri())
			.ifPresent((url) -> assertThat(url.contentBase()).matches("rtsps?://[^/@?\\s]+/stream[12]/"));
	}

	private static void check(RtspRequest request, int status) {
		EmbeddedChannel channel = new EmbeddedChannel(new RtspEncoder());
		try {
			assertThat(channel.writeOutbound(request.response(status))).isTrue();
			StringBuilder text = new StringBuilder();
			for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
				text.append(part.toString(StandardCharsets.ISO_8859_1));
				part.release();
			}
			assertThat(text.toString()).startsWith("RTSP/1.0 " + status + " ")
				.matches("RTSP/1\\.0 [0-9]{3} [A-Za-z ]+\r\n([A-Za-z-]+: [^\r\n]*+\r\n)*+\r\n");
		}
		finally {
			channel.finishAndReleaseAll();
		}
	}

}
