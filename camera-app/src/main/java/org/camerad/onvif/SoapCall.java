package org.camerad.onvif;

import org.camerad.cgi.AfterResponse;
import org.jspecify.annotations.Nullable;
import org.camerad.user.Account;

/**
 * One call of an operation.
 *
 * @param request the element of the request
 * @param base the address of the camera as the client knows it, such as
 * {@code http://192.168.0.10:8080}
 * @param address the client's socket address
 * @param account the user, null for an operation without a log-in
 * @param afterResponse accepts work that must wait until the response has been sent
 * @param exchange the request and the response of HTTP
 */
record SoapCall(SoapElement request, String base, String address, @Nullable Account account,
		AfterResponse afterResponse, SoapExchange exchange) {
}
