package org.camerad.onvif;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camerad.camera.StreamId;
import org.camerad.live.rtsp.MetadataFeed;

/** The addresses of streams and snapshots. */
final class MediaUris {

	private static final Pattern BASE = Pattern.compile("https?://(\\[[^]]+]|[^:/]+)(?::[0-9]+)?");

	private final OnvifParts parts;

	MediaUris(OnvifParts parts) {
		this.parts = parts;
	}

	/**
	 * Returns the address of a profile's stream for the first media service.
	 * @throws SoapFault {@code ter:InvalidStreamSetup} for multicast and for RTSP in HTTP
	 */
	String stream(MediaProfile profile, SoapElement setup, String base) {
		boolean unicast = setup.requireText("Stream").equals("RTP-Unicast");
		String protocol = setup.require("Transport").requireText("Protocol");
		return stream(profile, unicast && Set.of("UDP", "TCP", "RTSP").contains(protocol), base);
	}

	/** Returns the address of a profile's stream for the second media service. */
	String stream2(MediaProfile profile, String protocol, String base) {
		return stream(profile, Set.of("RtspUnicast", "RTSP").contains(protocol), base);
	}

	private String stream(MediaProfile profile, boolean offered, String base) {
		StreamId stream = require(profile);
		if (!offered || this.parts.rtspPort() == 0) {
			throw SoapFault.invalidValue("ter:InvalidStreamSetup", "only RTSP over UDP and TCP is offered");
		}
		return "rtsp://" + host(base) + ":" + this.parts.rtspPort() + "/stream" + ((stream == StreamId.MAIN) ? 1 : 2)
				+ (profile.has(MediaKind.METADATA) ? "?" + MetadataFeed.QUERY : "");
	}

	private static String host(String base) {
		Matcher matcher = BASE.matcher(base);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("not an address: " + base);
		}
		return matcher.group(1);
	}

	/** Returns the address of a profile's snapshot. */
	String snapshot(MediaProfile profile, String base) {
		return base + SnapshotPath.of(require(profile), this.parts.headers().hasDigest());
	}

	private static StreamId require(MediaProfile profile) {
		StreamId stream = profile.stream();
		if (stream == null) {
			throw SoapFault.receiver("the profile needs a video source and a video encoder", "ter:Action",
					"ter:IncompleteConfiguration");
		}
		return stream;
	}

}
