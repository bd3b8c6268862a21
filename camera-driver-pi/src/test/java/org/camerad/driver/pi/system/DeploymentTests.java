package org.camerad.driver.pi.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The unit in {@code deploy/systemd} is valid, and its page lists exactly the permissions
 * of the rules.
 */
class DeploymentTests {

	private static final Path DEPLOY = Path.of("..", "deploy", "systemd");

	private static final Pattern ACTION = Pattern.compile("org\\.freedesktop\\.[A-Za-z0-9.-]*[a-z]");

	private static Set<String> actions(Path file) throws Exception {
		Set<String> actions = new TreeSet<>();
		Matcher matcher = ACTION
			.matcher(Files.readString(file).replace("`…reboot-", "`org.freedesktop.login1.reboot-"));
		while (matcher.find()) {
			actions.add(matcher.group());
		}
		return actions;
	}

	@Test
	void systemdAcceptsTheUnit(@TempDir Path folder) throws Exception {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		Path unit = Files.writeString(folder.resolve("camerad.service"),
				Files.readString(DEPLOY.resolve("camerad.service")).replace("/usr/bin/java", java));
		Process process = new ProcessBuilder("systemd-analyze", "verify", unit.toString()).redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes());
		assertThat(process.waitFor()).as(output).isZero();
		assertThat(output).doesNotContain("camerad.service");
	}

	@Test
	void permissionsAreTheDocumentedOnes() throws Exception {
		assertThat(actions(DEPLOY.resolve("50-camerad.rules"))).isEqualTo(actions(DEPLOY.resolve("README.md")))
			.containsExactly("org.freedesktop.NetworkManager.network-control",
					"org.freedesktop.NetworkManager.settings.modify.system", "org.freedesktop.login1.reboot",
					"org.freedesktop.login1.reboot-multiple-sessions", "org.freedesktop.systemd1.manage-units",
					"org.freedesktop.timedate1.set-ntp", "org.freedesktop.timedate1.set-time");
	}

}
