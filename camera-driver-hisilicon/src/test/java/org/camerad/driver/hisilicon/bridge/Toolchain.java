package org.camerad.driver.hisilicon.bridge;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** The machines that bridge and fake libraries are built for and run on. */
enum Toolchain {

	/** This machine, with AddressSanitizer. */
	SANITIZED("gcc", "-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all", List.of()),
	/** 32-bit soft-float ARM, as the boards are. */
	ARM("arm-linux-gnueabi-gcc", "-O2 -marm -march=armv7-a", Qemu.RUNNER);

	private static final Map<Toolchain, Path> BUILT = new ConcurrentHashMap<>();

	private final String compiler;

	private final String flags;

	private final List<String> runner;

	Toolchain(String compiler, String flags, List<String> runner) {
		this.compiler = compiler;
		this.flags = flags;
		this.runner = runner;
	}

	/** Returns the folder of the bridge and the fake libraries. */
	Path built() {
		return BUILT.computeIfAbsent(this, Toolchain::build);
	}

	private Path build() {
		try {
			Path folder = Files
				.createDirectories(Path.of("target", "native", name().toLowerCase(Locale.ROOT)).toAbsolutePath());
			// Another process of the same test run may be building.
			try (FileChannel lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE)) {
				lock.lock();
				make("src/main/native", folder);
				make("src/test/native", folder);
			}
			return folder;
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(
					this.compiler + " or make is missing: script/test installs what the tests need", ex);
		}
	}

	private void make(String sources, Path folder) throws IOException, InterruptedException {
		Process make = new ProcessBuilder("make", "-s", "-C", sources, "CC=" + this.compiler, "CFLAGS=" + this.flags,
				"BUILD=" + folder)
			.redirectErrorStream(true)
			.start();
		String output = new String(make.getInputStream().readAllBytes());
		assertThat(make.waitFor(5, TimeUnit.MINUTES)).isTrue();
		assertThat(make.exitValue()).as(output).isZero();
	}

	/** Returns the command that runs the bridge. */
	List<String> command(Path socket, int seconds) {
		List<String> command = new ArrayList<>(this.runner);
		command.addAll(List.of(built().resolve("camerad-bridge").toString(), "-s", socket.toString(), "-l",
				built().toString(), "-t", String.valueOf(seconds)));
		return command;
	}

	/** A holder, because the constants of an enum are initialised before its fields. */
	private static final class Qemu {

		static final List<String> RUNNER = List.of("qemu-arm-static", "-L", "/usr/arm-linux-gnueabi");

	}

}
