package org.camerad.simulation;

import java.io.IOException;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camerad.cgi.RequestGuardFilter;
import org.camerad.driver.simulation.ResponseFault;
import org.camerad.driver.simulation.Simulation;

/** A filter that injects faults into the responses of simulated cameras. */
class FaultInjectionFilter extends HttpFilter {

	private static final long serialVersionUID = 1L;

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Optional<Simulation> simulation = RequestGuardFilter.camera(request)
			.part(ResponseFaultInjector.class)
			.simulation();
		if (simulation.isEmpty()) {
			chain.doFilter(request, response);
			return;
		}
		simulation.get().shouldInject(ResponseFault.LATENCY);
		FaultInjectingResponse injecting = new FaultInjectingResponse(response, simulation.get());
		FaultInjectingRequest passed = new FaultInjectingRequest(request, injecting);
		chain.doFilter(passed, injecting);
		passed.end();
		injecting.end();
		if (injecting.resetsConnection()) {
			request.upgrade(ResetConnection.class);
		}
	}

}
