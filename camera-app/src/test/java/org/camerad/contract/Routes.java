package org.camerad.contract;

import java.util.List;
import java.util.Set;

import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The interfaces that a service has, as its own routes tell. */
final class Routes {

	private static final String PREFIX = "/cgi-bin/";

	/** The interfaces that take other credentials as well, or give out uids. */
	private static final Set<String> OTHER_CREDENTIALS = Set.of("getuid", "snapshot.cgi", "mjpeg.cgi", "events",
			"OnvifFirmwareUpgrade");

	/** The interfaces that do something, also when they are asked with a uid alone. */
	private static final Set<String> ACTIONS = Set.of("reboot", "factory_reset", "ptz_ctrl", "user_management");

	private final RequestMappingHandlerMapping mapping;

	Routes(ApplicationContext context) {
		this.mapping = context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
	}

	/** Returns the paths of all interfaces, without {@code /cgi-bin/}. */
	List<String> all() {
		return this.mapping.getHandlerMethods()
			.keySet()
			.stream()
			.flatMap((route) -> route.getPatternValues().stream())
			.filter((path) -> path.startsWith(PREFIX))
			.map((path) -> path.substring(PREFIX.length()))
			.sorted()
			.toList();
	}

	/** Returns the paths behind a uid: all that are not named here. */
	List<String> behindUid() {
		return all().stream().filter((path) -> !OTHER_CREDENTIALS.contains(path)).toList();
	}

	/** Returns the paths behind a uid that tell something when asked with that alone. */
	List<String> queries() {
		return behindUid().stream().filter((path) -> !ACTIONS.contains(path)).toList();
	}

}
