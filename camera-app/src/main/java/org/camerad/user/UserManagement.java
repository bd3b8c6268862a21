package org.camerad.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.camerad.audit.AuditEvent;
import org.camerad.audit.AuditKind;
import org.camerad.audit.AuditLog;
import org.camerad.camera.CameraSettings;
import org.camerad.cgi.CameraPart;
import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.ParameterException;
import org.camerad.cgi.Role;
import org.camerad.settings.StoredUser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The management of one camera's users: adds, changes and deletes them, and notifies
 * listeners. Any thread.
 */
public final class UserManagement implements CameraPart {

	private static final Logger logger = LoggerFactory.getLogger(UserManagement.class);

	private static final int MAX_USERS = 64;

	private static final List<String> PARAMETERS = List.of("newpasswd", "privilege", "enable");

	private final Accounts accounts;

	private final CameraSettings settings;

	private final List<UserListener> listeners;

	private final AuditLog audit;

	/**
	 * Creates the management of a camera's users.
	 * @param listeners the listeners, notified in this order
	 */
	public UserManagement(Accounts accounts, CameraSettings settings, List<UserListener> listeners, AuditLog audit) {
		this.audit = audit;
		this.accounts = accounts;
		this.settings = settings;
		this.listeners = List.copyOf(listeners);
	}

	/** Returns all users. */
	public List<StoredUser> all() {
		return this.accounts.all();
	}

	/** Adds a user. */
	public void add(CgiQuery query) {
		recorded(AuditKind.USER_ADDED, query, this::addRecorded);
	}

	private void addRecorded(CgiQuery query) {
		if (!List.of("name", "newpasswd", "privilege", "enable").stream().allMatch(query::has)) {
			throw new ParameterException("The parameters must Correct include name,newpasswd,privilege,enable");
		}
		String name = CredentialRules.normalize(String.valueOf(query.exact("name")));
		if (CredentialRules.findProblem(name).isPresent()) {
			throw new ParameterException("error username");
		}
		checkFree(name);
		String privilege = privilege(query, "");
		boolean enabled = enabled(query, true);
		StoredUser added = secured(new StoredUser(name, privilege, enabled, ""), query);
		this.settings.exclusively(() -> add(added));
		logger.info("user {} added as {}", name, privilege);
	}

	private @Nullable Void add(StoredUser user) {
		checkFree(user.name());
		if (this.accounts.all().size() >= MAX_USERS) {
			throw new ParameterException("too many users");
		}
		this.accounts.change((users) -> {
			users.add(user);
			return users;
		});
		return null;
	}

	private void checkFree(String name) {
		if (this.accounts.find(name).isPresent()) {
			throw new ParameterException("error username duplicated");
		}
	}

	/** Deletes a user. */
	public void delete(CgiQuery query) {
		recorded(AuditKind.USER_DELETED, query, this::deleteRecorded);
	}

	private void deleteRecorded(CgiQuery query) {
		String name = this.settings.exclusively(() -> {
			StoredUser user = named(query).orElseThrow(() -> new ParameterException("error username"));
			checkNotLast(user, null);
			replace(user, null);
			return user.name();
		});
		logger.info("user {} deleted", name);
		publish(name, true);
	}

	/** Changes a user. */
	public void edit(CgiQuery query) {
		recorded(AuditKind.USER_CHANGED, query, this::editRecorded);
	}

	private void editRecorded(CgiQuery query) {
		StoredUser user = known(query);
		String privilege = privilege(query, user.privilege());
		boolean enabled = enabled(query, user.enabled());
		StoredUser secured = query.has("newpasswd") ? secured(user, query) : null;
		boolean endsSessions = this.settings.exclusively(() -> {
			StoredUser former = known(query);
			StoredUser changed = new StoredUser(former.name(), query.has("privilege") ? privilege : former.privilege(),
					query.has("enable") ? enabled : former.enabled(), "")
				.withSecretsOf((secured != null) ? secured : former);
			checkNotLast(former, changed);
			replace(former, changed);
			return secured != null || !changed.enabled() || !changed.privilege().equals(former.privilege());
		});
		logger.info("user {} changed", user.name());
		if (endsSessions) {
			publish(user.name(), false);
		}
	}

	private StoredUser known(CgiQuery query) {
		return named(query).orElseThrow(() -> new ParameterException("username none exist to edit"));
	}

	private Optional<StoredUser> named(CgiQuery query) {
		return Optional.ofNullable(query.exact("name")).map(CredentialRules::normalize).flatMap(this.accounts::find);
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

	/**
	 * Checks that an enabled administrator remains. Nobody could administer the camera
	 * otherwise.
	 */
	private void checkNotLast(StoredUser former, @Nullable StoredUser changed) {
		long others = this.accounts.all()
			.stream()
			.filter((user) -> !user.name().equals(former.name()) && isAdministrator(user))
			.count();
		boolean stays = changed != null && isAdministrator(changed);
		if (isAdministrator(former) && !stays && others == 0) {
			throw new ParameterException("last Administrator");
		}
	}

	private static boolean isAdministrator(StoredUser user) {
		return user.enabled() && Accounts.role(user) == Role.ADMINISTRATOR;
	}

	private static String privilege(CgiQuery query, String former) {
		String passed = query.has("privilege") ? String.valueOf(query.get("privilege")) : former;
		if (List.of(Role.values()).stream().noneMatch((role) -> role.word().equals(passed))) {
			throw new ParameterException("privilege: User or Administrator or Operator");
		}
		return passed;
	}

	private static boolean enabled(CgiQuery query, boolean former) {
		String passed = query.has("enable") ? String.valueOf(query.get("enable")) : (former ? "Enable" : "Disable");
		if (!List.of("Enable", "Disable").contains(passed)) {
			throw new ParameterException("enable: Enable or Disable");
		}
		return "Enable".equals(passed);
	}

	/** Returns a user with the secrets of the new password. */
	private StoredUser secured(StoredUser user, CgiQuery query) {
		String password = String.valueOf(query.exact("newpasswd"));
		if (!CredentialRules.isPassword(password)) {
			throw new ParameterException("newpasswd error");
		}
		return this.accounts.secured(user, password);
	}

	/** Runs an action and records it. */
	private void recorded(AuditKind kind, CgiQuery query, Consumer<CgiQuery> action) {
		List<String> names = PARAMETERS.stream().filter(query::has).toList();
		this.audit.recorded(AuditEvent.of(kind, subject(kind, query), names), () -> {
			action.accept(query);
			return null;
		});
	}

	/** Returns the name of a user that exists, or can be added. */
	private String subject(AuditKind kind, CgiQuery query) {
		String name = CredentialRules.normalize(String.valueOf(query.exact("name")));
		boolean valid = (kind == AuditKind.USER_ADDED) ? CredentialRules.findProblem(name).isEmpty()
				: this.accounts.find(name).isPresent();
		return (query.has("name") && valid) ? name : "";
	}

	private void publish(String name, boolean deleted) {
		this.listeners.forEach((listener) -> listener.onUserChanged(name, deleted));
	}

}
