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

/** Drivers with one broken part and correct streams. */
final class BrokenParts {

	private BrokenParts() {
	}

	static class Overwriting extends AlteredDriver {

		@Override
		Camera alter(Camera camera) {
			Storage card = camera.storage().orElseThrow();
			return part(camera, "storage", override(Storage.class, card, "write", (arguments) -> {
				String name = (String) arguments[0];
				card.delete(name);
				card.write(name, (byte[]) arguments[1]);
				return null;
			}));
		}

	}

	static class WithoutOsd extends AlteredDriver {

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

	static class MicrophoneWithoutTime extends AlteredDriver {

		@Override
		Camera alter(Camera camera) {
			AudioControl audio = camera.audio().orElseThrow();
			return part(camera, "audio", override(AudioControl.class, audio, "frames",
					(none) -> Optional.of(mapped(audio.frames().orElseThrow(), MicrophoneWithoutTime::withoutTime))));
		}

		private static AudioFrame withoutTime(AudioFrame frame) {
			return new AudioFrame(frame.codec(), frame.sampleRate(), frame.data(), 1);
		}

	}

	static class Unstoppable extends AlteredDriver {

		@Override
		Camera alter(Camera camera) {
			return part(camera, "ptz", override(Ptz.class, camera.ptz().orElseThrow(), "stop", (none) -> null));
		}

	}

	static class UnsettableClock extends AlteredDriver {

		@Override
		Camera alter(Camera camera) {
			return part(camera, "clock",
					override(ClockControl.class, camera.clock().orElseThrow(), "set", (time) -> null));
		}

	}

	static class KeepingAtFactoryReset extends AlteredDriver {

		@Override
		Camera alter(Camera camera) {
			return part(camera, "maintenance", override(Maintenance.class, camera.maintenance().orElseThrow(),
					"factoryReset", (keepNetwork) -> null));
		}

	}

}
