package org.camerad.snapshot;

import java.time.Duration;
import java.util.function.Supplier;

import org.camerad.driver.DeviceInfo;
import org.camerad.operation.UploadProperties;
import org.springframework.boot.ssl.SslBundles;

/** The mail server as a destination ({@code upload=2}). */
final class Email implements Destination {

	private final UploadProperties.Email server;

	private final TrustedCertificates trusted;

	private final Supplier<DeviceInfo> camera;

	private final PictureNames names;

	private final Duration limit;

	Email(UploadProperties properties, SslBundles bundles, PictureNames names, Supplier<DeviceInfo> camera) {
		this.server = properties.email();
		this.limit = properties.timeout();
		this.trusted = TrustedCertificates.of("camera.upload.email.trust.bundle", this.server.trust(), bundles);
		this.camera = camera;
		this.names = names;
	}

	@Override
	public String name() {
		return "email";
	}

	@Override
	public String fault() {
		return "Email not deploy";
	}

	@Override
	public Duration limit() {
		return this.limit;
	}

	@Override
	public void send(byte[] jpeg, UploadAttempt attempt) throws UploadFailure {
		if (this.server.host() == null) {
			throw UploadFailure.unconfigured("camera.upload.email.host is not set");
		}
		DeviceInfo info = this.camera.get();
		PictureName name = this.names.next();
		String subject = LogSanitizer.of(info.model() + " " + info.serialNumber(), "") + ", " + name.text();
		new EmailConnection(this.server, this.trusted, attempt).send(jpeg, subject, name.file());
	}

}
