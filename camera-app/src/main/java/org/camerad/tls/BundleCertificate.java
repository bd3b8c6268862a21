package org.camerad.tls;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.camerad.operation.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** A certificate from the operator's SSL bundle, which Spring may reload. Thread-safe. */
public final class BundleCertificate implements ServerCertificate {

	private static final Logger logger = LoggerFactory.getLogger(BundleCertificate.class);

	private final String name;

	private final List<Consumer<SslBundle>> listeners = new CopyOnWriteArrayList<>();

	private volatile SslBundle current;

	/**
	 * Loads a bundle.
	 * @param name its name under {@code spring.ssl.bundle}
	 * @throws ConfigurationException if there is no such bundle or it cannot be used
	 */
	public BundleCertificate(String name, SslBundles bundles) {
		this.name = name;
		try {
			this.current = TlsPolicy.apply(name, bundles.getBundle(name));
			bundles.addBundleUpdateHandler(name, this::replace);
		}
		catch (NoSuchSslBundleException ex) {
			throw new ConfigurationException("camera.https.bundle",
					"there is no bundle of the name \"" + name + "\" under spring.ssl.bundle");
		}
	}

	private void replace(SslBundle loaded) {
		try {
			SslBundle next = TlsPolicy.apply(this.name, loaded);
			this.current = next;
			this.listeners.forEach((listener) -> listener.accept(next));
			logger.info("reloaded the TLS certificate from the bundle \"{}\"", this.name);
		}
		catch (RuntimeException ex) {
			logger.error("the reloaded bundle \"{}\" cannot be used; the former certificate stays: {}", this.name,
					ex.toString());
		}
	}

	@Override
	public SslBundle bundle() {
		return this.current;
	}

	@Override
	public void onChange(Consumer<SslBundle> listener) {
		this.listeners.add(listener);
	}

	/** Forgets the listeners: Spring has no way to remove the update handler. */
	@Override
	public void close() {
		this.listeners.clear();
	}

}
