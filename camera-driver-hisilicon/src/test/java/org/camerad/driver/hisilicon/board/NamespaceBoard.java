package org.camerad.driver.hisilicon.board;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A board's root of Debian's static busybox in network, mount and process namespaces. The
 * process under test runs in them beside the board, as a service with its own root does.
 */
final class NamespaceBoard {

	/** A folder with OpenIPC's general/overlay, to run its own scripts. */
	private static final String SCRIPTS = "camerad.openipc.overlay";

	/** The root of the board inside the namespaces. */
	static final Path ROOT = Path.of("/run/board");

	/** The folder of the driver inside the namespaces. */
	static final Path OWN = Path.of("/run/own");

	private NamespaceBoard() {
	}

	/** Returns the programs of the board, for a process in its namespaces. */
	static BoardCommands commands() {
		return new BoardCommands(new BoardFiles(ROOT), List.of("chroot", ROOT.toString()));
	}

	/** Runs a program of the board and returns its output. */
	static String run(String... words) throws Exception {
		ProcessBuilder builder = new ProcessBuilder("chroot", ROOT.toString());
		builder.command().addAll(List.of(words));
		builder.environment().remove("SHELL");
		Process process = builder.redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
		process.waitFor();
		return output;
	}

	/** Runs a main method in new namespaces and fails unless it ends normally. */
	static void runMain(Class<?> main, Path folder) throws Exception {
		assumeTrue(Files.isExecutable(Path.of("/usr/bin/busybox")) && Files.isExecutable(Path.of("/usr/bin/unshare")),
				"busybox-static or util-linux is missing");
		Path script = folder.resolve("namespace.sh");
		try (InputStream source = NamespaceBoard.class.getResourceAsStream("namespace.sh")) {
			Files.copy(source, script);
		}
		Path output = folder.resolve("output");
		assumeTrue(start(folder, "true").waitFor() == 0, "this user may not create namespaces");
		Process process = start(folder, "sh", script.toString(),
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto", "-XX:-UsePerfData",
				"-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + folder, "-cp", System.getProperty("java.class.path"),
				main.getName());
		assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
		assertThat(process.exitValue()).as(Files.readString(output)).isZero();
	}

	private static Process start(Path folder, String... words) throws Exception {
		ProcessBuilder builder = new ProcessBuilder("unshare", "--net", "--mount", "--pid", "--fork", "--mount-proc",
				"--kill-child");
		builder.command().addAll(List.of(words));
		builder.environment().put("OPENIPC", System.getProperty(SCRIPTS, ""));
		return builder.redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile()).start();
	}

}
