package org.camerad.operation;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * The name of a property of one camera, {@code camera.instances.<i>.<key>}. Immutable.
 *
 * @param number the number of the camera as it was written
 * @param common the name of the same property of all cameras, {@code camera.<key>}
 */
record InstanceName(String number, ConfigurationPropertyName common) {

	/** The beginning of all such names. */
	static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("camera.instances");

	private static final ConfigurationPropertyName CAMERA = ConfigurationPropertyName.of("camera");

	/** The numbers that a camera may have, and higher ones, which no camera has. */
	private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]*");

	/** The properties, and the groups of them, that cannot differ between cameras. */
	private static final List<ConfigurationPropertyName> PROCESS_WIDE = List.of(
			ConfigurationPropertyName.of("camera.count"), ConfigurationPropertyName.of("camera.driver-path"),
			ConfigurationPropertyName.of("camera.trusted-proxies"), ConfigurationPropertyName.of("camera.audit"),
			ConfigurationPropertyName.of("camera.factory-reset.erase-audit"),
			ConfigurationPropertyName.of("camera.firmware.restart"));

	/** Spring's names leave characters out: {@code -1} would be camera 1. */
	private static final Pattern WRITTEN = Pattern.compile("(?i)camera\\.instances(?:\\.|\\[)([^.\\]]*).*");

	/**
	 * Returns the parts of a name in a source, empty unless it is one of one camera.
	 * @param written the name as it was written
	 */
	static Optional<InstanceName> ofWritten(String written) {
		Matcher number = WRITTEN.matcher(written);
		return of(ConfigurationPropertyName.adapt(written, '.'))
			.map((name) -> number.matches() ? new InstanceName(number.group(1), name.common()) : name);
	}

	/** Returns the parts of a name, empty unless it begins with {@link #PREFIX}. */
	static Optional<InstanceName> of(ConfigurationPropertyName name) {
		if (!PREFIX.equals(name) && !PREFIX.isAncestorOf(name)) {
			return Optional.empty();
		}
		int length = name.getNumberOfElements();
		String number = (length > 2) ? name.getElement(2, Form.ORIGINAL) : "";
		return Optional.of(new InstanceName(number, CAMERA.append((length > 3) ? name.subName(3) : null)));
	}

	/** Returns the name of a property of one camera. */
	static ConfigurationPropertyName of(int number, ConfigurationPropertyName common) {
		return PREFIX.append(String.valueOf(number)).append(common.subName(1));
	}

	/** Returns whether the camera is written as a number from 1. */
	boolean hasNumber() {
		return NUMBER.matcher(this.number).matches();
	}

	/** Returns whether the number is higher than the number of cameras. */
	boolean isBeyond(int count) {
		return this.number.length() > 4 || Integer.parseInt(this.number) > count;
	}

	/** Returns whether the property cannot differ between cameras. */
	boolean isProcessWide() {
		return PROCESS_WIDE.stream().anyMatch((wide) -> wide.equals(this.common) || wide.isAncestorOf(this.common));
	}

	/** Returns the problem of this name, empty if it is valid. */
	Optional<String> problem(KnownProperties known) {
		if (!hasNumber()) {
			return Optional.of("\"" + this.number + "\" is not the number of a camera; write " + PREFIX
					+ ".<i>.<key> with a number from 1");
		}
		if (isProcessWide()) {
			return Optional
				.of("cannot differ between the cameras of a process; set " + this.common + " for all of them");
		}
		if (known.contains(this.common)) {
			return Optional.empty();
		}
		return Optional.of(known.problem(this.common, PREFIX + "." + this.number));
	}

}
