package org.camerad.onvif;

import java.net.Inet4Address;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.camerad.camera.CameraFailure;
import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.ParameterException;
import org.camerad.driver.Network;
import org.camerad.driver.NetworkControl;
import org.camerad.network.NetworkSettings;

/**
 * The operations of the network. A change takes effect after the response, as the
 * contract's does.
 */
final class DeviceNetwork {

	private static final String TOKEN = "eth0";

	private static final String INVALID_ADDRESS = "ter:InvalidIPv4Address";

	private static final int MAX_SERVERS = 2;

	private static final int HTTP_PORT = 80;

	private static final int HTTPS_PORT = 443;

	private static final int RTSP_PORT = 554;

	private final OnvifParts parts;

	DeviceNetwork(OnvifParts parts) {
		this.parts = parts;
	}

	Stream<Operation> operations() {
		return Stream.of(new Operation("GetNetworkInterfaces", Access.READ_SYSTEM, (call, out) -> writeInterfaces(out)),
				new Operation("SetNetworkInterfaces", Access.WRITE_SYSTEM, this::setInterfaces),
				new Operation("GetNetworkProtocols", Access.READ_SYSTEM, (call, out) -> writeProtocols(out)),
				new Operation("SetNetworkProtocols", Access.WRITE_SYSTEM, (call, out) -> setProtocols(call)),
				new Operation("GetNetworkDefaultGateway", Access.READ_SYSTEM, (call, out) -> writeGateway(out)),
				new Operation("SetNetworkDefaultGateway", Access.WRITE_SYSTEM, (call, out) -> setGateway(call)),
				new Operation("GetDNS", Access.READ_SYSTEM, (call, out) -> writeDns(out)),
				new Operation("SetDNS", Access.WRITE_SYSTEM, (call, out) -> setDns(call)));
	}

	private boolean hasDhcp() {
		return this.parts.settings().record(NetworkSettings.NETWORK).dhcp();
	}

	private String hardwareAddress() {
		NetworkControl network = this.parts.calls()
			.camera()
			.network()
			.orElseThrow(() -> CameraFailure.notSupported("network"));
		return HexFormat.ofDelimiter(":").formatHex(network.macAddress()).toUpperCase(Locale.ROOT);
	}

	private void writeInterfaces(SoapWriter out) {
		Network network = this.parts.network().inUse();
		out.start("tds:NetworkInterfaces").attribute("token", TOKEN).element("tt:Enabled", true);
		out.start("tt:Info").element("tt:Name", TOKEN).element("tt:HwAddress", hardwareAddress()).end();
		out.start("tt:IPv4").element("tt:Enabled", true).start("tt:Config");
		out.start(hasDhcp() ? "tt:FromDHCP" : "tt:Manual");
		out.element("tt:Address", network.address().getHostAddress());
		out.element("tt:PrefixLength", prefixLength(network.netmask())).end();
		out.element("tt:DHCP", hasDhcp()).end().end().end();
	}

	private static int prefixLength(Inet4Address mask) {
		int ones = 0;
		for (byte part : mask.getAddress()) {
			ones += Integer.bitCount(part & 0xFF);
		}
		return ones;
	}

	private static String mask(SoapElement length) {
		int ones = length.number();
		if (ones < 1 || ones > 32) {
			throw SoapFault.invalidValue(INVALID_ADDRESS, "PrefixLength must be from 1 to 32");
		}
		int mask = (int) (0xFFFFFFFFL << (32 - ones));
		return String.format("%d.%d.%d.%d", mask >>> 24, mask >>> 16 & 0xFF, mask >>> 8 & 0xFF, mask & 0xFF);
	}

	private void setInterfaces(SoapCall call, SoapWriter out) {
		if (!call.request().requireText("InterfaceToken").equals(TOKEN)) {
			throw SoapFault.invalidValue("ter:InvalidNetworkInterface", "there is no such network interface");
		}
		SoapElement wanted = call.request().require("NetworkInterface");
		boolean off = Stream.concat(wanted.all("Enabled"), wanted.all("IPv4").flatMap((ipv4) -> ipv4.all("Enabled")))
			.anyMatch((enabled) -> !enabled.flag());
		if (off) {
			throw SoapFault.invalidValue("ter:InvalidNetworkInterface", "the only interface cannot be turned off");
		}
		Map<String, String> query = new HashMap<>();
		wanted.find("IPv4").ifPresent((ipv4) -> {
			ipv4.find("DHCP").ifPresent((dhcp) -> query.put("dhcp", dhcp.flag() ? "1" : "0"));
			ipv4.find("Manual").ifPresent((manual) -> {
				query.put("ipaddr", manual.requireText("Address"));
				query.put("netmask", mask(manual.require("PrefixLength")));
			});
		});
		change(query, INVALID_ADDRESS, call);
		out.element("tds:RebootNeeded", false);
	}

	private void change(Map<String, String> query, String subcode, SoapCall call) {
		if (query.isEmpty()) {
			return;
		}
		try {
			this.parts.network().change(CgiQuery.of(query), call.afterResponse());
		}
		catch (ParameterException ex) {
			throw SoapFault.invalidValue(subcode, ex.fault());
		}
	}

	private void writeProtocols(SoapWriter out) {
		int http = this.parts.port().http();
		int https = this.parts.port().https();
		writeProtocol("HTTP", http, HTTP_PORT, out);
		writeProtocol("HTTPS", https, HTTPS_PORT, out);
		writeProtocol("RTSP", this.parts.rtspPort(), RTSP_PORT, out);
	}

	private static void writeProtocol(String name, int port, int usual, SoapWriter out) {
		out.start("tds:NetworkProtocols").element("tt:Name", name).element("tt:Enabled", port != 0);
		out.element("tt:Port", (port != 0) ? port : usual).end();
	}

	/** Only the port of HTTP can be changed, as by the contract. */
	private void setProtocols(SoapCall call) {
		List<SoapElement> protocols = call.request().all("NetworkProtocols").toList();
		if (protocols.isEmpty()) {
			throw SoapFault.invalidArgs("NetworkProtocols is missing");
		}
		for (SoapElement protocol : protocols) {
			if (!protocol.requireText("Name").equals("HTTP") || !protocol.requireFlag("Enabled")) {
				throw SoapFault.invalidValue("ter:ServiceNotSupported", "only the port of HTTP can be changed");
			}
		}
		if (protocols.size() != 1 || protocols.get(0).all("Port").count() != 1) {
			throw SoapFault.invalidValue("ter:ServiceNotSupported", "exactly one port of HTTP is expected");
		}
		String port = String.valueOf(protocols.get(0).requireNumber("Port"));
		try {
			this.parts.network().change(CgiQuery.of(Map.of("port", port)), call.afterResponse());
		}
		catch (ParameterException ex) {
			throw ex.fault().equals("port error") ? SoapFault.invalidValue("ter:PortAlreadyInUse", "the port is in use")
					: SoapFault.invalidValue(ex.fault());
		}
	}

	private void writeGateway(SoapWriter out) {
		out.start("tds:NetworkGateway")
			.element("tt:IPv4Address", this.parts.network().inUse().gateway().getHostAddress())
			.end();
	}

	private void setGateway(SoapCall call) {
		List<String> addresses = call.request().all("IPv4Address").map(SoapElement::text).toList();
		if (addresses.size() != 1 || call.request().find("IPv6Address").isPresent()) {
			throw SoapFault.invalidValue("ter:InvalidGatewayAddress", "exactly one IPv4 address is expected");
		}
		change(Map.of("gateway", addresses.get(0)), "ter:InvalidGatewayAddress", call);
	}

	private void writeDns(SoapWriter out) {
		Network network = this.parts.network().inUse();
		out.start("tds:DNSInformation").element("tt:FromDHCP", hasDhcp());
		Set<String> servers = new LinkedHashSet<>(
				List.of(network.dns1().getHostAddress(), network.dns2().getHostAddress()));
		for (String server : servers) {
			out.start(hasDhcp() ? "tt:DNSFromDHCP" : "tt:DNSManual").element("tt:Type", "IPv4");
			out.element("tt:IPv4Address", server).end();
		}
		out.end();
	}

	private void setDns(SoapCall call) {
		List<SoapElement> servers = call.request().all("DNSManual").toList();
		boolean fromDhcp = call.request().requireFlag("FromDHCP");
		if (fromDhcp != hasDhcp() && fromDhcp) {
			throw SoapFault.invalidValue("name servers come from DHCP only together with the address");
		}
		if (fromDhcp) {
			return;
		}
		if (servers.isEmpty() || servers.size() > MAX_SERVERS || call.request().find("SearchDomain").isPresent()) {
			throw SoapFault.invalidValue("one or two name servers and no search domain are expected");
		}
		List<String> addresses = servers.stream().map(DeviceNetwork::address).toList();
		change(Map.of("dns1", addresses.get(0), "dns2", addresses.get(addresses.size() - 1)), INVALID_ADDRESS, call);
	}

	private static String address(SoapElement server) {
		if (!server.requireText("Type").equals("IPv4")) {
			throw SoapFault.invalidValue("ter:InvalidIPv6Address", "only IPv4 is supported");
		}
		return server.requireText("IPv4Address");
	}

}
