package org.camerad.driver.kit;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.camerad.driver.CameraException;
import org.camerad.driver.Ptz;
import org.camerad.driver.PtzMotion;
import org.camerad.driver.PtzPosition;
import org.camerad.driver.PtzPositioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * The rules of {@link org.camerad.driver.Ptz}. If the hardware reports its position, the
 * effects are checked too.
 */
abstract class PtzKit extends PartKit {

	private Ptz ptz;

	@BeforeEach
	void find() {
		this.ptz = part("ptz", camera().ptz());
	}

	@Test
	@DisplayName("P1 each axis moves in the direction of its sign, and stop ends the motion")
	void directions() throws Exception {
		assertMoves(new PtzMotion(1, 0, 10, 0, 0, 0), 1, PtzPosition::panDegrees);
		assertMoves(new PtzMotion(-1, 0, 10, 0, 0, 0), -1, PtzPosition::panDegrees);
		assertMoves(new PtzMotion(0, 1, 10, 0, 0, 0), 1, PtzPosition::tiltDegrees);
		assertMoves(new PtzMotion(0, -1, 10, 0, 0, 0), -1, PtzPosition::tiltDegrees);
		assertMoves(new PtzMotion(0, 0, 10, 1, 0, 0), 1, PtzPosition::zoom);
		assertMoves(new PtzMotion(0, 0, 10, -1, 0, 0), -1, PtzPosition::zoom);
		assertMoves(new PtzMotion(0, 0, 10, 0, 1, 0), 1, PtzPosition::focus);
		assertMoves(new PtzMotion(0, 0, 10, 0, 0, 1), 1, PtzPosition::iris);
	}

	@Test
	@DisplayName("P2 every speed from 1 to 10 and every combination of axes is accepted; stop at rest does nothing")
	void motions() throws Exception {
		for (int speed = PtzMotion.SPEED.min(); speed <= PtzMotion.SPEED.max(); speed++) {
			this.ptz.move(new PtzMotion(1, 1, speed, 1, 1, 1));
			this.ptz.move(new PtzMotion(-1, -1, speed, -1, -1, -1));
		}
		this.ptz.move(PtzMotion.STILL);
		this.ptz.stop();
		this.ptz.stop();
	}

	@Test
	@DisplayName("P3 a motion replaces the former one completely: an axis at 0 stands still")
	void replaces() throws Exception {
		this.ptz.move(new PtzMotion(1, 0, 5, 0, 0, 0));
		awaitChange(PtzPosition::panDegrees);
		this.ptz.move(new PtzMotion(0, 1, 5, 0, 0, 0));
		double pan = position().panDegrees();
		awaitChange(PtzPosition::tiltDegrees);
		assertThat(position().panDegrees()).isEqualTo(pan);
		this.ptz.stop();
	}

	@Test
	@DisplayName("P4 stop takes effect from another thread during a move to a preset")
	void stopBeside() throws Exception {
		this.ptz.addPreset(1);
		this.ptz.move(new PtzMotion(1, 1, 10, 0, 0, 0));
		TimeUnit.MILLISECONDS.sleep(300);
		CompletableFuture<Void> call = CompletableFuture.runAsync(() -> call(1));
		CompletableFuture.runAsync(this::stop).get(30, TimeUnit.SECONDS);
		call.get(30, TimeUnit.SECONDS);
		this.ptz.stop();
		assertStands();
	}

	@Test
	@DisplayName("P5 presets 1 and 255 restore their view; storing again replaces the view")
	void presets() throws Exception {
		this.ptz.addPreset(1);
		this.ptz.addPreset(255);
		Optional<PtzPosition> first = this.ptz.position();
		moveAway();
		this.ptz.addPreset(255);
		Optional<PtzPosition> second = this.ptz.position();
		this.ptz.callPreset(1);
		awaitArrival(first);
		this.ptz.callPreset(255);
		awaitArrival(second);
	}

	@Test
	@DisplayName("P6 deleting a preset, known or not, succeeds")
	void forgetting() throws Exception {
		this.ptz.deletePreset(77);
		this.ptz.addPreset(77);
		this.ptz.deletePreset(77);
		this.ptz.deletePreset(77);
	}

	@Test
	@DisplayName("P7 presets survive closing and opening again")
	void presetsStay() throws Exception {
		moveAway();
		this.ptz.addPreset(9);
		Optional<PtzPosition> view = this.ptz.position();
		camera().close();
		this.ptz = part("ptz", openAgain().ptz());
		moveAway();
		this.ptz.callPreset(9);
		awaitArrival(view);
	}

	@Test
	@DisplayName("P8 a position is reached exactly; an axis at NaN goes on, and stop ends the move")
	void positions() throws Exception {
		PtzPositioning positioning = this.ptz.positioning()
			.orElseGet(() -> abort("the hardware does not accept positions"));
		PtzPosition before = position();
		double pan = (positioning.lowest().panDegrees() + positioning.highest().panDegrees()) / 2 + 5;
		double tilt = (positioning.lowest().tiltDegrees() + positioning.highest().tiltDegrees()) / 2;
		positioning.approach(new PtzPosition(pan, tilt, Double.NaN, Double.NaN, Double.NaN), 1);
		await("arrival", () -> position().panDegrees() == pan && position().tiltDegrees() == tilt);
		assertThat(position().zoom()).isEqualTo(before.zoom());
		positioning.approach(positioning.highest(), 1);
		awaitChange(PtzPosition::panDegrees);
		this.ptz.stop();
		assertStands();
	}

	private void assertMoves(PtzMotion motion, int direction, ToDoubleFunction<PtzPosition> axis) throws Exception {
		double before = axis.applyAsDouble(position());
		this.ptz.move(motion);
		await(motion.toString(), () -> (axis.applyAsDouble(position()) - before) * direction > 0);
		this.ptz.stop();
		assertStands();
	}

	private void assertStands() throws Exception {
		PtzPosition stopped = position();
		TimeUnit.MILLISECONDS.sleep(50);
		assertThat(position()).as("the position after stop").isEqualTo(stopped);
	}

	private void awaitChange(ToDoubleFunction<PtzPosition> axis) throws Exception {
		double before = axis.applyAsDouble(position());
		await("a moving axis", () -> axis.applyAsDouble(position()) != before);
	}

	private void awaitArrival(Optional<PtzPosition> view) throws Exception {
		await("arrival at " + view, () -> this.ptz.position().equals(view));
	}

	private void moveAway() throws Exception {
		this.ptz.move(new PtzMotion(1, 1, 5, 1, 0, 0));
		TimeUnit.MILLISECONDS.sleep(100);
		this.ptz.stop();
	}

	private PtzPosition position() throws Exception {
		return this.ptz.position().orElseGet(() -> abort("the hardware cannot report its position"));
	}

	private void call(int number) {
		try {
			this.ptz.callPreset(number);
		}
		catch (CameraException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void stop() {
		try {
			this.ptz.stop();
		}
		catch (CameraException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
