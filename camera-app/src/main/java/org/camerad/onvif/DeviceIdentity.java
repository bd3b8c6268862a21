package org.camerad.onvif;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The operations of host name, discovery mode and the camera's own address. */
final class DeviceIdentity {

	private static final String HOST_NAME = "hostname";

	private static final String DISCOVERY_MODE = "discovery_mode";

	private static final String DISCOVERABLE = "Discoverable";

	/** RFC 1123, and labels as long as DNS allows. */
	private static final Pattern VALID = Pattern
		.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

	private static final int MAX_LENGTH = 253;

	private static final int MAX_LABEL = 63;

	private final OnvifParts parts;

	private final OnvifSettings settings;

	DeviceIdentity(OnvifParts parts, OnvifSettings settings) {
		this.parts = parts;
		this.settings = settings;
	}

	Stream<Operation> operations() {
		return Stream.of(new Operation("GetHostname", Access.PRE_AUTH, (call, out) -> writeHostName(out)),
				new Operation("SetHostname", Access.WRITE_SYSTEM, (call, out) -> setHostName(call.request())),
				new Operation("GetDiscoveryMode", Access.READ_SYSTEM,
						(call, out) -> out.element("tds:DiscoveryMode", discoveryMode())),
				new Operation("SetDiscoveryMode", Access.WRITE_SYSTEM, (call, out) -> setDiscoveryMode(call.request())),
				new Operation("GetEndpointReference", Access.PRE_AUTH,
						(call, out) -> out.element("tds:GUID", endpoint())));
	}

	private String serialNumber() {
		return this.parts.calls().camera().info().serialNumber();
	}

	/** Returns the name of the camera for WS-Discovery, which never changes. */
	String endpoint() {
		return "urn:uuid:" + UUID.nameUUIDFromBytes(("camerad:" + serialNumber()).getBytes(StandardCharsets.UTF_8));
	}

	/** Returns whether the camera answers probes of WS-Discovery. */
	boolean isDiscoverable() {
		return discoveryMode().equals(DISCOVERABLE);
	}

	private void writeHostName(SoapWriter out) {
		String name = this.settings.find(HOST_NAME).orElseGet(() -> initialName(serialNumber()));
		out.start("tds:HostnameInformation").element("tt:FromDHCP", false).element("tt:Name", name).end();
	}

	private static String initialName(String serialNumber) {
		String plain = "camera-" + serialNumber.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
		return plain.substring(0, Math.min(MAX_LABEL, plain.length())).replaceAll("-+$", "");
	}

	private void setHostName(SoapElement request) {
		String name = request.requireText("Name");
		if (name.length() > MAX_LENGTH || !VALID.matcher(name).matches()) {
			throw SoapFault.invalidValue("ter:InvalidHostname", "Name is not a host name");
		}
		this.settings.save(HOST_NAME, name);
	}

	private String discoveryMode() {
		return this.settings.find(DISCOVERY_MODE).orElse(DISCOVERABLE);
	}

	private void setDiscoveryMode(SoapElement request) {
		String mode = request.requireText("DiscoveryMode");
		if (!mode.equals(DISCOVERABLE) && !mode.equals("NonDiscoverable")) {
			throw SoapFault.invalidValue("DiscoveryMode must be Discoverable or NonDiscoverable");
		}
		this.settings.save(DISCOVERY_MODE, mode);
	}

}
