package org.camerad.contract;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that every fault takes effect, set by a request or by a scene, and ends when its
 * time is over or it is cleared. A client observes the effects.
 */
class EveryFaultTests extends SimulatorTestBase {

	private static final Duration LATE = Duration.ofMillis(500);

	/** Longer than a reboot of the simulator without a fault. */
	private static final Duration MIN_SLOW_REBOOT = Duration.ofSeconds(2);

	/** Values with effects that are short, but measurable. */
	private static final Map<String, String> VALUES = new TreeMap<>(
			Map.of("slow-first-byte", "500ms", "latency", "500ms", "sd-slow", "500ms", "clock-jump", "400d",
					"device-hangs", "500ms", "ptz-slow", "0.01", "slow-reboot", "2s", "maintenance", "2s"));

	/** The requests that call a part of the camera. */
	private static final Map<String, String> CALLS = Map.of("video", "snapshot.cgi?stream=0", "image",
			"image?contrast=%d", "osd", "osd?title_utf8=%d", "motion", "motion?sensitivity=%d", "audio",
			"audioencoder?input_volume=%d", "ptz", "ptz_ctrl?stop=1", "storage", "snapshot.cgi?upload=0", "network",
			"network?dhcp=1", "clock", "time?timezone=GMT+%02d:00");

	/** No request of this test installs an image; FirmwareUpgradeTests does. */
	private static final List<String> NEVER_CALLED = List.of("firmware", "firmware-boot-fails",
			"firmware-install-fails");

	private static final int WINDOW = 10;

	private static final int SECONDS_PER_DAY = 86_400;

	/**
	 * Second of the scene at which its first fault begins: hours from now, because the
	 * scene starts at the time of day and a fault could refuse the first log-in.
	 */
	private static final int FIRST = (java.time.LocalTime.now(java.time.ZoneOffset.UTC).getHour() < 12) ? 60_000
			: 20_000;

	private int calls;

	private BufferedImage usual;

	private String lastStatus = "";

	@Override
	List<String> properties() throws IOException {
		StringBuilder scene = new StringBuilder("length: " + SECONDS_PER_DAY + "\nfaults:\n");
		List<String> names = names().toList();
		for (String name : names) {
			scene.append("  - {kind: ").append(name).append(", at: ").append(at(name)).append(", for: 5");
			if (!value(name).isEmpty()) {
				scene.append(", value: ").append(value(name));
			}
			scene.append("}\n");
		}
		Path file = Files.writeString(Files.createTempDirectory(this.folder, "scene").resolve("faults.yml"), scene);
		return List.of("camera.sim.scene=" + file);
	}

	static Stream<String> names() {
		return Stream.concat(
				Stream.of("sensor-lost", "frozen-frame", "black-frame", "torn-frame", "half-jpeg", "empty-answer",
						"reset-in-body", "sd-absent", "sd-full", "sd-read-only", "device-fails", "ptz-stuck"),
				Stream.concat(VALUES.keySet().stream(), CALLS.keySet().stream().sorted()));
	}

	private static int at(String name) {
		return FIRST + WINDOW * names().toList().indexOf(name);
	}

	private static String value(String name) {
		return CALLS.containsKey(name) ? "500ms" : VALUES.getOrDefault(name, "");
	}

	@Test
	void theListOfFaultsIsComplete() {
		List<String> known = new ArrayList<>(names().toList());
		known.addAll(NEVER_CALLED);
		assertThat(this.simulation.get("")
			.at("/settable/faults")
			.valueStream()
			.map((type) -> type.get("fault").stringValue())).containsExactlyInAnyOrderElementsOf(known);
	}

	@ParameterizedTest
	@MethodSource("names")
	void takesEffectOnlyWhileItIsActive(String name) {
		seek(0);
		awaitUnseen(name, "no fault is set");
		String value = value(name).isEmpty() ? "" : ",value:'" + value(name) + "'";
		this.simulation.set("fault:'" + name + "',for:'10m',count:1000" + value);
		assertThat(isSeen(name)).as("set by a request").isTrue();
		JsonNode state = this.simulation.fault(name);
		assertThat(state.get("triggered").longValue()).as("triggered").isPositive();
		assertThat(state.get("left").intValue()).as("left").isLessThan(1000);
		assertThat(health()).contains(": injected fault " + name);
		this.simulation.clear();
		awaitUnseen(name, "the fault is cleared");
		this.simulation.set("fault:'" + name + "',probability:0.000000001" + value);
		assertThat(health()).contains(": injected fault " + name);
		awaitUnseen(name, "its probability is tiny");
		this.simulation.clear();
		seek(at(name));
		assertThat(isSeen(name)).as(() -> "set by the scene; last status: " + this.lastStatus).isTrue();
		assertThat(this.simulation.fault(name).get("origin").stringValue()).isEqualTo("scene");
		assertThat(health()).contains(": injected fault " + name);
		seek(0);
		awaitUnseen(name, "the scene has moved on");
		assertThat(health()).doesNotContain(": injected fault " + name);
	}

	private void seek(int to) {
		this.simulation.post("/scene", "action:'pause'");
		this.simulation.post("/scene", "action:'seek',to:" + to);
	}

	private boolean isSeen(String name) {
		if (CALLS.containsKey(name)) {
			return isLate(CALLS.get(name));
		}
		return switch (name) {
			case "sensor-lost", "device-fails" -> picture().status() == 503;
			case "frozen-frame" -> isFrozen();
			case "black-frame" -> brightest() < 32;
			case "torn-frame" -> isTorn();
			case "half-jpeg" -> isCut(picture().body());
			case "empty-answer" -> picture().body().length == 0;
			case "reset-in-body" -> isReset();
			case "slow-first-byte", "latency", "device-hangs" -> isLate("snapshot.cgi?stream=0");
			case "sd-slow" -> isLate("snapshot.cgi?upload=0");
			case "sd-absent", "sd-read-only" -> !upload().startsWith("200");
			case "sd-full" -> makesRoom();
			case "clock-jump" -> get("time").attribute("current_time").compareTo(nextYear()) > 0;
			case "ptz-stuck", "ptz-slow" -> !isFast();
			case "slow-reboot", "maintenance" -> isSlowToReboot();
			default -> throw new AssertionError(name);
		};
	}

	/** Repeats the check, because a busy machine can be late without a fault. */
	private void awaitUnseen(String name, String why) {
		TestService.await(why, TIMEOUT, () -> !isSeen(name));
	}

	private boolean isLate(String target) {
		long started = System.nanoTime();
		// The value changes with each call, because setting the current value does
		// nothing.
		this.lastStatus = String.valueOf(get(target.formatted(1 + this.calls++ % 9)).status());
		return System.nanoTime() - started >= LATE.toNanos();
	}

	private static boolean isCut(byte[] jpeg) {
		return jpeg[jpeg.length - 1] != (byte) 0xD9;
	}

	private boolean isFrozen() {
		byte[] first = nextFrame();
		return Arrays.equals(first, nextFrame()) && Arrays.equals(first, nextFrame());
	}

	/** Takes a picture after enough time for another frame. */
	private byte[] nextFrame() {
		java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
		return picture().body();
	}

	private int brightest() {
		BufferedImage picture = decode(nextFrame());
		return Arrays.stream(picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()))
			.map((pixel) -> pixel >> 8 & 255)
			.max()
			.orElseThrow();
	}

	/**
	 * Compares the lower half with the usual picture, with and without undoing the shift.
	 */
	private boolean isTorn() {
		BufferedImage torn = decode(nextFrame());
		if (this.usual == null) {
			this.usual = torn;
		}
		int half = torn.getHeight() / 2;
		return SensorFaultTests.difference(this.usual, torn, half, torn.getWidth() / 4) < SensorFaultTests
			.difference(this.usual, torn, half, 0);
	}

	private boolean isReset() {
		try (Socket socket = ask("getmodel?")) {
			readAll(socket);
			return false;
		}
		catch (IOException ex) {
			return String.valueOf(ex.getMessage()).contains("reset");
		}
	}

	private boolean makesRoom() {
		int before = this.simulation.get("/card").get("card").size();
		upload();
		return before > 0 && this.simulation.get("/card").get("card").size() <= before;
	}

	private static String nextYear() {
		return String.valueOf(java.time.Year.now().getValue() + 1);
	}

	private boolean isFast() {
		double from = pan();
		get("ptz_ctrl?speed=10&move_x=" + ((from > 0) ? -1 : 1));
		long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
		boolean fast = false;
		while (!fast && System.nanoTime() < end) {
			fast = Math.abs(pan() - from) > 5;
		}
		get("ptz_ctrl?stop=1");
		return fast;
	}

	private double pan() {
		return this.simulation.get("/head").at("/head/pan").doubleValue();
	}

	private boolean isSlowToReboot() {
		long started = System.nanoTime();
		get("reboot");
		awaitCamera();
		return System.nanoTime() - started >= MIN_SLOW_REBOOT.toNanos();
	}

	private void awaitCamera() {
		TestService.await("the camera is ready", TIMEOUT, () -> this.camera.health("/readiness").status() == 200);
		this.uid = this.camera.logIn();
	}

	private static BufferedImage decode(byte[] jpeg) {
		try {
			return ImageIO.read(new ByteArrayInputStream(jpeg));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
