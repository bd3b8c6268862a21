package org.camerad.operation;

import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/**
 * The meters of one camera. What registers one after they were removed, such as a call
 * that ends late, gets a meter that nobody sees. Any thread.
 */
public final class CameraMeters {

	private final Tags own;

	private MeterRegistry registry;

	/**
	 * Creates an empty set of meters.
	 * @param registry the process's meters
	 * @param own the tags that tell this camera's meters from those of others
	 */
	public CameraMeters(MeterRegistry registry, Tags own) {
		this.registry = registry;
		this.own = own;
	}

	/** Returns a timer; the tags are keys and values in turn. */
	public synchronized Timer timer(String name, String... tags) {
		return this.registry.timer(name, this.own.and(tags));
	}

	/** Returns a counter; the tags are keys and values in turn. */
	public synchronized Counter counter(String name, String... tags) {
		return this.registry.counter(name, this.own.and(tags));
	}

	/**
	 * Registers a gauge; the tags are keys and values in turn. The registry does not keep
	 * its owner from being collected.
	 */
	public synchronized <T> void gauge(String name, T owner, ToDoubleFunction<T> value, String... tags) {
		Gauge.builder(name, owner, value).tags(this.own.and(tags)).register(this.registry);
	}

	/** Registers a gauge of a value that has a unit, like {@link #gauge}. */
	public synchronized <T> void gaugeOf(String unit, String name, T owner, ToDoubleFunction<T> value, String... tags) {
		Gauge.builder(name, owner, value).baseUnit(unit).tags(this.own.and(tags)).register(this.registry);
	}

	/**
	 * Registers a counter whose value the owner keeps; the tags are keys and values in
	 * turn.
	 */
	public synchronized <T> void functionCounter(String name, T owner, ToDoubleFunction<T> value, String... tags) {
		FunctionCounter.builder(name, owner, value).tags(this.own.and(tags)).register(this.registry);
	}

	/** Registers a counter of bytes, like {@link #functionCounter}. */
	public synchronized <T> void byteCounter(String name, T owner, ToDoubleFunction<T> value, String... tags) {
		FunctionCounter.builder(name, owner, value)
			.baseUnit(BaseUnits.BYTES)
			.tags(this.own.and(tags))
			.register(this.registry);
	}

	/** Removes all meters of the camera. */
	public synchronized void remove() {
		MeterRegistry shared = this.registry;
		this.registry = new SimpleMeterRegistry();
		shared.getMeters()
			.stream()
			.filter((meter) -> this.own.stream().allMatch(meter.getId().getTags()::contains))
			.forEach(shared::remove);
	}

}
