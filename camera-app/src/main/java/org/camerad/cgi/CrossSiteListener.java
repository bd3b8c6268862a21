package org.camerad.cgi;

import jakarta.servlet.http.HttpServletRequest;

/** A listener for requests that were refused because another site has sent them. */
@FunctionalInterface
public interface CrossSiteListener {

	/** Handles a refusal. Any thread. Returns at once. */
	void onRefused(HttpServletRequest request);

}
