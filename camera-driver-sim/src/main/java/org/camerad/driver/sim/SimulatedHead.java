package org.camerad.driver.sim;

import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

import org.camerad.driver.PtzMotion;
import org.camerad.driver.PtzPosition;

/**
 * The moving head and its lens: pan -170 to 170 degrees, tilt -30 to 90 degrees, zoom 1
 * to 20, focus and iris 0 to 1. At speed 10 it pans 100 and tilts 60 degrees per second.
 * Each axis reaches its top speed in half a second and stops at its end stops.
 * Thread-safe; no call blocks.
 */
final class SimulatedHead {

	/** Straight ahead, widest zoom, focus and iris in the middle. */
	static final PtzPosition HOME = new PtzPosition(0, 0, 1, 0.5, 0.5);

	static final PtzPosition LOWEST = new PtzPosition(-170, -30, 1, 0, 0);

	static final PtzPosition HIGHEST = new PtzPosition(170, 90, 20, 1, 1);

	private final LongSupplier nanoTime;

	private final Axis pan = axis(PtzPosition::panDegrees, 100);

	private final Axis tilt = axis(PtzPosition::tiltDegrees, 60);

	private final Axis zoom = axis(PtzPosition::zoom, 4);

	private final Axis focus = axis(PtzPosition::focus, 0.25);

	private final Axis iris = axis(PtzPosition::iris, 0.25);

	SimulatedHead(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	private static Axis axis(ToDoubleFunction<PtzPosition> axis, double topSpeed) {
		return new Axis(axis.applyAsDouble(LOWEST), axis.applyAsDouble(HIGHEST), topSpeed, axis.applyAsDouble(HOME));
	}

	synchronized PtzPosition position() {
		long now = this.nanoTime.getAsLong();
		return new PtzPosition(this.pan.at(now), this.tilt.at(now), this.zoom.at(now), this.focus.at(now),
				this.iris.at(now));
	}

	/**
	 * Starts a continuous move.
	 * @param speedShare share of the normal speed that the motors reach, 1 without a
	 * fault
	 */
	synchronized void move(PtzMotion motion, double speedShare) {
		long now = this.nanoTime.getAsLong();
		double share = speedShare * motion.speed() / PtzMotion.SPEED.max();
		this.pan.move(motion.pan() * share, now);
		this.tilt.move(motion.tilt() * share, now);
		this.zoom.move(motion.zoom() * speedShare, now);
		this.focus.move(motion.focus() * speedShare, now);
		this.iris.move(motion.iris() * speedShare, now);
	}

	/**
	 * Moves every axis to the target. An axis at NaN goes on as before.
	 * @param speedShare share of the top speed, 1 without a fault
	 */
	synchronized void approach(PtzPosition target, double speedShare) {
		long now = this.nanoTime.getAsLong();
		this.pan.approach(target.panDegrees(), speedShare, now);
		this.tilt.approach(target.tiltDegrees(), speedShare, now);
		this.zoom.approach(target.zoom(), speedShare, now);
		this.focus.approach(target.focus(), speedShare, now);
		this.iris.approach(target.iris(), speedShare, now);
	}

	synchronized void stop() {
		long now = this.nanoTime.getAsLong();
		this.pan.stop(now);
		this.tilt.stop(now);
		this.zoom.stop(now);
		this.focus.stop(now);
		this.iris.stop(now);
	}

	/** Places the head at home at once, as after a loss of power. */
	synchronized void home() {
		long now = this.nanoTime.getAsLong();
		this.pan.rest(HOME.panDegrees(), now);
		this.tilt.rest(HOME.tiltDegrees(), now);
		this.zoom.rest(HOME.zoom(), now);
		this.focus.rest(HOME.focus(), now);
		this.iris.rest(HOME.iris(), now);
	}

}
