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

/** A registry of planned faults. It decides whether a fault triggers. Thread-safe. */
public final class FaultRegistry {

	private final LongSupplier nanoTime;

	private final SplittableRandom random;

	private final Map<FaultKind, ClockFaultSchedule> clockSchedules = new EnumMap<>(FaultKind.class);

	private final List<SceneFaultSchedule> sceneSchedules = new ArrayList<>();

	/**
	 * The number of times that each kind was set or cleared. A change ends the calls that
	 * wait for the fault.
	 */
	private final int[] changes = new int[FaultKind.values().length];

	/**
	 * Creates a registry without faults.
	 * @param nanoTime a monotonic time source, in nanoseconds
	 * @param seed the seed of random decisions
	 */
	public FaultRegistry(LongSupplier nanoTime, long seed) {
		this.nanoTime = nanoTime;
		this.random = new SplittableRandom(seed);
	}

	/** Sets the faults of the scene that is shown. */
	public synchronized void setSceneFaults(Collection<FaultPlan> plans, SceneClock script) {
		this.sceneSchedules.clear();
		plans.forEach((plan) -> this.sceneSchedules.add(new SceneFaultSchedule(plan, script, this.random.split())));
	}

	/** Sets a fault. It replaces one of the same kind. */
	public synchronized void set(FaultPlan plan, String origin) {
		clear(plan.kind());
		this.clockSchedules.put(plan.kind(), new ClockFaultSchedule(plan, origin, this.random.split(), this.nanoTime));
	}

	/** Clears a fault that was set. */
	public synchronized void clear(FaultKind kind) {
		this.clockSchedules.remove(kind);
		this.changes[kind.ordinal()]++;
	}

	/** Clears all faults that were set. */
	public synchronized void clear() {
		for (FaultKind kind : FaultKind.values()) {
			clear(kind);
		}
	}

	/** Returns the fault if it triggers on this occasion, else empty. */
	public synchronized Optional<ActiveFault> shouldInject(FaultKind kind) {
		return schedules(kind).filter(FaultSchedule::shouldInject).findFirst().map(this::activeFault);
	}

	/**
	 * Returns the fault if it is certainly active, else empty. Does not count as an
	 * occasion.
	 */
	public synchronized Optional<ActiveFault> present(FaultKind kind) {
		return schedules(kind).filter(FaultSchedule::isCertain).findFirst().map(this::activeFault);
	}

	/**
	 * Returns whether the fault is certainly active and does not end by itself. Does not
	 * count as an occasion.
	 */
	public synchronized boolean isPermanent(FaultKind kind) {
		return schedules(kind).anyMatch(FaultSchedule::isPermanent);
	}

	/** Returns the active and the future faults, sorted by name. */
	public synchronized List<FaultState> state() {
		removeExpired();
		return Stream.concat(this.clockSchedules.values().stream(), this.sceneSchedules.stream())
			.map(FaultSchedule::state)
			.sorted(Comparator.comparing(FaultState::name))
			.toList();
	}

	/** Returns one status for each part with active faults. */
	public synchronized List<PartStatus> status() {
		removeExpired();
		Map<String, PartStatus> parts = new TreeMap<>();
		Stream.concat(this.clockSchedules.values().stream(), this.sceneSchedules.stream())
			.filter(FaultSchedule::isActive)
			.map((schedule) -> status(schedule.plan()))
			.forEach((status) -> parts.merge(status.part(), status, FaultRegistry::merge));
		return List.copyOf(parts.values());
	}

	private Stream<FaultSchedule> schedules(FaultKind kind) {
		if (this.clockSchedules.isEmpty() && this.sceneSchedules.isEmpty()) {
			return Stream.empty();
		}
		ClockFaultSchedule one = this.clockSchedules.get(kind);
		Stream<SceneFaultSchedule> scripted = this.sceneSchedules.stream()
			.filter((fault) -> fault.plan().kind() == kind);
		return (one == null) ? scripted.map(FaultSchedule.class::cast) : Stream.concat(Stream.of(one), scripted);
	}

	private ActiveFault activeFault(FaultSchedule schedule) {
		int change = this.changes[schedule.plan().kind().ordinal()];
		return new ActiveFault(schedule.plan().value(), () -> stillActive(schedule, change));
	}

	private synchronized boolean stillActive(FaultSchedule schedule, int change) {
		return this.changes[schedule.plan().kind().ordinal()] == change && schedule.isDue();
	}

	private void removeExpired() {
		this.clockSchedules.values().removeIf(ClockFaultSchedule::isExpired);
	}

	private static PartStatus status(FaultPlan plan) {
		FaultKind kind = plan.kind();
		return new PartStatus(kind.part(), kind.state(plan.value()), kind.detail(plan.value()));
	}

	private static PartStatus merge(PartStatus first, PartStatus second) {
		PartStatus.State worse = (first.state().compareTo(second.state()) > 0) ? first.state() : second.state();
		return new PartStatus(first.part(), worse, first.detail() + "; " + second.detail());
	}

}
