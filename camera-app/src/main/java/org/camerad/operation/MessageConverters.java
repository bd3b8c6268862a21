package org.camerad.operation;

import java.nio.charset.StandardCharsets;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.ResourceHttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The formats of Spring MVC: texts, bytes, files, and JSON for the endpoints of the
 * management port. Spring's own list makes object mappers for JSON and XML at each start.
 */
@Configuration(proxyBeanMethods = false)
class MessageConverters implements WebMvcConfigurer {

	@Override
	public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
		StringHttpMessageConverter texts = new StringHttpMessageConverter(StandardCharsets.UTF_8);
		texts.setWriteAcceptCharset(false);
		builder.disableDefaults()
			.addCustomConverter(new ByteArrayHttpMessageConverter())
			.withStringConverter(texts)
			.addCustomConverter(new ResourceHttpMessageConverter(false))
			.withJsonConverter(new JsonConverter());
	}

}
