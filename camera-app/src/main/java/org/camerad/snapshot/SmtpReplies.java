package org.camerad.snapshot;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** Texts of and about SMTP (RFC 5321). */
final class SmtpReplies {

	/** The mechanisms that the library tries without further configuration. */
	private static final Set<String> MECHANISMS = Set.of("LOGIN", "PLAIN", "DIGEST-MD5", "NTLM");

	private SmtpReplies() {
	}

	/** Returns the address literal for EHLO (RFC 5321, 4.1.3). */
	static String literal(InetAddress address) {
		String text = address.getHostAddress();
		return (address instanceof Inet6Address) ? "[IPv6:" + text.replaceFirst("%.*", "") + "]" : "[" + text + "]";
	}

	/** Returns whether the server offers to log in. */
	static boolean offersLogIn(SMTPTransport transport) {
		return transport.supportsExtension("AUTH") || transport.supportsExtension("AUTH=LOGIN");
	}

	/** Returns the reason why a log-in failed, without words of the server. */
	static String refusedLogIn(SMTPTransport transport) {
		String offered = transport.getExtensionParameter("AUTH");
		if (offered == null || isCommon(offered)) {
			return "the server refused the account";
		}
		return "no common mechanism: the server offers only " + LogSanitizer.of(offered, "") + ", the service has "
				+ String.join(", ", MECHANISMS.stream().sorted().toList());
	}

	private static boolean isCommon(String offered) {
		return Arrays.stream(offered.toUpperCase(Locale.ROOT).split("[ =]+")).anyMatch(MECHANISMS::contains);
	}

	/** Returns the refused recipients with the replies; empty if none was refused. */
	static String refusedRecipients(SendFailedException failure) {
		List<String> refused = new ArrayList<>();
		Exception next = failure;
		while (next instanceof MessagingException each) {
			if (each instanceof SMTPAddressFailedException recipient) {
				refused.add(recipient.getAddress() + " (" + String.valueOf(recipient.getMessage()).strip() + ")");
			}
			next = each.getNextException();
		}
		return refused.isEmpty() ? addresses(failure.getInvalidAddresses()) : String.join(", ", refused);
	}

	private static String addresses(Address @Nullable [] addresses) {
		return (addresses == null) ? "" : String.join(", ", Arrays.stream(addresses).map(Address::toString).toList());
	}

}
