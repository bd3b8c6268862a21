package org.camerad.driver;

/**
 * A setting of a part: one or more components of its record. A part may lack a setting,
 * or be unable to tell it, even if the part is present; for example, a streamer may have
 * brightness and no sharpness. See {@link Control#lacks()}, {@link Change} and
 * {@link Current}.
 */
public enum Setting {

	/** {@link Image#brightness()}. */
	BRIGHTNESS,
	/** {@link Image#contrast()}. */
	CONTRAST,
	/** {@link Image#saturation()}. */
	SATURATION,
	/** {@link Image#sharpness()}. */
	SHARPNESS,

	/** {@link Osd#enabled()}. */
	OSD_ENABLED,
	/** {@link Osd#color()}. */
	OSD_COLOR,
	/** {@link Osd#fontSize()}. */
	OSD_FONT_SIZE,
	/** {@link Osd#titlePosition()}. */
	OSD_TITLE_POSITION,
	/** {@link Osd#showResolution()} and {@link Osd#showBitrate()}. */
	OSD_RESOLUTION_AND_BITRATE,
	/** {@link Osd#timePosition()}. */
	OSD_TIME_POSITION,
	/** {@link Osd#showWeek()}. */
	OSD_WEEK,
	/** {@link Osd#timeFormat()}. */
	OSD_TIME_FORMAT,
	/** {@link Osd#title()}. */
	OSD_TITLE,

	/** {@link Motion#enabled()}. */
	MOTION_ENABLED,
	/** {@link Motion#sensitivity()}. */
	MOTION_SENSITIVITY,
	/** {@link Motion#threshold()}. */
	MOTION_THRESHOLD,
	/** {@link Motion#nightEnabled()} and {@link Motion#nightSensitivity()}. */
	MOTION_NIGHT,
	/** {@link Motion#nightThreshold()}. */
	MOTION_NIGHT_THRESHOLD,
	/** {@link Motion#blocks()}. */
	MOTION_BLOCKS,

	/** {@link Audio#enabled()}. */
	AUDIO_ENABLED,
	/** {@link Audio#codec()}. */
	AUDIO_CODEC,
	/** {@link Audio#sampleRate()}. */
	AUDIO_SAMPLE_RATE,
	/** {@link Audio#bitrateKbps()}. */
	AUDIO_BITRATE,
	/** {@link Audio#inputVolume()}. */
	INPUT_VOLUME,
	/** {@link Audio#outputVolume()}. */
	OUTPUT_VOLUME,
	/** {@link Audio#amplify()}. */
	AMPLIFY,

	/** {@link Video#codec()}. */
	CODEC,
	/** {@link Video#resolution()}. */
	RESOLUTION,
	/** {@link Video#frameRate()}. */
	FRAME_RATE,
	/** {@link Video#gopLength()}. */
	GOP_LENGTH,
	/** {@link Video#bitrateKbps()}. */
	BITRATE,
	/** {@link Video#bitrateControl()}. */
	BITRATE_CONTROL,

	/** {@link Network#address()}. */
	ADDRESS,
	/** {@link Network#netmask()}. */
	NETMASK,
	/** {@link Network#gateway()}. */
	GATEWAY,
	/** {@link Network#dns1()} and {@link Network#dns2()}. */
	DNS,
	/** {@link Network#dhcp()}. */
	DHCP,

	/** {@link ClockSettings#offset()}. */
	TIME_ZONE,
	/** {@link ClockSettings#source()}. */
	TIME_SOURCE,
	/** {@link ClockSettings#ntpHost()}. */
	NTP_HOST,
	/** {@link ClockSettings#ntpPort()}. */
	NTP_PORT

}
