package org.camerad.driver.kit;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

import org.camerad.driver.Audio;
import org.camerad.driver.ClockSettings;
import org.camerad.driver.Image;
import org.camerad.driver.Motion;
import org.camerad.driver.Network;
import org.camerad.driver.Osd;
import org.camerad.driver.Setting;
import org.camerad.driver.Video;

/** Settings as comparable values, without those that the hardware lacks. */
final class ComparableSettings {

	private ComparableSettings() {
	}

	static Object without(Set<Setting> lacks, Object settings) {
		if (lacks.isEmpty()) {
			return settings;
		}
		Map<Setting, Object> values = values(settings);
		values.keySet().removeAll(lacks);
		return values;
	}

	/** Returns the values of all settings of a record. */
	static Map<Setting, Object> values(Object settings) {
		Map<Setting, Object> values = new EnumMap<>(Setting.class);
		collect(settings, values);
		return values;
	}

	private static void collect(Object settings, Map<Setting, Object> values) {
		if (settings instanceof Image image) {
			values.putAll(Map.of(Setting.BRIGHTNESS, image.brightness(), Setting.CONTRAST, image.contrast(),
					Setting.SATURATION, image.saturation(), Setting.SHARPNESS, image.sharpness()));
		}
		else if (settings instanceof Osd osd) {
			collectOsd(osd, values);
		}
		else if (settings instanceof Motion motion) {
			values.putAll(Map.of(Setting.MOTION_ENABLED, motion.enabled(), Setting.MOTION_SENSITIVITY,
					motion.sensitivity(), Setting.MOTION_THRESHOLD, motion.threshold(), Setting.MOTION_BLOCKS,
					motion.blocks(), Setting.MOTION_NIGHT, motion.nightEnabled() + " " + motion.nightSensitivity(),
					Setting.MOTION_NIGHT_THRESHOLD, motion.nightThreshold()));
		}
		else if (settings instanceof Audio audio) {
			values.putAll(Map.of(Setting.AUDIO_ENABLED, audio.enabled(), Setting.AUDIO_CODEC, audio.codec(),
					Setting.AUDIO_SAMPLE_RATE, audio.sampleRate(), Setting.AUDIO_BITRATE, audio.bitrateKbps(),
					Setting.INPUT_VOLUME, audio.inputVolume(), Setting.OUTPUT_VOLUME, audio.outputVolume(),
					Setting.AMPLIFY, audio.amplify()));
		}
		else if (settings instanceof Video video) {
			values.putAll(Map.of(Setting.CODEC, video.codec(), Setting.RESOLUTION, video.resolution(),
					Setting.FRAME_RATE, video.frameRate(), Setting.GOP_LENGTH, video.gopLength(), Setting.BITRATE,
					video.bitrateKbps(), Setting.BITRATE_CONTROL, video.bitrateControl()));
		}
		else {
			collectSystem(settings, values);
		}
	}

	private static void collectOsd(Osd osd, Map<Setting, Object> values) {
		values.putAll(Map.of(Setting.OSD_ENABLED, osd.enabled(), Setting.OSD_COLOR, osd.color(), Setting.OSD_FONT_SIZE,
				osd.fontSize(), Setting.OSD_TITLE_POSITION, osd.titlePosition(), Setting.OSD_RESOLUTION_AND_BITRATE,
				osd.showResolution() + " " + osd.showBitrate(), Setting.OSD_TIME_POSITION, osd.timePosition(),
				Setting.OSD_WEEK, osd.showWeek(), Setting.OSD_TIME_FORMAT, osd.timeFormat(), Setting.OSD_TITLE,
				osd.title()));
	}

	private static void collectSystem(Object settings, Map<Setting, Object> values) {
		if (settings instanceof Network network) {
			values.putAll(Map.of(Setting.DHCP, network.dhcp(), Setting.ADDRESS, network.address(), Setting.NETMASK,
					network.netmask(), Setting.GATEWAY, network.gateway(), Setting.DNS,
					network.dns1() + " " + network.dns2()));
		}
		else if (settings instanceof ClockSettings clock) {
			values.putAll(Map.of(Setting.TIME_ZONE, clock.offset(), Setting.TIME_SOURCE, clock.source(),
					Setting.NTP_HOST, clock.ntpHost(), Setting.NTP_PORT, clock.ntpPort()));
		}
	}

}
