package org.camerad.live.rtp;

/** Media that RTP has no form for, or that is none. The message is for operators. */
public final class UnsupportedMediaException extends Exception {

	private static final long serialVersionUID = 1L;

	UnsupportedMediaException(String message) {
		super(message);
	}

}
