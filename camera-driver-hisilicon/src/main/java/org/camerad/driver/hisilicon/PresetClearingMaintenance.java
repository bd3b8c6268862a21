package org.camerad.driver.hisilicon;

import org.camerad.driver.CameraException;
import org.camerad.driver.Maintenance;
import org.camerad.driver.hisilicon.ptz.BoardPtz;

/**
 * The board's maintenance where a head has presets: a factory reset forgets them too.
 *
 * @param board the board's own
 * @param ptz the head
 */
record PresetClearingMaintenance(Maintenance board, BoardPtz ptz) implements Maintenance {

	@Override
	public void reboot() throws CameraException {
		this.board.reboot();
	}

	@Override
	public void factoryReset(boolean keepNetwork) throws CameraException {
		this.ptz.clearPresets();
		this.board.factoryReset(keepNetwork);
	}

}
