package org.camerad.network;

import java.net.Inet4Address;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

import org.camerad.cgi.CgiFault;
import org.camerad.cgi.CgiRequest;
import org.camerad.cgi.Decision;
import org.camerad.cgi.Parameter;
import org.camerad.cgi.Table;
import org.camerad.cgi.Values;
import org.camerad.cgi.XmlElement;
import org.camerad.device.ConfiguredValues;
import org.camerad.device.Device;
import org.camerad.device.DeviceReset;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraEvent;
import org.camerad.driver.IntRange;
import org.camerad.driver.Network;
import org.camerad.driver.NetworkControl;
import org.camerad.driver.support.network.Ipv4;
import org.camerad.settings.SettingsGroup;
import org.camerad.settings.SettingsGroup.Column;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The camera's address and this service's port (contract 3.7). A change takes effect
 * after the answer has gone out over the old way.
 */
@RestController
class NetworkController {

	private static final Parameter<Boolean> DHCP = Parameter.flag("dhcp").initially(false);

	private static final Parameter<Inet4Address> IPADDR = address("ipaddr", Ipv4::isHost, "192.168.0.10");

	private static final Parameter<Inet4Address> NETMASK = address("netmask", Ipv4::isMask, "255.255.255.0");

	private static final Parameter<Inet4Address> GATEWAY = address("gateway", Ipv4::isHost, "192.168.0.1");

	private static final Parameter<Inet4Address> DNS1 = address("dns1", Ipv4::isHost, "114.114.114.114");

	private static final Parameter<Inet4Address> DNS2 = address("dns2", Ipv4::isHost, "8.8.8.8");

	private static final Parameter<Integer> PORT = Parameter
		.listed("port", new IntRange(80, 80), new IntRange(1000, 65535))
		.initially(8080);

	private static final SettingsGroup<Network> NETWORK = SettingsGroup
		.of("network",
				new Table(List.of(DHCP, IPADDR, NETMASK, GATEWAY, DNS1, DNS2, PORT), NetworkController::checkSubnet),
				(values) -> new Network(values.get(DHCP), values.get(IPADDR), values.get(NETMASK), values.get(GATEWAY),
						values.get(DNS1), values.get(DNS2)),
				Camera::network)
		.initially((camera, values) -> camera.network()
			.map((network) -> with(values, network.initial()).with(DHCP, network.initial().dhcp()))
			.orElse(values))
		.answering(new Column("macaddr", (values, camera) -> macAddress(camera)), Column.of(DHCP), Column.of(IPADDR),
				Column.of(NETMASK), Column.of(GATEWAY), Column.of(DNS1), Column.of(DNS2), Column.of(PORT));

	private final Device device;

	private final Ports ports;

	NetworkController(Device device, Ports ports) {
		this.device = device;
		this.ports = ports;
	}

	/** The last to be applied: everything else should be in effect by then. */
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	static SettingsGroup<Network> networkSettings() {
		return NETWORK;
	}

	@Bean
	static ConfiguredValues configuredPort(@Value("${server.port:8080}") int port) {
		return new ConfiguredValues(Values.of(PORT, port));
	}

	@Bean
	static SavedPort savedPort(Device device) {
		return () -> device.values(NETWORK).get(PORT);
	}

	@GetMapping("/cgi-bin/network")
	XmlElement network(CgiRequest request) {
		if (NETWORK.table().isPassed(request.query())) {
			request.admitChange();
			change(request);
		}
		return show();
	}

	private void change(CgiRequest request) {
		Values former = this.device.values(NETWORK);
		try {
			this.device.change(NETWORK, request.query(), (values) -> this.ports.listen(values.get(PORT)));
		}
		catch (CgiFault fault) {
			settle();
			throw fault;
		}
		request.afterAnswer().run(() -> this.device.later(() -> moveTo(former)));
	}

	private void moveTo(Values former) {
		this.device.applyLater(NETWORK, former);
		settle();
	}

	/** Only the port in effect stays open. */
	private void settle() {
		int port = this.device.values(NETWORK).get(PORT);
		if (!this.ports.settle(port)) {
			this.device.trouble("port", "port " + port + " is in use by another program");
		}
	}

	/** What the hardware uses: the lease while DHCP is on. */
	private XmlElement show() {
		Camera camera = this.device.camera();
		NETWORK.requirePart(camera);
		Values values = this.device.values(NETWORK);
		Values shown = values.get(DHCP) ? with(values, inUse(camera.network().orElseThrow(), values)) : values;
		return NETWORK.show(shown.with(PORT, shownPort(values)), camera);
	}

	private Network inUse(NetworkControl network, Values values) {
		return this.device.call("network", network::inUse);
	}

	/** A configured port 0 is any; the answer tells which. */
	private int shownPort(Values values) {
		int port = values.get(PORT);
		return (port == 0) ? this.ports.current() : port;
	}

	@EventListener
	void reset(DeviceReset reset) {
		if (reset.kind() == DeviceReset.Kind.FACTORY_RESET) {
			reset.afterAnswer().run(() -> this.device.later(this::settle));
		}
	}

	/** The hardware went back by itself; what is saved follows. */
	@EventListener
	void reverted(CameraEvent.NetworkReverted event) {
		Network network = event.network();
		this.device.replace(NETWORK, (values) -> with(values, network).with(DHCP, network.dhcp()));
	}

	private static Values with(Values values, Network network) {
		return values.with(IPADDR, network.address())
			.with(NETMASK, network.netmask())
			.with(GATEWAY, network.gateway())
			.with(DNS1, network.dns1())
			.with(DNS2, network.dns2());
	}

	/** Static addresses must be neighbours; those behind DHCP are only kept for later. */
	private static void checkSubnet(Decision decision) {
		boolean passed = List.of(DHCP, IPADDR, NETMASK, GATEWAY).stream().anyMatch(decision::passes);
		if (!passed || decision.get(DHCP)) {
			return;
		}
		Inet4Address address = decision.get(IPADDR);
		Inet4Address mask = decision.get(NETMASK);
		if (!Ipv4.isHostOf(address, address, mask)) {
			throw CgiFault.of("ipaddr error");
		}
		Inet4Address gateway = decision.get(GATEWAY);
		if (!Ipv4.isHostOf(gateway, address, mask) || gateway.equals(address)) {
			throw CgiFault.of("gateway error");
		}
	}

	private static Parameter<Inet4Address> address(String name, Predicate<Inet4Address> allowed, String initial) {
		return Parameter.<Inet4Address>of(name, (text, decision) -> Ipv4.parse(text).filter(allowed))
			.shownAs(Inet4Address::getHostAddress)
			.initially(Ipv4.of(initial));
	}

	private static String macAddress(@Nullable Camera camera) {
		byte[] mac = Optional.ofNullable(camera)
			.flatMap(Camera::network)
			.map(NetworkControl::macAddress)
			.orElseThrow(CgiFault::deviceError);
		return HexFormat.ofDelimiter("-").formatHex(mac).toUpperCase(Locale.ROOT);
	}

}
