package org.camerad.driver.hisilicon;

import java.util.List;
import java.util.Optional;

import org.camerad.driver.AudioControl;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.Control;
import org.camerad.driver.DeviceInfo;
import org.camerad.driver.DriverContext;
import org.camerad.driver.Image;
import org.camerad.driver.MotionControl;
import org.camerad.driver.Osd;
import org.camerad.driver.PartStatus;
import org.camerad.driver.VideoStream;
import org.camerad.driver.hisilicon.streamer.StreamerParts;

/** A board, or a gateway beside one: the streamer's parts and the board's. */
final class HiSiliconCamera implements Camera {

	private final StreamerParts streamer;

	private final DeviceInfo info;

	HiSiliconCamera(HiSiliconConfiguration configuration, DriverContext context) throws CameraException {
		this.streamer = StreamerParts.open(configuration.streamer(), Optional.empty(), context.clock(),
				context.listener());
		this.info = this.streamer.info(configuration.model().orElse("OpenIPC"),
				configuration.serialNumber().orElse(configuration.streamer().url().getAuthority()));
	}

	@Override
	public DeviceInfo info() {
		return this.info;
	}

	@Override
	public List<VideoStream> streams() {
		return this.streamer.streams();
	}

	@Override
	public Optional<Control<Image>> image() {
		return this.streamer.image();
	}

	@Override
	public Optional<Control<Osd>> osd() {
		return this.streamer.osd();
	}

	@Override
	public Optional<MotionControl> motion() {
		return this.streamer.motion();
	}

	@Override
	public Optional<AudioControl> audio() {
		return this.streamer.audio();
	}

	@Override
	public List<PartStatus> status() {
		return this.streamer.status();
	}

	@Override
	public void close() {
		this.streamer.close();
	}

}
