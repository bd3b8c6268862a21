package org.camerad.driver.pi.video;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.camerad.driver.CameraException;
import org.camerad.driver.support.properties.Property;
import org.camerad.driver.support.properties.PropertyKind;
import org.camerad.driver.support.properties.PropertyValues;

/**
 * Options of the camera program as named properties with checked values. An option that
 * is not configured is not passed, so that the program's own default applies. Immutable.
 *
 * @param tuningFile the file of {@code --tuning-file}; empty for the sensor's own
 * @param arguments the options' arguments
 */
record CameraOptions(Optional<Path> tuningFile, List<String> arguments) {

	private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,2}(\\.[0-9]{1,3})?");

	private static final String DEFAULT = "default";

	private static final Property<String> AUTOFOCUS = words("video.autofocus",
			List.of(DEFAULT, "manual", "auto", "continuous"), "autofocus mode");

	private static final Property<String> LENS_POSITION = Property.optional("video.lens-position", decimal(0, 32),
			"focus in dioptres, 0: infinity");

	private static final Property<Path> TUNING_FILE = Property.optional("video.tuning-file",
			PropertyKind.absolutePath("/etc/camerad/noir.json"), "libcamera's tuning file");

	private static final Property<String> EXPOSURE_VALUE = Property.of("video.exposure-value", decimal(-8, 8), "0",
			"exposure compensation in steps of two");

	private static final Property<String> WHITE_BALANCE = words("video.white-balance",
			List.of("auto", "incandescent", "fluorescent", "indoor", "daylight", "cloudy"), "light");

	private static final Property<String> FLICKER_PERIOD = Property.of("video.flicker-period",
			PropertyKind.words(periods()), "off", "mains frequency whose flicker is avoided");

	private static final Property<String> METERING = words("video.metering", List.of("centre", "spot", "average"),
			"part of the picture that sets the exposure");

	/** The properties of the options. */
	static final List<Property<?>> PROPERTIES = List.of(AUTOFOCUS, LENS_POSITION, TUNING_FILE, EXPOSURE_VALUE,
			WHITE_BALANCE, FLICKER_PERIOD, METERING);

	CameraOptions {
		arguments = List.copyOf(arguments);
	}

	/** Returns a property for one of several words, of which the first is the default. */
	private static Property<String> words(String name, List<String> words, String description) {
		return Property.of(name, PropertyKind.words(words), words.get(0), description);
	}

	private static PropertyKind<String> decimal(int min, int max) {
		return new PropertyKind<>("a number from " + min + " to " + max,
				(text) -> Optional.of(text)
					.filter(DECIMAL.asMatchPredicate())
					.filter((number) -> Double.parseDouble(number) >= min && Double.parseDouble(number) <= max));
	}

	/** Returns the period of the light's flicker, half of the mains' period. */
	private static Map<String, String> periods() {
		Map<String, String> periods = new LinkedHashMap<>();
		periods.put("off", "");
		periods.put("50hz", "10000us");
		periods.put("60hz", "8333us");
		return periods;
	}

	/**
	 * Reads the configuration.
	 * @throws CameraException REFUSED if a lens position has no effect
	 */
	static CameraOptions of(PropertyValues values) throws CameraException {
		values.requireEffect(values.get(AUTOFOCUS).equals("manual"), "video.autofocus=manual", List.of(LENS_POSITION));
		List<String> arguments = new ArrayList<>();
		add(arguments, "--autofocus-mode", values.get(AUTOFOCUS), DEFAULT);
		values.find(LENS_POSITION).ifPresent((position) -> add(arguments, "--lens-position", position, ""));
		Optional<Path> tuningFile = values.find(TUNING_FILE);
		tuningFile.ifPresent((file) -> add(arguments, "--tuning-file", file.toString(), ""));
		add(arguments, "--ev", values.get(EXPOSURE_VALUE), "0");
		add(arguments, "--awb", values.get(WHITE_BALANCE), "auto");
		add(arguments, "--flicker-period", values.get(FLICKER_PERIOD), "");
		add(arguments, "--metering", values.get(METERING), "centre");
		return new CameraOptions(tuningFile, arguments);
	}

	private static void add(List<String> arguments, String option, String value, String initial) {
		if (!value.equals(initial)) {
			arguments.addAll(List.of(option, value));
		}
	}

}
