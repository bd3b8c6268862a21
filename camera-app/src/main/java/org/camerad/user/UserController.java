package org.camerad.user;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.camerad.cgi.AdmitsDeletedUsers;
import org.camerad.cgi.CgiFault;
import org.camerad.cgi.CgiRequest;
import org.camerad.cgi.Domain;
import org.camerad.cgi.InterfaceDescription;
import org.camerad.cgi.Role;
import org.camerad.cgi.XmlElement;
import org.camerad.settings.StoredUser;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The interface of user management (contract 3.18). It checks the action, then the role,
 * then the action's parameters.
 */
@RestController
class UserController {

	private static final XmlElement OK = XmlElement.text("user_management", "OK");

	@Bean
	static InterfaceDescription userInterface() {
		return InterfaceDescription
			.of("user_management", "Lists, adds, changes and deletes users (add, edit and delete answer OK)",
					XmlElement.of("user_management",
							List.of(show(new StoredUser("admin", "Administrator", true, "")),
									show(new StoredUser("guard", "User", true, "")))))
			.role(Role.ADMINISTRATOR)
			.required("action", Domain.options(List.of("get_user", "add", "edit", "delete")))
			.optional("name", Domain.length(40))
			.optional("newpasswd", Domain.length(64))
			.optional("privilege", Domain.options(Stream.of(Role.values()).map(Role::word).toList()))
			.optional("enable", Domain.options(List.of("Enable", "Disable")))
			.faults("action: add or edit or delete", "Non-administrators cannot edit users",
					"username not exist to edit", "The parameters must Correct include name,newpasswd,privilege,enable",
					"error username", "error username duplicated", "privilege: User or Administrator or Operator",
					"enable: Enable or Disable", "username none exist to edit", "newpasswd error", "last Administrator",
					"too many users")
			.example("action=get_user");
	}

	@AdmitsDeletedUsers
	@GetMapping("/cgi-bin/user_management")
	XmlElement manage(CgiRequest request, UserManagement users) {
		String action = String.valueOf(request.query().get("action"));
		if (!List.of("add", "delete", "edit", "get_user").contains(action)) {
			throw CgiFault.of("action: add or edit or delete");
		}
		checkPrincipal(request);
		if ("get_user".equals(action)) {
			return show(users);
		}
		request.admitAction();
		switch (action) {
			case "add" -> users.add(request.query());
			case "delete" -> users.delete(request.query());
			default -> users.edit(request.query());
		}
		return OK;
	}

	private static void checkPrincipal(CgiRequest request) {
		if (request.principal().isDeleted()) {
			throw CgiFault.of("username not exist to edit");
		}
		if (request.principal().role() != Role.ADMINISTRATOR) {
			throw CgiFault.of("Non-administrators cannot edit users");
		}
	}

	private static XmlElement show(UserManagement users) {
		return XmlElement.of("user_management", users.all().stream().map(UserController::show).toList());
	}

	private static XmlElement show(StoredUser user) {
		Map<String, String> attributes = new LinkedHashMap<>();
		attributes.put("name", user.name());
		attributes.put("privilege", user.privilege());
		attributes.put("enable", user.enabled() ? "Enable" : "Disable");
		return XmlElement.attributes("user", attributes);
	}

}
