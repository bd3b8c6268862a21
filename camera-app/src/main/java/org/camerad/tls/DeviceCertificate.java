package org.camerad.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.camerad.camera.ResetListener;
import org.camerad.cgi.AfterResponse;
import org.camerad.driver.support.file.DamagedFileException;
import org.camerad.driver.support.file.DurableFiles;
import org.camerad.operation.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.ssl.pem.PemContent;

/**
 * The self-signed certificate that a camera makes for itself at its first start, and
 * keeps with its key in {@code tls.pem} (mode 0600) in its data folder. It is renewed
 * with the same key 30 days before it ends, and when the clock stands before its start. A
 * factory reset replaces the key. Thread-safe.
 */
public final class DeviceCertificate implements ServerCertificate, ResetListener {

	private static final Logger logger = LoggerFactory.getLogger(DeviceCertificate.class);

	/** As long as clients accept a certificate that their user trusts. */
	private static final Duration VALIDITY = Duration.ofDays(825);

	private static final Duration RENEWAL = Duration.ofDays(30);

	/** For clients whose clock is behind. */
	private static final Duration TOLERANCE = Duration.ofDays(1);

	private static final long CHECK_SECONDS = 60;

	private static final String PASSWORD = "in-memory";

	private final Path file;

	private final Clock clock;

	private final List<Consumer<SslBundle>> listeners = new CopyOnWriteArrayList<>();

	/** Set if the disk did not let the file be read, which may have the key. */
	private boolean unreadable;

	private Identity identity;

	private volatile SslBundle current;

	private volatile boolean closed;

	/** A key and the certificate for it. */
	private record Identity(PrivateKey key, X509Certificate certificate) {

		KeyPair keyPair() {
			return new KeyPair(this.certificate.getPublicKey(), this.key);
		}

		boolean isDue(Instant now) {
			return now.isBefore(this.certificate.getNotBefore().toInstant())
					|| now.isAfter(this.certificate.getNotAfter().toInstant().minus(RENEWAL));
		}

	}

	/**
	 * Loads the certificate, or makes one.
	 * @param folder the camera's data folder
	 * @param clock the wall clock
	 * @throws ConfigurationException if this Java has no elliptic curves
	 */
	public DeviceCertificate(Path folder, Clock clock) {
		this.file = folder.resolve("tls.pem");
		this.clock = clock;
		Identity stored = load();
		this.identity = (stored != null) ? stored : issue(newKey());
		this.current = bundle(this.identity);
		if (stored == null && !this.unreadable) {
			store(this.identity);
		}
		renewIfDue();
		scheduleCheck();
	}

	private @Nullable Identity load() {
		try {
			PemContent content = DurableFiles.read(this.file).map(PemContent::of).orElse(null);
			PrivateKey key = (content != null) ? content.getPrivateKey() : null;
			return (content != null && key != null) ? new Identity(key, content.getCertificates().get(0)) : null;
		}
		catch (DamagedFileException | RuntimeException ex) {
			logger.error("{} cannot be used; a new TLS certificate replaces it: {}", this.file, ex.toString());
			return null;
		}
		catch (IOException ex) {
			logger.error("{} cannot be read; this start uses another TLS certificate: {}", this.file, ex.toString());
			this.unreadable = true;
			return null;
		}
	}

	private static KeyPair newKey() {
		try {
			return SelfSignedCertificate.newKey();
		}
		catch (GeneralSecurityException ex) {
			throw new ConfigurationException("camera.https.bundle",
					"this Java cannot make a P-256 key (" + ex.getMessage()
							+ "); add its module jdk.crypto.ec, or name a bundle with a certificate of yours");
		}
	}

	private Identity issue(KeyPair key) {
		Instant now = this.clock.instant();
		try {
			return new Identity(key.getPrivate(),
					SelfSignedCertificate.of(key, HostNames.present(), now.minus(TOLERANCE), now.plus(VALIDITY)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("this Java cannot sign a certificate", ex);
		}
	}

	private void store(Identity made) {
		try {
			DurableFiles.write(this.file,
					pem("PRIVATE KEY", made.key().getEncoded()) + pem("CERTIFICATE", made.certificate().getEncoded()));
			logger.info("made a self-signed TLS certificate, valid until {}: {}", made.certificate().getNotAfter(),
					this.file);
		}
		catch (IOException | GeneralSecurityException ex) {
			logger.error("the TLS certificate cannot be stored in {}, so the next start makes another one: {}",
					this.file, ex.toString());
		}
	}

	private static String pem(String type, byte[] content) {
		String lines = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(content);
		return "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
	}

	private static SslBundle bundle(Identity identity) {
		try {
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(null, null);
			store.setKeyEntry("camera", identity.key(), PASSWORD.toCharArray(),
					new X509Certificate[] { identity.certificate() });
			return TlsPolicy.apply(SslStoreBundle.of(store, PASSWORD, null), SslBundleKey.of(PASSWORD));
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException("the TLS certificate cannot be loaded", ex);
		}
	}

	/** Renews the certificate if it is about to end. */
	synchronized void renewIfDue() {
		if (this.identity.isDue(this.clock.instant())) {
			replace(issue(this.identity.keyPair()));
		}
	}

	private void replace(Identity next) {
		this.identity = next;
		store(next);
		use();
	}

	/** Uses a thread that the JDK shares among all delays. */
	private void scheduleCheck() {
		CompletableFuture.delayedExecutor(CHECK_SECONDS, TimeUnit.SECONDS).execute(this::check);
	}

	private void check() {
		if (this.closed) {
			return;
		}
		try {
			renewIfDue();
		}
		catch (RuntimeException ex) {
			logger.error("the TLS certificate cannot be renewed; trying again in {} s", CHECK_SECONDS, ex);
		}
		scheduleCheck();
	}

	@Override
	public SslBundle bundle() {
		return this.current;
	}

	@Override
	public void onChange(Consumer<SslBundle> listener) {
		this.listeners.add(listener);
	}

	/** Replaces the key at a factory reset: in the file at once, and then in use. */
	@Override
	public synchronized void onReset(Reset reset, AfterResponse afterResponse) {
		if (reset == Reset.FACTORY_RESET) {
			this.identity = issue(newKey());
			store(this.identity);
			afterResponse.run(this::use);
		}
	}

	private synchronized void use() {
		this.current = bundle(this.identity);
		this.listeners.forEach((listener) -> listener.accept(this.current));
	}

	@Override
	public void close() {
		this.closed = true;
		this.listeners.clear();
	}

}
