package org.camerad.driver.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.camerad.driver.CameraException;
import org.camerad.driver.PtzPosition;

/**
 * Operations of a simulated camera: faults on demand and ground truth. Operators reach it
 * through the management port, clients of the camera never. A driver of hardware does not
 * have this part, so no request can turn a real camera into a simulated one.
 * Implementations are thread-safe; no method waits for the camera unless it says so.
 */
public interface Simulation {

	/** Returns the faults that can be set; the same list at each call. */
	List<FaultType> faultTypes();

	/** Returns the faults that are set and not over, and those of the scene, by name. */
	List<FaultState> faults();

	/**
	 * Sets a fault. It replaces a fault of the same name.
	 * @throws CameraException REFUSED when the fault does not exist or does not take the
	 * value; the message begins with {@code fault:} or {@code value:}
	 */
	void set(Fault fault) throws CameraException;

	/**
	 * Ends a fault that was set. Does nothing when it is not set.
	 * @throws CameraException REFUSED when the fault does not exist
	 */
	void clear(String name) throws CameraException;

	/** Ends every fault that was set. */
	void clear();

	/**
	 * Decides whether a fault is injected into one response. Blocks as long as a delaying
	 * fault asks for, less when the fault is cleared or the camera is closed.
	 */
	boolean shouldInject(ResponseFault fault);

	/**
	 * Decides like {@link #shouldInject} and returns the wait instead of blocking.
	 * @return the time to wait, counted from now; zero when the fault is not injected
	 */
	Delay delay(ResponseFault fault);

	/** Returns the scene in front of the camera and its current moment. */
	SceneStatus scene();

	/** Plays the scene or pauses it. The camera's clock is not affected. */
	void play(boolean on);

	/** Moves the scene forward, or backward when the duration is negative. */
	void step(Duration by);

	/** Moves the scene to a moment of its loop. */
	void seek(Duration to);

	/** Returns the time of the camera's clock, regardless of faults. */
	Instant time();

	/**
	 * Sets the camera's clock, regardless of faults.
	 * @throws CameraException UNAVAILABLE when the time cannot be saved
	 */
	void setTime(Instant now) throws CameraException;

	/** Returns the position of the PTZ head and the lens, regardless of faults. */
	PtzPosition head();

	/**
	 * Returns where a motion detector should report motion, computed without pictures.
	 */
	MotionTruth motion();

	/** Returns the files on the memory card, oldest first, regardless of faults. */
	List<CardFile> card();

}
