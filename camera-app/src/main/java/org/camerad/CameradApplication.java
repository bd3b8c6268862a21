package org.camerad;

import org.camerad.operation.SecretGuard;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;

/** The camera-side service: an IP camera's HTTP CGI contract over one driver. */
@SpringBootApplication(proxyBeanMethods = false, exclude = ErrorMvcAutoConfiguration.class)
@ConfigurationPropertiesScan
public class CameradApplication {

	public static void main(String[] arguments) {
		SpringApplication application = new SpringApplication(CameradApplication.class);
		application.addInitializers((context) -> SecretGuard.install());
		application.run(arguments);
	}

}
