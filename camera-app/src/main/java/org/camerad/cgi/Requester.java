package org.camerad.cgi;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The sender of a request.
 *
 * @param name the name of the user, empty before the request is authenticated
 * @param role the word of the user's role, empty before the request is authenticated
 * @param address the client's address, empty outside of requests
 */
public record Requester(String name, String role, String address) {

	private static final String ATTRIBUTE = Requester.class.getName();

	private static final Requester NOBODY = new Requester("", "", "");

	/** Sets the user who sent a request. */
	public static void authenticate(HttpServletRequest request, String name, Role role) {
		request.setAttribute(ATTRIBUTE, new Requester(name, role.word(), request.getRemoteAddr()));
	}

	/** Returns the sender of the request that this thread serves. */
	public static Requester current() {
		if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
			return NOBODY;
		}
		HttpServletRequest request = attributes.getRequest();
		return (request.getAttribute(ATTRIBUTE) instanceof Requester known) ? known
				: new Requester("", "", request.getRemoteAddr());
	}

}
