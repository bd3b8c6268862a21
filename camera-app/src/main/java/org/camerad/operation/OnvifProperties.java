package org.camerad.operation;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * ONVIF.
 *
 * @param enabled whether the camera speaks ONVIF
 * @param usernameToken whether clients can log in by WS-UsernameToken; decision 0027
 * describes what is stored for them
 * @param discovery whether clients find the camera by WS-Discovery; null for yes on
 * hardware, and no on the simulator
 */
public record OnvifProperties(@DefaultValue("true") boolean enabled, @DefaultValue("true") boolean usernameToken,
		@Nullable Boolean discovery) {

	/** Returns whether clients can log in by WS-UsernameToken. */
	public boolean hasTokens() {
		return this.enabled && this.usernameToken;
	}

	/**
	 * Returns whether clients find the camera by WS-Discovery.
	 * @param simulated whether the camera is a simulated one
	 */
	public boolean hasDiscovery(boolean simulated) {
		return this.enabled && ((this.discovery != null) ? this.discovery : !simulated);
	}

}
