package org.camerad.tls;

import java.util.function.Consumer;

import org.springframework.boot.ssl.SslBundle;

/** A server's key and certificate, which may be replaced at any time. Thread-safe. */
public interface ServerCertificate extends AutoCloseable {

	/** Returns the key and certificate in effect, with the TLS versions to offer. */
	SslBundle bundle();

	/** Registers a listener, which is called with each replacement. */
	void onChange(Consumer<SslBundle> listener);

	/** Stops looking for replacements. */
	@Override
	void close();

}
