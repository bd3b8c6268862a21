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
 * Every fault does what it says, whether a request or a scene asks for it, and stops when
 * its time is over or it is cleared. What befalls is told by what a client sees.
 */
class EveryFaultTests extends OnSimulator {

	private static final Duration LATE = Duration.ofMillis(500);

	/** Longer than the simulator takes here without a fault. */
	private static final Duration LONG_REBOOT = Duration.ofSeconds(2);

	/** Values with which a client has not to wait long, or has to. */
	private static final Map<String, String> VALUES = new TreeMap<>(
			Map.of("slow-first-byte", "500ms", "latency", "500ms", "sd-slow", "500ms", "clock-jump", "400d",
					"device-hangs", "500ms", "ptz-slow", "0.01", "slow-reboot", "2s", "maintenance", "2s"));

	/** What makes a call on a part. */
	private static final Map<String, String> CALLS = Map.of("video", "snapshot.cgi?stream=0", "image",
			"image?contrast=%d", "osd", "osd?title_utf8=%d", "motion", "motion?sensitivity=%d", "audio",
			"audioencoder?input_volume=%d", "ptz", "ptz_ctrl?stop=1", "storage", "snapshot.cgi?upload=0", "network",
			"network?dhcp=1", "clock", "time?timezone=GMT+%02d:00");

	/** This service installs no image, so that no call reaches the part. */
	private static final String UNREACHED = "firmware";

	private static final int WINDOW = 10;

	private int calls;

	private BufferedImage usual;

	private String told = "";

	@Override
	List<String> properties() throws IOException {
		StringBuilder scene = new StringBuilder("length: 1000\nfaults:\n");
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
		return WINDOW * (1 + names().toList().indexOf(name));
	}

	private static String value(String name) {
		return CALLS.containsKey(name) ? "500ms" : VALUES.getOrDefault(name, "");
	}

	@Test
	void thereIsNoOther() {
		List<String> known = new ArrayList<>(names().toList());
		known.add(UNREACHED);
		assertThat(this.lab.get("").at("/settable/faults").valueStream().map((type) -> type.get("fault").stringValue()))
			.containsExactlyInAnyOrderElementsOf(known);
	}

	@ParameterizedTest
	@MethodSource("names")
	void isSeenWhileItIsThereAndAtNoOtherTime(String name) {
		seek(0);
		awaitUnseen(name, "nobody has asked for it");
		String value = value(name).isEmpty() ? "" : ",value:'" + value(name) + "'";
		this.lab.set("fault:'" + name + "',for:'10m',count:1000" + value);
		assertThat(isSeen(name)).as("a request asks for it").isTrue();
		JsonNode state = this.lab.fault(name);
		assertThat(state.get("triggered").longValue()).as("triggered").isPositive();
		assertThat(state.get("left").intValue()).as("left").isLessThan(1000);
		assertThat(health()).contains(": " + name);
		this.lab.clear();
		awaitUnseen(name, "it is cleared");
		this.lab.set("fault:'" + name + "',probability:0.000000001" + value);
		assertThat(health()).contains(": " + name);
		awaitUnseen(name, "it is most unlikely");
		this.lab.clear();
		seek(at(name));
		assertThat(isSeen(name)).as(() -> "the scene asks for it; told: " + this.told).isTrue();
		assertThat(this.lab.fault(name).get("origin").stringValue()).isEqualTo("scene");
		assertThat(health()).contains(": " + name);
		seek(0);
		awaitUnseen(name, "the scene has gone on");
		assertThat(health()).doesNotContain(": " + name);
	}

	private void seek(int to) {
		this.lab.post("/scene", "action:'pause'");
		this.lab.post("/scene", "action:'seek',to:" + to);
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

	/** A machine that is late by itself for once is not so for long. */
	private void awaitUnseen(String name, String why) {
		TestService.await(why, PATIENCE, () -> !isSeen(name));
	}

	private boolean isLate(String target) {
		long begun = System.nanoTime();
		// Another value each time: what is in effect already need not be set.
		this.told = String.valueOf(get(target.formatted(1 + this.calls++ % 9)).status());
		return System.nanoTime() - begun >= LATE.toNanos();
	}

	private static boolean isCut(byte[] jpeg) {
		return jpeg[jpeg.length - 1] != (byte) 0xD9;
	}

	private boolean isFrozen() {
		byte[] first = nextFrame();
		return Arrays.equals(first, nextFrame()) && Arrays.equals(first, nextFrame());
	}

	/** A picture of another frame than the last one, had there been one. */
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

	/** Its lower half is more like that of the usual picture when it is put back. */
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
		int before = this.lab.get("/card").get("card").size();
		upload();
		return before > 0 && this.lab.get("/card").get("card").size() <= before;
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
		return this.lab.get("/head").at("/head/pan").doubleValue();
	}

	private boolean isSlowToReboot() {
		long begun = System.nanoTime();
		get("reboot");
		awaitCamera();
		return System.nanoTime() - begun >= LONG_REBOOT.toNanos();
	}

	private void awaitCamera() {
		TestService.await("the camera is there", PATIENCE, () -> this.camera.health("/readiness").status() == 200);
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
