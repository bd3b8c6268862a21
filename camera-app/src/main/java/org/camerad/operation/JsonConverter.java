package org.camerad.operation;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.camerad.cgi.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.SmartHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON of the management port's endpoints. Health, which is asked all the time, is
 * written by {@link Json}; the first of the others makes the object mapper. Thread-safe.
 */
final class JsonConverter implements SmartHttpMessageConverter<Object> {

	private static final List<MediaType> TYPES = List.of(MediaType.APPLICATION_JSON,
			new MediaType("application", "*+json"));

	/** Bodies of other converters, which Spring asks for every body whether they fit. */
	private static final List<Class<?>> OTHERS = List.of(byte[].class, CharSequence.class, Resource.class);

	private volatile @Nullable JacksonJsonHttpMessageConverter mapper;

	@Override
	public List<MediaType> getSupportedMediaTypes() {
		return TYPES;
	}

	@Override
	public boolean canRead(ResolvableType type, @Nullable MediaType mediaType) {
		return mediaType != null && isJson(mediaType) && mapper().canRead(type, mediaType);
	}

	@Override
	public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
			throws IOException {
		return mapper().read(type, message, hints);
	}

	@Override
	public boolean canWrite(ResolvableType type, Class<?> body, @Nullable MediaType mediaType) {
		return (mediaType == null || isJson(mediaType))
				&& OTHERS.stream().noneMatch((other) -> other.isAssignableFrom(body));
	}

	@Override
	public void write(Object body, ResolvableType type, @Nullable MediaType mediaType, HttpOutputMessage message,
			@Nullable Map<String, Object> hints) throws IOException {
		byte[] health = (body instanceof HealthDescriptor descriptor) ? HealthFields.json(descriptor) : null;
		if (health == null) {
			mapper().write(body, type, mediaType, message, hints);
			return;
		}
		message.getHeaders().setContentType((mediaType != null) ? mediaType : MediaType.APPLICATION_JSON);
		message.getHeaders().setContentLength(health.length);
		message.getBody().write(health);
		message.getBody().flush();
	}

	private static boolean isJson(MediaType type) {
		return TYPES.stream().anyMatch((supported) -> supported.isCompatibleWith(type));
	}

	private synchronized JacksonJsonHttpMessageConverter mapper() {
		JacksonJsonHttpMessageConverter made = this.mapper;
		if (made == null) {
			// As Spring Boot makes the mapper of endpoints.
			made = new JacksonJsonHttpMessageConverter(JsonMapper.builder()
				.changeDefaultPropertyInclusion((value) -> value.withValueInclusion(JsonInclude.Include.NON_NULL)
					.withContentInclusion(JsonInclude.Include.NON_NULL))
				.build());
			this.mapper = made;
		}
		return made;
	}

}
