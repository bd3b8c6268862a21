package org.camerad.driver.sim;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.camerad.driver.Camera;
import org.camerad.driver.CameraEvent;
import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverSPI;
import org.camerad.driver.Video;
import org.camerad.driver.kit.DriverKit;
import org.camerad.driver.kit.Probe;

/** Tests that the simulator passes the whole conformance kit. */
class SimDriverKitTests extends DriverKit {

	private final LastCameraDriver opened = new LastCameraDriver();

	@Override
	protected DriverSPI driver() {
		return this.opened;
	}

	@Override
	protected DriverContext context(Path folder, Path card, Consumer<CameraEvent> listener) {
		return new DriverContext(Map.of("reboot-time", "1s"), folder, Optional.of(card), Clock.systemUTC(),
				Duration.ofSeconds(5), listener);
	}

	@Override
	protected Optional<Probe> probe() {
		return Optional.of(this.opened);
	}

	/** Keeps the camera that was opened last for inspection. */
	private static final class LastCameraDriver implements DriverSPI, Probe {

		private final SimDriver driver = new SimDriver();

		private Camera camera;

		@Override
		public String name() {
			return this.driver.name();
		}

		@Override
		public boolean detects() {
			return this.driver.detects();
		}

		@Override
		public Camera open(DriverContext context) throws CameraException {
			this.camera = this.driver.open(context);
			return this.camera;
		}

		@Override
		public <S> Optional<S> settings(Class<S> kind) {
			return List
				.of(this.camera.image(), this.camera.osd(), this.camera.motion(), this.camera.audio(),
						this.camera.network(), this.camera.clock())
				.stream()
				.map((part) -> ((VolatileSetting<?>) part.orElseThrow()).inEffect())
				.filter(kind::isInstance)
				.map(kind::cast)
				.findFirst();
		}

		@Override
		public Optional<Video> video(int stream) {
			return Optional.of(((SimStream) this.camera.streams().get(stream)).inEffect());
		}

	}

}
