package org.camerad.driver.kit;

import java.net.Inet4Address;
import java.time.ZoneOffset;

import org.camerad.driver.Audio;
import org.camerad.driver.AudioCodec;
import org.camerad.driver.BlockGrid;
import org.camerad.driver.ClockSettings;
import org.camerad.driver.Codec;
import org.camerad.driver.Image;
import org.camerad.driver.Motion;
import org.camerad.driver.Network;
import org.camerad.driver.Osd;
import org.camerad.driver.Resolution;
import org.camerad.driver.TimeFormat;
import org.camerad.driver.Video;

/**
 * The settings that tests apply. No other test calls the constructors of these records,
 * so a new component of a record needs one change here: its value in all tests that do
 * not depend on it.
 */
public final class TestSettings {

	private TestSettings() {
	}

	/** Returns image settings. */
	public static Image image(int brightness, int contrast, int saturation, int sharpness) {
		return new Image(brightness, contrast, saturation, sharpness);
	}

	/** Returns encoder settings of a stream. */
	public static Video video(Codec codec, Resolution resolution, int frameRate, int gopLength, int bitrateKbps,
			Video.BitrateControl bitrateControl) {
		return new Video(codec, resolution, frameRate, gopLength, bitrateKbps, bitrateControl);
	}

	/** Returns OSD settings. */
	public static Osd osd(boolean enabled, Osd.Color color, Osd.FontSize fontSize, Osd.Position titlePosition,
			boolean showResolution, boolean showBitrate, Osd.Position timePosition, boolean showWeek,
			TimeFormat timeFormat, String title) {
		return new Osd(enabled, color, fontSize, titlePosition, showResolution, showBitrate, timePosition, showWeek,
				timeFormat, title);
	}

	/** Returns motion detector settings. */
	public static Motion motion(boolean enabled, int sensitivity, int threshold, boolean nightEnabled,
			int nightSensitivity, int nightThreshold, BlockGrid blocks) {
		return new Motion(enabled, sensitivity, threshold, nightEnabled, nightSensitivity, nightThreshold, blocks);
	}

	/** Returns audio settings. */
	public static Audio audio(boolean enabled, AudioCodec codec, int sampleRate, int bitrateKbps, int inputVolume,
			int outputVolume, boolean amplify) {
		return new Audio(enabled, codec, sampleRate, bitrateKbps, inputVolume, outputVolume, amplify);
	}

	/** Returns network settings. */
	public static Network network(boolean dhcp, Inet4Address address, Inet4Address netmask, Inet4Address gateway,
			Inet4Address dns1, Inet4Address dns2) {
		return new Network(dhcp, address, netmask, gateway, dns1, dns2);
	}

	/** Returns clock settings. */
	public static ClockSettings clock(ZoneOffset offset, ClockSettings.Source source, String server, int port) {
		return new ClockSettings(offset, source, server, port);
	}

}
