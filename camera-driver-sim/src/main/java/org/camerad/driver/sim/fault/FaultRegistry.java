package org.camerad.driver.sim.fault;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import org.camerad.driver.PartStatus;
import org.camerad.driver.simulation.FaultState;

/** The faults that are planned, and whether one befalls. Any thread. */
public final class FaultRegistry {

	private final LongSupplier nanoTime;

	private final SplittableRandom chance;

	private final Map<FaultKind, ClockFaultSchedule> set = new EnumMap<>(FaultKind.class);

	private final List<SceneFaultSchedule> scene = new ArrayList<>();

	/** How often each kind was set or cleared, which ends the waits for it. */
	private final int[] changes = new int[FaultKind.values().length];

	/**
	 * A board without faults.
	 * @param nanoTime a monotonic time source, in nanoseconds
	 * @param seed decides what is left to chance
	 */
	public FaultRegistry(LongSupplier nanoTime, long seed) {
		this.nanoTime = nanoTime;
		this.chance = new SplittableRandom(seed);
	}

	/** Takes the faults that a scene's script asks for. */
	public synchronized void play(Collection<FaultPlan> plans, SceneClock script) {
		plans.forEach((plan) -> this.scene.add(new SceneFaultSchedule(plan, script, this.chance.split())));
	}

	/** Sets a fault in place of one of the same kind. */
	public synchronized void set(FaultPlan plan, String origin) {
		clear(plan.kind());
		this.set.put(plan.kind(), new ClockFaultSchedule(plan, origin, this.chance.split(), this.nanoTime));
	}

	/** Ends a fault that was set. */
	public synchronized void clear(FaultKind kind) {
		this.set.remove(kind);
		this.changes[kind.ordinal()]++;
	}

	/** Ends all faults that were set. */
	public synchronized void clear() {
		for (FaultKind kind : FaultKind.values()) {
			clear(kind);
		}
	}

	/** One occasion for a fault: whether it befalls. */
	public synchronized Optional<ActiveFault> shouldInject(FaultKind kind) {
		return planned(kind).filter(FaultSchedule::shouldInject).findFirst().map(this::mishap);
	}

	/** Whether a fault is there without being left to the chance of an occasion. */
	public synchronized Optional<ActiveFault> present(FaultKind kind) {
		return planned(kind).filter(FaultSchedule::isThere).findFirst().map(this::mishap);
	}

	/** The faults that are there or to come. */
	public synchronized List<FaultState> state() {
		sweep();
		return Stream.concat(this.set.values().stream(), this.scene.stream())
			.map(FaultSchedule::state)
			.sorted(Comparator.comparing(FaultState::name))
			.toList();
	}

	/** What health says about the faults that are there: one line a part. */
	public synchronized List<PartStatus> status() {
		sweep();
		Map<String, PartStatus> parts = new TreeMap<>();
		Stream.concat(this.set.values().stream(), this.scene.stream())
			.filter(FaultSchedule::isActive)
			.map((planned) -> status(planned.plan()))
			.forEach((status) -> parts.merge(status.part(), status, FaultRegistry::both));
		return List.copyOf(parts.values());
	}

	private Stream<FaultSchedule> planned(FaultKind kind) {
		if (this.set.isEmpty() && this.scene.isEmpty()) {
			return Stream.empty();
		}
		ClockFaultSchedule one = this.set.get(kind);
		Stream<SceneFaultSchedule> played = this.scene.stream().filter((fault) -> fault.plan().kind() == kind);
		return (one == null) ? played.map(FaultSchedule.class::cast) : Stream.concat(Stream.of(one), played);
	}

	private ActiveFault mishap(FaultSchedule planned) {
		int change = this.changes[planned.plan().kind().ordinal()];
		return new ActiveFault(planned.plan().value(), () -> goesOn(planned, change));
	}

	private synchronized boolean goesOn(FaultSchedule planned, int change) {
		return this.changes[planned.plan().kind().ordinal()] == change && planned.isDue();
	}

	private void sweep() {
		this.set.values().removeIf(ClockFaultSchedule::isOver);
	}

	private static PartStatus status(FaultPlan plan) {
		FaultKind kind = plan.kind();
		return new PartStatus(kind.part(), kind.state(plan.value()), kind.detail(plan.value()));
	}

	private static PartStatus both(PartStatus first, PartStatus second) {
		PartStatus.State worse = (first.state().compareTo(second.state()) > 0) ? first.state() : second.state();
		return new PartStatus(first.part(), worse, first.detail() + "; " + second.detail());
	}

}
