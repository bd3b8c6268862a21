package org.camerad.cgi;

import java.io.IOException;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A valve that writes the container's own errors, such as a target that cannot be parsed
 * or a header that is too long, in the contract's form. It reveals nothing about the
 * container.
 */
public final class FaultValve extends ErrorReportValve {

	/**
	 * The request attribute of the fault that an interface has written. When the body of
	 * a request cannot be read, Tomcat replaces the response by an error of its own.
	 */
	public static final String FAULT = "org.camerad.fault";

	private static final Logger logger = LoggerFactory.getLogger(FaultValve.class);

	@Override
	protected void report(Request request, Response response, @Nullable Throwable failure) {
		if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		try {
			String path = String.valueOf(request.getRequestURI());
			FaultWriter.write("null".equals(path) ? "" : path, fault(request, response.getStatus()), response);
			response.finishResponse();
		}
		catch (IOException ex) {
			logger.debug("a client disconnected before its fault was sent: {}", ex.toString());
		}
	}

	private static CgiFault fault(Request request, int status) {
		if (request.getAttribute(FAULT) instanceof CgiFault fault) {
			return fault;
		}
		return (status == 400) ? CgiFault.parameters() : CgiFault.http(status, FaultWriter.reason(status));
	}

}
