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

/** The beans that only simulated cameras need. */
@Configuration(proxyBeanMethods = false)
class SimulationConfiguration {

	/** Returns the fault injector of the first camera, which the endpoint shows. */
	@Bean
	static ResponseFaultInjector faultInjector(CameraDirectory cameras) {
		return cameras.first().part(ResponseFaultInjector.class);
	}

	@Bean
	static SimulationEndpoint simulationEndpoint(ResponseFaultInjector injector) {
		return new SimulationEndpoint(injector);
	}

	/**
	 * Hides /actuator/sim unless the driver is the simulator and the management port is
	 * separate.
	 */
	@Bean
	static EndpointFilter<ExposableWebEndpoint> simulationEndpointFilter(ResponseFaultInjector injector,
			Environment environment) {
		EndpointId id = EndpointId.of(SimulationEndpoint.ID);
		return (endpoint) -> !endpoint.getEndpointId().equals(id)
				|| (ManagementPortType.get(environment) == ManagementPortType.DIFFERENT
						&& injector.camera().isPresent());
	}

	/**
	 * Registers the fault injection filter behind the request guard and outside of all
	 * filters that keep responses complete. It passes requests of cameras on hardware;
	 * simulated ones may be added later.
	 */
	@Bean
	static FilterRegistrationBean<FaultInjectionFilter> faultInjectionFilter() {
		FilterRegistrationBean<FaultInjectionFilter> registration = new FilterRegistrationBean<>(
				new FaultInjectionFilter());
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
		return registration;
	}

}
