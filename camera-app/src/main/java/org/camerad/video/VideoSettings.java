package org.camerad.video;

import org.camerad.camera.StreamId;
import org.camerad.driver.Video;
import org.camerad.settings.SettingsGroup;

/** The settings of the video encoders (contract 3.9). */
public final class VideoSettings {

	/** The group of the main stream. */
	public static final SettingsGroup<Video> MAIN = new EncoderTable("stream1", StreamId.MAIN).group();

	/** The group of the sub stream. */
	public static final SettingsGroup<Video> SUB = new EncoderTable("stream2", StreamId.SUB).group();

	private VideoSettings() {
	}

	/** Returns the group of a stream. */
	public static SettingsGroup<Video> of(StreamId stream) {
		return (stream == StreamId.MAIN) ? MAIN : SUB;
	}

}
