package org.camerad.live.rtsp;

import java.net.InetAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

import io.netty.handler.ssl.SslHandler;
import org.camerad.tls.ServerCertificate;
import org.springframework.boot.ssl.SslBundle;

/**
 * The encryption of RTSP connections, with a certificate that may be replaced.
 * Thread-safe.
 */
final class RtspTls {

	private static final int HANDSHAKE_TIMEOUT_SECONDS = 10;

	private static final int CLOSE_TIMEOUT_SECONDS = 1;

	/** Each session takes memory, and a client can open one after the other. */
	private static final int MAX_CACHED_SESSIONS = 256;

	/** A context and the versions and suites that it offers. */
	private record Offer(SSLContext context, String[] versions, String[] suites) {

		static Offer of(SslBundle bundle) {
			SSLContext context = bundle.createSslContext();
			context.getServerSessionContext().setSessionCacheSize(MAX_CACHED_SESSIONS);
			return new Offer(context, bundle.getOptions().getEnabledProtocols(), bundle.getOptions().getCiphers());
		}

	}

	private volatile Offer offer;

	RtspTls(ServerCertificate certificate) {
		this.offer = Offer.of(certificate.bundle());
		certificate.onChange((bundle) -> this.offer = Offer.of(bundle));
	}

	/**
	 * Returns the handler that encrypts one connection.
	 * @param client the client's address
	 * @param executor runs the slow steps of the handshake
	 */
	SslHandler handler(InetAddress client, Executor executor) {
		Offer current = this.offer;
		SSLEngine engine = current.context().createSSLEngine(client.getHostAddress(), -1);
		engine.setUseClientMode(false);
		engine.setEnabledProtocols(current.versions());
		engine.setEnabledCipherSuites(current.suites());
		SslHandler handler = new SslHandler(engine, executor);
		handler.setHandshakeTimeout(HANDSHAKE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
		handler.setCloseNotifyFlushTimeout(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
		return handler;
	}

}
