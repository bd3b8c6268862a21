package org.camerad.simulation;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpUpgradeHandler;

/**
 * A request whose endless answer may have no body: whoever takes the connection over is
 * handed a connection that never comes about.
 */
final class SufferingRequest extends HttpServletRequestWrapper {

	private final SufferingAnswer answer;

	SufferingRequest(HttpServletRequest request, SufferingAnswer answer) {
		super(request);
		this.answer = answer;
	}

	@Override
	public <T extends HttpUpgradeHandler> T upgrade(Class<T> handler) throws IOException, ServletException {
		if (!this.answer.isEmptyEndless()) {
			return super.upgrade(handler);
		}
		try {
			return handler.getDeclaredConstructor().newInstance();
		}
		catch (ReflectiveOperationException ex) {
			throw new ServletException(ex);
		}
	}

}
