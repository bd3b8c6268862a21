package org.camerad.operation;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * ONVIF.
 *
 * @param enabled whether the camera speaks ONVIF
 * @param usernameToken whether clients can log in by WS-UsernameToken; decision 0026
 * describes what is stored for them
 */
public record OnvifProperties(@DefaultValue("true") boolean enabled, @DefaultValue("true") boolean usernameToken) {

	/** Returns whether clients can log in by WS-UsernameToken. */
	public boolean hasTokens() {
		return this.enabled && this.usernameToken;
	}

}
