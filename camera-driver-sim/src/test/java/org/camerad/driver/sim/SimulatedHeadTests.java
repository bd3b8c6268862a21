package org.camerad.driver.sim;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import org.camerad.driver.PtzMotion;
import org.camerad.driver.PtzPosition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SimulatedHeadTests {

	private static final PtzMotion RIGHT = new PtzMotion(1, 0, 10, 0, 0, 0);

	private long nanos = 5;

	private final SimulatedHead head = new SimulatedHead(() -> this.nanos);

	@Test
	void beginsAtHome() {
		assertThat(this.head.position()).isEqualTo(new PtzPosition(0, 0, 1, 0.5, 0.5));
	}

	@Test
	void acceleratesToItsSpeed() {
		this.head.move(RIGHT, 1);
		pass(500);
		assertThat(this.head.position().panDegrees()).isCloseTo(25, within(1e-9));
		pass(1000);
		assertThat(this.head.position().panDegrees()).isCloseTo(125, within(1e-9));
	}

	@Test
	void goesAsFastAsTheSpeedSays() {
		double slow = distance(1);
		double fast = distance(10);
		assertThat(slow).isPositive();
		// The ratio is below ten, because the slower speed is reached sooner.
		assertThat(fast / slow).isBetween(5.0, 10.0);
	}

	@Test
	void askingMoreOftenChangesNothing() {
		SimulatedHead other = new SimulatedHead(() -> this.nanos);
		this.head.move(RIGHT, 1);
		other.move(RIGHT, 1);
		for (int i = 0; i < 100; i++) {
			pass(7);
			other.position();
		}
		assertThat(other.position()).isEqualTo(this.head.position());
	}

	@Test
	void standsAtItsEndStops() {
		this.head.move(new PtzMotion(1, 1, 10, 1, 1, 1), 1);
		pass(60_000);
		assertThat(this.head.position()).isEqualTo(new PtzPosition(170, 90, 20, 1, 1));
		this.head.move(new PtzMotion(-1, -1, 10, -1, -1, -1), 1);
		pass(60_000);
		assertThat(this.head.position()).isEqualTo(new PtzPosition(-170, -30, 1, 0, 0));
	}

	@Test
	void leavesAnEndStopAtOnce() {
		this.head.move(RIGHT, 1);
		pass(60_000);
		this.head.move(new PtzMotion(-1, 0, 10, 0, 0, 0), 1);
		pass(100);
		assertThat(this.head.position().panDegrees()).isBetween(165.0, 169.9999);
	}

	@Test
	void stopsAtOnce() {
		this.head.move(new PtzMotion(1, 1, 10, 1, 1, 1), 1);
		pass(300);
		PtzPosition there = this.head.position();
		this.head.stop();
		pass(10_000);
		assertThat(this.head.position()).isEqualTo(there);
	}

	@Test
	void aReversalNeverGoesOnInTheOldDirection() {
		this.head.move(RIGHT, 1);
		pass(1000);
		double turned = this.head.position().panDegrees();
		this.head.move(new PtzMotion(-1, 0, 10, 0, 0, 0), 1);
		pass(10);
		assertThat(this.head.position().panDegrees()).isLessThan(turned);
	}

	@Test
	void anotherSpeedGoesOnFromThePresentOne() {
		this.head.move(RIGHT, 1);
		pass(500);
		this.head.move(new PtzMotion(1, 0, 5, 0, 0, 0), 1);
		pass(1);
		// The speed is 100 degrees per second at once, not from rest.
		assertThat(this.head.position().panDegrees()).isCloseTo(25.1, within(0.01));
	}

	@Test
	void arrivesExactlyAndInTime() {
		PtzPosition view = new PtzPosition(-100.1, 60.7, 3.3, 0.123456789, 0.9);
		this.head.approach(view, 1);
		pass(500);
		assertThat(this.head.position().panDegrees()).isCloseTo(-25, within(1e-9));
		pass(1000);
		assertThat(this.head.position()).isNotEqualTo(view);
		pass(10_000);
		assertThat(this.head.position()).isEqualTo(view);
	}

	@Test
	void aShortWayIsNotOvershot() {
		this.head.approach(new PtzPosition(0.5, 0, 1, 0.5, 0.5), 1);
		double last = 0;
		for (int i = 0; i < 300; i++) {
			pass(1);
			double pan = this.head.position().panDegrees();
			assertThat(pan).isBetween(last, 0.5);
			last = pan;
		}
		assertThat(last).isEqualTo(0.5);
	}

	@Test
	void approachingWhereItIsIsNoMove() {
		PtzPosition home = this.head.position();
		this.head.approach(home, 1);
		assertThat(this.head.position()).isEqualTo(home);
		pass(100);
		assertThat(this.head.position()).isEqualTo(home);
	}

	private double distance(int speed) {
		this.head.home();
		this.head.move(new PtzMotion(1, 0, speed, 0, 0, 0), 1);
		pass(1000);
		return this.head.position().panDegrees();
	}

	private void pass(long millis) {
		this.nanos += TimeUnit.MILLISECONDS.toNanos(millis);
	}

}
