package org.camerad.simulation;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpUpgradeHandler;
import org.jspecify.annotations.Nullable;

/**
 * A request whose endless response may have no body: the code that takes the connection
 * over gets a connection that is never established.
 */
final class FaultInjectingRequest extends HttpServletRequestWrapper {

	private final FaultInjectingResponse response;

	private @Nullable HttpUpgradeHandler unestablished;

	FaultInjectingRequest(HttpServletRequest request, FaultInjectingResponse response) {
		super(request);
		this.response = response;
	}

	@Override
	public <T extends HttpUpgradeHandler> T upgrade(Class<T> handler) throws IOException, ServletException {
		if (!this.response.isEmptyEndless()) {
			return super.upgrade(handler);
		}
		try {
			T created = handler.getDeclaredConstructor().newInstance();
			this.unestablished = created;
			return created;
		}
		catch (ReflectiveOperationException ex) {
			throw new ServletException(ex);
		}
	}

	/** Ends a connection that was never established. */
	void end() {
		if (this.unestablished != null) {
			this.unestablished.destroy();
		}
	}

}
