package org.camerad.onvif;

/**
 * An operation of a service.
 *
 * @param name the local name of its request
 * @param access its access class
 * @param handler the code that performs it
 */
record Operation(String name, Access access, Handler handler) {

	/** The code of an operation. */
	@FunctionalInterface
	interface Handler {

		/**
		 * Performs the operation, and writes the content of the response's element.
		 * @throws SoapFault when it is refused; the response is discarded
		 */
		void handle(SoapCall call, SoapWriter out);

	}

}
