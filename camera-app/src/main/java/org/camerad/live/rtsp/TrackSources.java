package org.camerad.live.rtsp;

import java.util.Set;

import org.camerad.camera.StreamId;

/**
 * The sources of the tracks of one stream. Confined to the event loop.
 *
 * @param media the sources of the camera
 * @param stream the stream
 */
record TrackSources(MediaSources media, StreamId stream) {

	/** The number of the video track. */
	static final int VIDEO_TRACK = 0;

	/** The number of the audio track. */
	static final int AUDIO_TRACK = 1;

	/** The number of the metadata track. */
	static final int METADATA_TRACK = 2;

	/** Returns whether the stream has a track now. */
	boolean has(int track) {
		return switch (track) {
			case AUDIO_TRACK -> this.media.sound().isPresent();
			case METADATA_TRACK -> this.media.metadata(this.stream).isPresent();
			default -> true;
		};
	}

	/** Returns the clients of a track. */
	TrackSubscribers subscribers(int track) {
		return switch (track) {
			case AUDIO_TRACK -> this.media.audio().subscribers();
			case METADATA_TRACK -> this.media.metadata(this.stream).subscribers();
			default -> this.media.video(this.stream).subscribers();
		};
	}

	/** Holds the sources of some tracks, and no others. */
	void hold(Object holder, Set<Integer> tracks) {
		use(this.media.video(this.stream), holder, tracks.contains(VIDEO_TRACK));
		use(this.media.audio(), holder, tracks.contains(AUDIO_TRACK));
		if (tracks.contains(METADATA_TRACK)) {
			this.media.metadata(this.stream).acquire(holder);
		}
		else {
			this.media.metadata(this.stream).release(holder);
		}
	}

	private static void use(MediaSource<?> source, Object holder, boolean wanted) {
		if (wanted) {
			source.acquire(holder);
		}
		else {
			source.release(holder);
		}
	}

	/** Requests a key frame, because a client waits for one. */
	void requestKeyFrame() {
		this.media.video(this.stream).requestKeyFrame();
	}

}
