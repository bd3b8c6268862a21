package org.camerad;

import org.camerad.operation.OutOfMemoryExit;
import org.camerad.operation.SecretGuard;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ScheduledTasksObservationAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;

/** The camera-side service: an IP camera's HTTP CGI contract over one driver. */
// Observations are replaced by RequestMetricsFilter, object mappers and their converters
// by MessageConverters; the others make beans that nobody uses.
@SpringBootApplication(proxyBeanMethods = false,
		exclude = { ErrorMvcAutoConfiguration.class, WebMvcObservationAutoConfiguration.class,
				ObservationAutoConfiguration.class, ScheduledTasksObservationAutoConfiguration.class,
				TaskSchedulingAutoConfiguration.class, AopAutoConfiguration.class, HttpEncodingAutoConfiguration.class,
				JacksonAutoConfiguration.class, JacksonEndpointAutoConfiguration.class,
				HttpMessageConvertersAutoConfiguration.class })
@ConfigurationPropertiesScan
public class CameradApplication {

	public static void main(String[] arguments) {
		OutOfMemoryExit.install();
		// It would make an object mapper, which a device does not need.
		System.setProperty("spring.backgroundpreinitializer.ignore", "true");
		SpringApplication application = new SpringApplication(CameradApplication.class);
		application.addInitializers((context) -> SecretGuard.install());
		application.run(arguments);
	}

}
