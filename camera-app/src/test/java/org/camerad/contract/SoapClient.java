package org.camerad.contract;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** A client of ONVIF that writes its requests by hand, as one user or as nobody. */
final class SoapClient {

	private static final String START = """
			<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
			xmlns:tds="http://www.onvif.org/ver10/device/wsdl" xmlns:tt="http://www.onvif.org/ver10/schema" \
			xmlns:trt="http://www.onvif.org/ver10/media/wsdl" xmlns:tr2="http://www.onvif.org/ver20/media/wsdl" \
			xmlns:tptz="http://www.onvif.org/ver20/ptz/wsdl" xmlns:timg="http://www.onvif.org/ver20/imaging/wsdl" \
			xmlns:tmd="http://www.onvif.org/ver10/deviceIO/wsdl" xmlns:tev="http://www.onvif.org/ver10/events/wsdl" \
			xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2" xmlns:tns1="http://www.onvif.org/ver10/topics" \
			xmlns:wsa="http://www.w3.org/2005/08/addressing" \
			xmlns:tan="http://www.onvif.org/ver20/analytics/wsdl">""";

	private static final String SECURITY = """
			<w:Security s:mustUnderstand="1" \
			xmlns:w="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd" \
			xmlns:u="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd">\
			<w:UsernameToken><w:Username>{user}</w:Username><w:Password Type="http://docs.oasis-open.org/wss/2004/01/\
			oasis-200401-wss-username-token-profile-1.0#PasswordDigest">{digest}</w:Password><w:Nonce>{nonce}</w:Nonce>\
			<u:Created>{created}</u:Created></w:UsernameToken></w:Security>""";

	private final int port;

	private final String user;

	private final String password;

	/** A client without a log-in. */
	SoapClient(int port) {
		this(port, "", "");
	}

	SoapClient(int port, String user, String password) {
		this.port = port;
		this.user = user;
		this.password = password;
	}

	/** Sends the element of an operation. */
	RawResponse ask(String element) {
		return send(envelope(this.user.isEmpty() ? "" : token(Instant.now()), element));
	}

	/**
	 * Sends the element of an operation without children, such as {@code tds:GetUsers}.
	 */
	RawResponse query(String operation) {
		return ask("<" + operation + "/>");
	}

	/** Sends the element of an operation to an address, with headers of the envelope. */
	RawResponse ask(String path, String element, String headers) {
		return send(path, envelope(token(Instant.now()) + headers, element), new String[0]);
	}

	/** Sends a document as it is. */
	RawResponse send(String document, String... headers) {
		return send("/onvif/device_service", document, headers);
	}

	private RawResponse send(String path, String document, String[] headers) {
		return RawHttpClient.exchange(this.port, request(path, document, headers));
	}

	/** The bytes of a request, which is not sent. */
	String request(String path, String element) {
		return request(path, envelope(token(Instant.now()), element), new String[0]);
	}

	private static String request(String path, String document, String[] headers) {
		byte[] body = document.getBytes(StandardCharsets.UTF_8);
		List<String> all = new ArrayList<>(List.of(headers));
		all.add("Content-Type: application/soap+xml; charset=utf-8");
		all.add("Content-Length: " + body.length);
		String head = RawHttpClient.request("POST", path, all.toArray(String[]::new));
		return head + document;
	}

	static String envelope(String header, String element) {
		return START + "<s:Header>" + header + "</s:Header><s:Body>" + element + "</s:Body></s:Envelope>";
	}

	/** The header with a new token of this user. */
	String token(Instant created) {
		return fill(SECURITY, created);
	}

	/**
	 * Fills the parts of a new token of this user into a document: {@code {user}},
	 * {@code {digest}}, {@code {nonce}} and {@code {created}}.
	 */
	String fill(String document, Instant created) {
		byte[] nonce = new byte[16];
		ThreadLocalRandom.current().nextBytes(nonce);
		String time = created.truncatedTo(ChronoUnit.MILLIS).toString();
		try {
			MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
			sha1.update(nonce);
			sha1.update(time.getBytes(StandardCharsets.UTF_8));
			byte[] digest = sha1.digest(this.password.getBytes(StandardCharsets.UTF_8));
			Base64.Encoder base64 = Base64.getEncoder();
			return document.replace("{user}", this.user)
				.replace("{digest}", base64.encodeToString(digest))
				.replace("{nonce}", base64.encodeToString(nonce))
				.replace("{created}", time);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The content of the body's element, without declarations of prefixes. */
	static String content(RawResponse answer) {
		String text = answer.text().replaceAll(" xmlns:\\w+=\"[^\"]*\"", "");
		int start = text.indexOf("<env:Body>") + "<env:Body>".length();
		return text.substring(start, text.indexOf("</env:Body>"));
	}

	/** Status and codes of a fault, such as {@code 400 env:Sender ter:InvalidArgVal}. */
	static String fault(RawResponse answer) {
		StringBuilder codes = new StringBuilder().append(answer.status());
		java.util.regex.Matcher code = java.util.regex.Pattern.compile("<env:Value>([^<]*)").matcher(answer.text());
		while (code.find()) {
			codes.append(' ').append(code.group(1));
		}
		return codes.toString();
	}

}
