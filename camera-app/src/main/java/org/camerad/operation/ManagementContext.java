package org.camerad.operation;

import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.IncludeExcludeEndpointFilter;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.context.ApplicationContext;

/**
 * The context of the management port. Its beans ask here when they are made: conditions
 * on them would be evaluated by the build, which prepares the context.
 */
public final class ManagementContext {

	private static final String EXPOSURE = "management.endpoints.web.exposure";

	private ManagementContext() {
	}

	/**
	 * Returns whether a context serves the management port alone: it is the child of the
	 * service's.
	 */
	public static boolean isSeparate(ApplicationContext context) {
		return context.getParent() != null;
	}

	/**
	 * Returns whether a context serves the management port alone, and the configuration
	 * lets clients reach an endpoint there.
	 */
	public static boolean offers(ApplicationContext context, String endpoint) {
		EndpointId id = EndpointId.of(endpoint);
		return isSeparate(context)
				&& new IncludeExcludeEndpointFilter<>(ExposableWebEndpoint.class, context.getEnvironment(), EXPOSURE,
						EndpointExposure.WEB.getDefaultIncludes())
					.match(id)
				&& context.getBean(EndpointAccessResolver.class).accessFor(id, Access.UNRESTRICTED) != Access.NONE;
	}

}
