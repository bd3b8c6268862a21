package org.camerad.snapshot;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Consumer;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;
import org.camerad.operation.RateLimitedLogger;
import org.camerad.operation.UploadProperties;
import org.camerad.operation.UploadProperties.EmailTls;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.mail.javamail.MimeMessageHelper;

/**
 * A connection to the mail server for one picture. Not a bean, so that the mail library
 * is loaded only when mail is sent. One thread.
 */
final class EmailConnection {

	private static final RateLimitedLogger repeated = new RateLimitedLogger(
			LoggerFactory.getLogger(EmailConnection.class), "refused recipients");

	private final UploadProperties.Email server;

	private final TrustedCertificates trusted;

	private final UploadAttempt attempt;

	EmailConnection(UploadProperties.Email server, TrustedCertificates trusted, UploadAttempt attempt) {
		this.server = server;
		this.trusted = trusted;
		this.attempt = attempt;
	}

	/**
	 * Sends a picture. A recipient that the server refuses does not keep it from the
	 * others.
	 * @param subject the subject, one line
	 * @param file the name of the attachment
	 * @throws UploadFailure if no recipient gets it
	 */
	void send(byte[] jpeg, String subject, String file) throws UploadFailure {
		try {
			Session session = Session.getInstance(properties());
			MimeMessage message = message(new MimeMessage(session), jpeg, subject, file);
			try (SMTPTransport transport = (SMTPTransport) session.getTransport("smtp")) {
				connect(transport);
				deliver(transport, message);
			}
		}
		catch (MessagingException | IOException ex) {
			throw UploadFailure.at("send", text(ex), ex);
		}
	}

	private void connect(SMTPTransport transport) throws UploadFailure {
		boolean account = !this.server.username().isEmpty();
		try {
			transport.connect(this.server.host(), Objects.requireNonNull(this.server.port()),
					account ? this.server.username() : null, account ? this.server.password() : null);
		}
		catch (AuthenticationFailedException ex) {
			throw UploadFailure.at("log in", SmtpReplies.refusedLogIn(transport), ex);
		}
		catch (MessagingException ex) {
			throw UploadFailure.at("connect", text(ex), ex);
		}
	}

	private void deliver(SMTPTransport transport, MimeMessage message) throws UploadFailure, MessagingException {
		try {
			transport.sendMessage(message, message.getAllRecipients());
		}
		catch (SendFailedException ex) {
			String refused = LogSanitizer.of(SmtpReplies.refusedRecipients(ex), this.server.password());
			if (ex.getValidSentAddresses() == null || ex.getValidSentAddresses().length == 0) {
				throw UploadFailure.at("send", refused.isEmpty() ? text(ex) + hint(transport) : refused, ex);
			}
			repeated.log(Level.WARN, "upload to email: sent, but not to all recipients: {}", refused);
		}
		catch (MessagingException ex) {
			throw UploadFailure.at("send", text(ex) + hint(transport), ex);
		}
	}

	/** Returns the remark that the service has an account, but could not use it. */
	private String hint(SMTPTransport transport) {
		return (this.server.username().isEmpty() || SmtpReplies.offersLogIn(transport)) ? ""
				: "; the server offered no log-in, perhaps only over TLS (camera.upload.email.tls)";
	}

	private String text(Exception failure) {
		return LogSanitizer.of(failure, this.server.password());
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
		properties.setProperty("mail.smtp.sendpartial", "true");
		// The server has accepted the picture already: do not wait for its reply.
		properties.setProperty("mail.smtp.quitwait", "false");
		// Part of the message's id. Without it, the library queries a name server.
		properties.setProperty("mail.from", this.server.from());
		Consumer<InetAddress> greeting = greeting(properties);
		AttemptSocketFactory sockets = new AttemptSocketFactory(this.attempt);
		sockets.onConnected(greeting);
		properties.put("mail.smtp.socketFactory", sockets);
		properties.setProperty("mail.smtp.socketFactory.fallback", "false");
		secure(properties, greeting);
		return properties;
	}

	/**
	 * Returns the setter of the name for EHLO. Without a name, the library queries a name
	 * server. It reads the name when the connection is open, so that it can be the
	 * connection's own address.
	 */
	private Consumer<InetAddress> greeting(Properties properties) {
		String helo = this.server.helo();
		return (local) -> properties.setProperty("mail.smtp.localhost",
				helo.isEmpty() ? SmtpReplies.literal(local) : helo);
	}

	private void secure(Properties properties, Consumer<InetAddress> greeting) throws IOException {
		EmailTls tls = this.server.tls();
		properties.setProperty("mail.smtp.starttls.enable",
				String.valueOf(tls == EmailTls.OFFERED || tls == EmailTls.REQUIRED));
		properties.setProperty("mail.smtp.starttls.required", String.valueOf(tls == EmailTls.REQUIRED));
		properties.setProperty("mail.smtp.ssl.enable", String.valueOf(tls == EmailTls.IMPLICIT));
		properties.setProperty("mail.smtp.ssl.checkserveridentity", String.valueOf(this.trusted.checksHost()));
		if (tls != EmailTls.NONE) {
			properties.put("mail.smtp.ssl.socketFactory",
					new AttemptSslSocketFactory(this.trusted.context(), this.attempt, greeting));
		}
	}

	private MimeMessage message(MimeMessage message, byte[] jpeg, String subject, String file)
			throws MessagingException {
		MimeMessageHelper helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
		helper.setFrom(this.server.from());
		helper.setTo(this.server.to().toArray(String[]::new));
		helper.setSubject(subject);
		helper.setSentDate(new Date());
		helper.setText("A picture of camera " + subject + ".\n");
		helper.addAttachment(file, new ByteArrayDataSource(jpeg, "image/jpeg"));
		message.saveChanges();
		return message;
	}

}
