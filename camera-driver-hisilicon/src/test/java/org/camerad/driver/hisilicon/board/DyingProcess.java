package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.camerad.driver.CameraException;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Java process of the board's services that is ended by SIGKILL at one of the steps by
 * which it changes files.
 */
final class DyingProcess {

	/** The status of a process that was killed, as Java tells it. */
	static final int KILLED = 137;

	private static @Nullable Path library;

	private DyingProcess() {
	}

	/** Begins what the arguments name and gives back how the process ended. */
	static int run(int killAt, FakeRoot board, Path own, String... arguments) throws IOException, InterruptedException {
		List<String> command = new java.util.ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto",
						"-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
						DyingProcess.class.getName(), board.path().toString(), own.toString()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(own.resolve("output").toFile());
		builder.environment().put("LD_PRELOAD", library().toString());
		builder.environment().put("KILL_AT", String.valueOf(killAt));
		builder.environment().put("KILL_UNDER", own.getParent().toString());
		Process process = builder.start();
		assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
		int status = process.exitValue();
		assertThat(status).as(Files.readString(own.resolve("output"))).isIn(0, KILLED);
		return status;
	}

	/** Made once: what an updater that goes on alone has loaded must stay. */
	private static synchronized Path library() throws IOException, InterruptedException {
		Path made = library;
		if (made == null) {
			made = compile();
			library = made;
		}
		return made;
	}

	private static Path compile() throws IOException, InterruptedException {
		Path library = Path.of("target", "native", "killat.so").toAbsolutePath();
		Files.createDirectories(library.getParent());
		Process compiler = new ProcessBuilder("gcc", "-Wall", "-Werror", "-D_GNU_SOURCE", "-shared", "-fPIC", "-o",
				library.toString(), "src/test/native/killat.c", "-ldl")
			.inheritIO()
			.start();
		assertThat(compiler.waitFor()).as("gcc, which script/test installs").isZero();
		return library;
	}

	/** The process: a change of the network to its end, or a hand-over of an archive. */
	public static void main(String[] arguments) throws Exception {
		BoardFiles files = new BoardFiles(Path.of(arguments[0]));
		BoardCommands commands = new BoardCommands(files, List.of());
		Path own = Path.of(arguments[1]);
		if (arguments[2].equals("network")) {
			changeNetwork(files, commands, own, Duration.parse(arguments[3]));
		}
		else {
			handOver(files, commands, Path.of(arguments[3]));
		}
	}

	private static void changeNetwork(BoardFiles files, BoardCommands commands, Path own, Duration confirm)
			throws Exception {
		NetworkProperties properties = new NetworkProperties("eth0", confirm, Duration.ofSeconds(30));
		try (BoardNetwork network = new BoardNetwork(files, commands, properties, own, (event) -> {
		})) {
			network.apply(BoardNetworkTests.STATIC);
			FakeRoot.await("the change is settled", () -> network.status().isEmpty());
		}
	}

	private static void handOver(BoardFiles files, BoardCommands commands, Path archive)
			throws IOException, CameraException {
		new BoardFirmware(files, commands, new BoardIdentity(files, commands), Duration.ofSeconds(10)).install(archive);
	}

}
