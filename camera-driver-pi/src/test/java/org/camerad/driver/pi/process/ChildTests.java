package org.camerad.driver.pi.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.driver.pi.standin.Await;
import org.camerad.driver.pi.standin.Scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

@Timeout(180)
class ChildTests {

	@TempDir
	Path folder;

	/**
	 * Run as a process of its own: starts a child that ends by itself only much later.
	 */
	public static void main(String[] arguments) throws Exception {
		Child child = Child.start("sleeper", Command.of(Path.of("/bin/sh"), "-c", "echo $$; exec sleep 600"));
		System.out
			.println(new BufferedReader(new InputStreamReader(child.output(), StandardCharsets.UTF_8)).readLine());
		Thread.sleep(TimeUnit.MINUTES.toMillis(10));
	}

	@Test
	void theChildDiesWithAServiceThatIsKilled() throws Exception {
		Process service = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), ChildTests.class.getName())
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
	void closingEndsAChildThatDoesNotListen() throws Exception {
		Path deaf = Scripts.write(this.folder.resolve("deaf"),
				"#!/bin/sh\ntrap '' TERM\necho up\nwhile :; do sleep 1; done\n");
		Child child = Child.start("deaf", Command.of(deaf));
		assertThat(child.output().read()).isEqualTo('u');
		child.close();
		assertThat(child.isAlive()).isFalse();
	}

	@Test
	void howItEndedIsToldWithItsLastComplaint() throws Exception {
		Child child = Child.start("failing",
				Command.of(Path.of("/bin/sh"), "-c", "echo first >&2; echo no camera >&2; exit 3"));
		assertThat(child.awaitEnd(30_000)).isTrue();
		Await.until("it is told", () -> child.end().equals("ended with status 3: no camera"));
		child.close();
	}

	@Test
	void aProgramThatDoesNotEndIsKilled() {
		assertThatIOException().isThrownBy(() -> Command.of(Path.of("/bin/sleep"), "600").run(Duration.ofMillis(200)))
			.withMessage("sleep did not end within 200 ms");
	}

	@Test
	void argumentsAreNotReadByAShell() throws IOException {
		Outcome outcome = new Command(Path.of("/bin/echo"), List.of("$(id); `id` & 'x'  y"))
			.run(Duration.ofSeconds(30));
		assertThat(outcome.output()).isEqualTo("$(id); `id` & 'x'  y");
	}

	@Test
	void programsAreFoundInTheFoldersOfThePathOnly() throws IOException {
		Path tool = Scripts.write(this.folder.resolve("tool"), "#!/bin/sh\n");
		Programs programs = Programs.on("relative:" + this.folder + ":/nowhere");
		assertThat(programs.find("tool")).contains(tool);
		assertThat(programs.find("absent")).isEmpty();
		assertThat(programs.find(tool.toString())).contains(tool);
		assertThat(programs.find("/nowhere/tool")).isEmpty();
	}

}
