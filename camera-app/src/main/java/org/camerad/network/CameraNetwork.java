package org.camerad.network;

import org.camerad.camera.CameraCalls;
import org.camerad.camera.CameraFailure;
import org.camerad.camera.CameraLifecycle;
import org.camerad.camera.CameraProblems;
import org.camerad.camera.CameraSettings;
import org.camerad.camera.Decision;
import org.camerad.camera.ResetListener;
import org.camerad.cgi.AfterResponse;
import org.camerad.cgi.CameraPart;
import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.ParameterException;
import org.camerad.cgi.Values;
import org.camerad.cgi.XmlElement;
import org.camerad.driver.Camera;
import org.camerad.driver.Network;

import static org.camerad.network.NetworkSettings.DHCP;
import static org.camerad.network.NetworkSettings.NETWORK;
import static org.camerad.network.NetworkSettings.PORT;

/**
 * The address of one camera and the port of its service. A change takes effect after the
 * response has been sent over the former address and port. Any thread.
 */
public final class CameraNetwork implements CameraPart, ResetListener {

	private final CameraCalls calls;

	private final CameraSettings settings;

	private final CameraLifecycle lifecycle;

	private final CameraProblems problems;

	private final CameraPort port;

	public CameraNetwork(CameraCalls calls, CameraSettings settings, CameraLifecycle lifecycle, CameraProblems problems,
			CameraPort port) {
		this.calls = calls;
		this.settings = settings;
		this.lifecycle = lifecycle;
		this.problems = problems;
		this.port = port;
	}

	/** Makes the service start on the saved port. */
	public void start() {
		this.port.startOn(this.settings.values(NETWORK).get(PORT));
	}

	/**
	 * Changes the network after the response has been sent.
	 * @throws ParameterException for a value that is not valid; nothing changed
	 * @throws CameraFailure as {@link CameraSettings#change} throws it
	 */
	public void change(CgiQuery query, AfterResponse afterResponse) {
		Values former = this.settings.values(NETWORK);
		try {
			Decision decision = this.settings.changeLater(NETWORK, query,
					(decided) -> listen(decided.values().get(PORT), former.get(PORT)));
			afterResponse.run(() -> this.lifecycle.schedule(() -> moveTo(former, decision)));
		}
		catch (ParameterException | CameraFailure ex) {
			closeOtherPorts();
			throw ex;
		}
	}

	private void listen(int wanted, int former) {
		if ((wanted != former && this.port.isReserved(wanted)) || !this.port.listen(wanted)) {
			throw new ParameterException("port error");
		}
	}

	private void moveTo(Values former, Decision decision) {
		this.settings.applyLater(NETWORK, decision, former);
		closeOtherPorts();
	}

	/** Closes all ports except for the one in effect. */
	private void closeOtherPorts() {
		int wanted = this.settings.values(NETWORK).get(PORT);
		if (!this.port.closeOthers(wanted)) {
			this.problems.report("port", "port " + wanted
					+ " is in use by another program; the service listens on port " + this.port.current());
		}
	}

	/** Returns the addresses in use, which are those of the lease while DHCP is on. */
	XmlElement show() {
		Camera camera = this.calls.camera();
		Values values = this.settings.values(NETWORK);
		return NETWORK.show(NetworkSettings.with(values, inUse()).with(PORT, shownPort(values)), camera);
	}

	/**
	 * Returns the addresses in use, which are those of the lease while DHCP is on.
	 * @throws CameraFailure NOT_SUPPORTED when the camera has no network of its own,
	 * UNAVAILABLE when it does not respond
	 */
	public Network inUse() {
		Camera camera = this.calls.camera();
		this.settings.requirePart(NETWORK, camera);
		Network configured = this.settings.record(NETWORK);
		return configured.dhcp() ? this.calls.call("network", camera.network().orElseThrow()::inUse) : configured;
	}

	/** Returns the port to show: the one in use if any port (0) is configured. */
	private int shownPort(Values values) {
		int wanted = values.get(PORT);
		return (wanted == 0) ? this.port.current() : wanted;
	}

	@Override
	public void onReset(Reset reset, AfterResponse afterResponse) {
		if (reset == Reset.FACTORY_RESET) {
			afterResponse.run(() -> this.lifecycle.schedule(this::closeOtherPorts));
		}
	}

	/** Saves the settings to which the hardware has gone back on its own. */
	public void onReverted(Network network) {
		this.settings.replace(NETWORK, (values) -> NetworkSettings.with(values, network).with(DHCP, network.dhcp()));
	}

}
