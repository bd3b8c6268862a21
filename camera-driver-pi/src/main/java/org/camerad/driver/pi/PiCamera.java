package org.camerad.driver.pi;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.camerad.driver.AudioControl;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraEvent;
import org.camerad.driver.Control;
import org.camerad.driver.DeviceInfo;
import org.camerad.driver.DriverContext;
import org.camerad.driver.Firmware;
import org.camerad.driver.Image;
import org.camerad.driver.MotionControl;
import org.camerad.driver.Osd;
import org.camerad.driver.PartStatus;
import org.camerad.driver.VideoStream;
import org.camerad.driver.pi.audio.PiAudio;
import org.camerad.driver.pi.firmware.PiFirmware;
import org.camerad.driver.pi.firmware.Restart;
import org.camerad.driver.pi.gpio.Header;
import org.camerad.driver.pi.video.LightMeter;
import org.camerad.driver.pi.video.PiMotion;
import org.camerad.driver.pi.video.PiVideo;

/** A Raspberry Pi: its parts and their life. */
final class PiCamera implements Camera {

	private static final Path VIDEO_DEVICES = Path.of("/sys/class/video4linux");

	private final DeviceInfo info;

	private final PiVideo video;

	private final LightMeter light;

	private final Optional<Header> header;

	private final PiMotion motion;

	private final Optional<PiAudio> audio;

	private final Optional<PiFirmware> firmware;

	private final Control<Image> image;

	private final Control<Osd> osd;

	private final AtomicBoolean closed = new AtomicBoolean();

	PiCamera(PiConfiguration configuration, DriverContext context) {
		this.info = Board.info(Path.of("/"));
		this.video = PiVideo.open(configuration.video(), configuration.programs(),
				new PiVideo.Surroundings(context.timeLimit().multipliedBy(4).dividedBy(5),
						() -> LocalDateTime.ofInstant(context.clock().instant(), ZoneOffset.UTC), VIDEO_DEVICES));
		this.light = new LightMeter(this.video);
		this.header = Header.open(configuration.gpio(), new Header.Surroundings(this.light::light, this::isHealthy,
				this.video::night, () -> context.listener().accept(new CameraEvent.ResetRequested())));
		this.motion = new PiMotion(this.video, context.clock()::instant,
				() -> this.header.map(Header::isNight).orElse(false));
		this.audio = configuration.audio()
			.map((card) -> new PiAudio(card, configuration.programs(), this.video.ffmpeg(" aac ")));
		this.firmware = configuration.updater()
			.map((updater) -> new PiFirmware(updater, configuration.programs(), context.folder(),
					context.timeLimit().dividedBy(2), new Restart(configuration.programs())));
		this.image = this.video.image();
		this.osd = this.video.overlay();
	}

	@Override
	public DeviceInfo info() {
		return this.info;
	}

	@Override
	public List<VideoStream> streams() {
		return this.video.streams();
	}

	@Override
	public Optional<Control<Image>> image() {
		return Optional.of(this.image);
	}

	@Override
	public Optional<Control<Osd>> osd() {
		return Optional.of(this.osd);
	}

	@Override
	public Optional<MotionControl> motion() {
		return Optional.of(this.motion);
	}

	@Override
	public Optional<AudioControl> audio() {
		return this.audio.map(AudioControl.class::cast);
	}

	@Override
	public Optional<Firmware> firmware() {
		return this.firmware.map(Firmware.class::cast);
	}

	@Override
	public List<PartStatus> status() {
		List<PartStatus> status = new ArrayList<>(this.video.status());
		this.header.map(Header::status).ifPresent(status::add);
		this.audio.map(PiAudio::status).ifPresent(status::add);
		this.firmware.map(PiFirmware::status).ifPresent(status::add);
		return status;
	}

	private boolean isHealthy() {
		return this.video.status().stream().noneMatch((part) -> part.state() == PartStatus.State.FAILED);
	}

	@Override
	public void close() {
		if (this.closed.compareAndSet(false, true)) {
			this.header.ifPresent(Header::close);
			this.light.close();
			this.audio.ifPresent(PiAudio::close);
			this.firmware.ifPresent(PiFirmware::close);
			this.motion.close();
			this.video.close();
		}
	}

}
