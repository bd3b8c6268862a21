package org.camerad.operation;

/** A wrong configuration. It stops the start; the message names the key. */
public final class ConfigurationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public ConfigurationException(String key, String problem) {
		super(key + ": " + problem);
	}

	public ConfigurationException(String message) {
		super(message);
	}

	private ConfigurationException(String message, Throwable cause) {
		super(message, cause);
	}

	/**
	 * Returns this problem with the keys of one camera instead of those of all.
	 * @param number the number of the camera
	 */
	ConfigurationException ofCamera(int number) {
		String message = String.valueOf(getMessage());
		if (!message.startsWith("camera.") || message.startsWith(InstanceName.PREFIX + ".")) {
			return new ConfigurationException("camera " + number + ": " + message, this);
		}
		return new ConfigurationException(InstanceName.PREFIX + "." + number + message.substring("camera".length()),
				this);
	}

}
