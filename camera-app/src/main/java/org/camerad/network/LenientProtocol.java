package org.camerad.network;

import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.http.parser.Host;

/**
 * HTTP/1.1 that accepts any {@code Host} header. Recorders use names such as
 * {@code camera_1}, which Tomcat rejects; nothing in this service depends on the header.
 */
public final class LenientProtocol extends Http11NioProtocol {

	@Override
	protected Processor createProcessor() {
		return new LenientProcessor(this, getAdapter());
	}

	private static final class LenientProcessor extends Http11Processor {

		LenientProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
			super(protocol, adapter);
		}

		@Override
		protected void parseHost(MessageBytes host) {
			if (host != null && !host.isNull() && !isHost(host)) {
				host.recycle();
			}
			super.parseHost(host);
		}

		private static boolean isHost(MessageBytes host) {
			try {
				Host.parse(host);
				return true;
			}
			catch (IllegalArgumentException ex) {
				return false;
			}
		}

	}

}
