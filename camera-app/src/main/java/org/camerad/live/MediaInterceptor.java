package org.camerad.live;

/**
 * An interceptor that alters pictures and events on their way to clients. Only a
 * simulated camera installs one, to inject faults. Thread-safe; no method blocks.
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
	 * Returns whether to reset the connection in the middle of a picture or event. Called
	 * once for each of them.
	 */
	boolean resetsConnection();

}
