package org.camerad.snapshot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;
import org.camerad.operation.UploadProperties;
import org.camerad.operation.UploadProperties.EmailTls;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/**
 * A connection to the mail server for one picture. Not a bean, so that the mail library
 * is loaded only when mail is sent. One thread.
 */
final class EmailConnection {

	private final UploadProperties.Email server;

	private final TrustedCertificates trusted;

	private final UploadAttempt attempt;

	EmailConnection(UploadProperties.Email server, TrustedCertificates trusted, UploadAttempt attempt) {
		this.server = server;
		this.trusted = trusted;
		this.attempt = attempt;
	}

	/**
	 * Sends a picture.
	 * @param subject the subject, one line
	 * @param file the name of the attachment
	 */
	void send(byte[] jpeg, String subject, String file) throws UploadFailure {
		try {
			JavaMailSenderImpl sender = sender();
			sender.send(message(sender.createMimeMessage(), jpeg, subject, file));
		}
		catch (MailAuthenticationException ex) {
			throw UploadFailure.at("log in", "the server refused the account", ex);
		}
		catch (MailSendException ex) {
			throw UploadFailure.at((ex.getCause() != null) ? "connect" : "send", reason(ex), ex);
		}
		catch (MailException | MessagingException | IOException ex) {
			throw UploadFailure.at("send", LogSanitizer.of(ex, this.server.password()), ex);
		}
	}

	private String reason(MailSendException ex) {
		Exception[] each = ex.getMessageExceptions();
		Throwable reason = (each != null && each.length > 0) ? each[0] : ex.getCause();
		return LogSanitizer.of((reason != null) ? reason : ex, this.server.password());
	}

	private JavaMailSenderImpl sender() throws IOException {
		JavaMailSenderImpl sender = new JavaMailSenderImpl();
		sender.setHost(Objects.requireNonNull(this.server.host()));
		sender.setPort(Objects.requireNonNull(this.server.port()));
		sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
		if (!this.server.username().isEmpty()) {
			sender.setUsername(this.server.username());
			sender.setPassword(this.server.password());
		}
		sender.setJavaMailProperties(properties());
		return sender;
	}

	/**
	 * Returns the properties, whose names angus-mail defines in its package
	 * org.eclipse.angus.mail.smtp.
	 */
	private Properties properties() throws IOException {
		String millis = String.valueOf(this.server.timeout().toMillis());
		Properties properties = new Properties();
		properties.setProperty("mail.smtp.connectiontimeout", millis);
		properties.setProperty("mail.smtp.timeout", millis);
		properties.setProperty("mail.smtp.auth", String.valueOf(!this.server.username().isEmpty()));
		// The server has accepted the picture already: do not wait for its reply.
		properties.setProperty("mail.smtp.quitwait", "false");
		// Part of the message's id. Without it, the library queries a name server.
		properties.setProperty("mail.from", this.server.from());
		properties.put("mail.smtp.socketFactory", new AttemptSocketFactory(this.attempt));
		properties.setProperty("mail.smtp.socketFactory.fallback", "false");
		secure(properties);
		return properties;
	}

	private void secure(Properties properties) throws IOException {
		EmailTls tls = this.server.tls();
		properties.setProperty("mail.smtp.starttls.enable",
				String.valueOf(tls == EmailTls.OFFERED || tls == EmailTls.REQUIRED));
		properties.setProperty("mail.smtp.starttls.required", String.valueOf(tls == EmailTls.REQUIRED));
		properties.setProperty("mail.smtp.ssl.enable", String.valueOf(tls == EmailTls.IMPLICIT));
		properties.setProperty("mail.smtp.ssl.checkserveridentity", String.valueOf(this.trusted.checksHost()));
		if (tls != EmailTls.NONE) {
			properties.put("mail.smtp.ssl.socketFactory",
					new AttemptSslSocketFactory(this.trusted.context(), this.attempt));
		}
	}

	private MimeMessage message(MimeMessage message, byte[] jpeg, String subject, String file)
			throws MessagingException {
		MimeMessageHelper helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
		helper.setFrom(this.server.from());
		helper.setTo(this.server.to().toArray(String[]::new));
		helper.setSubject(subject);
		helper.setText("A picture of camera " + subject + ".\n");
		helper.addAttachment(file, new ByteArrayDataSource(jpeg, "image/jpeg"));
		return message;
	}

}
