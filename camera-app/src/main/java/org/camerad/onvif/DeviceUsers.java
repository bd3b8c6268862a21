package org.camerad.onvif;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.ParameterException;
import org.camerad.settings.StoredUser;
import org.camerad.user.CredentialRules;
import org.camerad.user.UserManagement;

/** The operations of users, which are those of the contract. */
final class DeviceUsers {

	private static final Set<String> LEVELS = Set.of("Administrator", "Operator", "User");

	private static final String PROHIBITED = "ter:OperationProhibited";

	private static final int MAX_NAME_BYTES = 40;

	private static final int MAX_PASSWORD = 64;

	private static final int MAX_USERS = 64;

	private final UserManagement users;

	DeviceUsers(OnvifParts parts) {
		this.users = parts.users();
	}

	Stream<Operation> operations() {
		return Stream.of(new Operation("GetUsers", Access.READ_SYSTEM_SECRET, (call, out) -> write(out)),
				new Operation("CreateUsers", Access.WRITE_SYSTEM, (call, out) -> create(passed(call))),
				new Operation("SetUser", Access.WRITE_SYSTEM, (call, out) -> change(passed(call))),
				new Operation("DeleteUsers", Access.WRITE_SYSTEM, (call, out) -> delete(call.request())));
	}

	/** A user of a request. */
	private record Passed(String name, Optional<String> password, String level) {

		CgiQuery query() {
			return CgiQuery.of(Map.of("name", this.name, "newpasswd", this.password.orElse(""), "privilege", this.level,
					"enable", "Enable"));
		}

		/** Leaves out the password, because records are printed in logs. */
		@Override
		public String toString() {
			return "Passed[" + this.name + "]";
		}

	}

	private void write(SoapWriter out) {
		this.users.all().forEach((user) -> {
			out.start("tds:User").element("tt:Username", user.name());
			out.element("tt:UserLevel", user.privilege()).end();
		});
	}

	private static List<Passed> passed(SoapCall call) {
		List<Passed> users = call.request().all("User").map(DeviceUsers::passed).toList();
		if (users.isEmpty()) {
			throw SoapFault.invalidArgs("User is missing");
		}
		Set<String> names = new HashSet<>();
		if (!users.stream().allMatch((user) -> names.add(user.name()))) {
			throw SoapFault.sender("a user is given twice", PROHIBITED, "ter:UsernameClash");
		}
		return users;
	}

	private static Passed passed(SoapElement user) {
		String level = user.requireText("UserLevel");
		if (level.equals("Anonymous")) {
			throw SoapFault.sender("no user can be anonymous", PROHIBITED, "ter:AnonymousNotAllowed");
		}
		if (!LEVELS.contains(level)) {
			throw SoapFault.invalidValue("UserLevel must be Administrator, Operator or User");
		}
		Passed passed = new Passed(CredentialRules.normalize(user.requireText("Username")),
				user.find("Password").map(SoapElement::content).filter((password) -> !password.isEmpty()), level);
		passed.password().ifPresent((password) -> {
			if (password.codePointCount(0, password.length()) > MAX_PASSWORD) {
				throw SoapFault.sender("the password is too long", PROHIBITED, "ter:PasswordTooLong");
			}
		});
		return passed;
	}

	private Optional<StoredUser> find(String name) {
		return this.users.all().stream().filter((user) -> user.name().equals(name)).findFirst();
	}

	private void create(List<Passed> passed) {
		passed.forEach(this::checkNew);
		if (this.users.all().size() + passed.size() > MAX_USERS) {
			throw SoapFault.receiver("at most " + MAX_USERS + " users are possible", "ter:Action", "ter:TooManyUsers");
		}
		List<Passed> added = new ArrayList<>();
		try {
			for (Passed user : passed) {
				translated("ter:Password", () -> this.users.add(user.query()));
				added.add(user);
			}
		}
		catch (RuntimeException ex) {
			added.forEach((user) -> this.users.delete(user.query()));
			throw ex;
		}
	}

	private void checkNew(Passed user) {
		if (find(user.name()).isPresent()) {
			throw SoapFault.sender("there is a user of that name", PROHIBITED, "ter:UsernameClash");
		}
		if (user.name().isEmpty()) {
			throw SoapFault.sender("the name is too short", PROHIBITED, "ter:UsernameTooShort");
		}
		if (user.name().getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
			throw SoapFault.sender("the name is too long", PROHIBITED, "ter:UsernameTooLong");
		}
		if (user.password().isEmpty()) {
			throw SoapFault.sender("a password is expected", PROHIBITED, "ter:Password");
		}
	}

	/** Runs a change of one user, with the faults of the contract as those of ONVIF. */
	private static void translated(String weak, Runnable change) {
		try {
			change.run();
		}
		catch (ParameterException ex) {
			throw switch (ex.fault()) {
				case "error username duplicated" ->
					SoapFault.sender("there is a user of that name", PROHIBITED, "ter:UsernameClash");
				case "newpasswd error" -> SoapFault.sender("the password is not possible", PROHIBITED, weak);
				case "too many users" ->
					SoapFault.receiver("there are too many users", "ter:Action", "ter:TooManyUsers");
				case "last Administrator" ->
					SoapFault.invalidValue("ter:FixedUser", "the last administrator must stay");
				default -> SoapFault.invalidValue(ex.fault());
			};
		}
	}

	private void change(List<Passed> passed) {
		for (Passed user : passed) {
			requireKnown(user.name());
			if (user.password().isEmpty()) {
				throw SoapFault.sender("a password is expected", PROHIBITED, "ter:PasswordTooWeak");
			}
		}
		passed.forEach((user) -> translated("ter:PasswordTooWeak", () -> this.users.edit(CgiQuery
			.of(Map.of("name", user.name(), "newpasswd", user.password().orElseThrow(), "privilege", user.level())))));
	}

	private void requireKnown(String name) {
		if (find(name).isEmpty()) {
			throw SoapFault.invalidValue("ter:UsernameMissing", "there is no such user");
		}
	}

	private void delete(SoapElement request) {
		Set<String> names = new HashSet<>();
		request.all("Username").forEach((name) -> names.add(CredentialRules.normalize(name.text())));
		if (names.isEmpty()) {
			throw SoapFault.invalidArgs("Username is missing");
		}
		names.forEach(this::requireKnown);
		boolean administratorStays = this.users.all()
			.stream()
			.anyMatch((user) -> user.enabled() && user.privilege().equals("Administrator")
					&& !names.contains(user.name()));
		if (!administratorStays) {
			throw SoapFault.invalidValue("ter:FixedUser", "the last administrator must stay");
		}
		names.forEach((name) -> translated("", () -> this.users.delete(CgiQuery.of(Map.of("name", name)))));
	}

}
