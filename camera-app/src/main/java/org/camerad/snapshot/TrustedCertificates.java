package org.camerad.snapshot;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;

import javax.net.ssl.SSLContext;

import org.camerad.operation.ConfigurationException;
import org.camerad.operation.UploadProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * The certificates that a connection trusts.
 *
 * @param bundle the bundle that contains them, null for the certificates that Java trusts
 * @param checksHost whether a certificate must match the configured host
 */
record TrustedCertificates(@Nullable SslBundle bundle, boolean checksHost) {

	/**
	 * Returns the configured certificates.
	 * @param key the configuration's key, for the message
	 * @throws ConfigurationException when there is no such bundle
	 */
	static TrustedCertificates of(String key, UploadProperties.Trust trust, SslBundles bundles) {
		try {
			return new TrustedCertificates(trust.bundle().isEmpty() ? null : bundles.getBundle(trust.bundle()),
					trust.checkHost());
		}
		catch (NoSuchSslBundleException ex) {
			throw new ConfigurationException(key, "there is no bundle of that name under spring.ssl.bundle");
		}
	}

	/**
	 * Creates a TLS context. Slow, because it reads the certificates, so call it only
	 * when needed.
	 */
	SSLContext context() throws IOException {
		try {
			return (this.bundle != null) ? this.bundle.createSslContext() : SSLContext.getDefault();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IOException("this Java has no TLS", ex);
		}
	}

}
