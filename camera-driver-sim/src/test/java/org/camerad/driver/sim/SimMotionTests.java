package org.camerad.driver.sim;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.driver.simulation.Schedule;
import org.camerad.driver.simulation.MotionTruth;
import org.camerad.driver.simulation.Fault;
import org.camerad.driver.BlockGrid;
import org.camerad.driver.Camera;
import org.camerad.driver.DriverContext;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.Motion;
import org.camerad.driver.MotionEvent;
import org.camerad.driver.simulation.Simulation;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests motion events as subscribers receive them. */
class SimMotionTests {

	private static final String THREAD_NAME = "camera-sim-motion";

	/** A scene in which something always moves through the middle. */
	private static final String TRAFFIC = """
			length: 6
			daylight: day
			actors:
			  - {name: there, kind: crate, color: "#ffffff", height: 9,
			     path: [{at: 0, pan: -25, tilt: -5}, {at: 3, pan: 25, tilt: -5}]}
			  - {name: back, kind: crate, color: "#101010", height: 9,
			     path: [{at: 3, pan: 25, tilt: -5}, {at: 6, pan: -25, tilt: -5}]}
			""";

	private final BlockingQueue<MotionEvent> events = new LinkedBlockingQueue<>();

	@TempDir
	private Path folder;

	private Camera camera;

	@BeforeEach
	void open() throws Exception {
		Path scene = Files.writeString(this.folder.resolve("traffic.yml"), TRAFFIC);
		this.camera = new SimDriver().open(new DriverContext(Map.of("scene", scene.toString()), this.folder,
				Optional.empty(), Clock.systemUTC(), Duration.ofSeconds(5), (event) -> {
				}));
		this.camera.motion().orElseThrow().events().subscribe(new EventCollector());
	}

	@AfterEach
	void close() throws InterruptedException {
		this.camera.close();
		ThreadAssertions.awaitNone(THREAD_NAME);
	}

	private static Motion with(boolean enabled, BitSet blocks) {
		return TestSettings.motion(enabled, 80, 20, false, 80, 20, new BlockGrid(22, 18, blocks));
	}

	private static BitSet rows(int from, int to) {
		BitSet blocks = new BitSet();
		blocks.set(from * 22, to * 22);
		return blocks;
	}

	private void detect(Motion settings) throws Exception {
		this.camera.motion().orElseThrow().apply(settings);
	}

	private MotionEvent next(boolean active) throws InterruptedException {
		MotionEvent event;
		do {
			event = this.events.poll(60, TimeUnit.SECONDS);
			assertThat(event).as("an event with active=" + active).isNotNull();
		}
		while (event.active() != active);
		return event;
	}

	@Test
	void whatMovesIsSeenWhereItIs() throws Exception {
		assertThat(next(false).blocks().isEmpty()).isTrue();
		assertThat(ThreadAssertions.count(THREAD_NAME)).as("nothing is rendered while detection is off").isZero();
		detect(with(true, rows(0, 18)));
		BitSet blocks = next(true).blocks();
		assertThat(blocks.isEmpty()).isFalse();
		// The crate reaches from -5 to 4 degrees; the view from -22.5 to 22.5.
		assertThat(blocks.stream().map((block) -> block / 22)).allMatch((row) -> row >= 5 && row <= 13);
	}

	@Test
	void onlySelectedBlocksCount() throws Exception {
		detect(with(true, rows(9, 11)));
		assertThat(next(true).blocks().stream().map((block) -> block / 22)).allMatch((row) -> row == 9 || row == 10);
	}

	@Test
	void turningDetectionOffEndsTheMotionAndTheThread() throws Exception {
		detect(with(true, rows(0, 18)));
		next(true);
		detect(with(false, rows(0, 18)));
		next(false);
		assertThat(this.events).isEmpty();
		ThreadAssertions.awaitNone(THREAD_NAME);
	}

	@Test
	void aSensorThatIsLostSeesNothing() throws Exception {
		this.camera.simulation().orElseThrow().set(new Fault("sensor-lost", Optional.empty(), Schedule.ALWAYS));
		detect(with(true, rows(0, 18)));
		next(false);
		assertThat(this.events.poll(3, TimeUnit.SECONDS)).isNull();
		this.camera.simulation().orElseThrow().clear();
		next(true);
	}

	@Test
	void theGroundTruthIsReported() throws Exception {
		detect(with(false, rows(9, 11)));
		Simulation simulation = this.camera.simulation().orElseThrow();
		// The crate turns at 3 s: a busy machine may ask for the truth too late.
		MotionTruth moving;
		long began;
		do {
			began = System.nanoTime();
			simulation.seek(Duration.ofMillis(1500));
			moving = simulation.motion();
		}
		while (System.nanoTime() - began > Duration.ofSeconds(1).toNanos());
		assertThat(moving.blocks()).isEqualTo(new BlockGrid(22, 18, rows(9, 11)));
		assertThat(moving.active().orElseThrow().stream()).isNotEmpty()
			.allMatch((block) -> block / 22 == 9 || block / 22 == 10);
		simulation.play(false);
		assertThat(simulation.motion().active().orElseThrow().stream()).isEmpty();
	}

	@Test
	void aStandingSceneIsStill() throws Exception {
		this.camera.simulation().orElseThrow().play(false);
		detect(with(true, rows(0, 18)));
		next(false);
		assertThat(this.events.poll(3, TimeUnit.SECONDS)).isNull();
	}

	private final class EventCollector implements Flow.Subscriber<MotionEvent> {

		@Override
		public void onSubscribe(Flow.Subscription subscription) {
			subscription.request(Long.MAX_VALUE);
		}

		@Override
		public void onNext(MotionEvent event) {
			SimMotionTests.this.events.add(event);
		}

		@Override
		public void onError(Throwable reason) {
			// The camera is closed at the end of each test.
		}

		@Override
		public void onComplete() {
		}

	}

}
