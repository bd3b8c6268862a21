package org.camerad.driver.pi.video;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.support.process.Command;
import org.camerad.driver.support.process.ProcessResult;
import org.camerad.driver.support.process.ProgramFinder;

/**
 * The installed tool and the camera that it sees, both by its own account.
 *
 * @param program the tool's file
 * @param version what it says of its build
 * @param sensor the chosen camera
 */
record CameraProgram(Path program, String version, Sensor sensor) {

	private static final Duration TIMEOUT = Duration.ofSeconds(4);

	/**
	 * Asks the tool.
	 * @throws CameraException UNAVAILABLE with what is missing and how to mend it
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
					+ " sees no camera: check the ribbon cable and camera_auto_detect in /boot/firmware/config.txt");
		}
		return CameraException.unavailable("there is no camera " + configuration.camera() + ", but "
				+ sensors.stream().map((sensor) -> sensor.number() + " (" + sensor.name() + ")").toList()
				+ ": set camera.pi.video.camera");
	}

	private static String output(Command command) throws CameraException {
		try {
			ProcessResult outcome = command.run(TIMEOUT);
			if (outcome.isSuccess()) {
				return outcome.output();
			}
			throw CameraException.unavailable(String.join(" ", command.words()) + " fails: " + outcome.complaint());
		}
		catch (IOException ex) {
			throw CameraException.unavailable(command.words().get(0) + ": " + ex.getMessage(), ex);
		}
	}

}
