package org.camerad.cgi;

import java.io.IOException;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.accept.FixedContentNegotiationStrategy;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Makes Spring MVC speak the contract's grammar. */
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

	/** A browser's Accept header must not decide the format. */
	@Override
	public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
		configurer.strategies(List.of(new FixedContentNegotiationStrategy(MediaType.ALL)));
	}

	@Override
	public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
		builder.addCustomConverter(new ElementConverter());
	}

	@Bean
	static FilterRegistrationBean<RequestGuardFilter> requestGuard(CameraDirectory cameras) {
		FilterRegistrationBean<RequestGuardFilter> registration = new FilterRegistrationBean<>(
				new RequestGuardFilter(cameras));
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

	private static final class ElementConverter extends AbstractHttpMessageConverter<XmlElement> {

		private static final MediaType XML = MediaType.parseMediaType("application/xml;charset=UTF-8");

		ElementConverter() {
			super(MediaType.ALL);
		}

		@Override
		protected boolean supports(Class<?> type) {
			return type == XmlElement.class;
		}

		@Override
		public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
			return false;
		}

		@Override
		protected XmlElement readInternal(Class<? extends XmlElement> type, HttpInputMessage input) {
			throw new HttpMessageNotReadableException("answers are not read", input);
		}

		@Override
		protected void writeInternal(XmlElement element, HttpOutputMessage output) throws IOException {
			byte[] body = Xml.document(element);
			output.getHeaders().setContentType(XML);
			output.getHeaders().setContentLength(body.length);
			output.getBody().write(body);
		}

	}

}
