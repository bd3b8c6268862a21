package org.camerad.live.rtp;

/** A failure because RTP cannot carry the media. Its message is for operators. */
public final class UnsupportedMediaException extends Exception {

	private static final long serialVersionUID = 1L;

	UnsupportedMediaException(String message) {
		super(message);
	}

}
