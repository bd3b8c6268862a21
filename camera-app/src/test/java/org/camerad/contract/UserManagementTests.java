package org.camerad.contract;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.camerad.settings.Store;
import org.camerad.settings.StoredUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/** User management (3.18). */
@ExtendWith(ServiceFixtureExtension.class)
class UserManagementTests {

	private static final String PATH = "/cgi-bin/user_management";

	private static final String OK = "200 <user_management>OK</user_management>";

	private static final String MISSING = "The parameters must Correct include name,newpasswd,privilege,enable";

	private final TestService camera;

	private String uid = "";

	UserManagementTests(TestService camera) {
		this.camera = camera;
	}

	@BeforeEach
	void logIn() {
		this.uid = this.camera.logIn();
	}

	@AfterEach
	void removeUsers() {
		String fresh = this.camera.logIn();
		for (String name : names(fresh)) {
			if (!name.equals(TestService.ADMIN)) {
				String encoded = java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8);
				this.camera.get(PATH + "?action=delete&name=" + encoded + "&uid=" + fresh);
			}
		}
	}

	@Test
	void theFactorysAdministratorIsTheFirst() {
		assertThat(summary("action=get_user")).isEqualTo(
				"200 <user_management><user name=\"admin\" privilege=\"Administrator\" enable=\"Enable\"/></user_management>");
	}

	@Test
	void theDocumentsExamples() {
		assertThat(summary("action=add&name=XXXX&newpasswd=XXX&privilege=User&enable=Enable")).isEqualTo(OK);
		assertThat(summary("action=get_user"))
			.isEqualTo("200 <user_management>" + "<user name=\"admin\" privilege=\"Administrator\" enable=\"Enable\"/>"
					+ "<user name=\"XXXX\" privilege=\"User\" enable=\"Enable\"/></user_management>");
		assertThat(summary("action=edit&name=XXXX&newpasswd=XXX&privilege=User&enable=Disable")).isEqualTo(OK);
		assertThat(summary("action=get_user")).contains("<user name=\"XXXX\" privilege=\"User\" enable=\"Disable\"/>");
		assertThat(summary("action=edit&name=XXXX&newpasswd=XXX")).isEqualTo(OK);
		assertThat(summary("action=delete&name=XXXX")).isEqualTo(OK);
		assertThat(names(this.uid)).containsExactly(TestService.ADMIN);
	}

	/**
	 * Order of add: the four are there, name well formed, not taken, privilege, enable.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					a=1                                                               | action: add or edit or delete
					action=                                                           | action: add or edit or delete
					action=Add                                                        | action: add or edit or delete
					action=list&name=!                                                | action: add or edit or delete
					action=add                                                        | MISSING
					action=add&name=n&newpasswd=p&privilege=User                      | MISSING
					action=add&name=n&newpasswd=p&enable=Enable                       | MISSING
					action=add&name=n&privilege=User&enable=Enable                    | MISSING
					action=add&newpasswd=p&privilege=User&enable=Enable               | MISSING
					action=add&name=!&newpasswd=p&privilege=x                         | MISSING
					action=add&name=!&newpasswd=p&privilege=x&enable=x                | error username
					action=add&name=&newpasswd=p&privilege=x&enable=x                 | error username
					action=add&name=a%20b&newpasswd=p&privilege=User&enable=Enable    | error username
					action=add&name=%20ab&newpasswd=p&privilege=User&enable=Enable    | error username
					action=add&name=../x&newpasswd=p&privilege=User&enable=Enable     | error username
					action=add&name=%5Eadmin&newpasswd=p&privilege=User&enable=Enable | error username
					action=add&name=.*&newpasswd=p&privilege=User&enable=Enable       | error username
					action=add&name=a%E2%80%8Bb&newpasswd=p&privilege=User&enable=Enable | error username
					action=add&name=a%0Ab&newpasswd=p&privilege=User&enable=Enable    | error username
					action=add&name=a%00&newpasswd=p&privilege=User&enable=Enable     | error username
					action=add&name=a:b&newpasswd=p&privilege=User&enable=Enable      | error username
					action=add&name=a%3Cb&newpasswd=p&privilege=User&enable=Enable    | error username
					action=add&name=admin&newpasswd=p&privilege=x&enable=x            | error username duplicated
					action=add&name=n&newpasswd=p&privilege=x&enable=x                | privilege: User or Administrator or Operator
					action=add&name=n&newpasswd=p&privilege=user&enable=Enable        | privilege: User or Administrator or Operator
					action=add&name=n&newpasswd=p&privilege=&enable=Enable            | privilege: User or Administrator or Operator
					action=add&name=n&newpasswd=p&privilege=User&enable=x             | enable: Enable or Disable
					action=add&name=n&newpasswd=p&privilege=User&enable=1             | enable: Enable or Disable
					action=add&name=n&newpasswd=p&privilege=User&enable=              | enable: Enable or Disable
					action=add&name=n&newpasswd=&privilege=User&enable=Enable         | newpasswd error
					action=add&name=n&newpasswd=a%07b&privilege=User&enable=Enable    | newpasswd error
					action=add&name=n&newpasswd=a%00&privilege=User&enable=Enable     | newpasswd error
					action=delete                                                     | error username
					action=delete&name=                                               | error username
					action=delete&name=nobody                                         | error username
					action=delete&name=ADMIN                                          | error username
					action=delete&name=%20admin                                       | error username
					action=delete&name=admin                                          | last Administrator
					action=edit                                                       | username none exist to edit
					action=edit&name=                                                 | username none exist to edit
					action=edit&name=nobody&privilege=x                               | username none exist to edit
					action=edit&name=admin%20                                         | username none exist to edit
					action=edit&name=Admin                                            | username none exist to edit
					action=edit&name=admin&privilege=x                                | privilege: User or Administrator or Operator
					action=edit&name=admin&enable=x                                   | enable: Enable or Disable
					action=edit&name=admin&enable=                                    | enable: Enable or Disable
					action=edit&name=admin&newpasswd=                                 | newpasswd error
					action=edit&name=admin&privilege=Operator                         | last Administrator
					action=edit&name=admin&privilege=User                             | last Administrator
					action=edit&name=admin&enable=Disable                             | last Administrator
					""")
	void faults(String query, String reason) {
		String before = summary("action=get_user");
		assertThat(summary(query)).isEqualTo(RawResponse.fault(400, PATH, "MISSING".equals(reason) ? MISSING : reason));
		assertThat(summary("action=get_user")).isEqualTo(before);
	}

	@Test
	void aNameHasAtMostFortyBytes() {
		assertThat(add("a".repeat(41), "p", "User")).isEqualTo(fault("error username"));
		assertThat(add("%E4%BD%A0".repeat(13) + "ab", "p", "User")).isEqualTo(fault("error username"));
		assertThat(add("a".repeat(40), "p", "User")).isEqualTo(OK);
		assertThat(add("%E4%BD%A0".repeat(13) + "a", "p", "User")).isEqualTo(OK);
		assertThat(names(this.uid)).contains("a".repeat(40), "你".repeat(13) + "a");
	}

	@ParameterizedTest
	@CsvSource({ "a,a", "A.b_c-d@e,A.b_c-d@e", "007,007", "%E5%BC%A0%E4%B8%89,张三", "%D0%98%D0%B2%D0%B0%D0%BD,Иван",
			"%C3%BCser,üser" })
	void namesOfAnyScript(String encoded, String name) {
		assertThat(add(encoded, "p", "User")).isEqualTo(OK);
		assertThat(names(this.uid)).contains(name);
		this.camera.logIn(encoded, "p");
	}

	@Test
	void aNameIsOneInEachOfItsSpellings() {
		assertThat(add("caf%C3%A9", "p", "User")).isEqualTo(OK);
		assertThat(add("cafe%CC%81", "p", "User")).isEqualTo(fault("error username duplicated"));
		this.camera.logIn("cafe%CC%81", "p");
		assertThat(summary("action=edit&name=cafe%CC%81&privilege=Operator")).isEqualTo(OK);
		assertThat(summary("action=get_user")).contains("<user name=\"café\" privilege=\"Operator\"");
		assertThat(summary("action=delete&name=cafe%CC%81")).isEqualTo(OK);
		assertThat(names(this.uid)).containsExactly(TestService.ADMIN);
	}

	@Test
	void aNameKeepsItsCase() {
		assertThat(add("ADMIN", "other-password", "User")).isEqualTo(OK);
		assertLogIn("ADMIN", TestService.PASSWORD, false);
		assertLogIn("ADMIN", "other-password", true);
	}

	@Test
	void passwordsArePrintableAndNotTrimmed() {
		String fortyFive = "%E4%BD%A0".repeat(45);
		for (String password : List.of("123456", "1", "a".repeat(64), fortyFive, "%20a%20", "a+b%26c%3Dd",
				"p@ss:w/rd")) {
			assertThat(add("pw", password, "User")).as(password).isEqualTo(OK);
			assertLogIn("pw", password, true);
			assertThat(summary("action=delete&name=pw")).isEqualTo(OK);
		}
		assertThat(add("pw", "a".repeat(65), "User")).isEqualTo(fault("newpasswd error"));
		assertThat(add("pw", "%20a%20", "User")).isEqualTo(OK);
		assertLogIn("pw", "a", false);
		assertLogIn("pw", "%20a", false);
	}

	@Test
	void rolesAndEnabling() {
		assertThat(summary("action=add&name=off&newpasswd=p&privilege=User&enable=Disable")).isEqualTo(OK);
		assertLogIn("off", "p", false);
		assertThat(summary("action=edit&name=off&enable=Enable")).isEqualTo(OK);
		assertLogIn("off", "p", true);
		assertThat(add("second", "p", "Administrator")).isEqualTo(OK);
		assertThat(summary("action=get_user")).contains("<user name=\"off\" privilege=\"User\" enable=\"Enable\"/>"
				+ "<user name=\"second\" privilege=\"Administrator\" enable=\"Enable\"/>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "newpasswd=other", "privilege=Operator", "enable=Disable" })
	void aChangeEndsTheUsersSessions(String change) {
		assertThat(add("guest", "p", "User")).isEqualTo(OK);
		String session = this.camera.logIn("guest", "p");
		assertThat(summary("action=edit&name=guest&" + change)).isEqualTo(OK);
		assertThat(this.camera.get("/cgi-bin/image?uid=" + session).summary())
			.isEqualTo(RawResponse.fault(400, "/cgi-bin/image", "uid error"));
		assertThat(this.camera.get(PATH + "?action=get_user&uid=" + session).summary()).isEqualTo(fault("uid error"));
		assertThat(this.camera.get("/cgi-bin/keep_alive?uid=" + this.uid).status()).isEqualTo(200);
	}

	@Test
	void editingNothingEndsNothing() {
		assertThat(add("guest", "p", "User")).isEqualTo(OK);
		String session = this.camera.logIn("guest", "p");
		assertThat(summary("action=edit&name=guest")).isEqualTo(OK);
		assertThat(summary("action=edit&name=guest&privilege=User&enable=Enable")).isEqualTo(OK);
		assertThat(this.camera.get("/cgi-bin/image?uid=" + session).status()).isEqualTo(200);
	}

	@Test
	void aChangedPasswordIsTheOnlyOne() {
		assertThat(add("guest", "old", "User")).isEqualTo(OK);
		assertLogIn("guest", "old", true);
		assertThat(summary("action=edit&name=guest&newpasswd=new")).isEqualTo(OK);
		assertLogIn("guest", "old", false);
		assertLogIn("guest", "new", true);
	}

	/** To user management such a caller is known; elsewhere its uid is wrong. */
	@Test
	void aDeletedCallerIsTold() {
		assertThat(add("gone", "p", "Administrator")).isEqualTo(OK);
		String session = this.camera.logIn("gone", "p");
		assertThat(summary("action=delete&name=gone")).isEqualTo(OK);
		String other = PATH + "?uid=" + session + "&action=";
		assertThat(this.camera.get(other + "delete&name=nobody").summary())
			.isEqualTo(fault("username not exist to edit"));
		assertThat(this.camera.get(other + "get_user").summary()).isEqualTo(fault("username not exist to edit"));
		assertThat(this.camera.get(other + "x").summary()).isEqualTo(fault("action: add or edit or delete"));
		assertThat(this.camera.get("/cgi-bin/image?uid=" + session).summary())
			.isEqualTo(RawResponse.fault(400, "/cgi-bin/image", "uid error"));
		assertThat(this.camera.get("/cgi-bin/snapshot.cgi?uid=" + session).summary())
			.isEqualTo(RawResponse.fault(400, "/cgi-bin/snapshot", "uid error"));
		assertLogIn("gone", "p", false);
	}

	@Test
	void anAdministratorMayDeleteItselfWhenThereIsAnother() {
		assertThat(add("second", "p", "Administrator")).isEqualTo(OK);
		String second = this.camera.logIn("second", "p");
		assertThat(this.camera.get(PATH + "?action=edit&name=second&enable=Disable&uid=" + this.uid).summary())
			.isEqualTo(OK);
		assertThat(summary("action=edit&name=admin&enable=Disable")).as("a disabled one does not count")
			.isEqualTo(fault("last Administrator"));
		assertThat(summary("action=edit&name=second&enable=Enable")).isEqualTo(OK);
		second = this.camera.logIn("second", "p");
		assertThat(this.camera.get(PATH + "?action=delete&name=second&uid=" + second).summary()).isEqualTo(OK);
		assertThat(this.camera.get(PATH + "?action=get_user&uid=" + second).summary())
			.isEqualTo(fault("username not exist to edit"));
	}

	@Test
	void thereAreAtMostSixtyFour(ServiceFixture bench, @TempDir Path folder) throws Exception {
		List<StoredUser> users = new ArrayList<>();
		for (int i = 0; i < 62; i++) {
			users.add(new StoredUser("user" + i, "User", true, "{none}"));
		}
		String encoded = new Store(this.camera.dataFolder()).state().users().get(0).passwordHash();
		users.add(new StoredUser("root", "Administrator", true, encoded));
		Path data = Files.createDirectories(folder.resolve("data"));
		new Store(data).update((state) -> state.withUsers(users));
		try (TestService full = bench.start(data)) {
			String root = full.logIn("root", TestService.PASSWORD);
			full.add(root, "last", "User");
			assertThat(full.get(PATH + "?action=add&name=more&newpasswd=p&privilege=User&enable=Enable&uid=" + root)
				.summary()).isEqualTo(fault("too many users"));
			assertThat(full.get(PATH + "?action=get_user&uid=" + root).root().getChildNodes().getLength())
				.isEqualTo(64);
		}
	}

	private String add(String name, String password, String privilege) {
		return summary(
				"action=add&name=" + name + "&newpasswd=" + password + "&privilege=" + privilege + "&enable=Enable");
	}

	private void assertLogIn(String name, String password, boolean succeeds) {
		RawResponse answer = this.camera.get("/cgi-bin/getuid?username=" + name + "&password=" + password);
		assertThat(answer.summary()).as("%s %s", name, password)
			.matches(succeeds ? "200 <uid>.{8}</uid>" : RawResponse.fault(400, "/cgi-bin/getuid", "password error"));
	}

	private String summary(String query) {
		return this.camera.get(PATH + "?" + query + "&uid=" + this.uid).summary();
	}

	private static String fault(String reason) {
		return RawResponse.fault(400, PATH, reason);
	}

	private List<String> names(String session) {
		NodeList users = this.camera.get(PATH + "?action=get_user&uid=" + session).root().getElementsByTagName("user");
		List<String> names = new ArrayList<>();
		for (int i = 0; i < users.getLength(); i++) {
			names.add(((Element) users.item(i)).getAttribute("name"));
		}
		return names;
	}

}
