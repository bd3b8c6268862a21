package org.camerad.hosting;

import java.util.List;

import org.camerad.audio.AudioSettings;
import org.camerad.image.ImageSettings;
import org.camerad.motion.MotionSettings;
import org.camerad.network.NetworkSettings;
import org.camerad.osd.OsdSettings;
import org.camerad.settings.SettingsGroup;
import org.camerad.time.TimeSettings;
import org.camerad.video.VideoSettings;

/** The interfaces that have settings. */
final class Interfaces {

	/**
	 * The groups in the order in which they are applied. The network is the last:
	 * everything else should be in effect by then.
	 */
	static final List<SettingsGroup<?>> SETTINGS = List.of(AudioSettings.AUDIO, ImageSettings.IMAGE,
			MotionSettings.MOTION, OsdSettings.OSD, TimeSettings.TIME, VideoSettings.MAIN, VideoSettings.SUB,
			NetworkSettings.NETWORK);

	private Interfaces() {
	}

}
