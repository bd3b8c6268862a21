package org.camerad.driver;

import org.camerad.driver.simulation.Simulation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An opened camera: its identity and its parts. A part that the hardware lacks is an
 * empty {@link Optional} for as long as the camera is open (L6). A part that does not
 * respond is present and throws UNAVAILABLE.
 * <p>
 * Threading: calls that change the camera come one at a time. Queries of each part and
 * {@link VideoStream#snapshot() snapshots} may come at the same time from other threads.
 * {@link Ptz} calls run independently of all other calls. The capabilities of a part are
 * constant, before and after {@link #close()} (L8), and are returned without access to
 * the hardware.
 */
public interface Camera extends AutoCloseable {

	/**
	 * Returns the identity of the camera. Constant while it is open, except that the
	 * firmware's version may be another one after a reboot.
	 */
	DeviceInfo info();

	/**
	 * Returns the streams: the main stream, then the sub stream; always these two (V1).
	 */
	List<VideoStream> streams();

	/** Returns the control of brightness, contrast, saturation and sharpness. */
	default Optional<Control<Image>> image() {
		return Optional.empty();
	}

	/** Returns the control of the text in the picture. */
	default Optional<Control<Osd>> osd() {
		return Optional.empty();
	}

	/** Returns the motion detector. */
	default Optional<MotionControl> motion() {
		return Optional.empty();
	}

	/** Returns the control of microphone and loudspeaker. */
	default Optional<AudioControl> audio() {
		return Optional.empty();
	}

	/** Returns the PTZ head and the lens. */
	default Optional<Ptz> ptz() {
		return Optional.empty();
	}

	/**
	 * Returns the memory card slot. An empty slot is a part whose state is ABSENT.
	 */
	default Optional<Storage> storage() {
		return Optional.empty();
	}

	/** Returns the network interface of the camera. */
	default Optional<NetworkControl> network() {
		return Optional.empty();
	}

	/** Returns the clock of the camera. */
	default Optional<ClockControl> clock() {
		return Optional.empty();
	}

	/**
	 * Returns the part that reboots and resets the camera. Without it, or if it does not
	 * {@linkplain Maintenance#resetsConfiguration() reset the configuration}, a factory
	 * reset restores the settings that the hardware had at the first start, if its parts
	 * tell them ({@link Control#current}).
	 */
	default Optional<Maintenance> maintenance() {
		return Optional.empty();
	}

	/** Returns the firmware updater. */
	default Optional<Firmware> firmware() {
		return Optional.empty();
	}

	/** Returns the operations of a simulated camera; empty for every real camera. */
	default Optional<Simulation> simulation() {
		return Optional.empty();
	}

	/**
	 * Returns the response to changes of the hardware's stored configuration by others.
	 * Constant while the camera is open.
	 */
	default ForeignChanges foreignChanges() {
		return ForeignChanges.ADOPT;
	}

	/**
	 * Returns the status of the parts that report their health, each part name once (L9).
	 * Returns what is known without access to the hardware.
	 */
	default List<PartStatus> status() {
		return List.of();
	}

	/**
	 * Returns the temperature of the processor or the sensor in degrees Celsius; empty if
	 * the hardware does not report it. Returns at once: it reads a file of the operating
	 * system at most (L13).
	 */
	default OptionalDouble temperature() {
		return OptionalDouble.empty();
	}

	/**
	 * Stops everything that moves or runs and releases the hardware. A second call does
	 * nothing (L3). Afterwards every call that declares {@link CameraException} throws
	 * UNAVAILABLE (L4), and every subscription has ended (V13, D5).
	 */
	@Override
	void close();

}
