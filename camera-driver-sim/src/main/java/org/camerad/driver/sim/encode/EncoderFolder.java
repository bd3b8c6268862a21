package org.camerad.driver.sim.encode;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.camerad.driver.support.failure.Reason;

/**
 * The folder into which JavaCPP unpacks ffmpeg's libraries. Libraries cannot be loaded
 * from a file system that is mounted with {@code noexec}, as container engines often
 * mount the temporary folder.
 */
public final class EncoderFolder {

	/** JavaCPP's property for this folder. */
	private static final String PROPERTY = "org.bytedeco.javacpp.cachedir";

	private static final int PROBE_SECONDS = 2;

	private static final Logger logger = System.getLogger(EncoderFolder.class.getName());

	private EncoderFolder() {
	}

	/**
	 * Chooses the folder, before anything is unpacked. The first call in a process
	 * decides.
	 * @param configured the folder that the operator has configured
	 * @param data a folder for the driver's data, used if programs can be executed
	 * neither in JavaCPP's folder below the home nor in the one below the temporary
	 * folder
	 */
	public static synchronized void choose(Optional<Path> configured, Path data) {
		if (System.getProperty(PROPERTY) == null && Encoders.found() != Encoders.NONE) {
			System.setProperty(PROPERTY, configured.orElseGet(() -> usable(data)).toString());
		}
	}

	/** Returns the chosen folder. */
	static String chosen() {
		return System.getProperty(PROPERTY, "");
	}

	private static Path usable(Path data) {
		List<Path> folders = List.of(Path.of(System.getProperty("user.home"), ".javacpp", "cache"),
				Path.of(System.getProperty("java.io.tmpdir"), ".javacpp-" + System.getProperty("user.name"), "cache"),
				data.toAbsolutePath().resolve("encoders"));
		return folders.stream().filter(EncoderFolder::canExecute).findFirst().orElse(folders.get(0));
	}

	/** Returns whether a program in a folder can be executed, by trying it. */
	private static boolean canExecute(Path folder) {
		try {
			Files.createDirectories(folder);
			Path program = Files.createTempFile(folder, "probe", ".sh");
			try {
				Files.write(program, "#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII));
				return program.toFile().setExecutable(true) && run(program);
			}
			finally {
				Files.delete(program);
			}
		}
		catch (IOException ex) {
			logger.log(Level.DEBUG, "programs cannot be executed in {0}: {1}", folder, Reason.of(ex));
			return false;
		}
	}

	private static boolean run(Path program) throws IOException {
		Process process = new ProcessBuilder(program.toString()).start();
		try {
			return process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			process.destroyForcibly();
		}
	}

}
