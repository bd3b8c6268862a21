package org.camerad.contract;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Roles x interfaces. A dash in place of an answer means 200; the permission comes before
 * the interface's own checks, so that a bad value tells who is let that far.
 */
@ExtendWith(ServiceFixtureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoleTests {

	private static final String DENIED = "permission denied";

	private final ServiceFixture bench;

	private final TestService camera;

	private final Map<String, String> uids = new ConcurrentHashMap<>();

	RoleTests(ServiceFixture bench) {
		this.bench = bench;
		this.camera = bench.shared();
	}

	@BeforeAll
	void addUsers() {
		this.uids.put("Administrator", this.camera.logIn());
		for (String role : new String[] { "User", "Operator" }) {
			this.camera.add(administrator(), "role-" + role, role);
			this.uids.put(role, this.camera.logIn("role-" + role, TestService.PASSWORD));
		}
	}

	@AfterAll
	void removeUsers() {
		for (String role : new String[] { "User", "Operator" }) {
			this.camera.get("/cgi-bin/user_management?action=delete&name=role-" + role + "&uid=" + administrator());
		}
	}

	private String administrator() {
		return uid("Administrator");
	}

	/** Returns a uid that lives: on a busy machine the former one may have run out. */
	private String uid(String role) {
		String uid = this.uids.get(role);
		if (this.camera.get("/cgi-bin/keep_alive?uid=" + uid).status() != 200) {
			uid = role.equals("Administrator") ? this.camera.logIn()
					: this.camera.logIn("role-" + role, TestService.PASSWORD);
			this.uids.put(role, uid);
		}
		return uid;
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|',
			textBlock = """
					image?hue=1                                   | - | -
					snapshot.cgi                                  | - | -
					snapshot.cgi?stream=1                         | - | -
					network?dns2=8.8.8.8                          | permission denied | -
					network?dhcp=7                                | permission denied | dhcp: 0 or 1
					time?timezone=GMT+08:00                       | permission denied | -
					time?timezone=x                               | permission denied | timezone error
					videoencoder/stream1?framerate=25             | permission denied | -
					videoencoder/stream1?framerate=x              | permission denied | framerate error
					videoencoder/stream2?framerate=25             | permission denied | -
					audioencoder?amplify=1                        | permission denied | -
					audioencoder?amplify=x                        | permission denied | amplify: 0 or 1
					osd?enable=1                                  | permission denied | -
					osd?enable=x                                  | permission denied | enable: 0 or 1
					image?brightness=128                          | permission denied | -
					image?%62rightness=128                        | permission denied | -
					image?brightness=x                            | permission denied | brightness range: 0-255
					motion?enable=0                               | permission denied | -
					%6dotion?enable=0                             | permission denied | -
					motion?enable=x                               | permission denied | enable: 0 or 1
					ptz_ctrl                                      | permission denied | error, parse parameters
					ptz_ctrl?stop=1                               | permission denied | -
					ptz_ctrl?stop=x                               | permission denied | stop range: 1
					factory_reset?retain_network=0                | permission denied | retain_network 0 or 1
					factory_reset?retain_network=                 | permission denied | retain_network: NULL
					snapshot.cgi?stream=0&upload=0                | permission denied | -
					snapshot.cgi?upload=7                         | permission denied | upload 0 or 1 or 2 or 3
					user_management                               | action: add or edit or delete | action: add or edit or delete
					user_management?action=get_user               | Non-administrators cannot edit users | Non-administrators cannot edit users
					user_management?action=add                    | Non-administrators cannot edit users | Non-administrators cannot edit users
					user_management?action=delete                 | Non-administrators cannot edit users | Non-administrators cannot edit users
					user_management?action=edit&name=role-User&privilege=Administrator | Non-administrators cannot edit users | Non-administrators cannot edit users
					""")
	void eachRoleMayDoItsOwn(String request, String user, String operator) {
		this.bench.needs(request);
		assertRole("User", request, user);
		assertRole("Operator", request, operator);
		if (!request.startsWith("user_management")) {
			assertRole("Administrator", request, operator);
		}
	}

	@ParameterizedTest
	@CsvSource({ "reboot", "factory_reset", "factory_reset?retain_network=1" })
	void aUserDoesNotRestartTheCamera(String request) {
		assertRole("User", request, DENIED);
	}

	List<String> queries() {
		return this.camera.routes().queries();
	}

	@ParameterizedTest
	@MethodSource("queries")
	void everybodyMayQuery(String path) {
		this.bench.needs(path);
		for (String role : this.uids.keySet()) {
			assertRole(role, path, "-");
		}
	}

	List<String> tables() {
		return ContractTable.names(this.camera);
	}

	@ParameterizedTest
	@MethodSource("tables")
	void aUserChangesNothing(String name) {
		this.bench.needs(name);
		ContractTable table = ContractTable.read(this.bench, name);
		table.changes().forEach((line) -> table.checkDenied(line, this.camera, uid("User")));
	}

	private void assertRole(String role, String request, String expected) {
		String path = "/cgi-bin/" + request;
		RawResponse answer = this.camera.get(path + (path.contains("?") ? "&" : "?") + "uid=" + uid(role));
		if ("-".equals(expected)) {
			assertThat(answer.status()).as("%s: %s", role, answer).isEqualTo(200);
		}
		else {
			String value = path.split("\\?")[0].replace("%6d", "m").replace("snapshot.cgi", "snapshot");
			assertThat(answer.summary()).as(role).isEqualTo(RawResponse.fault(400, value, expected));
		}
	}

}
