package org.camerad.driver.sim;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;

import org.camerad.driver.CameraException;
import org.camerad.driver.Simulation;
import org.camerad.driver.sim.fault.FaultBoard;
import org.camerad.driver.sim.fault.FaultKind;
import org.camerad.driver.sim.fault.Plan;

/** What can be asked of the simulator beside what can be asked of any camera. */
final class SimSimulation implements Simulation {

	private static final Logger logger = System.getLogger(SimSimulation.class.getName());

	private final FaultBoard board;

	private final Faults faults;

	SimSimulation(FaultBoard board, Faults faults) {
		this.board = board;
		this.faults = faults;
	}

	@Override
	public List<FaultType> faultTypes() {
		return Arrays.stream(FaultKind.values()).map(FaultKind::type).toList();
	}

	@Override
	public List<FaultState> faults() {
		return this.board.state();
	}

	@Override
	public void set(Fault fault) throws CameraException {
		FaultKind kind = kind(fault.name());
		this.board.set(new Plan(kind, value(kind, fault.value().orElse("")), fault.schedule()), "request");
		logger.log(Level.WARNING, "The simulator is to suffer {0}", fault);
	}

	@Override
	public void clear(String name) throws CameraException {
		this.board.clear(kind(name));
		logger.log(Level.INFO, "The simulator is no longer to suffer {0}", name);
	}

	@Override
	public void clear() {
		this.board.clear();
		logger.log(Level.INFO, "The simulator is to suffer no more faults");
	}

	@Override
	public boolean befalls(AnswerFault fault) {
		try {
			return this.faults.delay(FaultKind.valueOf(fault.name()));
		}
		catch (CameraException ex) {
			logger.log(Level.DEBUG, "A wait ended early", ex);
			return true;
		}
	}

	private static FaultKind kind(String name) throws CameraException {
		return FaultKind.of(name)
			.orElseThrow(() -> CameraException.refused("fault: there is none of that name; there are "
					+ String.join(", ", Arrays.stream(FaultKind.values()).map(FaultKind::word).sorted().toList())));
	}

	private static org.camerad.driver.sim.fault.FaultValue value(FaultKind kind, String text) throws CameraException {
		try {
			return kind.value(text);
		}
		catch (CameraException ex) {
			throw CameraException.refused("value: " + ex.getMessage());
		}
	}

}
