package org.camerad.driver.hisilicon.streamer;

import java.time.Duration;

import org.camerad.driver.CameraException;
import org.camerad.driver.Maintenance;

/**
 * Reboots the board behind a gateway through its web interface. The board's stored
 * configuration is its owner's, so that a factory reset erases nothing here.
 *
 * @param streamer the streamer of the board
 * @param path the path of the web interface that reboots the board
 * @param monitor the monitor, which notices the end of the reboot
 */
record WebMaintenance(Streamer streamer, String path, StreamerMonitor monitor) implements Maintenance {

	private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(3);

	private static final int MAX_REDIRECT = 399;

	@Override
	public void reboot() throws CameraException {
		try {
			require(this.streamer.http().get(this.path, REQUEST_TIMEOUT, StreamerHttp.MAX_DOCUMENT_BYTES));
		}
		catch (CameraException ex) {
			if (!StreamerHttp.isTimeout(ex)) {
				throw ex;
			}
			// A board that reboots may not complete its response.
		}
		this.monitor.beginReboot();
	}

	private void require(StreamerResponse response) throws CameraException {
		if (response.status() == StreamerResponse.NOT_FOUND) {
			throw CameraException.refused("the web interface of the board has no " + this.path
					+ ": set camera.hisilicon.streamer.reboot-path to the path of its button");
		}
		if (response.status() > MAX_REDIRECT) {
			throw CameraException.unavailable(response.problem());
		}
	}

	@Override
	public void factoryReset(boolean keepNetwork) throws CameraException {
		this.streamer.http();
	}

	@Override
	public boolean resetsConfiguration() {
		return false;
	}

}
