package org.camerad.driver.pi.ptz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.pelcod.ByteLine;
import org.camerad.driver.support.pelcod.HalfDuplexRs485Line;
import org.camerad.driver.support.pelcod.LineDirection;
import org.camerad.driver.support.pelcod.PelcoDHead;
import org.camerad.driver.support.pelcod.PresetTable;
import org.camerad.driver.support.pelcod.PresetTrackingPtz;

/** A factory of PTZ heads on serial ports of the board. */
public final class SerialPtz {

	private SerialPtz() {
	}

	/**
	 * Opens a Pelco-D head on a serial port; returns at once, even if the port does not
	 * exist yet.
	 * @param folder the driver's folder, which holds the list of stored presets
	 * @param direction the switch of the line's direction; empty if the adapter switches
	 * it
	 * @throws CameraException UNAVAILABLE if the stored presets cannot be read
	 */
	public static PresetTrackingPtz open(PtzConfiguration configuration, Path folder, Optional<LineDirection> direction)
			throws CameraException {
		return open(configuration, folder, direction, PortLock.FOLDER);
	}

	static PresetTrackingPtz open(PtzConfiguration configuration, Path folder, Optional<LineDirection> direction,
			Path lockFolder) throws CameraException {
		try {
			PresetTable presets = new PresetTable(folder.resolve("ptz-presets"), configuration.settings().presets());
			int baudRate = configuration.settings().baudRate();
			SerialLineOpener port = new SerialLineOpener(configuration.port(), baudRate, lockFolder);
			ByteLine.Opener opener = direction.<ByteLine.Opener>map(
					(switched) -> () -> new HalfDuplexRs485Line(port.open(), switched, baudRate))
				.orElse(port);
			return new PresetTrackingPtz(new PelcoDHead(configuration.settings(), opener), presets);
		}
		catch (IOException ex) {
			throw CameraException.unavailable("the stored PTZ presets cannot be read: " + Reason.of(ex), ex);
		}
	}

}
