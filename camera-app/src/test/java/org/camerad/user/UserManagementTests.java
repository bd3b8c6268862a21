package org.camerad.user;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.camerad.audit.AuditLogs;
import org.camerad.camera.CameraSettings;
import org.camerad.cgi.CgiFault;
import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.CgiRequest;
import org.camerad.cgi.ParameterException;
import org.camerad.cgi.Principal;
import org.camerad.cgi.Role;
import org.camerad.settings.StoredUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The interface of the users without its way through HTTP. */
class UserManagementTests {

	private final List<String> told = new ArrayList<>();

	private TestAccounts users;

	private UserManagement management;

	@BeforeEach
	void create(@TempDir Path folder) throws Exception {
		this.users = TestAccounts.in(folder);
		// Only the lock of the settings matters.
		this.management = new UserManagement(this.users.accounts(),
				new CameraSettings(null, null, null, AuditLogs.NONE, null),
				List.of((name, deleted) -> this.told.add(name + (deleted ? " deleted" : " changed"))), AuditLogs.NONE);
	}

	@Test
	void userIsAddedShownChangedAndDeleted() {
		manage("action=add&name=gue.st&newpasswd=secret&privilege=User&enable=Disable");
		assertThat(show()).containsExactly("admin Administrator Enable", "gue.st User Disable");
		assertThat(this.users.accounts().digest("gue.st").account()).isNull();
		manage("action=edit&name=gue.st&privilege=Operator&enable=Enable");
		assertThat(show()).containsExactly("admin Administrator Enable", "gue.st Operator Enable");
		assertThat(this.users.accounts().authenticate("gue.st", "secret", "here").join()).isPresent();
		assertThat(this.users.accounts().digest("gue.st").account()).isNotNull();
		manage("action=edit&name=gue.st&newpasswd=other");
		assertThat(this.users.accounts().authenticate("gue.st", "secret", "here").join()).isEmpty();
		assertThat(this.users.accounts().authenticate("gue.st", "other", "here").join()).isPresent();
		assertThat(this.users.accounts().digest("gue.st").secrets()).isEqualTo(DigestSecrets.of("gue.st", "other"));
		manage("action=delete&name=gue.st");
		assertThat(show()).containsExactly("admin Administrator Enable");
		assertThat(this.told).containsExactly("gue.st changed", "gue.st changed", "gue.st deleted");
	}

	@Test
	void editThatTakesNothingAwayEndsNothing() {
		this.users.add("guest", "secret", Role.USER, true);
		manage("action=edit&name=guest");
		manage("action=edit&name=guest&privilege=User&enable=Enable");
		assertThat(this.told).isEmpty();
		manage("action=edit&name=guest&enable=Disable");
		assertThat(this.told).containsExactly("guest changed");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					action=add&name=n&newpasswd=p&privilege=User | The parameters must Correct include name,newpasswd,privilege,enable
					action=add&name=!&newpasswd=p&privilege=User&enable=Enable | error username
					action=add&name=admin&newpasswd=p&privilege=User&enable=Enable | error username duplicated
					action=add&name=n&newpasswd=p&privilege=user&enable=Enable | privilege: User or Administrator or Operator
					action=add&name=n&newpasswd=p&privilege=User&enable=1 | enable: Enable or Disable
					action=add&name=n&newpasswd=&privilege=User&enable=Enable | newpasswd error
					action=edit&name=nobody | username none exist to edit
					action=edit | username none exist to edit
					action=edit&name=admin&newpasswd=%07 | newpasswd error
					action=edit&name=admin&enable=Disable | last Administrator
					action=edit&name=admin&privilege=User | last Administrator
					action=delete&name=nobody | error username
					action=delete&name=admin | last Administrator
					""")
	void faultsChangeNothing(String query, String fault) {
		assertThatExceptionOfType(ParameterException.class).isThrownBy(() -> manage(query)).withMessage(fault);
		assertThat(show()).containsExactly("admin Administrator Enable");
		assertThat(this.told).isEmpty();
	}

	@Test
	void disabledAdministratorDoesNotCountAndASecondOneDoes() {
		this.users.add("second", "secret", Role.ADMINISTRATOR, false);
		assertThatExceptionOfType(ParameterException.class).isThrownBy(() -> manage("action=delete&name=admin"))
			.withMessage("last Administrator");
		manage("action=edit&name=second&enable=Enable");
		manage("action=delete&name=admin");
		assertThat(show()).containsExactly("second Administrator Enable");
	}

	@Test
	void thereAreAtMostSixtyFour() throws Exception {
		List<StoredUser> many = new ArrayList<>(this.users.accounts().all());
		for (int i = 0; i < 62; i++) {
			many.add(new StoredUser("user" + i, "User", true, "{none}"));
		}
		this.users.store().update((state) -> state.withUsers(many));
		manage("action=add&name=last&newpasswd=p&privilege=User&enable=Enable");
		assertThatExceptionOfType(ParameterException.class)
			.isThrownBy(() -> manage("action=add&name=more&newpasswd=p&privilege=User&enable=Enable"))
			.withMessage("too many users");
		assertThat(show()).hasSize(64);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			GET  | a=1             | ADMINISTRATOR | false | action: add or edit or delete
			GET  | action=list     | ADMINISTRATOR | false | action: add or edit or delete
			GET  | action=list     | ADMINISTRATOR | true  | action: add or edit or delete
			GET  | action=get_user | ADMINISTRATOR | true  | username not exist to edit
			GET  | action=get_user | OPERATOR      | false | Non-administrators cannot edit users
			GET  | action=add      | USER          | false | Non-administrators cannot edit users
			HEAD | action=delete   | ADMINISTRATOR | false | method not allowed
			""")
	void checksComeInOrder(String method, String query, Role role, boolean deleted, String fault) {
		assertThatExceptionOfType(CgiFault.class).isThrownBy(() -> manage(method, query, role, deleted))
			.withMessage(fault);
	}

	private void manage(String query) {
		assertThat(manage("GET", query, Role.ADMINISTRATOR, false)).isEqualTo(List.of("OK"));
	}

	private List<String> show() {
		return manage("HEAD", "action=get_user", Role.ADMINISTRATOR, false);
	}

	private List<String> manage(String method, String query, Role role, boolean deleted) {
		CgiRequest request = new CgiRequest(method, CgiQuery.parse(query), new Caller("admin", role, deleted),
				Runnable::run);
		var answer = new UserController().manage(request, this.management);
		return (answer.text() != null) ? List.of(answer.text())
				: answer.children().stream().map((user) -> String.join(" ", user.attributes().values())).toList();
	}

	private record Caller(String name, Role role, boolean isDeleted) implements Principal {
	}

}
