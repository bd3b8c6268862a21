package org.camerad.console;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The configuration of the console's addresses. */
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration {

	@Bean
	static ConsoleHandlerMapping consoleHandlerMapping() {
		return new ConsoleHandlerMapping();
	}

}
