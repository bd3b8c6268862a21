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

/** Lets the answers of a simulated camera suffer; those of any other pass. */
class SimulatedAnswers extends HttpFilter {

	private static final long serialVersionUID = 1L;

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Optional<Simulation> simulation = RequestGuardFilter.camera(request).part(Simulated.class).simulation();
		if (simulation.isEmpty()) {
			chain.doFilter(request, response);
			return;
		}
		simulation.get().shouldInject(ResponseFault.LATENCY);
		SufferingAnswer answer = new SufferingAnswer(response, simulation.get());
		chain.doFilter(new SufferingRequest(request, answer), answer);
		answer.end();
		if (answer.isToBeReset()) {
			request.upgrade(CutConnection.class);
		}
	}

}
