package org.camerad.driver.hisilicon.ptz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;
import org.camerad.driver.PtzMotion;
import org.camerad.driver.hisilicon.board.FakeRoot;
import org.camerad.driver.hisilicon.board.Gpio;
import org.camerad.driver.support.properties.DriverProperties;
import org.camerad.driver.support.properties.PropertyValues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests of heads on a real serial line, byte by byte. */
class SerialPtzTests {

	private static final String STOP = "ff010000000001";

	@TempDir
	Path folder;

	@TempDir
	Path root;

	private final List<String> pins = Collections.synchronizedList(new ArrayList<>());

	private FakeRoot board;

	private PseudoTerminals line;

	@BeforeEach
	void plug() throws Exception {
		this.board = FakeRoot.in(this.root);
		this.line = new PseudoTerminals(this.folder);
	}

	@AfterEach
	void end() {
		this.line.close();
	}

	private BoardPtz open(Map<String, String> properties) throws Exception {
		Map<String, String> all = new TreeMap<>(properties);
		all.put("ptz.port", this.line.port().toString());
		PropertyValues values = new DriverProperties("hisilicon", PtzProperties.PROPERTIES).read(all);
		PtzProperties ptz = PtzProperties.of(values).orElseThrow();
		return BoardPtzFactory.open(ptz, this.board.commands(), new DirectionPin(), this.folder);
	}

	/** A pin that records how many bytes had been received each time it was driven. */
	private final class DirectionPin implements Gpio {

		private int sent = Integer.MAX_VALUE;

		@Override
		public void drive(int pin, boolean high) throws IOException {
			int received = high ? received() : awaitFrame();
			this.sent = high ? received : Integer.MAX_VALUE;
			SerialPtzTests.this.pins.add(pin + "=" + high + " after " + received + " bytes");
		}

		private int received() throws IOException {
			return SerialPtzTests.this.line.received().length() / 2;
		}

		/**
		 * Waits for the frame, because earlier bytes may still be on their way through
		 * socat.
		 */
		private int awaitFrame() throws IOException {
			long begun = System.nanoTime();
			int received = received();
			while (this.sent < Integer.MAX_VALUE && received < this.sent + 7
					&& System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(10)) {
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
				received = received();
			}
			return received;
		}

		@Override
		public boolean read(int pin) {
			return false;
		}

	}

	@Test
	void pelcoDGoesOutByteByByte() throws Exception {
		try (BoardPtz head = open(Map.of("ptz.baud", "9600"))) {
			this.line.await(STOP);
			head.move(new PtzMotion(1, 0, 5, 0, 0, 0));
			this.line.await("ff0100021d0020");
			head.stop();
			this.line.await(STOP);
			head.addPreset(7);
			this.line.await("ff01000300070b");
			head.callPreset(7);
			this.line.await("ff01000700070f");
			assertThatExceptionOfType(CameraException.class).isThrownBy(() -> head.callPreset(8))
				.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.REFUSED));
			assertThat(head.status().state()).isEqualTo(PartStatus.State.WORKING);
			head.clearPresets();
			assertThatExceptionOfType(CameraException.class).isThrownBy(() -> head.callPreset(7))
				.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.REFUSED));
			head.move(new PtzMotion(0, 1, 1, 0, 0, 0));
			this.line.await("ff01000800010a");
		}
		this.line.await(STOP);
	}

	@Test
	void aReconnectedLineIsOpenedAgainAndStopped() throws Exception {
		try (BoardPtz head = open(Map.of())) {
			this.line.await(STOP);
			head.move(new PtzMotion(1, 0, 5, 0, 0, 0));
			this.line.await("ff0100021d0020");
			this.line.unplug();
			FakeRoot.await("the failure is detected", () -> {
				try {
					head.move(new PtzMotion(-1, 0, 5, 0, 0, 0));
					return head.status().state() == PartStatus.State.FAILED;
				}
				catch (CameraException ex) {
					return ex.kind() == CameraException.Kind.UNAVAILABLE;
				}
			});
			this.line.plug();
			FakeRoot.await("the line works again", () -> head.status().state() == PartStatus.State.WORKING);
			this.line.await(STOP);
		}
	}

	@Test
	void theDirectionPinIsHighFromBeforeTheFirstByteToAfterTheLast() throws Exception {
		try (BoardPtz head = open(Map.of("ptz.direction-gpio", "63", "ptz.baud", "9600"))) {
			FakeRoot.await("the first frames", () -> this.pins.size() >= 4);
			assertThat(this.pins.get(0)).isEqualTo("63=true after 0 bytes");
			assertThat(this.pins.get(1)).startsWith("63=false after 7 bytes");
			assertThat(head.status().state()).isEqualTo(PartStatus.State.WORKING);
		}
		assertThat(this.pins.get(this.pins.size() - 1)).startsWith("63=false");
	}

	@Test
	void xmZoomBoardsHaveTheirOwnFrames() throws Exception {
		try (BoardPtz head = open(Map.of("ptz.protocol", "xm-uart"))) {
			head.move(new PtzMotion(1, -1, 10, 1, 0, 0));
			this.line.await("a57b9ef0efeee0f4" + "c50100323f3f4d5c");
			head.stop();
			this.line.await("c50100000000015c");
			head.move(new PtzMotion(0, 0, 5, 0, 1, 0));
			this.line.await("c50101000000025c");
			head.move(new PtzMotion(0, 0, 5, 0, -1, 0));
			this.line.await("c50100800000" + HexFormat.of().toHexDigits((byte) (129 % 100)) + "5c");
			assertThatExceptionOfType(CameraException.class).isThrownBy(() -> head.addPreset(1))
				.withMessageContaining("no presets")
				.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.REFUSED));
			this.line.unplug();
			FakeRoot.await("the line is disconnected", () -> {
				try {
					head.stop();
					return false;
				}
				catch (CameraException ex) {
					return ex.kind() == CameraException.Kind.UNAVAILABLE;
				}
			});
			assertThat(head.status().state()).isEqualTo(PartStatus.State.FAILED);
			this.line.plug();
			head.stop();
			this.line.await("a57b9ef0efeee0f4" + "c50100000000015c");
		}
	}

	@Test
	void aPortThatIsNotThereIsNamed() throws Exception {
		this.line.unplug();
		try (BoardPtz head = open(Map.of("ptz.protocol", "xm-uart"))) {
			assertThatExceptionOfType(CameraException.class).isThrownBy(head::stop)
				.withMessageContaining("there is no " + this.line.port());
		}
	}

}
