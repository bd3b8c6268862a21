package org.camerad.contract;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/**
 * The hardware that the contract suite runs on: a driver, and the hardware or the
 * stand-ins for it. The suite runs on the simulator, and once more for each class such as
 * <pre>
 * &#64;Suite
 * &#64;IncludeEngines("junit-jupiter")
 * &#64;SelectPackages("org.camerad.contract")
 * &#64;ConfigurationParameter(key = Hardware.PARAMETER, value = "org.camerad.contract.PiHardware")
 * class PiContractTests {
 *
 * }
 * </pre> The files under {@code contract/<driver>/} stand before those of the same name
 * under {@code contract/}.
 */
interface Hardware extends AutoCloseable {

	/**
	 * The JUnit configuration parameter that names the class, which has a constructor
	 * without parameters.
	 */
	String PARAMETER = "contract.hardware";

	/** Returns the value of {@code camera.driver}. */
	String driver();

	/**
	 * Returns the parts that the hardware lacks: {@code osd}, {@code motion},
	 * {@code audio}, {@code ptz}, or the codec {@code H265}. Each must show as absent;
	 * anything else that is missing fails.
	 */
	default Set<String> lacks() {
		return Set.of();
	}

	/**
	 * The parameters whose settings the hardware does not have though it has the part:
	 * each must be refused as not supported.
	 */
	default Set<String> lackedParameters() {
		return Set.of();
	}

	/** Returns whether setting the clock sets what the service takes for the time. */
	default boolean setsTheClock() {
		return true;
	}

	/**
	 * Makes the hardware ready and tells the properties of a service that keeps its state
	 * in that folder. The same folder again is the same hardware.
	 */
	List<String> plug(Path data) throws IOException;

	/** The board's clock, for the service on the hardware of that folder. */
	default Clock clock(Path data) throws IOException {
		return Clock.systemUTC();
	}

	/**
	 * The properties of a service with a memory card, mounted at that folder.
	 */
	List<String> card(Path mounted, Card card) throws IOException;

	/**
	 * Returns whether a reboot leaves the process running. If not, it ends with the
	 * reboot.
	 */
	default boolean returnsFromReboot() {
		return true;
	}

	/** Ends what {@link #plug} has started; the services have been closed before. */
	@Override
	default void close() throws IOException {
	}

	/** The states of a memory card. */
	enum Card {

		READY, ABSENT, BROKEN

	}

}
