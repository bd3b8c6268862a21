package org.camerad.simulation;

import java.io.IOException;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camerad.driver.simulation.Simulation;
import org.camerad.driver.simulation.ResponseFault;

/** Lets the answers of a simulated camera suffer; those of any other pass. */
class SimulatedAnswers extends HttpFilter {

	private static final long serialVersionUID = 1L;

	private final transient Simulated simulated;

	SimulatedAnswers(Simulated simulated) {
		this.simulated = simulated;
	}

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Optional<Simulation> simulation = this.simulated.simulation();
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
