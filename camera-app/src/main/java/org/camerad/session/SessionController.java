package org.camerad.session;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.camerad.cgi.CgiFault;
import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.CgiRequest;
import org.camerad.cgi.OutsideGate;
import org.camerad.cgi.XmlElement;
import org.camerad.user.Account;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Logging in, and staying logged in (contract 3.1 and 3.2). */
@RestController
class SessionController {

	private final LogIns logIns;

	private final Sessions sessions;

	SessionController(LogIns logIns, Sessions sessions) {
		this.logIns = logIns;
		this.sessions = sessions;
	}

	@Bean
	static Ticker ticker() {
		return System::nanoTime;
	}

	@OutsideGate("it is where uids come from")
	@GetMapping("/cgi-bin/getuid")
	XmlElement logIn(HttpServletRequest request) {
		if (!"GET".equals(request.getMethod())) {
			throw CgiFault.http(405, "method not allowed");
		}
		CgiQuery query = CgiQuery.parse(request.getQueryString());
		if (query.isEmpty()) {
			throw CgiFault.parameters();
		}
		Credentials credentials = Credentials.of(query);
		return XmlElement.text("uid", open(credentials, request.getRemoteAddr()));
	}

	/** A user may change between the check and the opening: then it is checked again. */
	private String open(Credentials credentials, String address) {
		Optional<String> uid = Optional.empty();
		while (uid.isEmpty()) {
			Account account = this.logIns.check(credentials.username(), credentials.password(), address);
			uid = this.sessions.open(account, address);
		}
		return uid.get();
	}

	@GetMapping("/cgi-bin/keep_alive")
	XmlElement keepAlive(CgiRequest request) {
		return XmlElement.text("keep_alive", "true");
	}

}
