package org.camerad.simulation;

import org.camerad.cgi.CameraDirectory;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.EndpointFilter;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** What exists for a simulated camera only. */
@Configuration(proxyBeanMethods = false)
class SimulationConfiguration {

	/** The endpoint shows the first camera. */
	@Bean
	static Simulated simulated(CameraDirectory cameras) {
		return cameras.first().part(Simulated.class);
	}

	@Bean
	static SimulationEndpoint simulationEndpoint(Simulated simulated) {
		return new SimulationEndpoint(simulated);
	}

	/**
	 * Hides the endpoint of a camera that is none, and where operators share the camera's
	 * own port.
	 */
	@Bean
	static EndpointFilter<ExposableWebEndpoint> simulationEndpointFilter(Simulated simulated, Environment environment) {
		EndpointId id = EndpointId.of(SimulationEndpoint.ID);
		return (endpoint) -> !endpoint.getEndpointId().equals(id)
				|| (ManagementPortType.get(environment) == ManagementPortType.DIFFERENT
						&& simulated.camera().isPresent());
	}

	/** Behind the front, and outside of everything that keeps real answers whole. */
	@Bean
	static FilterRegistrationBean<SimulatedAnswers> simulatedAnswers() {
		FilterRegistrationBean<SimulatedAnswers> registration = new FilterRegistrationBean<>(new SimulatedAnswers());
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
		return registration;
	}

}
