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

/** What the rules of all parts share: one opened camera for each test. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class PartKit {

	/** How long anything is waited for that happens by itself. */
	private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

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

	/** Opens with the same folders; the camera opened before is to be closed first. */
	final Camera openAgain() throws Exception {
		Files.createDirectories(folder());
		Files.createDirectories(card());
		this.camera = kit().driver().open(kit().context(folder(), card(), this.events::add));
		return this.camera;
	}

	/** The part, or else the test is skipped: L6 is about parts that are not there. */
	final <P> P part(String name, Optional<P> part) {
		String reason = kit().lacks().get(name);
		return part.orElseGet(() -> abort("lacks " + name + ": " + reason));
	}

	/** Skips the test when the hardware lacks the thing by its own account. */
	final void needs(String name) {
		String reason = kit().lacks().get(name);
		if (reason != null) {
			abort("lacks " + name + ": " + reason);
		}
	}

	/** Asks the hardware itself, where the test can. */
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

	/** Waits until it is so, and fails when it does not become so. */
	static void await(String what, Callable<Boolean> condition) throws Exception {
		long deadline = System.nanoTime() + PATIENCE;
		while (!condition.call()) {
			assertThat(System.nanoTime()).as("waited in vain: " + what).isLessThan(deadline);
			TimeUnit.MILLISECONDS.sleep(5);
		}
	}

	/** The next event of that kind; others before it are passed over. */
	final <E extends CameraEvent> E awaitEvent(Class<E> kind) throws InterruptedException {
		long deadline = System.nanoTime() + PATIENCE;
		while (true) {
			CameraEvent event = this.events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
			assertThat(event).as("the event " + kind.getSimpleName()).isNotNull();
			if (kind.isInstance(event)) {
				return kind.cast(event);
			}
		}
	}

}
