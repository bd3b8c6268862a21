package org.camerad.live.rtsp;

import java.net.Inet6Address;
import java.net.InetAddress;

import org.camerad.live.rtp.MediaFormat;
import org.jspecify.annotations.Nullable;

/** A session description (RFC 8866). */
final class Sdp {

	private Sdp() {
	}

	/**
	 * Returns the description of a stream.
	 * @param server the server's address
	 * @param number the session id, different for each description
	 * @param name the stream's name
	 * @param video the format of the video track
	 * @param frameRate frames per second
	 * @param audio the format of the audio track, null for none
	 * @param metadata the format of the metadata track, null for none
	 */
	static String of(InetAddress server, long number, String name, MediaFormat video, int frameRate,
			@Nullable MediaFormat audio, @Nullable MediaFormat metadata) {
		String family = (server instanceof Inet6Address) ? "IP6" : "IP4";
		StringBuilder text = new StringBuilder();
		line(text, "v=0");
		line(text, "o=- " + number + " 1 IN " + family + " " + server.getHostAddress().replaceAll("%.*", ""));
		line(text, "s=" + name);
		line(text, "c=IN " + family + (family.equals("IP6") ? " ::" : " 0.0.0.0"));
		line(text, "t=0 0");
		line(text, "a=control:*");
		line(text, "a=range:npt=now-");
		track(text, "video", TrackSources.VIDEO_TRACK, video);
		line(text, "a=framerate:" + frameRate);
		if (audio != null) {
			track(text, "audio", TrackSources.AUDIO_TRACK, audio);
		}
		if (metadata != null) {
			track(text, "application", TrackSources.METADATA_TRACK, metadata);
		}
		return text.toString();
	}

	private static void track(StringBuilder text, String kind, int number, MediaFormat format) {
		line(text, "m=" + kind + " 0 RTP/AVP " + format.payloadType());
		line(text, "a=rtpmap:" + format.payloadType() + " " + format.encoding() + "/" + format.clockRate()
				+ (kind.equals("audio") ? "/1" : ""));
		if (!format.fmtp().isEmpty()) {
			line(text, "a=fmtp:" + format.payloadType() + " " + format.fmtp());
		}
		line(text, "a=control:trackID=" + number);
		line(text, "a=recvonly");
	}

	private static void line(StringBuilder text, String line) {
		text.append(line).append("\r\n");
	}

}
