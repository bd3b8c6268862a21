package org.camerad.network;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * A valve that tells browsers for one year to use TLS alone (RFC 6797). Only for services
 * without HTTP, because browsers would no longer use it.
 */
final class StrictTransportValve extends ValveBase {

	StrictTransportValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		response.setHeader("Strict-Transport-Security", "max-age=31536000");
		getNext().invoke(request, response);
	}

}
