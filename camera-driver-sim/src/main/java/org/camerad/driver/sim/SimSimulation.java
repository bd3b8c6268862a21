package org.camerad.driver.sim;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.PtzPosition;
import org.camerad.driver.simulation.ResponseFault;
import org.camerad.driver.simulation.CardFile;
import org.camerad.driver.simulation.Delay;
import org.camerad.driver.simulation.Fault;
import org.camerad.driver.simulation.FaultState;
import org.camerad.driver.simulation.FaultType;
import org.camerad.driver.simulation.FrameTruth;
import org.camerad.driver.simulation.MotionTruth;
import org.camerad.driver.simulation.Persona;
import org.camerad.driver.simulation.Schedule;
import org.camerad.driver.simulation.Simulation;
import org.camerad.driver.simulation.SceneStatus;
import org.camerad.driver.sim.fault.FaultRegistry;
import org.camerad.driver.sim.fault.FaultKind;
import org.camerad.driver.sim.fault.FaultValue;
import org.camerad.driver.sim.fault.FaultPlan;

/** The controls of the simulation: faults, scene, clock and ground truth. */
final class SimSimulation implements Simulation {

	private static final Logger logger = System.getLogger(SimSimulation.class.getName());

	private final FaultRegistry registry;

	private final FaultInjector faults;

	private final ScenePlayer player;

	private final Internals internals;

	SimSimulation(FaultRegistry registry, FaultInjector faults, ScenePlayer player, Internals internals) {
		this.registry = registry;
		this.faults = faults;
		this.player = player;
		this.internals = internals;
	}

	/** Parts whose internal state the simulation shows. */
	record Internals(SimPtz ptz, SimCard card, SceneTruth truth, Persona persona) {
	}

	@Override
	public List<FaultType> faultTypes() {
		return Arrays.stream(FaultKind.values()).map(FaultKind::type).toList();
	}

	@Override
	public Persona persona() {
		return this.internals.persona();
	}

	@Override
	public List<FaultState> faults() {
		return this.registry.state();
	}

	@Override
	public void set(Fault fault) throws CameraException {
		FaultKind kind = kind(fault.name());
		this.registry.set(new FaultPlan(kind, value(kind, fault.value().orElse("")), fault.schedule()), "request");
		logger.log(Level.WARNING, "fault {0} set: {1}", kind.id(), describe(fault.schedule()));
	}

	@Override
	public void clear(String name) throws CameraException {
		this.registry.clear(kind(name));
		logger.log(Level.INFO, "fault {0} cleared", name);
	}

	@Override
	public void clear() {
		this.registry.clear();
		logger.log(Level.INFO, "all faults cleared");
	}

	@Override
	public boolean shouldInject(ResponseFault fault) {
		try {
			return this.faults.delay(FaultKind.valueOf(fault.name()));
		}
		catch (CameraException ex) {
			logger.log(Level.DEBUG, "the delay of a fault ended early", ex);
			return true;
		}
	}

	@Override
	public Delay delay(ResponseFault fault) {
		return this.faults.remaining(FaultKind.valueOf(fault.name()));
	}

	@Override
	public SceneStatus scene() {
		return this.player.state();
	}

	@Override
	public void play(boolean on) {
		this.player.play(on);
	}

	@Override
	public void step(Duration by) {
		this.player.step(by);
	}

	@Override
	public void seek(Duration to) {
		this.player.seek(to);
	}

	@Override
	public Instant time() {
		return this.player.time();
	}

	@Override
	public void setTime(Instant now) throws CameraException {
		this.player.setTime(now);
	}

	@Override
	public PtzPosition head() {
		return this.internals.ptz().actualPosition();
	}

	@Override
	public MotionTruth motion() {
		return this.internals.truth().moved();
	}

	@Override
	public List<FrameTruth> frames(int stream, int count) {
		return this.internals.truth().frames(stream, count);
	}

	@Override
	public Optional<FrameTruth> frame(int stream, long number) {
		return this.internals.truth().frame(stream, number);
	}

	@Override
	public List<CardFile> card() {
		try {
			return this.internals.card().contents();
		}
		catch (CameraException | IOException ex) {
			logger.log(Level.WARNING, "cannot list the files on the simulated card: {0}", ex.toString());
			return List.of();
		}
	}

	private static String describe(Schedule schedule) {
		return "from " + schedule.from().toMillis() + " ms, "
				+ schedule.lasting().map((lasting) -> "for " + lasting.toMillis() + " ms").orElse("until cleared")
				+ ", " + (schedule.count().isPresent() ? schedule.count().getAsInt() + " times" : "unlimited")
				+ ", probability " + schedule.probability();
	}

	private static FaultKind kind(String name) throws CameraException {
		return FaultKind.of(name)
			.orElseThrow(() -> CameraException.refused("fault: one of " + FaultKind.ids() + " is expected"));
	}

	private static FaultValue value(FaultKind kind, String text) throws CameraException {
		try {
			return kind.value(text);
		}
		catch (CameraException ex) {
			throw CameraException.refused("value: " + ex.getMessage());
		}
	}

}
