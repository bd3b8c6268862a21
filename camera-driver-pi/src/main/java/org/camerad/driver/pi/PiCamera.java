package org.camerad.driver.pi;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.camerad.driver.Camera;
import org.camerad.driver.Control;
import org.camerad.driver.DeviceInfo;
import org.camerad.driver.DriverContext;
import org.camerad.driver.Image;
import org.camerad.driver.Osd;
import org.camerad.driver.PartStatus;
import org.camerad.driver.VideoStream;
import org.camerad.driver.pi.video.PiVideo;

/** A Raspberry Pi: its parts and their life. */
final class PiCamera implements Camera {

	private static final Path VIDEO_DEVICES = Path.of("/sys/class/video4linux");

	private final DeviceInfo info;

	private final PiVideo video;

	private final Control<Image> image;

	private final Control<Osd> osd;

	private final AtomicBoolean closed = new AtomicBoolean();

	PiCamera(PiConfiguration configuration, DriverContext context) {
		this.info = Board.info(Path.of("/"));
		this.video = PiVideo.open(configuration.video(), configuration.programs(),
				new PiVideo.Surroundings(context.timeLimit().multipliedBy(4).dividedBy(5),
						() -> LocalDateTime.ofInstant(context.clock().instant(), ZoneOffset.UTC), VIDEO_DEVICES));
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
	public List<PartStatus> status() {
		return new ArrayList<>(this.video.status());
	}

	@Override
	public void close() {
		if (this.closed.compareAndSet(false, true)) {
			this.video.close();
		}
	}

}
