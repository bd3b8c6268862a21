package org.camerad.driver.sim;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks which classes a separate process loads. */
@Timeout(180)
class LoadingTests {

	private static final List<String> CLASS_PATH = List
		.of(System.getProperty("java.class.path").split(File.pathSeparator));

	@Test
	void nothingOfTheEncodersIsLoadedBeforeSomebodyWatchesEncodedVideo() throws Exception {
		List<String> said = run(CLASS_PATH, List.of("-Xlog:class+load:stdout"));
		assertThat(said).contains("modes 4 encoded true", "picture true", "pictures come", "G.711 come");
		assertThat(said).anyMatch((line) -> line.contains("org.camerad.driver.sim.encode.Encoders"));
		assertThat(said).noneMatch((line) -> line.contains("org.bytedeco"));
	}

	@Test
	void withoutEncodersTheModesAreTheDocumentsAndAllElseWorks() throws Exception {
		List<String> without = CLASS_PATH.stream().filter((entry) -> !isEncoder(entry)).toList();
		List<String> said = run(without, List.of(), "AAC");
		assertThat(said).contains("modes 4 encoded false", "picture true", "pictures come", "G.711 come",
				"AAC fail: audio cannot be encoded: no AAC encoder is installed (the folder encoders/ beside the jar)");
		assertThat(said).filteredOn((line) -> line.contains("no encoder of live video")).hasSize(1);
	}

	private static boolean isEncoder(String entry) {
		String name = Path.of(entry).getFileName().toString();
		return name.startsWith("ffmpeg-") || name.startsWith("javacpp-");
	}

	private static List<String> run(List<String> classPath, List<String> options, String... arguments)
			throws Exception {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"));
		command.addAll(options);
		command.addAll(List.of("-cp", classPath.stream().collect(Collectors.joining(File.pathSeparator)),
				SimulatorProgram.class.getName()));
		command.addAll(Arrays.asList(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(said).isZero();
		return said.lines().toList();
	}

}
