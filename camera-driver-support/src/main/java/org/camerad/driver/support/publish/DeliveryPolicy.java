package org.camerad.driver.support.publish;

import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * The rule by which a published value reaches a slow subscriber. Immutable.
 *
 * @param <T> the type of the values
 */
public final class DeliveryPolicy<T> {

	private final BiConsumer<LatestValueSubscription<T>, T> rule;

	private DeliveryPolicy(BiConsumer<LatestValueSubscription<T>, T> rule) {
		this.rule = rule;
	}

	/**
	 * Returns the rule for independent values, such as audio frames. A subscriber without
	 * demand misses them.
	 */
	public static <T> DeliveryPolicy<T> independent() {
		return inSequence((value) -> true);
	}

	/**
	 * Returns the rule for values that depend on the previous one, such as access units.
	 * A subscriber begins with a start point and after a gap continues with the next one.
	 * @param startPoint returns whether a value depends on no other, such as a key frame
	 */
	public static <T> DeliveryPolicy<T> inSequence(Predicate<? super T> startPoint) {
		return new DeliveryPolicy<>(
				(subscription, value) -> subscription.offerInSequence(value, startPoint.test(value)));
	}

	/**
	 * Returns the rule for numbered values, such as pictures. A subscriber without demand
	 * misses them, and none receives a number twice or after a greater one.
	 * @param number returns the number of a value
	 */
	public static <T> DeliveryPolicy<T> numbered(ToLongFunction<? super T> number) {
		return new DeliveryPolicy<>(
				(subscription, value) -> subscription.offerNumbered(value, number.applyAsLong(value)));
	}

	/**
	 * Returns the rule for states, such as motion. A subscriber without demand receives
	 * the newest one when it requests.
	 */
	public static <T> DeliveryPolicy<T> latest() {
		return new DeliveryPolicy<>(LatestValueSubscription::offerLatest);
	}

	void offer(LatestValueSubscription<T> subscription, T value) {
		this.rule.accept(subscription, value);
	}

}
