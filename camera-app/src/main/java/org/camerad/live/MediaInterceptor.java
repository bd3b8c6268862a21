package org.camerad.live;

/**
 * Alters pictures and events on their way to clients. Only a simulated camera installs
 * one, to inject faults. Any thread; no method blocks.
 */
public interface MediaInterceptor {

	/** Passes everything unchanged. */
	MediaInterceptor NONE = new MediaInterceptor() {

		@Override
		public byte[] picture(byte[] jpeg) {
			return jpeg;
		}

		@Override
		public boolean resetsConnection() {
			return false;
		}

	};

	/** Returns the bytes to send instead of a JPEG. */
	byte[] picture(byte[] jpeg);

	/**
	 * Returns whether the connection is to be reset in the middle of one picture or
	 * event. Called once for each.
	 */
	boolean resetsConnection();

}
