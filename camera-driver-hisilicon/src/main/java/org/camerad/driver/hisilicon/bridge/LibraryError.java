package org.camerad.driver.hisilicon.bridge;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.camerad.driver.CameraException;

/** The error codes of the vendor's libraries, 0xA0MM8EEE, as exceptions. */
final class LibraryError {

	/**
	 * Bad device, bad channel, illegal parameter, null pointer, not supported, not
	 * permitted. A retry of the same call cannot succeed; after all other codes it may.
	 */
	private static final Set<Integer> PERMANENT = Set.of(1, 2, 3, 6, 8, 9);

	private static final int REASON_MASK = 0x1fff;

	private LibraryError() {
	}

	/**
	 * Creates an exception from the body of a response: the code and the bridge's
	 * message.
	 */
	static CameraException of(byte[] body) {
		if (body.length < Integer.BYTES) {
			return CameraException.unavailable("the native bridge reported an error without a code");
		}
		int code = ByteBuffer.wrap(body).getInt();
		String message = "the board's library refuses: "
				+ new String(body, Integer.BYTES, body.length - Integer.BYTES, StandardCharsets.UTF_8);
		return PERMANENT.contains(code & REASON_MASK) ? CameraException.refused(message)
				: CameraException.unavailable(message);
	}

}
