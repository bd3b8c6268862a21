package org.camerad.driver.sim;

import java.util.List;
import java.util.Optional;

import org.camerad.driver.AudioControl;
import org.camerad.driver.Camera;
import org.camerad.driver.ClockControl;
import org.camerad.driver.Control;
import org.camerad.driver.DeviceInfo;
import org.camerad.driver.Firmware;
import org.camerad.driver.Image;
import org.camerad.driver.Maintenance;
import org.camerad.driver.MotionControl;
import org.camerad.driver.NetworkControl;
import org.camerad.driver.Osd;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Ptz;
import org.camerad.driver.Storage;
import org.camerad.driver.VideoStream;

/** A camera that is another one, for tests that alter a part of it. */
class DelegatingCamera implements Camera {

	private final Camera camera;

	DelegatingCamera(Camera camera) {
		this.camera = camera;
	}

	@Override
	public DeviceInfo info() {
		return this.camera.info();
	}

	@Override
	public List<VideoStream> streams() {
		return this.camera.streams();
	}

	@Override
	public Optional<Control<Image>> image() {
		return this.camera.image();
	}

	@Override
	public Optional<Control<Osd>> osd() {
		return this.camera.osd();
	}

	@Override
	public Optional<MotionControl> motion() {
		return this.camera.motion();
	}

	@Override
	public Optional<AudioControl> audio() {
		return this.camera.audio();
	}

	@Override
	public Optional<Ptz> ptz() {
		return this.camera.ptz();
	}

	@Override
	public Optional<Storage> storage() {
		return this.camera.storage();
	}

	@Override
	public Optional<NetworkControl> network() {
		return this.camera.network();
	}

	@Override
	public Optional<ClockControl> clock() {
		return this.camera.clock();
	}

	@Override
	public Optional<Maintenance> maintenance() {
		return this.camera.maintenance();
	}

	@Override
	public Optional<Firmware> firmware() {
		return this.camera.firmware();
	}

	@Override
	public List<PartStatus> status() {
		return this.camera.status();
	}

	@Override
	public void close() {
		this.camera.close();
	}

}
