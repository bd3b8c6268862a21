package org.camerad.driver.hisilicon.ptz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;
import org.camerad.driver.PtzMotion;
import org.camerad.driver.hisilicon.board.FakeRoot;
import org.camerad.driver.hisilicon.board.SysfsGpio;
import org.camerad.driver.support.properties.DriverProperties;
import org.camerad.driver.support.properties.PropertyValues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests of heads with motors, on programs that record their calls. */
class MotorPtzTests {

	private static final PtzMotion RIGHT = new PtzMotion(1, 0, 5, 0, 0, 0);

	@TempDir
	Path folder;

	@TempDir
	Path root;

	private FakeRoot board;

	private BoardPtz head;

	@BeforeEach
	void board() throws Exception {
		this.board = FakeRoot.in(this.root);
		this.board.program("/usr/bin/gpio-motors", "");
		this.board.program("/usr/bin/xm-kmotor",
				"[ \"$1\" = -j ] && echo '{\"status\":\"65535\",\"xpos\":\"1991\",\"ypos\":\"12\",\"unknown\":\"0\"}'; true");
		this.board.program("/usr/bin/camhi-motor", "");
	}

	@AfterEach
	void end() {
		if (this.head != null) {
			this.head.close();
		}
	}

	private BoardPtz open(Map<String, String> properties) throws Exception {
		PropertyValues values = new DriverProperties("hisilicon", PtzProperties.PROPERTIES).read(properties);
		PtzProperties ptz = PtzProperties.of(values).orElseThrow();
		this.head = BoardPtzFactory.open(ptz, this.board.commands(), new SysfsGpio(this.board.files()), this.folder);
		return this.head;
	}

	private List<int[]> runs() throws IOException {
		return this.board.calls()
			.stream()
			.filter((call) -> call.startsWith("gpio-motors"))
			.map((call) -> call.split(" "))
			.map((words) -> new int[] { Integer.parseInt(words[1]), Integer.parseInt(words[2]),
					Integer.parseInt(words[3]) })
			.toList();
	}

	private int sum(int axis) throws IOException {
		return runs().stream().mapToInt((run) -> run[axis]).sum();
	}

	@Test
	void gpioMotorsRunInShortRunsUntilTheyAreStopped() throws Exception {
		open(Map.of("ptz.protocol", "gpio-motors", "ptz.reverse-tilt", "true"));
		this.head.move(new PtzMotion(1, 1, 10, 1, 1, 1));
		FakeRoot.await("three runs", () -> runs().size() >= 3);
		assertThat(runs().get(0)).containsExactly(12, -12, 1);
		this.head.move(new PtzMotion(-1, 0, 1, 0, 0, 0));
		FakeRoot.await("slowly back", () -> runs().stream().anyMatch((run) -> run[0] == -1 && run[2] == 10));
		this.head.stop();
		int before = runs().size();
		this.head.close();
		assertThat(runs().size()).as("at most the run that was under way").isLessThanOrEqualTo(before + 1);
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> this.head.move(RIGHT))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.UNAVAILABLE));
	}

	@Test
	void withoutTravelGpioMotorsHaveNoPresets() throws Exception {
		open(Map.of("ptz.protocol", "gpio-motors"));
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> this.head.addPreset(1))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.REFUSED));
		assertThat(runs()).as("no motion without a request").isEmpty();
	}

	@Test
	void withTravelTheMotorsAreHomedAndStayInside() throws Exception {
		open(Map.of("ptz.protocol", "gpio-motors", "ptz.pan-steps", "60", "ptz.tilt-steps", "30"));
		FakeRoot.await("the middle", () -> sum(0) == -30 && sum(1) == -15);
		assertThat(runs().get(0)).as("to the left and down first").containsExactly(-12, -12, 1);
		addPresetAt(1, "30 15");
		this.head.move(new PtzMotion(1, 0, 10, 0, 0, 0));
		FakeRoot.await("the right end", () -> sum(0) == 0);
		int atEnd = runs().size();
		TimeUnit.MILLISECONDS.sleep(100);
		assertThat(runs()).as("no step into the stop").hasSize(atEnd);
		addPresetAt(2, "60 15");
		this.head.callPreset(1);
		FakeRoot.await("the middle again", () -> sum(0) == -30);
		this.head.close();
		// The position is not stored, so the motors are homed first.
		open(Map.of("ptz.protocol", "gpio-motors", "ptz.pan-steps", "60", "ptz.tilt-steps", "30"));
		FakeRoot.await("the middle", () -> sum(0) == -60 && sum(1) == -30);
		this.head.callPreset(2);
		FakeRoot.await("the right end", () -> sum(0) == -30);
		this.head.clearPresets();
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> this.head.callPreset(2))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.REFUSED));
	}

	/**
	 * Adds a preset when the motors have arrived. A run is recorded when it starts, and
	 * the position is known only when it ends.
	 */
	private void addPresetAt(int number, String place) throws Exception {
		FakeRoot.await("the motors stand at " + place, () -> {
			this.head.addPreset(number);
			return Files.readString(this.folder.resolve("ptz-places")).contains(number + " " + place + "\n");
		});
	}

	@Test
	void failedMotorsStopAndReportItOnce() throws Exception {
		this.board.program("/usr/bin/gpio-motors", "echo 'Unable export GPIO 52'; exit 1");
		open(Map.of("ptz.protocol", "gpio-motors"));
		this.head.move(RIGHT);
		FakeRoot.await("a run", () -> runs().size() == 1);
		FakeRoot.await("the failure is reported", () -> {
			try {
				this.head.stop();
				return false;
			}
			catch (CameraException ex) {
				return ex.getMessage().contains("Unable export GPIO 52");
			}
		});
		assertThat(this.head.status().state()).isEqualTo(PartStatus.State.FAILED);
		assertThat(runs()).hasSize(1);
		this.head.stop();
		assertThat(this.head.status().state()).isEqualTo(PartStatus.State.WORKING);
	}

	@ParameterizedTest
	@CsvSource({ "-1,1,q", "0,1,u", "1,1,e", "-1,0,l", "0,0,s", "1,0,r", "-1,-1,z", "0,-1,d", "1,-1,c" })
	void theKernelsMotorsKnowNineDirections(int pan, int tilt, String letter) throws Exception {
		open(Map.of("ptz.protocol", "xm-kmotor"));
		this.head.move(new PtzMotion(pan, tilt, 7, 0, 0, 0));
		assertThat(this.board.calls()).containsExactly("xm-kmotor -d " + letter + " -s 7");
	}

	@Test
	void theKernelsMotorsGoToPresets() throws Exception {
		open(Map.of("ptz.protocol", "xm-kmotor"));
		this.head.addPreset(255);
		this.head.close();
		open(Map.of("ptz.protocol", "xm-kmotor"));
		this.board.forgetCalls();
		this.head.callPreset(255);
		assertThat(this.board.calls()).endsWith("xm-kmotor -d t -x 1991 -y 12");
		this.head.deletePreset(255);
		this.head.deletePreset(255);
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> this.head.callPreset(255))
			.withMessageContaining("was never set");
		this.board.write("/proc/modules", "wdt 16384 0 - Live 0x0\n");
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> this.head.move(RIGHT))
			.withMessageContaining("kmotor.ko is not loaded");
	}

	@Test
	void theLensZoomsOrFocuses() throws Exception {
		open(Map.of("ptz.protocol", "camhi-motor"));
		this.head.move(new PtzMotion(1, 1, 5, 1, -1, 0));
		this.head.move(new PtzMotion(0, 0, 5, 0, -1, 0));
		this.head.stop();
		assertThat(this.board.calls()).containsExactly("camhi-motor -d u -s 50", "camhi-motor -d l -s 50",
				"camhi-motor -d s -s 50");
	}

	@Test
	void aStopOvertakesAMotionThatIsStarting() throws Exception {
		SlowMotors motors = new SlowMotors();
		MotorPtz slow = new MotorPtz("slow", motors, new StepPresets(this.folder.resolve("places")));
		CompletableFuture<Void> moving = CompletableFuture.runAsync(() -> {
			try {
				slow.move(RIGHT);
			}
			catch (CameraException ex) {
				throw new IllegalStateException(ex);
			}
		});
		assertThat(motors.beginning.await(30, TimeUnit.SECONDS)).isTrue();
		slow.stop();
		assertThat(motors.calls).as("the stop did not wait").containsExactly("stop");
		motors.go.countDown();
		moving.get(30, TimeUnit.SECONDS);
		assertThat(motors.calls).containsExactly("stop", "move", "stop");
		slow.close();
	}

	/** Motors that start a motion slowly. */
	private static final class SlowMotors implements Motors {

		private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

		private final CountDownLatch beginning = new CountDownLatch(1);

		private final CountDownLatch go = new CountDownLatch(1);

		@Override
		public void move(PtzMotion motion) throws IOException {
			this.beginning.countDown();
			try {
				this.go.await(30, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				throw new IOException(ex);
			}
			this.calls.add("move");
		}

		@Override
		public void stop() {
			this.calls.add("stop");
		}

		@Override
		public Optional<PanTiltSteps> position() {
			return Optional.empty();
		}

		@Override
		public void goTo(PanTiltSteps target) {
			this.calls.add("goTo");
		}

		@Override
		public void close() {
			this.calls.add("close");
		}

	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "ptz.protocol=visca|ptz.protocol", "ptz.protocol=pelco-d|ptz.port",
			"ptz.port=ttyAMA1|ptz.port", "ptz.port=/dev/x;ptz.address=0|ptz.address",
			"ptz.port=/dev/x;ptz.baud=115200|ptz.baud", "ptz.port=/dev/x;ptz.reserved-presets=9-1|ptz.reserved-presets",
			"ptz.port=/dev/x;ptz.turbo=max|ptz.turbo", "ptz.protocol=gpio-motors;ptz.pan-steps=100|ptz.tilt-steps",
			"ptz.protocol=gpio-motors;ptz.pan-steps=0;ptz.tilt-steps=1|ptz.pan-steps" })
	void aWrongPropertyIsNamed(String properties, String named) {
		Map<String, String> all = new TreeMap<>();
		for (String each : properties.split(";")) {
			all.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
		}
		assertThatExceptionOfType(CameraException.class)
			.isThrownBy(() -> PtzProperties.of(new DriverProperties("hisilicon", PtzProperties.PROPERTIES).read(all)))
			.withMessageStartingWith("camera.hisilicon." + named + ": ")
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.REFUSED));
	}

	@Test
	void withoutAPropertyThereIsNoHeadAndAStrayOneIsNamed() throws Exception {
		assertThat(PtzProperties.of(new DriverProperties("hisilicon", PtzProperties.PROPERTIES).read(Map.of())))
			.isEmpty();
		PropertyValues stray = new DriverProperties("hisilicon", PtzProperties.PROPERTIES)
			.read(Map.of("ptz.protocol", "xm-kmotor", "ptz.pan-steps", "5"));
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> PtzProperties.of(stray))
			.withMessageStartingWith("camera.hisilicon.ptz.pan-steps: ");
	}

}
