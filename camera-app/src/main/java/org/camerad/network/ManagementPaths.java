package org.camerad.network;

import java.util.regex.Pattern;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camerad.operation.ManagementContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * The check of paths on the management port. Spring's endpoints fail with status 500 on
 * dot segments and on encoded slashes, so such a path is a bad request. This class is not
 * annotated as a configuration because it belongs to the management port's context alone,
 * which finds it in {@code META-INF/spring}.
 */
public class ManagementPaths {

	private static final Pattern REFUSED = Pattern.compile("(?i)%2f|%5c|/(\\.|%2e){1,2}(;[^/]*)?(/|$)");

	@Bean
	static FilterRegistrationBean<Filter> managementPathFilter(ApplicationContext context) {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
			if (isRefused(((HttpServletRequest) request).getRequestURI())) {
				((HttpServletResponse) response).sendError(HttpServletResponse.SC_BAD_REQUEST);
			}
			else {
				chain.doFilter(request, response);
			}
		});
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		registration.setEnabled(ManagementContext.isSeparate(context));
		return registration;
	}

	/** Returns whether an undecoded path has dot segments or encoded slashes. */
	private static boolean isRefused(String path) {
		return REFUSED.matcher(path).find();
	}

}
