package org.camerad.driver.pi.video;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
		String version = output(Command.of(program, "--version"));
		List<Sensor> sensors = Sensor.parse(output(Command.of(program, "--list-cameras")));
		Optional<Sensor> sensor = sensors.stream()
			.filter((each) -> each.number() == configuration.camera())
			.findFirst();
		return new CameraProgram(program, version.lines().findFirst().orElse("").strip(),
				sensor.orElseThrow(() -> missing(sensors, configuration)));
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
