package org.camerad.driver.pi.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.camerad.driver.pi.standin.Scripts;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The units in {@code deploy/systemd} are valid, their page lists exactly the permissions
 * of the rules, and {@code gpio-off} calls the system's programs as documented.
 */
class DeploymentTests {

	private static final Path DEPLOY = Path.of("..", "deploy", "systemd");

	private static final Pattern ACTION = Pattern.compile("org\\.freedesktop\\.[A-Za-z0-9.-]*[a-z]");

	@TempDir
	Path folder;

	private static Set<String> actions(Path file) throws Exception {
		Set<String> actions = new TreeSet<>();
		Matcher matcher = ACTION
			.matcher(Files.readString(file).replace("`…reboot-", "`org.freedesktop.login1.reboot-"));
		while (matcher.find()) {
			actions.add(matcher.group());
		}
		return actions;
	}

	@ParameterizedTest
	@ValueSource(strings = { "camerad.service", "camerad@.service" })
	void systemdAcceptsTheUnit(String name) throws Exception {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		Path unit = Files.writeString(this.folder.resolve(name),
				Files.readString(DEPLOY.resolve(name)).replace("/usr/bin/java", java));
		Process process = new ProcessBuilder("systemd-analyze", "verify", unit.toString()).redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes());
		assertThat(process.waitFor()).as(output).isZero();
		assertThat(output).doesNotContain("camerad");
	}

	@Test
	void theUnitOfAFurtherCameraDiffersInItsFoldersOnly() throws Exception {
		List<String> unit = settings("camerad.service");
		List<String> template = settings("camerad@.service").stream()
			.map((line) -> line.replace("-%i", "").replace("/%i", ""))
			.toList();
		assertThat(template).isEqualTo(unit);
		assertThat(unit).contains("ExecStopPost=-/bin/sh /opt/camerad/gpio-off /var/lib/camerad/pi/gpio-off");
	}

	@Test
	void theUnitStartsNoOther() throws Exception {
		assertThat(settings("camerad.service"))
			.filteredOn((line) -> line.matches("(Wants|Requires|Upholds|BindsTo)=.*"))
			.isEmpty();
	}

	private static List<String> settings(String unit) throws Exception {
		return Files.readAllLines(DEPLOY.resolve(unit))
			.stream()
			.filter((line) -> !line.startsWith("#") && !line.startsWith("Description="))
			.toList();
	}

	@ParameterizedTest
	@CsvSource({ "1, gpiochip4 17=0;gpiochip4 22=1", "2, -t 0 -c gpiochip4 17=0;-t 0 -c gpiochip4 22=1" })
	void outputsAreSwitchedOffByEachVersionOfGpioset(int version, String calls) throws Exception {
		Scripts.write(this.folder.resolve("gpiodetect"), "#!/bin/sh\necho 'gpiochip0 [brcmvirt-gpio] (2 lines)'\n"
				+ "echo 'gpiochip4 [pinctrl-rp1] (54 lines)'\n");
		Scripts.write(this.folder.resolve("gpioset"),
				"#!/bin/sh\n[ \"$1\" = --version ] && exec echo 'gpioset (libgpiod) v" + version
						+ ".6.3'\necho \"$*\" >>'" + this.folder + "/calls'\n");
		assertThat(gpioOff("17 0\n22 1\n")).isZero();
		assertThat(Files.readAllLines(this.folder.resolve("calls"))).containsExactly(calls.split(";"));
	}

	@Test
	void outputsAreSwitchedOffByPinctrlAndADamagedLineIsSkipped() throws Exception {
		Scripts.write(this.folder.resolve("pinctrl"), "#!/bin/sh\necho \"$*\" >>'" + this.folder + "/calls'\n");
		assertThat(gpioOff("17 0\n$(reboot) 1\n22 1\n")).isEqualTo(1);
		assertThat(Files.readAllLines(this.folder.resolve("calls"))).containsExactly("set 17 op dl", "set 22 op dh");
	}

	private int gpioOff(String levels) throws Exception {
		Path file = Files.writeString(this.folder.resolve("gpio-off"), levels);
		ProcessBuilder builder = new ProcessBuilder("/bin/sh", DEPLOY.resolve("gpio-off").toString(), file.toString())
			.inheritIO();
		builder.environment().put("PATH", this.folder + ":/usr/bin:/bin");
		return builder.start().waitFor();
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
