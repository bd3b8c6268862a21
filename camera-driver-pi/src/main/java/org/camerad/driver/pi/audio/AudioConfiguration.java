package org.camerad.driver.pi.audio;

import java.util.Optional;
import java.util.regex.Pattern;

import org.camerad.driver.CameraException;
import org.camerad.driver.pi.Properties;

/**
 * What {@code camera.pi.audio.*} says.
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

	private static final String PREFIX = "audio.";

	/** No blank, no leading dash: nothing that a program could take for an option. */
	private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_:=,.-]{0,79}");

	private static final Pattern CONTROL = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_ .,-]{0,79}");

	/** Takes its keys; empty when no device is configured. */
	public static Optional<AudioConfiguration> of(Properties properties) throws CameraException {
		Optional<String> device = name(properties, "device", DEVICE);
		Optional<String> mixer = name(properties, "mixer", DEVICE);
		Optional<String> capture = name(properties, "capture-control", CONTROL);
		Optional<String> playback = name(properties, "playback-control", CONTROL);
		return device.map((name) -> new AudioConfiguration(name, mixer.orElse("default"), capture, playback));
	}

	private static Optional<String> name(Properties properties, String key, Pattern pattern) throws CameraException {
		Optional<String> name = properties.text(PREFIX + key);
		if (name.isPresent() && !pattern.matcher(name.get()).matches()) {
			throw Properties.wrong(PREFIX + key, "a name as arecord -L or amixer scontrols tells it is expected");
		}
		return name;
	}

}
