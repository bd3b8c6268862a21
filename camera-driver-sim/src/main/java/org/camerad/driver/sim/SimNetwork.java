package org.camerad.driver.sim;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

import org.camerad.driver.CameraException;
import org.camerad.driver.Network;
import org.camerad.driver.NetworkControl;

/**
 * A network interface that exists only in the simulation: nothing on the host changes. A
 * virtual DHCP server always gives the same camera the same lease.
 */
final class SimNetwork extends VolatileSetting<Network> implements NetworkControl {

	private static final Inet4Address NETMASK = address(255, 255, 255, 0);

	private static final Inet4Address GATEWAY = address(192, 168, 0, 1);

	/** The contract's example (3.7). */
	private static final Network INITIAL = new Network(false, address(192, 168, 0, 10), NETMASK, GATEWAY,
			address(114, 114, 114, 114), address(8, 8, 8, 8));

	private final FaultInjector faults;

	private final Network lease;

	private final byte[] macAddress;

	SimNetwork(FaultInjector faults, byte[] macAddress) {
		super(faults, CameraPart.NETWORK, INITIAL, (network) -> null, (changed) -> {
		});
		this.faults = faults;
		this.macAddress = macAddress.clone();
		this.lease = new Network(true, address(192, 168, 0, 100 + (macAddress[5] & 0xFF) % 100), NETMASK, GATEWAY,
				GATEWAY, address(9, 9, 9, 9));
	}

	@Override
	public Network initial() {
		return INITIAL;
	}

	@Override
	public byte[] macAddress() {
		return this.macAddress.clone();
	}

	@Override
	public Network inUse() throws CameraException {
		this.faults.checkQuery(CameraPart.NETWORK);
		Network settings = inEffect();
		return settings.dhcp() ? this.lease : settings;
	}

	private static Inet4Address address(int... bytes) {
		byte[] raw = new byte[bytes.length];
		for (int i = 0; i < bytes.length; i++) {
			raw[i] = (byte) bytes[i];
		}
		try {
			return (Inet4Address) InetAddress.getByAddress(raw);
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException("four bytes are expected", ex);
		}
	}

}
