package org.camerad.network;

import java.io.IOException;
import java.util.Collections;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.camerad.cgi.CrossSiteRule;
import org.camerad.limit.TrustedProxies;

/**
 * A valve that gives requests from trusted proxies the address of the client, for limits,
 * lock-outs and the access log, and the host that it asked for.
 */
final class ForwardedAddressValve extends ValveBase {

	private static final String HEADER = "X-Forwarded-For";

	private static final String HOST_HEADER = "X-Forwarded-Host";

	private final TrustedProxies proxies;

	ForwardedAddressValve(TrustedProxies proxies) {
		super(true);
		this.proxies = proxies;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		this.proxies.client(request.getPeerAddr(), Collections.list(request.getHeaders(HEADER))).ifPresent((client) -> {
			request.setRemoteAddr(client);
			request.setRemoteHost(client);
			request.setAttribute(CrossSiteRule.FORWARDED_HOST, request.getHeader(HOST_HEADER));
		});
		getNext().invoke(request, response);
	}

}
