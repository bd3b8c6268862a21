package org.camerad.snapshot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Supplier;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;
import org.camerad.device.Device;
import org.camerad.driver.DeviceInfo;
import org.camerad.operation.CameraProperties;
import org.camerad.operation.UploadProperties;
import org.camerad.operation.UploadProperties.EmailTls;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** A mail server ({@code upload=2}). */
@Component
class Email implements Destination {

	private final UploadProperties.Email server;

	private final Trusted trusted;

	private final Supplier<DeviceInfo> camera;

	private final PictureNames names;

	private final Duration limit;

	@Autowired
	Email(CameraProperties properties, SslBundles bundles, PictureNames names, Device device) {
		this(properties, bundles, names, () -> device.camera().info());
	}

	Email(CameraProperties properties, SslBundles bundles, PictureNames names, Supplier<DeviceInfo> camera) {
		this.server = properties.upload().email();
		this.limit = properties.upload().timeout();
		this.trusted = Trusted.of("camera.upload.email.trust.bundle", this.server.trust(), bundles);
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
	public void send(byte[] jpeg, Attempt attempt) throws UploadFailure {
		String host = this.server.host();
		if (host == null) {
			throw UploadFailure.unconfigured("camera.upload.email.host is not set");
		}
		try {
			JavaMailSenderImpl sender = sender(host, attempt);
			sender.send(message(sender.createMimeMessage(), jpeg));
		}
		catch (MailAuthenticationException ex) {
			throw UploadFailure.at("log in", "the server refused the account", ex);
		}
		catch (MailSendException ex) {
			throw UploadFailure.at((ex.getCause() != null) ? "connect" : "send", reason(ex), ex);
		}
		catch (MailException | MessagingException | IOException ex) {
			throw UploadFailure.at("send", LogText.of(ex, this.server.password()), ex);
		}
	}

	private String reason(MailSendException ex) {
		Exception[] each = ex.getMessageExceptions();
		Throwable reason = (each != null && each.length > 0) ? each[0] : ex.getCause();
		return LogText.of((reason != null) ? reason : ex, this.server.password());
	}

	private JavaMailSenderImpl sender(String host, Attempt attempt) throws IOException {
		JavaMailSenderImpl sender = new JavaMailSenderImpl();
		sender.setHost(host);
		sender.setPort(Objects.requireNonNull(this.server.port()));
		sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
		if (!this.server.username().isEmpty()) {
			sender.setUsername(this.server.username());
			sender.setPassword(this.server.password());
		}
		sender.setJavaMailProperties(properties(attempt));
		return sender;
	}

	/** The names are those of angus-mail's package org.eclipse.angus.mail.smtp. */
	private Properties properties(Attempt attempt) throws IOException {
		String millis = String.valueOf(this.server.timeout().toMillis());
		Properties properties = new Properties();
		properties.setProperty("mail.smtp.connectiontimeout", millis);
		properties.setProperty("mail.smtp.timeout", millis);
		properties.setProperty("mail.smtp.auth", String.valueOf(!this.server.username().isEmpty()));
		// The picture is there once the server has said so; nobody waits for its
		// farewell.
		properties.setProperty("mail.smtp.quitwait", "false");
		// The sender's name is in the message's id; without it, a name server is asked.
		properties.setProperty("mail.from", this.server.from());
		properties.put("mail.smtp.socketFactory", new Connections(attempt));
		properties.setProperty("mail.smtp.socketFactory.fallback", "false");
		secure(properties, attempt);
		return properties;
	}

	private void secure(Properties properties, Attempt attempt) throws IOException {
		EmailTls tls = this.server.tls();
		properties.setProperty("mail.smtp.starttls.enable",
				String.valueOf(tls == EmailTls.OFFERED || tls == EmailTls.REQUIRED));
		properties.setProperty("mail.smtp.starttls.required", String.valueOf(tls == EmailTls.REQUIRED));
		properties.setProperty("mail.smtp.ssl.enable", String.valueOf(tls == EmailTls.IMPLICIT));
		properties.setProperty("mail.smtp.ssl.checkserveridentity", String.valueOf(this.trusted.checksHost()));
		if (tls != EmailTls.NONE) {
			properties.put("mail.smtp.ssl.socketFactory", new SecureConnections(this.trusted.context(), attempt));
		}
	}

	private MimeMessage message(MimeMessage message, byte[] jpeg) throws MessagingException {
		DeviceInfo info = this.camera.get();
		PictureName name = this.names.next();
		String what = LogText.of(info.model() + " " + info.serialNumber(), "") + ", " + name.text();
		MimeMessageHelper helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
		helper.setFrom(this.server.from());
		helper.setTo(this.server.to().toArray(String[]::new));
		helper.setSubject(what);
		helper.setText("A picture of camera " + what + ".\n");
		helper.addAttachment(name.file(), new ByteArrayDataSource(jpeg, "image/jpeg"));
		return message;
	}

}
