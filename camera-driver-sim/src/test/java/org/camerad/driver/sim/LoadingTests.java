package org.camerad.driver.sim;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Tests of the encoders' libraries, each in a process of its own. */
@Timeout(180)
class LoadingTests {

	private static final List<String> CLASS_PATH = List
		.of(System.getProperty("java.class.path").split(File.pathSeparator));

	@TempDir
	Path folder;

	@Test
	void withoutEncodersTheModesAreTheDocumentsAndAllElseWorks() throws Exception {
		List<String> without = CLASS_PATH.stream().filter((entry) -> !isEncoder(entry)).toList();
		List<String> said = run(List.of(), without, List.of(), "AAC");
		assertThat(said).contains("modes 4 encoded false", "picture true", "pictures come", "G.711 come",
				"AAC fail: audio cannot be encoded: no AAC encoder is installed (the folder encoders/ beside the jar)");
		assertThat(said).filteredOn((line) -> line.contains("no encoder of live video")).hasSize(1);
	}

	/**
	 * Without a home and with a temporary folder that permits no programs, the libraries
	 * are unpacked in the data folder.
	 */
	@Test
	void unpacksInTheDataFolderIfTheTemporaryFolderPermitsNoPrograms() throws Exception {
		List<String> said = runWithoutPrograms("-Dparent=" + this.folder, "-Djava.io.tmpdir=" + mounted(),
				"-Duser.home=" + mounted());
		assertThat(said).contains("modes 4 encoded true", "G.711 come", "AAC come");
		assertThat(said).noneMatch((line) -> line.startsWith("IMPAIRED"));
	}

	@Test
	void streamsAreJpegIfTheLibrariesCannotBeLoaded() throws Exception {
		List<String> said = runWithoutPrograms("-Dencoder-dir=" + mounted());
		String problem = "live video is JPEG only, because ffmpeg's libraries cannot be loaded from " + mounted()
				+ " (";
		assertThat(said).contains("modes 4 encoded false", "picture true", "pictures come", "G.711 come");
		assertThat(said).anyMatch((line) -> line.startsWith("IMPAIRED " + problem)
				&& line.endsWith("set camera.sim.encoder-dir to a folder that is not mounted with noexec"));
		assertThat(said).filteredOn((line) -> line.endsWith("noexec") && line.contains("WARNING: " + problem))
			.hasSize(1);
	}

	/** Runs with a folder that is mounted as container engines mount {@code /tmp}. */
	private List<String> runWithoutPrograms(String... options) throws Exception {
		List<String> prefix = List.of("unshare", "-m", "sh", "-c",
				"mount -t tmpfs -o noexec none \"$0\" && exec \"$@\"", Files.createDirectories(mounted()).toString());
		List<String> probe = new ArrayList<>(prefix);
		probe.add("true");
		assumeThat(exitStatus(probe)).as("root may mount in a namespace of its own").isZero();
		return run(prefix, CLASS_PATH, List.of(options), "AAC");
	}

	private Path mounted() {
		return this.folder.resolve("mounted");
	}

	private static int exitStatus(List<String> command) throws InterruptedException {
		try {
			return new ProcessBuilder(command).start().waitFor();
		}
		catch (IOException ex) {
			return -1;
		}
	}

	private static boolean isEncoder(String entry) {
		String name = Path.of(entry).getFileName().toString();
		return name.startsWith("ffmpeg-") || name.startsWith("javacpp-");
	}

	private static List<String> run(List<String> prefix, List<String> classPath, List<String> options,
			String... arguments) throws Exception {
		List<String> command = new ArrayList<>(prefix);
		command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"));
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
