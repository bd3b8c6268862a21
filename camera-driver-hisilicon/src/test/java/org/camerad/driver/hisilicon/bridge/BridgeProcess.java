package org.camerad.driver.hisilicon.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** A bridge process on fake libraries, with their recorded calls and their faults. */
final class BridgeProcess implements AutoCloseable {

	/** A call into a library. */
	record Call(String name, int number, byte[] bytes) {
	}

	private final Toolchain toolchain;

	private final Path folder;

	/** Longer than a loaded machine delays a call that does not hang. */
	private int callSeconds = 60;

	private @Nullable Process process;

	BridgeProcess(Toolchain toolchain, Path folder) throws IOException {
		this.toolchain = toolchain;
		this.folder = folder;
		Files.createFile(folder.resolve("journal"));
		control();
	}

	Path socket() {
		return this.folder.resolve("bridge");
	}

	/** Makes the libraries misbehave from their next call on. */
	void control(String... lines) throws IOException {
		Path fresh = this.folder.resolve("control.new");
		Files.write(fresh, List.of(lines));
		Files.move(fresh, this.folder.resolve("control"), StandardCopyOption.ATOMIC_MOVE);
	}

	/** Sets the time limit of a library call for the next start, in seconds. */
	void callSeconds(int seconds) {
		this.callSeconds = seconds;
	}

	/** Starts the bridge and waits until it listens. */
	BridgeProcess start() throws IOException, InterruptedException {
		long listening = listening();
		Process started = launch();
		while (started.isAlive() && listening() == listening) {
			TimeUnit.MILLISECONDS.sleep(5);
		}
		assertThat(started.isAlive()).as(output()).isTrue();
		return this;
	}

	private long listening() throws IOException {
		return Files.exists(this.folder.resolve("output"))
				? output().lines().filter((line) -> line.contains("listening at")).count() : 0;
	}

	/** Starts a bridge that must refuse and returns its exit code. */
	int startRefused() throws IOException, InterruptedException {
		return end(launch());
	}

	private Process launch() throws IOException {
		ProcessBuilder builder = new ProcessBuilder(this.toolchain.command(socket(), this.callSeconds));
		builder.environment().put("FAKE_JOURNAL", this.folder.resolve("journal").toString());
		builder.environment().put("FAKE_CONTROL", this.folder.resolve("control").toString());
		builder.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(this.folder.resolve("output").toFile()));
		Process started = builder.start();
		this.process = started;
		return started;
	}

	private static int end(Process process) throws InterruptedException {
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		return process.exitValue();
	}

	/** Waits until the bridge ends by itself and returns its exit code. */
	int awaitEnd() throws InterruptedException {
		return end(running());
	}

	/** Ends the bridge with SIGTERM, as an init script does. */
	int terminate() throws InterruptedException {
		running().destroy();
		return awaitEnd();
	}

	/** Kills the bridge; the file of its socket stays. */
	void kill() throws InterruptedException {
		running().destroyForcibly();
		awaitEnd();
	}

	boolean isAlive() {
		return running().isAlive();
	}

	private Process running() {
		return Objects.requireNonNull(this.process);
	}

	String output() throws IOException {
		return Files.readString(this.folder.resolve("output"));
	}

	List<Call> journal() throws IOException {
		return Files.readAllLines(this.folder.resolve("journal")).stream().map(BridgeProcess::call).toList();
	}

	private static Call call(String line) {
		int bytes = line.lastIndexOf(' ');
		int number = line.lastIndexOf(' ', bytes - 1);
		return new Call(line.substring(0, number), Integer.parseInt(line.substring(number + 1, bytes)),
				HexFormat.of().parseHex(line.substring(bytes + 1)));
	}

	/** Returns the names of calls with a prefix, in their order. */
	List<String> calls(String beginning) throws IOException {
		return journal().stream().map(Call::name).filter((name) -> name.startsWith(beginning)).toList();
	}

	Call last(String name) throws IOException {
		return journal().stream().filter((call) -> call.name().equals(name)).reduce((a, b) -> b).orElseThrow();
	}

	@Override
	public void close() {
		if (this.process != null) {
			this.process.destroyForcibly().onExit().join();
		}
	}

}
