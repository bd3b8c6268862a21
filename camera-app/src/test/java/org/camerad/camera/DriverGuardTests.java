package org.camerad.camera;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.DeviceInfo;
import org.camerad.driver.Maintenance;
import org.camerad.driver.PartStatus;
import org.camerad.driver.VideoStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A driver may throw anything, and return null. */
class DriverGuardTests {

	static List<Throwable> anything() {
		return List.of(new IllegalStateException("x"), new NoClassDefFoundError("x"), new StackOverflowError("x"),
				new OutOfMemoryError("x"), new AssertionError("x"), new IOException("x"), new InterruptedException("x"),
				new Throwable("x"));
	}

	@ParameterizedTest
	@MethodSource("anything")
	void whateverADriverThrowsIsAFailureThatCallersExpect(Throwable thrown) throws Exception {
		Camera camera = DriverGuard.guard(new Broken(thrown));
		assertThatExceptionOfType(CameraFailure.class).isThrownBy(camera::info)
			.withMessageContaining("Camera.info", thrown.toString())
			.matches((ex) -> ex.kind() == CameraFailure.Kind.UNAVAILABLE);
		assertThatExceptionOfType(CameraFailure.class).isThrownBy(camera::close);
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> camera.maintenance().orElseThrow().reboot())
			.withMessageContaining("Maintenance.reboot")
			.matches((ex) -> ex.kind() == CameraException.Kind.UNAVAILABLE);
		try (TimeLimitedExecutor executor = new TimeLimitedExecutor("control", java.time.Duration.ofSeconds(30))) {
			assertThatExceptionOfType(CameraException.class).isThrownBy(() -> executor.call(camera::info));
			assertThatExceptionOfType(CameraException.class).isThrownBy(() -> executor.call(() -> sneak(thrown)));
		}
	}

	@Test
	void nullIsAFailureAndWhatADriverMeansPasses() throws Exception {
		Camera camera = DriverGuard.guard(new Broken(CameraException.refused("no")));
		assertThatExceptionOfType(CameraFailure.class).isThrownBy(camera::streams).withMessageContaining("null");
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> camera.maintenance().orElseThrow().reboot())
			.withMessage("no")
			.matches((ex) -> ex.kind() == CameraException.Kind.REFUSED);
		assertThat(camera.status()).containsExactly(new PartStatus("x", PartStatus.State.WORKING, "y"));
		assertThat(camera.ptz()).isEmpty();
		assertThat(camera.maintenance()).isEqualTo(camera.maintenance());
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> DriverGuard.guard(null));
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> DeviceInfo sneak(Throwable thrown) throws T {
		throw (T) thrown;
	}

	private record Broken(Throwable thrown) implements Camera {

		@Override
		public DeviceInfo info() {
			return DriverGuardTests.<RuntimeException>sneak(this.thrown);
		}

		@Override
		@SuppressWarnings("NullAway")
		public List<VideoStream> streams() {
			return null;
		}

		@Override
		public List<PartStatus> status() {
			return List.of(new PartStatus("x", PartStatus.State.WORKING, "y"));
		}

		@Override
		public Optional<Maintenance> maintenance() {
			return Optional.of(new BrokenMaintenance(this.thrown));
		}

		@Override
		public void close() {
			DriverGuardTests.<RuntimeException>sneak(this.thrown);
		}

	}

	private record BrokenMaintenance(Throwable thrown) implements Maintenance {

		@Override
		public void reboot() {
			DriverGuardTests.<RuntimeException>sneak(this.thrown);
		}

		@Override
		public void factoryReset(boolean keepNetwork) {
		}

	}

}
