package org.camerad.driver.hisilicon.ptz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.hisilicon.board.BoardCommands;
import org.camerad.driver.hisilicon.board.BoardFiles;
import org.camerad.driver.hisilicon.board.Gpio;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.pelcod.ByteLine;
import org.camerad.driver.support.pelcod.HalfDuplexRs485Line;
import org.camerad.driver.support.pelcod.PelcoDHead;
import org.camerad.driver.support.pelcod.PresetTable;
import org.camerad.driver.support.pelcod.PresetTrackingPtz;

/** A factory for the configured PTZ head. */
public final class BoardPtzFactory {

	/** Serial ports are opened in the root that this service runs in. */
	private static final BoardCommands SERVICE_COMMANDS = new BoardCommands(new BoardFiles(Path.of("/")), List.of());

	private BoardPtzFactory() {
	}

	/**
	 * Opens the head. Returns at once, even if the hardware is missing.
	 * @param board the programs of the board
	 * @param gpio the pins of the board, for the direction of an RS-485 line
	 * @param folder the driver's folder, which keeps the presets
	 * @throws CameraException UNAVAILABLE if the presets cannot be read
	 */
	public static BoardPtz open(PtzProperties properties, BoardCommands board, Gpio gpio, Path folder)
			throws CameraException {
		try {
			return (properties.kind() == PtzProperties.Kind.PELCO_D) ? pelcoD(properties, gpio, folder)
					: new MotorPtz(properties.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
							motors(properties, board, gpio), new StepPresets(folder.resolve("ptz-places")));
		}
		catch (IOException ex) {
			throw CameraException.unavailable("the PTZ presets cannot be read: " + Reason.of(ex), ex);
		}
	}

	private static BoardPtz pelcoD(PtzProperties properties, Gpio gpio, Path folder) throws IOException {
		PresetTable presets = new PresetTable(folder.resolve("ptz-presets"), properties.settings().presets());
		ByteLine.Opener line = line(properties, gpio, properties.settings().baudRate());
		return new SerialPtz(new PresetTrackingPtz(new PelcoDHead(properties.settings(), line), presets));
	}

	private static Motors motors(PtzProperties properties, BoardCommands board, Gpio gpio) {
		return switch (properties.kind()) {
			case XM_UART -> new XmUartMotors(line(properties, gpio, XmUartMotors.BAUD_RATE), properties.directions());
			case GPIO_MOTORS -> new GpioMotors(board, properties.directions(), properties.travel());
			case XM_KMOTOR -> new XmKernelMotors(board, properties.directions());
			case CAMHI_MOTOR -> new LensMotors(board);
			case PELCO_D -> throw new IllegalArgumentException("a Pelco-D head has no motors here");
		};
	}

	private static ByteLine.Opener line(PtzProperties properties, Gpio gpio, int baudRate) {
		ByteLine.Opener port = new TtyLineOpener(SERVICE_COMMANDS, properties.port(), baudRate);
		Optional<Integer> pin = properties.directionPin();
		return pin.isEmpty() ? port
				: () -> new HalfDuplexRs485Line(port.open(), (sending) -> gpio.drive(pin.get(), sending), baudRate);
	}

}
