package org.camerad.driver.pi.gpio;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalInputProvider;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import org.camerad.driver.pi.gpio.GpioConfiguration.Use;

/**
 * The configured pins; other pins are not touched. Every output is off from the start and
 * after {@link #close()}.
 */
final class Pins implements AutoCloseable {

	/** The contacts of a button bounce for some milliseconds. */
	private static final long DEBOUNCE_MICROS = 20_000;

	private final GpioConfiguration configuration;

	private final Context context;

	private final Map<Use, DigitalOutput> outputs = new HashMap<>();

	private final Map<Use, DigitalInput> inputs = new HashMap<>();

	/**
	 * Opens the configured pins.
	 * @param context Pi4J with a provider for inputs and one for outputs; closed with
	 * this object
	 * @throws RuntimeException of Pi4J if a pin cannot be opened; no pin is open then
	 */
	Pins(GpioConfiguration configuration, Context context) {
		this.configuration = configuration;
		this.context = context;
		try {
			configuration.pins().forEach(this::open);
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
	}

	/**
	 * Returns Pi4J with its provider for the kernel's GPIO character device, which works
	 * on the Pi 3 to 5. pigpio does not support the Pi 5, and sysfs line numbers changed
	 * in newer kernels.
	 * @param model the device tree's file with the model's name
	 */
	static Context createContext(Path model) {
		BoardDetection.help(model);
		return Pi4J.newContextBuilder()
			.noAutoDetect()
			.disableShutdownHook()
			.add(GpioDDigitalOutputProvider.newInstance(), GpioDDigitalInputProvider.newInstance())
			.build();
	}

	private void open(Use use, int pin) {
		if (!use.isOutput()) {
			PullResistance pull = isActiveLow(use) ? PullResistance.PULL_UP : PullResistance.PULL_DOWN;
			this.inputs.put(use,
					this.context.create(DigitalInput.newConfigBuilder(this.context)
						.id(use.key())
						.address(pin)
						.pull(pull)
						.debounce(DEBOUNCE_MICROS)
						.build()));
		}
		else {
			DigitalState off = isActiveLow(use) ? DigitalState.HIGH : DigitalState.LOW;
			this.outputs.put(use,
					this.context.create(DigitalOutput.newConfigBuilder(this.context)
						.id(use.key())
						.address(pin)
						.initial(off)
						.shutdown(off)
						.build()));
		}
	}

	private boolean isActiveLow(Use use) {
		return this.configuration.isActiveLow(use);
	}

	boolean has(Use use) {
		return this.configuration.pins().containsKey(use);
	}

	/** Switches an output; does nothing if the use is not configured. */
	void set(Use use, boolean on) {
		DigitalOutput output = this.outputs.get(use);
		if (output != null) {
			output.state((on != isActiveLow(use)) ? DigitalState.HIGH : DigitalState.LOW);
		}
	}

	/** Returns whether an input is on; empty if it is not configured. */
	Optional<Boolean> get(Use use) {
		return Optional.ofNullable(this.inputs.get(use)).map((input) -> input.isHigh() != isActiveLow(use));
	}

	/** Calls the listener at each change of an input, on a thread of Pi4J. */
	void listen(Use use, Consumer<Boolean> listener) {
		DigitalInput input = this.inputs.get(use);
		if (input != null) {
			input.addListener((event) -> listener.accept(event.state().isHigh() != isActiveLow(use)));
		}
	}

	@Override
	public void close() {
		for (Use use : this.outputs.keySet()) {
			try {
				set(use, false);
			}
			catch (RuntimeException ex) {
				// One failure must not leave the other outputs on.
				System.getLogger(Pins.class.getName())
					.log(Level.WARNING, "the GPIO output " + use.key() + " cannot be switched off", ex);
			}
		}
		this.context.shutdown();
	}

}
