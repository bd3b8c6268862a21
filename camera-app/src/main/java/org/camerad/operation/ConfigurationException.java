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

}
