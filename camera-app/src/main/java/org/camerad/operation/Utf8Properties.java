package org.camerad.operation;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;

/**
 * A loader that reads {@code .properties} files as UTF-8, as YAML files are read. Spring
 * Boot's own loader reads them as ISO-8859-1, so that a password with umlauts would
 * silently be another one. A file that is not UTF-8 stops the start
 * ({@link CharacterCheck}).
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Utf8Properties implements PropertySourceLoader {

	private final PropertySourceLoader loader = new PropertiesPropertySourceLoader();

	@Override
	public String[] getFileExtensions() {
		return new String[] { "properties" };
	}

	@Override
	public List<PropertySource<?>> load(String name, Resource resource) throws IOException {
		return load(name, resource, null);
	}

	@Override
	public List<PropertySource<?>> load(String name, Resource resource, @Nullable Charset encoding) throws IOException {
		return this.loader.load(name, resource, (encoding == null) ? StandardCharsets.UTF_8 : encoding);
	}

}
