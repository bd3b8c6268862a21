package org.camerad.cgi;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.web.accept.FixedContentNegotiationStrategy;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** The configuration of Spring MVC for the contract's grammar. */
@Configuration(proxyBeanMethods = false)
class CgiConfiguration implements WebMvcConfigurer {

	private final SessionInterceptor sessions = new SessionInterceptor();

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this.sessions);
	}

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(this.sessions);
	}

	/** Makes the format independent of a browser's Accept header. */
	@Override
	public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
		configurer.strategies(List.of(new FixedContentNegotiationStrategy(MediaType.ALL)));
	}

	@Bean
	static FilterRegistrationBean<RequestGuardFilter> requestGuard(CameraDirectory cameras, CrossSiteListener refused) {
		FilterRegistrationBean<RequestGuardFilter> registration = new FilterRegistrationBean<>(
				new RequestGuardFilter(cameras, refused));
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

	/** Behind the filters that decide whether and how a request is answered. */
	@Bean
	static FilterRegistrationBean<RequestMetricsFilter> requestMetrics(MeterRegistry registry,
			CameraDirectory cameras) {
		FilterRegistrationBean<RequestMetricsFilter> registration = new FilterRegistrationBean<>(
				new RequestMetricsFilter(registry, cameras));
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
		return registration;
	}

	/** The dispatcher makes the request's context known by itself. */
	@Bean
	static FilterRegistrationBean<RequestContextFilter> noRequestContextFilter() {
		FilterRegistrationBean<RequestContextFilter> registration = new FilterRegistrationBean<>(
				new RequestContextFilter());
		registration.setEnabled(false);
		return registration;
	}

	@Bean
	static WebMvcRegistrations elementsFirst() {
		return new WebMvcRegistrations() {

			@Override
			public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
				return new ElementsFirst();
			}

		};
	}

	/** Asks the handler of elements before those of Spring. */
	private static final class ElementsFirst extends RequestMappingHandlerAdapter {

		@Override
		public void afterPropertiesSet() {
			super.afterPropertiesSet();
			List<HandlerMethodReturnValueHandler> handlers = new ArrayList<>(List.of(new XmlElementHandler()));
			handlers.addAll(Objects.requireNonNull(getReturnValueHandlers()));
			setReturnValueHandlers(handlers);
		}

	}

}
