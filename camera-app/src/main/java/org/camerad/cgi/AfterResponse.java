package org.camerad.cgi;

/** Takes work that begins once the response to the request has gone out. */
@FunctionalInterface
public interface AfterResponse {

	void run(Runnable work);

}
