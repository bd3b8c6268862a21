package org.camerad.driver.support.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.driver.support.Await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

@Timeout(180)
class ProcessTests {

	@TempDir
	Path folder;

	/**
	 * Runs as a separate process: starts a child that ends by itself only much later.
	 */
	public static void main(String[] arguments) throws Exception {
		ManagedProcess child = ManagedProcess.start("sleeper",
				Command.of(Path.of("/bin/sh"), "-c", "echo $$; exec sleep 600"));
		System.out
			.println(new BufferedReader(new InputStreamReader(child.output(), StandardCharsets.UTF_8)).readLine());
		Thread.sleep(TimeUnit.MINUTES.toMillis(10));
	}

	@Test
	void theChildDiesWithAServiceThatIsKilled() throws Exception {
		Process service = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), ProcessTests.class.getName())
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		long child;
		try (BufferedReader told = service.inputReader()) {
			child = Long.parseLong(told.readLine());
			assertThat(ProcessHandle.of(child)).isPresent();
			service.destroyForcibly().waitFor();
		}
		Await.until("the child is gone", () -> ProcessHandle.of(child).map((left) -> !left.isAlive()).orElse(true));
	}

	@Test
	void closingKillsAChildThatIgnoresSigterm() throws Exception {
		Path deaf = script(this.folder.resolve("deaf"),
				"#!/bin/sh\ntrap '' TERM\necho up\nwhile :; do sleep 1; done\n");
		ManagedProcess child = ManagedProcess.start("deaf", Command.of(deaf));
		assertThat(child.output().read()).isEqualTo('u');
		child.close();
		assertThat(child.isAlive()).isFalse();
	}

	@Test
	void theEndIsReportedWithTheLastErrorLine() throws Exception {
		ManagedProcess child = ManagedProcess.start("failing",
				Command.of(Path.of("/bin/sh"), "-c", "echo first >&2; echo no camera >&2; exit 3"));
		assertThat(child.awaitEnd(30_000)).isTrue();
		Await.until("the exit status is reported", () -> child.end().equals("ended with status 3: no camera"));
		child.close();
	}

	private static Path script(Path file, String text) throws IOException {
		Files.writeString(file, text);
		return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	private static Command shell(String text) {
		return Command.of(Path.of("/bin/sh"), "-c", text);
	}

	private static boolean isAlive(long pid) {
		return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
	}

	@Test
	void aProgramThatDoesNotEndIsKilledWithAllThatItHasStarted() throws Exception {
		Path pids = this.folder.resolve("pids");
		String text = "sh -c 'echo $$ >>" + pids + "; exec sleep 600' & echo $$ >>" + pids + "; wait";
		assertThatIOException().isThrownBy(() -> shell(text).run(Duration.ofSeconds(2)))
			.withMessage("sh did not end within 2000 ms");
		List<String> started = Files.readAllLines(pids);
		assertThat(started).hasSize(2);
		for (String pid : started) {
			Await.until("the end of " + pid, () -> !isAlive(Long.parseLong(pid)));
		}
	}

	@Test
	void killingAManagedProcessEndsWhatItHasStartedToo() throws Exception {
		try (ManagedProcess child = ManagedProcess.start("parent", shell("sleep 600 & echo $!; wait"))) {
			long started = Long.parseLong(
					new BufferedReader(new InputStreamReader(child.output(), StandardCharsets.UTF_8)).readLine());
			assertThat(isAlive(started)).isTrue();
			child.kill();
			Await.until("the end of what it started", () -> !isAlive(started));
		}
	}

	@Test
	void aDaemonGoesOnAndDoesNotHoldTheRunnerUp() throws Exception {
		Path alive = this.folder.resolve("alive");
		String daemon = "(while [ ! -e " + alive + ".stop ]; do sleep 0.05; done; echo late; touch " + alive + ") &";
		ProcessResult outcome = shell(daemon + " echo started").run(Duration.ofSeconds(60));
		assertThat(outcome).isEqualTo(new ProcessResult(0, "started", ""));
		Files.createFile(Path.of(alive + ".stop"));
		Await.until("the daemon has written and gone on", () -> Files.exists(alive));
	}

	@Test
	void outputAndErrorsAreSeparate() throws Exception {
		ProcessResult outcome = shell("echo said; echo warned >&2; echo wrong >&2; exit 7").run(Duration.ofSeconds(60));
		assertThat(outcome).isEqualTo(new ProcessResult(7, "said", "warned\nwrong"));
		assertThat(outcome.isSuccess()).isFalse();
		assertThat(outcome.complaint()).isEqualTo("wrong");
		assertThat(new ProcessResult(1, "only this\n\n", " ").complaint()).isEqualTo("only this");
		assertThat(new ProcessResult(2, "", "").complaint()).isEqualTo("exit status 2");
	}

	@Test
	void ofALongOutputTheEndIsKept() throws Exception {
		ProcessResult outcome = shell("yes | head -c 5000000; echo the end").run(Duration.ofSeconds(60));
		assertThat(outcome.output()).endsWith("y\nthe end").hasSizeLessThanOrEqualTo(256 * 1024);
	}

	@Test
	void aProgramGetsNeitherInputNorTheServicesOwnVariables() throws Exception {
		Map<String, String> variables = new Command(List.of("/bin/sh", "-c", "cat; env"), Map.of("TZ", "UTC0"))
			.run(Duration.ofSeconds(60))
			.output()
			.lines()
			.map((line) -> line.split("=", 2))
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> pair[1]));
		assertThat(variables).containsEntry("LC_ALL", "C.UTF-8").containsEntry("TZ", "UTC0").containsKey("PATH");
		assertThat(variables.keySet()).isSubsetOf("PATH", "HOME", "USER", "LOGNAME", "TZ", "TMPDIR", "LD_LIBRARY_PATH",
				"XDG_RUNTIME_DIR", "DBUS_SYSTEM_BUS_ADDRESS", "LC_ALL", "PWD", "OLDPWD", "SHLVL", "_");
	}

	@Test
	void aDetachedProgramWritesToItsLog() throws Exception {
		Path log = this.folder.resolve("log");
		Files.writeString(log, "former");
		assertThat(shell("echo one; echo two >&2").detach(log).waitFor()).isZero();
		assertThat(log).hasContent("one\ntwo");
	}

	@Test
	void aProgramThatIsMissingCannotBeStarted() {
		assertThatIOException().isThrownBy(() -> Command.of(Path.of("/nowhere/x")).run(Duration.ofSeconds(60)));
	}

	@Test
	void argumentsAreNotReadByAShell() throws IOException {
		ProcessResult outcome = new Command(Path.of("/bin/echo"), List.of("$(id); `id` & 'x'  y"))
			.run(Duration.ofSeconds(30));
		assertThat(outcome.output()).isEqualTo("$(id); `id` & 'x'  y");
	}

	@Test
	void programsAreFoundInTheFoldersOfThePathOnly() throws IOException {
		Path tool = script(this.folder.resolve("tool"), "#!/bin/sh\n");
		ProgramFinder programs = ProgramFinder.on("relative:" + this.folder + ":/nowhere");
		assertThat(programs.find("tool")).contains(tool);
		assertThat(programs.find("absent")).isEmpty();
		assertThat(programs.find(tool.toString())).contains(tool);
		assertThat(programs.find("/nowhere/tool")).isEmpty();
	}

}
