package org.camerad.driver.sim;

import java.util.Map;
import java.util.Optional;

import org.camerad.driver.AudioControl;
import org.camerad.driver.AudioFrame;
import org.camerad.driver.Camera;
import org.camerad.driver.ClockControl;
import org.camerad.driver.Maintenance;
import org.camerad.driver.Ptz;
import org.camerad.driver.Storage;

/** Drivers whose streams are all right. */
final class BrokenParts {

	private BrokenParts() {
	}

	static class Overwriting extends Altered {

		@Override
		Camera alter(Camera camera) {
			Storage card = camera.storage().orElseThrow();
			return part(camera, "storage", but(Storage.class, card, "write", (arguments) -> {
				String name = (String) arguments[0];
				card.delete(name);
				card.write(name, (byte[]) arguments[1]);
				return null;
			}));
		}

	}

	static class WithoutOsd extends Altered {

		@Override
		Camera alter(Camera camera) {
			return part(camera, "osd", null);
		}

	}

	static class WithoutOsdForAReason extends WithoutOsd {

		@Override
		protected Map<String, String> lacks() {
			return Map.of("osd", "this sensor has no overlay");
		}

	}

	static class WithListedOsd extends WithoutOsdForAReason {

		@Override
		Camera alter(Camera camera) {
			return camera;
		}

	}

	static class MicrophoneWithoutTime extends Altered {

		@Override
		Camera alter(Camera camera) {
			AudioControl audio = camera.audio().orElseThrow();
			return part(camera, "audio", but(AudioControl.class, audio, "frames",
					(none) -> Optional.of(mapped(audio.frames().orElseThrow(), MicrophoneWithoutTime::wrong))));
		}

		private static AudioFrame wrong(AudioFrame frame) {
			return new AudioFrame(frame.codec(), frame.sampleRate(), frame.data(), 1);
		}

	}

	static class Unstoppable extends Altered {

		@Override
		Camera alter(Camera camera) {
			return part(camera, "ptz", but(Ptz.class, camera.ptz().orElseThrow(), "stop", (none) -> null));
		}

	}

	static class UnsettableClock extends Altered {

		@Override
		Camera alter(Camera camera) {
			return part(camera, "clock", but(ClockControl.class, camera.clock().orElseThrow(), "set", (time) -> null));
		}

	}

	static class Unforgetting extends Altered {

		@Override
		Camera alter(Camera camera) {
			return part(camera, "maintenance",
					but(Maintenance.class, camera.maintenance().orElseThrow(), "factoryReset", (keepNetwork) -> null));
		}

	}

}
