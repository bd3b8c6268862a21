package org.camerad.firmware;

import java.io.IOException;
import java.io.InputStream;

import jakarta.servlet.http.HttpServletRequest;
import org.camerad.cgi.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * A request that uploads an image.
 *
 * @param type the content type, null without one
 * @param encoding the content encoding, null without one
 * @param length the length of the body in bytes, -1 if it is unknown
 * @param body the body, which has not been read
 */
record ImageUpload(@Nullable String type, @Nullable String encoding, long length, InputStream body) {

	/**
	 * Opens the body of a request.
	 * @param limits the limits within which it must arrive
	 */
	static ImageUpload of(HttpServletRequest request, RequestBody.Limits limits) throws IOException {
		return new ImageUpload(request.getContentType(), request.getHeader("Content-Encoding"),
				request.getContentLengthLong(), RequestBody.open(request, limits));
	}

	/**
	 * Checks that the body can be an image.
	 * @throws RefusedImageException for another content type, or any encoding
	 */
	void checkHeaders() throws RefusedImageException {
		if (this.type == null || !this.type.split(";", 2)[0].strip().equalsIgnoreCase("application/octet-stream")) {
			throw RefusedImageException.notParsed("its content type is not application/octet-stream");
		}
		if (this.encoding != null) {
			throw RefusedImageException.notParsed("it has a content encoding");
		}
	}

}
