package org.camerad.user;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.camerad.cgi.CgiFault;
import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.CgiRequest;
import org.camerad.cgi.DeletedCallers;
import org.camerad.cgi.Role;
import org.camerad.cgi.XmlElement;
import org.camerad.device.Device;
import org.camerad.settings.StoredUser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The users (contract 3.18). Checks in order: the action, the caller, the action's own.
 */
@RestController
class UserController {

	private static final Logger logger = LoggerFactory.getLogger(UserController.class);

	private static final int MOST_USERS = 64;

	private static final XmlElement OK = XmlElement.text("user_management", "OK");

	private final Accounts accounts;

	private final Device device;

	private final ApplicationEventPublisher events;

	UserController(Accounts accounts, Device device, ApplicationEventPublisher events) {
		this.accounts = accounts;
		this.device = device;
		this.events = events;
	}

	@DeletedCallers
	@GetMapping("/cgi-bin/user_management")
	XmlElement manage(CgiRequest request) {
		String action = String.valueOf(request.query().get("action"));
		if (!List.of("add", "delete", "edit", "get_user").contains(action)) {
			throw CgiFault.of("action: add or edit or delete");
		}
		checkCaller(request);
		if ("get_user".equals(action)) {
			return show();
		}
		request.admitAction();
		switch (action) {
			case "add" -> add(request.query());
			case "delete" -> delete(request.query());
			default -> edit(request.query());
		}
		return OK;
	}

	private static void checkCaller(CgiRequest request) {
		if (request.caller().isDeleted()) {
			throw CgiFault.of("username not exist to edit");
		}
		if (request.caller().role() != Role.ADMINISTRATOR) {
			throw CgiFault.of("Non-administrators cannot edit users");
		}
	}

	private XmlElement show() {
		return XmlElement.of("user_management", this.accounts.all().stream().map(UserController::show).toList());
	}

	private static XmlElement show(StoredUser user) {
		Map<String, String> attributes = new LinkedHashMap<>();
		attributes.put("name", user.name());
		attributes.put("privilege", user.privilege());
		attributes.put("enable", user.enabled() ? "Enable" : "Disable");
		return XmlElement.attributes("user", attributes);
	}

	private void add(CgiQuery query) {
		if (!List.of("name", "newpasswd", "privilege", "enable").stream().allMatch(query::has)) {
			throw CgiFault.of("The parameters must Correct include name,newpasswd,privilege,enable");
		}
		String name = Names.normal(String.valueOf(query.exact("name")));
		if (Names.check(name).isPresent()) {
			throw CgiFault.of("error username");
		}
		checkFree(name);
		String privilege = privilege(query, "");
		boolean enabled = enabled(query, true);
		String hash = hash(query);
		String digest = this.accounts.seal(name, String.valueOf(query.exact("newpasswd")));
		this.device.exclusively(() -> add(new StoredUser(name, privilege, enabled, hash, digest)));
		logger.info("user {} added as {}", name, privilege);
	}

	private @Nullable Void add(StoredUser user) {
		checkFree(user.name());
		if (this.accounts.all().size() >= MOST_USERS) {
			throw CgiFault.of("too many users");
		}
		this.accounts.change((users) -> {
			users.add(user);
			return users;
		});
		return null;
	}

	private void checkFree(String name) {
		if (this.accounts.find(name).isPresent()) {
			throw CgiFault.of("error username duplicated");
		}
	}

	private void delete(CgiQuery query) {
		String name = this.device.exclusively(() -> {
			StoredUser user = named(query).orElseThrow(() -> CgiFault.of("error username"));
			checkNotLast(user, null);
			replace(user, null);
			return user.name();
		});
		logger.info("user {} deleted", name);
		this.events.publishEvent(new UserChanged(name, true));
	}

	private void edit(CgiQuery query) {
		StoredUser user = known(query);
		String privilege = privilege(query, user.privilege());
		boolean enabled = enabled(query, user.enabled());
		String hash = query.has("newpasswd") ? hash(query) : null;
		String digest = (hash != null) ? this.accounts.seal(user.name(), String.valueOf(query.exact("newpasswd")))
				: null;
		boolean ends = this.device.exclusively(() -> {
			StoredUser former = known(query);
			StoredUser changed = new StoredUser(former.name(), query.has("privilege") ? privilege : former.privilege(),
					query.has("enable") ? enabled : former.enabled(), (hash != null) ? hash : former.passwordHash(),
					(hash != null) ? digest : former.digest());
			checkNotLast(former, changed);
			replace(former, changed);
			return hash != null || !changed.enabled() || !changed.privilege().equals(former.privilege());
		});
		logger.info("user {} changed", user.name());
		if (ends) {
			this.events.publishEvent(new UserChanged(user.name(), false));
		}
	}

	private StoredUser known(CgiQuery query) {
		return named(query).orElseThrow(() -> CgiFault.of("username none exist to edit"));
	}

	private Optional<StoredUser> named(CgiQuery query) {
		return Optional.ofNullable(query.exact("name")).map(Names::normal).flatMap(this.accounts::find);
	}

	private void replace(StoredUser former, @Nullable StoredUser changed) {
		this.accounts.change((users) -> {
			List<StoredUser> replaced = new ArrayList<>(users);
			int at = replaced.indexOf(former);
			if (changed == null) {
				replaced.remove(at);
			}
			else {
				replaced.set(at, changed);
			}
			return replaced;
		});
	}

	/** A camera that nobody may administer is lost. */
	private void checkNotLast(StoredUser former, @Nullable StoredUser changed) {
		long others = this.accounts.all()
			.stream()
			.filter((user) -> !user.name().equals(former.name()) && isAdministrator(user))
			.count();
		boolean stays = changed != null && isAdministrator(changed);
		if (isAdministrator(former) && !stays && others == 0) {
			throw CgiFault.of("last Administrator");
		}
	}

	private static boolean isAdministrator(StoredUser user) {
		return user.enabled() && Accounts.role(user) == Role.ADMINISTRATOR;
	}

	private static String privilege(CgiQuery query, String former) {
		String passed = query.has("privilege") ? String.valueOf(query.get("privilege")) : former;
		if (List.of(Role.values()).stream().noneMatch((role) -> role.word().equals(passed))) {
			throw CgiFault.of("privilege: User or Administrator or Operator");
		}
		return passed;
	}

	private static boolean enabled(CgiQuery query, boolean former) {
		String passed = query.has("enable") ? String.valueOf(query.get("enable")) : (former ? "Enable" : "Disable");
		if (!List.of("Enable", "Disable").contains(passed)) {
			throw CgiFault.of("enable: Enable or Disable");
		}
		return "Enable".equals(passed);
	}

	private String hash(CgiQuery query) {
		String password = String.valueOf(query.exact("newpasswd"));
		if (!Names.isPassword(password)) {
			throw CgiFault.of("newpasswd error");
		}
		return this.accounts.hash(password);
	}

}
