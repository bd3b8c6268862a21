package org.camerad.operation;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits for one address and one user, {@code camera.limits.*}. They apply to each
 * camera before the limits for all clients.
 *
 * @param connectionsPerAddress the open connections from one address to a port
 * @param viewersPerUser the live streams of one user
 * @param viewersPerAddress the live streams to one address
 */
public record LimitProperties(@DefaultValue("256") int connectionsPerAddress, @DefaultValue("256") int viewersPerUser,
		@DefaultValue("512") int viewersPerAddress) {

	private static final int MAX = 1_000_000;

	public LimitProperties {
		check("connections-per-address", connectionsPerAddress);
		check("viewers-per-user", viewersPerUser);
		check("viewers-per-address", viewersPerAddress);
	}

	private static void check(String name, int value) {
		if (value < 1 || value > MAX) {
			throw new ConfigurationException("camera.limits." + name, "must be from 1 to " + MAX + ", is " + value);
		}
	}

}
