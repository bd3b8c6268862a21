package org.camerad.driver;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What can be asked of a camera that is only simulated, and of no other: faults on
 * demand, and what is true of it. It is reached from the operators' side, never by the
 * camera's own clients. A driver of hardware has no such part, so that no request can
 * turn a real camera into a simulated one. Any thread; no call waits for the camera
 * unless it says so.
 */
public interface Simulation {

	/** The faults that can be set. Constant. */
	List<FaultType> faultTypes();

	/** The faults that are set and not over, and those of the scene, by name. */
	List<FaultState> faults();

	/**
	 * Sets a fault in place of one of the same name.
	 * @throws CameraException REFUSED when there is no such fault or its value is not
	 * what that fault takes; the message begins with {@code fault:} or {@code value:}
	 */
	void set(Fault fault) throws CameraException;

	/**
	 * Makes a fault end that was set; one that is not set has ended already.
	 * @throws CameraException REFUSED when there is no such fault
	 */
	void clear(String name) throws CameraException;

	/** Makes every fault end that was set. */
	void clear();

	/**
	 * Asks once for an answer to a client whether a fault befalls it. Waits as long as a
	 * fault says that delays; less when it is cleared or the camera closed.
	 */
	boolean befalls(AnswerFault fault);

	/**
	 * Asks once like {@link #befalls}, for those who must not wait themselves.
	 * @return how long to wait, counted from now on; nothing when it does not befall
	 */
	Delay delay(AnswerFault fault);

	/** A wait that a fault asks for. */
	@FunctionalInterface
	interface Delay {

		/** What is left of it: zero when it is over, cleared or the camera closed. */
		Duration left();

	}

	/** The scene that the camera looks at, and the moment of it that it sees now. */
	Scene scene();

	/** Lets the scene go on, or stand still; the camera's clock goes on. */
	void play(boolean on);

	/** Goes on in the scene, or back when the time is negative. */
	void step(Duration by);

	/** Goes to a moment of the scene. */
	void seek(Duration to);

	/** The camera's clock, whatever faults it suffers. */
	Instant time();

	/**
	 * Sets the camera's clock, whatever faults it suffers.
	 * @throws CameraException UNAVAILABLE when it cannot be kept
	 */
	void setTime(Instant now) throws CameraException;

	/** Where head and lens stand, whether or not they answer. */
	PtzPosition head();

	/** Where a motion detector should see something now, worked out without pictures. */
	MotionTruth motion();

	/** What is on the memory card, oldest first, whether or not it answers. */
	List<CardFile> card();

	/** Faults that the application brings about, because they are its answers'. */
	enum AnswerFault {

		/** Asked before a request is handled: it waits. */
		LATENCY,

		/** Asked before an answer begins: it waits. */
		SLOW_FIRST_BYTE,

		/** Asked of a successful answer that has a body: it has none. */
		EMPTY_ANSWER,

		/** Asked of a picture: its second half is missing, and nothing tells. */
		HALF_JPEG,

		/**
		 * Asked of a successful answer, of each picture and event of those that have no
		 * end, and of what is interleaved with answers: the connection is reset in the
		 * midst of it.
		 */
		RESET_IN_BODY

	}

	/**
	 * A fault that can be set.
	 *
	 * @param name lower-case words with dashes
	 * @param effect what it does, one line
	 * @param value what its value may be; empty when it has none
	 * @param initial the value when none is given; empty when it has none
	 */
	record FaultType(String name, String effect, String value, String initial) {
	}

	/**
	 * A fault to be set.
	 *
	 * @param name the name of its {@link FaultType}
	 * @param value its value, empty for the initial one
	 * @param schedule when and how often
	 */
	record Fault(String name, Optional<String> value, Schedule schedule) {
	}

	/**
	 * When and how often a fault befalls.
	 *
	 * @param from how long from now it begins
	 * @param lasting how long from then it lasts, empty for until it is cleared
	 * @param count how often it befalls at most, from 1; empty for each time
	 * @param probability how likely it befalls an occasion, above 0 to 1
	 */
	record Schedule(Duration from, Optional<Duration> lasting, OptionalInt count, double probability) {

		/** From now on until it is cleared, each time. */
		public static final Schedule ALWAYS = new Schedule(Duration.ZERO, Optional.empty(), OptionalInt.empty(), 1);

		public Schedule {
			if (from.isNegative()) {
				throw new IllegalArgumentException("from: a time from now on is expected");
			}
			if (lasting.isPresent() && (lasting.get().isNegative() || lasting.get().isZero())) {
				throw new IllegalArgumentException("for: a time longer than 0 is expected");
			}
			if (count.isPresent() && count.getAsInt() < 1) {
				throw new IllegalArgumentException("count: a whole number from 1 is expected");
			}
			if (!(probability > 0 && probability <= 1)) {
				throw new IllegalArgumentException("probability: a number above 0 to 1 is expected");
			}
		}

	}

	/**
	 * A fault that is there.
	 *
	 * @param name the name of its {@link FaultType}
	 * @param value its value, empty when it has none
	 * @param origin who asked for it: {@code configuration}, {@code scene} or
	 * {@code request}
	 * @param active whether it befalls now, given an occasion and the chance
	 * @param begins how long until it does, zero when it has begun
	 * @param ends how long until it is over, empty when only clearing it ends it
	 * @param left how often it can befall yet, empty when that has no end
	 * @param befallen how often it has befallen
	 * @param probability how likely it befalls an occasion, above 0 to 1
	 */
	record FaultState(String name, String value, String origin, boolean active, Duration begins,
			Optional<Duration> ends, OptionalInt left, long befallen, double probability) {
	}

	/**
	 * The scene that the camera looks at.
	 *
	 * @param name what it is called
	 * @param playing whether it goes on
	 * @param at the moment, since its round began
	 * @param length how long a round is
	 */
	record Scene(String name, boolean playing, Duration at, Duration length) {
	}

	/**
	 * Where something truly moves, whether or not detection is on.
	 *
	 * @param time the moment, by the camera's clock
	 * @param blocks the grid in use; only its selected blocks count
	 * @param active the blocks in which something has moved within the last fifth of a
	 * second; empty when nothing is known of the scene, because it is recorded footage
	 */
	record MotionTruth(Instant time, BlockGrid blocks, Optional<BitSet> active) {
	}

	/**
	 * A file on the memory card.
	 *
	 * @param name its name
	 * @param size its length in bytes
	 */
	record CardFile(String name, long size) {
	}

}
