package org.camerad.driver.pi.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.camerad.driver.CameraException;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.process.Command;
import org.camerad.driver.support.process.ProcessResult;
import org.camerad.driver.support.process.ProgramFinder;

/**
 * The installed camera program and the camera that it finds.
 *
 * @param program the program's file
 * @param version the first line of its version text
 * @param sensor the configured camera
 */
record CameraProgram(Path program, String version, Sensor sensor) {

	private static final Duration TIMEOUT = Duration.ofSeconds(4);

	/**
	 * Detects the program and the camera; runs the program twice, for 4 s each at most.
	 * @throws CameraException UNAVAILABLE with what is missing and how to correct it
	 */
	static CameraProgram detect(ProgramFinder programs, VideoConfiguration configuration) throws CameraException {
		String command = configuration.command();
		Path program = programs.find(command)
			.orElseThrow(() -> CameraException
				.unavailable(command + " is not installed: apt install rpicam-apps, or set camera.pi.video.command"));
		checkTuningFile(configuration.options());
		String version = output(command(program, List.of("--version")));
		List<Sensor> sensors = Sensor.parse(output(command(program, List.of("--list-cameras"))));
		Sensor sensor = sensors.stream()
			.filter((each) -> each.number() == configuration.camera())
			.findFirst()
			.orElseThrow(() -> missing(sensors, configuration));
		if (!sensor.has(configuration.mode())) {
			throw CameraException
				.unavailable("camera " + sensor.name() + " has no mode " + configuration.mode().width() + ":"
						+ configuration.mode().height() + "; it has " + sensor.sizes() + "; set camera.pi.video.mode");
		}
		return new CameraProgram(program, version.lines().findFirst().orElse("").strip(), sensor);
	}

	private static void checkTuningFile(CameraOptions options) throws CameraException {
		if (options.tuningFile().isPresent() && !Files.isReadable(options.tuningFile().get())) {
			throw CameraException.unavailable("the tuning file " + options.tuningFile().get()
					+ " cannot be read; check camera.pi.video.tuning-file and the file's permissions");
		}
	}

	/** Returns a command whose messages have no colours. */
	static Command command(Path program, List<String> arguments) {
		List<String> words = Stream.concat(Stream.of(program.toString()), arguments.stream()).toList();
		return new Command(words, Map.of("LIBCAMERA_LOG_NO_COLOR", "1"));
	}

	private static CameraException missing(List<Sensor> sensors, VideoConfiguration configuration) {
		if (sensors.isEmpty()) {
			return CameraException.unavailable(configuration.command()
					+ " finds no camera; check the ribbon cable and camera_auto_detect in /boot/firmware/config.txt");
		}
		return CameraException.unavailable("camera " + configuration.camera() + " does not exist; the program lists "
				+ sensors.stream().map((sensor) -> sensor.number() + " (" + sensor.name() + ")").toList()
				+ "; set camera.pi.video.camera");
	}

	private static String output(Command command) throws CameraException {
		try {
			ProcessResult outcome = command.run(TIMEOUT);
			if (outcome.isSuccess()) {
				return outcome.output();
			}
			throw CameraException.unavailable(String.join(" ", command.words()) + " failed: " + outcome.complaint());
		}
		catch (IOException ex) {
			throw CameraException.unavailable(command.words().get(0) + " failed: " + Reason.of(ex), ex);
		}
	}

}
