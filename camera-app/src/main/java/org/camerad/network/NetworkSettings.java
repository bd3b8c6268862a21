package org.camerad.network;

import java.net.Inet4Address;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

import org.camerad.camera.CameraFailure;
import org.camerad.cgi.Domain;
import org.camerad.cgi.Parameter;
import org.camerad.cgi.ParameterException;
import org.camerad.cgi.Table;
import org.camerad.cgi.ValidationContext;
import org.camerad.cgi.Values;
import org.camerad.driver.Camera;
import org.camerad.driver.IntRange;
import org.camerad.driver.Network;
import org.camerad.driver.NetworkControl;
import org.camerad.driver.Setting;
import org.camerad.driver.support.network.Ipv4;
import org.camerad.settings.SettingsGroup;
import org.camerad.settings.SettingsGroup.Column;
import org.jspecify.annotations.Nullable;

/** The settings of the camera's network and of the service's port (contract 3.7). */
public final class NetworkSettings {

	static final Parameter<Boolean> DHCP = Parameter.flag("dhcp").initially(false).needs(Setting.DHCP);

	private static final Parameter<Inet4Address> IPADDR = address("ipaddr", Ipv4::isHost, "192.168.0.10")
		.needs(Setting.ADDRESS);

	private static final Parameter<Inet4Address> NETMASK = address("netmask", Ipv4::isMask, "255.255.255.0")
		.needs(Setting.NETMASK);

	private static final Parameter<Inet4Address> GATEWAY = address("gateway", Ipv4::isHost, "192.168.0.1")
		.needs(Setting.GATEWAY);

	private static final Parameter<Inet4Address> DNS1 = address("dns1", Ipv4::isHost, "114.114.114.114")
		.needs(Setting.DNS);

	private static final Parameter<Inet4Address> DNS2 = address("dns2", Ipv4::isHost, "8.8.8.8").needs(Setting.DNS);

	static final Parameter<Integer> PORT = Parameter.listed("port", new IntRange(80, 80), new IntRange(1000, 65535))
		.initially(8080);

	/** The settings group of the network. */
	public static final SettingsGroup<Network> NETWORK = SettingsGroup
		.of("network",
				new Table(List.of(DHCP, IPADDR, NETMASK, GATEWAY, DNS1, DNS2, PORT), NetworkSettings::checkSubnet),
				(values) -> new Network(values.get(DHCP), values.get(IPADDR), values.get(NETMASK), values.get(GATEWAY),
						values.get(DNS1), values.get(DNS2)),
				Camera::network)
		.initially((camera, values) -> camera.network()
			.map((network) -> with(values, network.initial()).with(DHCP, network.initial().dhcp()))
			.orElse(values))
		.readBy((network, known) -> with(known, network).with(DHCP, network.dhcp()))
		.withColumns(new Column("macaddr", (values, camera) -> macAddress(camera), "00-00-5E-00-53-01"),
				Column.of(DHCP), Column.of(IPADDR), Column.of(NETMASK), Column.of(GATEWAY), Column.of(DNS1),
				Column.of(DNS2), Column.of(PORT));

	private NetworkSettings() {
	}

	/** Returns the initial value of the configured port. */
	public static Values configured(int port) {
		return Values.of(PORT, port);
	}

	static Values with(Values values, Network network) {
		return values.with(IPADDR, network.address())
			.with(NETMASK, network.netmask())
			.with(GATEWAY, network.gateway())
			.with(DNS1, network.dns1())
			.with(DNS2, network.dns2());
	}

	/**
	 * Checks that static addresses are in one subnet. With DHCP they are not in use, and
	 * are not checked.
	 */
	private static void checkSubnet(ValidationContext context) {
		boolean passed = List.of(DHCP, IPADDR, NETMASK, GATEWAY).stream().anyMatch(context::passes);
		if (!passed || context.get(DHCP)) {
			return;
		}
		Inet4Address address = context.get(IPADDR);
		Inet4Address mask = context.get(NETMASK);
		if (!Ipv4.isHostOf(address, address, mask)) {
			throw new ParameterException("ipaddr error");
		}
		Inet4Address gateway = context.get(GATEWAY);
		if (!Ipv4.isHostOf(gateway, address, mask) || gateway.equals(address)) {
			throw new ParameterException("gateway error");
		}
	}

	private static Parameter<Inet4Address> address(String name, Predicate<Inet4Address> allowed, String initial) {
		return Parameter.<Inet4Address>of(name, (text, context) -> Ipv4.parse(text).filter(allowed))
			.shownAs(Inet4Address::getHostAddress)
			.within(Domain.pattern("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$"))
			.initially(Ipv4.of(initial));
	}

	private static String macAddress(@Nullable Camera camera) {
		return Optional.ofNullable(camera)
			.flatMap(NetworkSettings::macAddressOf)
			.orElseThrow(CameraFailure::unavailable);
	}

	/** Returns the MAC address of a camera, empty if it has no network of its own. */
	public static Optional<String> macAddressOf(Camera camera) {
		return camera.network()
			.map(NetworkControl::macAddress)
			.map((mac) -> HexFormat.ofDelimiter("-").formatHex(mac).toUpperCase(Locale.ROOT));
	}

}
