package org.camerad.operation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * The default values that depend on the number of cameras. A port that nobody configured
 * gives way to those of several cameras. A configured one is never moved. Readiness stays
 * up while one of several cameras serves.
 */
final class CountDefaults implements EnvironmentPostProcessor, Ordered {

	private static final String COUNT = "camera.count";

	private static final String MANAGEMENT = "management.server.port";

	private static final String READINESS = "management.endpoint.health.group.readiness.include";

	private static final String RTSP = "camera.rtsp.port";

	/** The port of one camera, and the first of several ones that have no room there. */
	private static final int RTSP_PORT = 8554;

	private static final int RTSP_PORT_OF_MANY = 18554;

	/** Returns the order after all files, and before the look at the prepared start. */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 1;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		int count = port(environment, COUNT, 1);
		Map<String, Object> defaults = new HashMap<>();
		defaults.put(READINESS, (count > 1) ? "readinessState,cameras" : "readinessState,device");
		if (!environment.containsProperty(MANAGEMENT)) {
			defaults.put(MANAGEMENT, (count > 1) ? "7081" : "8081");
		}
		if (count > 1 && !environment.containsProperty(RTSP) && meetsOthers(environment, count)) {
			defaults.put(RTSP, String.valueOf(RTSP_PORT_OF_MANY));
		}
		environment.getPropertySources().addLast(new MapPropertySource("countDefaults", defaults));
	}

	private static boolean meetsOthers(Environment environment, int count) {
		boolean meets = List
			.of(port(environment, "server.port", 8080), port(environment, "camera.https.port", 0),
					port(environment, "camera.rtsps.port", 0))
			.stream()
			.anyMatch((first) -> first != 0 && Math.abs(first - RTSP_PORT) < count);
		int management = port(environment, MANAGEMENT, 0);
		return meets || (management >= RTSP_PORT && management < RTSP_PORT + count);
	}

	/**
	 * Returns a number; the default for one that is not valid, which is reported later.
	 */
	private static int port(Environment environment, String key, int initial) {
		String text = environment.getProperty(key, String.valueOf(initial)).strip();
		return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : initial;
	}

}
