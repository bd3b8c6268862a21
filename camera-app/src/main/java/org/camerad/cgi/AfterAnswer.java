package org.camerad.cgi;

/** Takes work that begins once the answer to the request has gone out. */
@FunctionalInterface
public interface AfterAnswer {

	void run(Runnable work);

}
