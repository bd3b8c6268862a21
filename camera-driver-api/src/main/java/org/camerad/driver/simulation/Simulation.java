package org.camerad.driver.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.PtzPosition;

/**
 * The operations of a simulated camera: fault injection and ground truth. Operators use
 * them through the management port; clients of the camera cannot. No driver of real
 * hardware has this part. Implementations are thread-safe. Only methods whose description
 * says so wait for the camera.
 */
public interface Simulation {

	/** The number of frames of each stream whose truth is kept. */
	int MAX_FRAMES = 300;

	/** Returns the faults that can be set; the same list at each call. */
	List<FaultType> faultTypes();

	/**
	 * Returns the faults that are set and not over, including those of the scene, sorted
	 * by name.
	 */
	List<FaultState> faults();

	/**
	 * Sets a fault and replaces a fault of the same name.
	 * @throws CameraException REFUSED if the fault does not exist or does not accept the
	 * value; the message begins with {@code fault:} or {@code value:}
	 */
	void set(Fault fault) throws CameraException;

	/**
	 * Clears a fault. Does nothing if it is not set.
	 * @throws CameraException REFUSED if the fault does not exist
	 */
	void clear(String name) throws CameraException;

	/** Clears every fault. */
	void clear();

	/**
	 * Returns whether a fault is injected into one response. Blocks for the duration of a
	 * delaying fault, or until the fault is cleared or the camera is closed.
	 */
	boolean shouldInject(ResponseFault fault);

	/**
	 * Decides like {@link #shouldInject}, but returns the delay instead of blocking.
	 * @return the delay from now; zero if the fault is not injected
	 */
	Delay delay(ResponseFault fault);

	/** Returns the kind of camera that clients of ONVIF find. Constant. */
	Persona persona();

	/** Returns the scene and its current position. */
	SceneStatus scene();

	/**
	 * Plays or pauses the scene. The camera's clock is not affected.
	 * @param on true to play, false to pause
	 */
	void play(boolean on);

	/**
	 * Moves the scene forward.
	 * @param by the time by which the scene moves; negative to move backward
	 */
	void step(Duration by);

	/**
	 * Moves the scene to a position of its loop.
	 * @param to the position from the start of the loop
	 */
	void seek(Duration to);

	/** Returns the time of the camera's clock, regardless of faults. */
	Instant time();

	/**
	 * Sets the camera's clock, regardless of faults.
	 * @throws CameraException UNAVAILABLE if the time cannot be saved
	 */
	void setTime(Instant now) throws CameraException;

	/** Returns the position of the PTZ head and the lens, regardless of faults. */
	PtzPosition head();

	/**
	 * Returns the blocks in which a motion detector should report motion, computed
	 * without pictures.
	 */
	MotionTruth motion();

	/**
	 * Returns the true objects of the newest frames of a stream, the newest one last. It
	 * is the current frame, whether or not it is drawn for a client. The others are
	 * frames that were drawn.
	 * @param stream the index of the stream in {@code Camera.streams()}
	 * @param count the maximum number of frames, 1 to {@link #MAX_FRAMES}
	 */
	List<FrameTruth> frames(int stream, int count);

	/**
	 * Returns the true objects of one frame of a stream, empty if it was not drawn or is
	 * not among the last {@link #MAX_FRAMES}.
	 * @param stream the index of the stream in {@code Camera.streams()}
	 * @param number the number of the frame
	 */
	Optional<FrameTruth> frame(int stream, long number);

	/** Returns the files on the memory card, oldest first, regardless of faults. */
	List<CardFile> card();

}
