package org.camerad.driver.pi.audio;

import java.util.List;
import java.util.Optional;

import org.camerad.driver.support.properties.Property;
import org.camerad.driver.support.properties.PropertyKind;
import org.camerad.driver.support.properties.PropertyValues;

/**
 * The values of {@code camera.pi.audio.*}.
 *
 * @param device ALSA's name of the device to record from, such as
 * {@code plughw:CARD=Device,DEV=0}
 * @param mixer ALSA's name of the card with the two controls, such as {@code hw:Device}
 * @param captureControl the mixer's control of the input volume, empty without one
 * @param playbackControl the mixer's control of the output volume and its switch, empty
 * without one
 */
public record AudioConfiguration(String device, String mixer, Optional<String> captureControl,
		Optional<String> playbackControl) {

	// No blank, no leading dash: nothing that a program could take for an option.
	private static final PropertyKind<String> CARD = PropertyKind.matching("[A-Za-z0-9_][A-Za-z0-9_:=,.-]{0,79}",
			"a name that `arecord -L` tells, such as plughw:CARD=Device,DEV=0");

	private static final PropertyKind<String> CONTROL = PropertyKind.matching("[A-Za-z0-9_][A-Za-z0-9_ .,-]{0,79}",
			"a name that `amixer scontrols` tells, such as Mic");

	private static final Property<String> DEVICE = Property.optional("audio.device", CARD,
			"ALSA's device to record from; none: no audio");

	private static final Property<String> MIXER = Property.of("audio.mixer", CARD, "default",
			"ALSA's card with the two controls");

	private static final Property<String> CAPTURE_CONTROL = Property.optional("audio.capture-control", CONTROL,
			"the control of the input volume");

	private static final Property<String> PLAYBACK_CONTROL = Property.optional("audio.playback-control", CONTROL,
			"the control of the output volume; its switch is `amplify`");

	/** The properties that it is read from. */
	public static final List<Property<?>> PROPERTIES = List.of(DEVICE, MIXER, CAPTURE_CONTROL, PLAYBACK_CONTROL);

	/** Reads the configuration; empty when no device is configured. */
	public static Optional<AudioConfiguration> of(PropertyValues values) {
		return values.find(DEVICE)
			.map((device) -> new AudioConfiguration(device, values.get(MIXER), values.find(CAPTURE_CONTROL),
					values.find(PLAYBACK_CONTROL)));
	}

}
