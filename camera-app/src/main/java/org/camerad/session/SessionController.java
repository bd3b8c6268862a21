package org.camerad.session;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.camerad.cgi.CgiFault;
import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.CgiRequest;
import org.camerad.cgi.Domain;
import org.camerad.cgi.InterfaceDescription;
import org.camerad.cgi.NoSession;
import org.camerad.cgi.XmlElement;
import org.camerad.user.Account;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The interfaces that open a session and keep it alive (contract 3.1 and 3.2). */
@RestController
class SessionController {

	@Bean
	static InterfaceDescription logInInterface() {
		return InterfaceDescription
			.of("getuid", "Opens a session and returns its uid", XmlElement.text("uid", "3sEb5fZ9"))
			.credentials(InterfaceDescription.Credentials.NONE)
			.required("username", Domain.length(40))
			.required("password", Domain.length(64))
			.faults("error, parse parameters", "error, parse username", "error, parse password", "password error")
			.example("username=admin&password=123456");
	}

	@Bean
	static InterfaceDescription keepAliveInterface() {
		return InterfaceDescription.of("keep_alive", "Keeps a session open", XmlElement.text("keep_alive", "true"));
	}

	@NoSession("it issues uids")
	@GetMapping("/cgi-bin/getuid")
	XmlElement logIn(HttpServletRequest request, PasswordAuthenticator passwords, Sessions sessions) {
		if (!"GET".equals(request.getMethod())) {
			throw CgiFault.http(405, "method not allowed");
		}
		CgiQuery query = CgiQuery.parse(request.getQueryString());
		if (query.isEmpty()) {
			throw CgiFault.parameters();
		}
		Credentials credentials = Credentials.of(query);
		String address = request.getRemoteAddr();
		// Checks again if any user has changed between the check and the opening.
		Optional<String> uid = Optional.empty();
		while (uid.isEmpty()) {
			Account account = passwords.check(credentials.username(), credentials.password(), address);
			uid = sessions.open(account, address);
		}
		return XmlElement.text("uid", uid.get());
	}

	@GetMapping("/cgi-bin/keep_alive")
	XmlElement keepAlive(CgiRequest request) {
		return XmlElement.text("keep_alive", "true");
	}

}
