package org.camerad.driver;

import org.camerad.driver.simulation.Simulation;
import java.util.List;
import java.util.Optional;

/**
 * An opened camera: what it is, and the parts it has. A part that the hardware lacks is
 * an empty {@link Optional} for as long as the camera is open (L6); a part that is merely
 * not answering is there and throws UNAVAILABLE.
 * <p>
 * Threads: calls that change the camera come one at a time, each part's queries and
 * {@link VideoStream#snapshot() snapshots} may come beside them, and {@link Ptz} has a
 * lane of its own. What a part offers is a constant of the camera, closed or not (L8),
 * and is answered without touching the hardware.
 */
public interface Camera extends AutoCloseable {

	/** What this camera is. Constant while it is open. */
	DeviceInfo info();

	/** The streams: the main stream, then the sub stream. Always these two (V1). */
	List<VideoStream> streams();

	/** Brightness, contrast, saturation and sharpness. */
	default Optional<Control<Image>> image() {
		return Optional.empty();
	}

	/** Text drawn into the picture. */
	default Optional<Control<Osd>> osd() {
		return Optional.empty();
	}

	/** Motion detection. */
	default Optional<MotionControl> motion() {
		return Optional.empty();
	}

	/** Microphone and loudspeaker. */
	default Optional<AudioControl> audio() {
		return Optional.empty();
	}

	/** The moving head and lens. */
	default Optional<Ptz> ptz() {
		return Optional.empty();
	}

	/** The memory card's slot. An empty slot is a part whose state is ABSENT. */
	default Optional<Storage> storage() {
		return Optional.empty();
	}

	/** The camera's own network interface. */
	default Optional<NetworkControl> network() {
		return Optional.empty();
	}

	/** The camera's clock. */
	default Optional<ClockControl> clock() {
		return Optional.empty();
	}

	/** Reboot and factory reset. */
	default Optional<Maintenance> maintenance() {
		return Optional.empty();
	}

	/** The updater of the camera's firmware. */
	default Optional<Firmware> firmware() {
		return Optional.empty();
	}

	/** What makes it fail on demand: of a simulated camera only. */
	default Optional<Simulation> simulation() {
		return Optional.empty();
	}

	/**
	 * How the parts are that have something to say about their health. Cheap: what is
	 * known, without asking the hardware. Part names do not repeat (L9).
	 */
	default List<PartStatus> status() {
		return List.of();
	}

	/**
	 * Stops everything that moves or runs and gives the hardware back. Closing again is
	 * harmless (L3); afterwards every call on the parts that declares a
	 * {@link CameraException} throws UNAVAILABLE (L4), and every subscription has ended
	 * (V13, D5).
	 */
	@Override
	void close();

}
