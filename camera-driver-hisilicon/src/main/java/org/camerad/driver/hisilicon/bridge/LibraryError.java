package org.camerad.driver.hisilicon.bridge;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.camerad.driver.CameraException;

/**
 * The error codes of the vendor's libraries, 0xA0MM8EEE, as what they mean to a caller.
 */
final class LibraryError {

	/**
	 * Bad device, bad channel, illegal parameter, null pointer, not supported, not
	 * permitted: asking again the same way is of no use. All others may pass.
	 */
	private static final Set<Integer> PERMANENT = Set.of(1, 2, 3, 6, 8, 9);

	private static final int REASON_MASK = 0x1fff;

	private LibraryError() {
	}

	/** From the body of the bridge's answer: the code, and what the bridge says of it. */
	static CameraException of(byte[] body) {
		if (body.length < Integer.BYTES) {
			return CameraException.unavailable("the native bridge tells of an error without its code");
		}
		int code = ByteBuffer.wrap(body).getInt();
		String message = "the board's library refuses: "
				+ new String(body, Integer.BYTES, body.length - Integer.BYTES, StandardCharsets.UTF_8);
		return PERMANENT.contains(code & REASON_MASK) ? CameraException.refused(message)
				: CameraException.unavailable(message);
	}

}
