package org.camerad.driver.kit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.driver.Camera;
import org.camerad.driver.CameraEvent;
import org.camerad.driver.CameraException;
import org.camerad.driver.Control;
import org.camerad.driver.Setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.abort;

/** The base of the rules of all parts: one opened camera for each test. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class PartKit {

	/** The timeout for events that the camera brings about by itself. */
	private static final long EVENT_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(30);

	@TempDir
	Path root;

	final BlockingQueue<CameraEvent> events = new LinkedBlockingQueue<>();

	private Camera camera;

	abstract DriverKit kit();

	@BeforeEach
	void open() throws Exception {
		this.camera = openAgain();
	}

	@AfterEach
	void close() {
		this.camera.close();
	}

	final Camera camera() {
		return this.camera;
	}

	final Path folder() {
		return this.root.resolve("driver");
	}

	final Path card() {
		return this.root.resolve("card");
	}

	/**
	 * Opens the camera again with the same folders. The test must close the former camera
	 * first.
	 */
	final Camera openAgain() throws Exception {
		Files.createDirectories(folder());
		Files.createDirectories(card());
		this.camera = kit().driver().open(kit().context(folder(), card(), this.events::add));
		return this.camera;
	}

	/** Returns the part; skips the test if it is absent, which L6 checks. */
	final <P> P part(String name, Optional<P> part) {
		String reason = kit().lacks().get(name);
		return part.orElseGet(() -> abort("lacks " + name + ": " + reason));
	}

	/** Skips the test if the driver declares that the hardware lacks this. */
	final void needs(String name) {
		String reason = kit().lacks().get(name);
		if (reason != null) {
			abort("lacks " + name + ": " + reason);
		}
	}

	/**
	 * Fails unless the hardware itself reports the settings, if the test has a probe.
	 */
	final <S> void assertInEffect(Control<S> control, S expected, Class<S> kind) {
		Set<Setting> lacks = control.lacks();
		kit().probe()
			.flatMap((probe) -> probe.settings(kind))
			.ifPresent((actual) -> assertThat(ComparableSettings.without(lacks, actual)).as("what the hardware holds")
				.isEqualTo(ComparableSettings.without(lacks, expected)));
	}

	static void assertRefused(ThrowingCallable call) {
		assertFails(CameraException.Kind.REFUSED, call);
	}

	static void assertUnavailable(ThrowingCallable call) {
		assertFails(CameraException.Kind.UNAVAILABLE, call);
	}

	private static void assertFails(CameraException.Kind kind, ThrowingCallable call) {
		assertThatExceptionOfType(CameraException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.kind()).as(ex.toString()).isEqualTo(kind))
			.satisfies((ex) -> assertThat(ex.getMessage()).isNotBlank().doesNotContain("\n"));
	}

	/** Waits until the condition is true; fails after the timeout. */
	static void await(String what, Callable<Boolean> condition) throws Exception {
		long deadline = System.nanoTime() + EVENT_TIMEOUT_NANOS;
		while (!condition.call()) {
			assertThat(System.nanoTime()).as("timeout while waiting for: " + what).isLessThan(deadline);
			TimeUnit.MILLISECONDS.sleep(5);
		}
	}

	/** Returns the next event of this kind and drops the events before it. */
	final <E extends CameraEvent> E awaitEvent(Class<E> kind) throws InterruptedException {
		long deadline = System.nanoTime() + EVENT_TIMEOUT_NANOS;
		while (true) {
			CameraEvent event = this.events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
			assertThat(event).as("the event " + kind.getSimpleName()).isNotNull();
			if (kind.isInstance(event)) {
				return kind.cast(event);
			}
		}
	}

}
