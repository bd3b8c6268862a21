package org.camerad.driver;

/**
 * A setting that a part may lack even if the part is present; for example, a streamer may
 * have brightness and no sharpness. See {@link Control#lacks()}.
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

	/** {@link Audio#inputVolume()}. */
	INPUT_VOLUME,
	/** {@link Audio#outputVolume()}. */
	OUTPUT_VOLUME,
	/** {@link Audio#amplify()}. */
	AMPLIFY,

	/** {@link Video#gopLength()}. */
	GOP_LENGTH,
	/** {@link Video#bitrateControl()}. */
	BITRATE_CONTROL,

	/** {@link Network#dns1()} and {@link Network#dns2()}. */
	DNS,
	/** {@link Network#dhcp()}. */
	DHCP

}
