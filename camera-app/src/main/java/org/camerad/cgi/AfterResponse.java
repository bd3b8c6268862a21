package org.camerad.cgi;

/** A queue of work that runs after the response to the request has been sent. */
@FunctionalInterface
public interface AfterResponse {

	void run(Runnable work);

}
