package org.camerad.cgi;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Writes the elements that controllers return. The contract has one format, so the search
 * for a converter and a media type would only cost time. Any thread.
 */
final class XmlElementHandler implements HandlerMethodReturnValueHandler {

	@Override
	public boolean supportsReturnType(MethodParameter returnType) {
		return returnType.getParameterType() == XmlElement.class;
	}

	@Override
	public void handleReturnValue(@Nullable Object element, MethodParameter returnType, ModelAndViewContainer container,
			NativeWebRequest request) throws IOException {
		container.setRequestHandled(true);
		if (element != null && request.getNativeResponse() instanceof HttpServletResponse response) {
			write((XmlElement) element, response);
		}
	}

	/** Writes a document with its type and length; the status stays as it is. */
	static void write(XmlElement element, HttpServletResponse response) throws IOException {
		byte[] body = Xml.document(element);
		response.setContentType("application/xml;charset=UTF-8");
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

}
