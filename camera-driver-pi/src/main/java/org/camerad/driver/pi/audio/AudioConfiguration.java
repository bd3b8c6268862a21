package org.camerad.driver.pi.audio;

import java.util.List;
import java.util.Optional;

import org.camerad.driver.support.properties.Property;
import org.camerad.driver.support.properties.PropertyKind;
import org.camerad.driver.support.properties.PropertyValues;

/**
 * The values of {@code camera.pi.audio.*}.
 *
 * @param device ALSA's name of the capture device, such as
 * {@code plughw:CARD=Device,DEV=0}
 * @param mixer ALSA's name of the card with the volume controls, such as
 * {@code hw:Device}
 * @param captureControl the mixer control of the input volume; empty without one
 * @param playbackControl the mixer control of the output volume and its switch; empty
 * without one
 */
public record AudioConfiguration(String device, String mixer, Optional<String> captureControl,
		Optional<String> playbackControl) {

	// No blank and no leading dash, so that no program takes the value for an option.
	private static final PropertyKind<String> CARD = PropertyKind.matching("[A-Za-z0-9_][A-Za-z0-9_:=,.-]{0,79}",
			"a name from `arecord -L`, such as hw:Device");

	private static final PropertyKind<String> CONTROL = PropertyKind.matching("[A-Za-z0-9_][A-Za-z0-9_ .,-]{0,79}",
			"a name from `amixer scontrols`");

	private static final Property<String> DEVICE = Property.optional("audio.device", CARD, "ALSA capture device");

	private static final Property<String> MIXER = Property.of("audio.mixer", CARD, "default",
			"ALSA card of the controls");

	private static final Property<String> CAPTURE_CONTROL = Property.optional("audio.capture-control", CONTROL,
			"input volume, such as Mic");

	private static final Property<String> PLAYBACK_CONTROL = Property.optional("audio.playback-control", CONTROL,
			"output volume and `amplify`");

	/** The properties of the sound card. */
	public static final List<Property<?>> PROPERTIES = List.of(DEVICE, MIXER, CAPTURE_CONTROL, PLAYBACK_CONTROL);

	/** Returns the configuration; empty if no device is configured. */
	public static Optional<AudioConfiguration> of(PropertyValues values) {
		return values.find(DEVICE)
			.map((device) -> new AudioConfiguration(device, values.get(MIXER), values.find(CAPTURE_CONTROL),
					values.find(PLAYBACK_CONTROL)));
	}

}
