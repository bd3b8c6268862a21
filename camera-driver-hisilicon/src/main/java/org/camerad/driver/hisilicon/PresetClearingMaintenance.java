package org.camerad.driver.hisilicon;

import org.camerad.driver.CameraException;
import org.camerad.driver.Maintenance;
import org.camerad.driver.hisilicon.ptz.BoardPtz;

/**
 * Maintenance of a board with a PTZ head. A factory reset also clears the presets.
 *
 * @param board the maintenance of the board
 * @param ptz the PTZ head
 */
record PresetClearingMaintenance(Maintenance board, BoardPtz ptz) implements Maintenance {

	@Override
	public void reboot() throws CameraException {
		this.board.reboot();
	}

	@Override
	public void factoryReset(boolean keepNetwork) throws CameraException {
		// The board may refuse, and then nothing changes.
		this.board.factoryReset(keepNetwork);
		this.ptz.clearPresets();
	}

}
