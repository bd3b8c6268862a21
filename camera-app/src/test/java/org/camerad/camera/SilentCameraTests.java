package org.camerad.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.camerad.audit.AuditLogs;
import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.Parameter;
import org.camerad.cgi.Table;
import org.camerad.cgi.Values;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.Image;
import org.camerad.operation.CameraMeters;
import org.camerad.settings.Settings;
import org.camerad.settings.SettingsGroup;
import org.camerad.settings.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A camera that does not answer: it keeps nobody waiting longer than it has to. */
class SilentCameraTests {

	private static final Duration LIMIT = Duration.ofSeconds(1);

	private static final List<SettingsGroup<?>> GROUPS = List.of(group("first"), group("second"), group("third"));

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final CameraProblems problems = new CameraProblems();

	private CameraSettings settings;

	private CameraLifecycle lifecycle;

	private static SettingsGroup<Image> group(String name) {
		return SettingsGroup.of(name, Table.of(Parameter.range(name, 0, 1).initially(0)), (values) -> Image.NEUTRAL,
				Camera::image);
	}

	/** Loads the simulator, which takes a busy machine longer than the limit. */
	@BeforeAll
	static void load(@TempDir Path folder) throws CameraException {
		Drivers.find(null)
			.choose("sim")
			.open(new DriverContext(Map.of(), folder, Optional.empty(), Clock.systemUTC(), Duration.ofMinutes(1),
					(event) -> {
					}))
			.close();
	}

	@BeforeEach
	void hang(@TempDir Path folder) throws IOException {
		DriverContext context = new DriverContext(Map.of("fault.device-hangs", "on"),
				Files.createDirectory(folder.resolve("sim")), Optional.empty(), Clock.systemUTC(), LIMIT, (event) -> {
				});
		CameraMeters meters = new CameraMeters(this.meters, Tags.empty());
		CameraConnection connection = new CameraConnection(Drivers.find(null).choose("sim"), context, meters);
		this.settings = new CameraSettings(connection, new Settings(GROUPS, new Store(folder), Values.NONE),
				this.problems, AuditLogs.NONE, meters);
		this.lifecycle = new CameraLifecycle(connection, this.settings, this.problems);
	}

	@AfterEach
	void close() {
		this.lifecycle.close();
	}

	@Test
	void theOtherSettingsAreNotTriedAfterOneThatIsNotAnswered() {
		this.lifecycle.start();
		assertThat(this.meters.get("camera.calls").tag("kind", "control").timer().count()).isOne();
		assertThat(this.problems.all()).containsKeys("first", "second", "third");
	}

	@Test
	void aChangeDoesNotWaitForEverForTheOneBeforeIt() throws Exception {
		CountDownLatch held = new CountDownLatch(1);
		CountDownLatch done = new CountDownLatch(1);
		Thread former = new Thread(() -> this.settings.exclusively(() -> {
			held.countDown();
			return awaited(done);
		}));
		former.start();
		try {
			assertThat(held.await(60, TimeUnit.SECONDS)).isTrue();
			assertThatExceptionOfType(CameraFailure.class)
				.isThrownBy(() -> this.settings.change(GROUPS.get(0), CgiQuery.parse("first=1"), (values) -> {
				}))
				.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(CameraFailure.Kind.UNAVAILABLE));
		}
		finally {
			done.countDown();
			former.join();
		}
	}

	private static boolean awaited(CountDownLatch latch) {
		try {
			return latch.await(60, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
