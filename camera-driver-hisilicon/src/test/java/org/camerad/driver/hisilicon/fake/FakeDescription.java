package org.camerad.driver.hisilicon.fake;

import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * The session descriptions of the fake streamer's RTSP server, from the state of the
 * pipeline.
 */
record FakeDescription(FakeState state) {

	/**
	 * Returns the session description of a stream.
	 * @param ulaw whether G.711 was requested instead of the configured codec
	 */
	String sdp(int stream, boolean ulaw) {
		List<String> sets = FakeVideo.parameterSets(this.state.codec(stream), this.state.size(stream))
			.stream()
			.map(Base64.getEncoder()::encodeToString)
			.toList();
		String format = this.state.codec(stream).equals("h265")
				? "sprop-vps=" + sets.get(0) + "; sprop-sps=" + sets.get(1) + "; sprop-pps=" + sets.get(2)
				: "packetization-mode=1; sprop-parameter-sets=" + sets.get(0) + "," + sets.get(1);
		boolean audioEnabled = this.state.working("audio.enabled", "false").equals("true");
		String audio = audioEnabled ? audio(ulaw) + "a=control:track=1\r\n" : "";
		return "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=fake\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 "
				+ this.state.codec(stream).toUpperCase(Locale.ROOT) + "/90000\r\na=fmtp:96 " + format
				+ "\r\na=control:track=0\r\n" + audio;
	}

	private String audio(boolean ulaw) {
		return switch (ulaw ? "ulaw" : this.state.working("audio.codec", "opus")) {
			case "ulaw" -> "m=audio 0 RTP/AVP 0\r\n";
			case "alaw" -> "m=audio 0 RTP/AVP 8\r\n";
			case "aac" ->
				"m=audio 0 RTP/AVP 97\r\na=rtpmap:97 mpeg4-generic/" + this.state.working("audio.srate", "8000")
						+ "/1\r\na=fmtp:97 streamtype=5; mode=AAC-hbr; sizeLength=13; indexLength=3; config=1408\r\n";
			default -> "m=audio 0 RTP/AVP 98\r\na=rtpmap:98 opus/48000/2\r\n";
		};
	}

}
