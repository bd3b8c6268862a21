package org.camerad.console;

import java.util.List;

import org.camerad.cgi.InterfaceDescription;
import org.camerad.settings.SettingsGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The configuration of the console's addresses. */
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration {

	@Bean
	static ConsoleHandlerMapping consoleHandlerMapping(List<SettingsGroup<?>> groups,
			List<InterfaceDescription> descriptions) {
		return new ConsoleHandlerMapping(groups, new OpenApiDocument(groups, descriptions));
	}

}
