package org.camerad.tls;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.camerad.operation.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;

/**
 * The TLS versions and cipher suites that the camera offers: TLS 1.2 and 1.3, with
 * forward secrecy and authenticated encryption. The options of a bundle can only narrow
 * the versions; they replace the suites.
 */
final class TlsPolicy {

	private static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

	private static final String[] SUITES = { "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384",
			"TLS_CHACHA20_POLY1305_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
			"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
			"TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
			"TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256" };

	private TlsPolicy() {
	}

	static SslBundle apply(SslStoreBundle stores, SslBundleKey key) {
		return SslBundle.of(stores, key, SslOptions.of(SUITES, VERSIONS.toArray(String[]::new)));
	}

	/**
	 * Returns a bundle with the versions and suites to offer.
	 * @throws ConfigurationException if it has no key or none of the versions
	 */
	static SslBundle apply(String name, SslBundle bundle) {
		if (bundle.getStores().getKeyStore() == null) {
			throw new ConfigurationException("camera.https.bundle",
					"the bundle \"" + name + "\" has no key; set its keystore properties");
		}
		String[] versions = versions(bundle.getOptions().getEnabledProtocols());
		if (versions.length == 0) {
			throw new ConfigurationException("camera.https.bundle",
					"the bundle \"" + name + "\" enables neither TLSv1.2 nor TLSv1.3");
		}
		String[] suites = Objects.requireNonNullElse(bundle.getOptions().getCiphers(), SUITES);
		return SslBundle.of(bundle.getStores(), bundle.getKey(), SslOptions.of(suites, versions), bundle.getProtocol(),
				bundle.getManagers());
	}

	private static String[] versions(String @Nullable [] enabled) {
		return (enabled == null) ? VERSIONS.toArray(String[]::new)
				: Stream.of(enabled).filter(VERSIONS::contains).toArray(String[]::new);
	}

}
