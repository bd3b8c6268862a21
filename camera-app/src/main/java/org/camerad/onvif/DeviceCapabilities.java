package org.camerad.onvif;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camerad.driver.Camera;

/** The operations that tell the services of a camera and their capabilities. */
final class DeviceCapabilities {

	/** The order in the response. */
	private static final List<String> CATEGORIES = List.of("Analytics", "Device", "Events", "Imaging", "Media", "PTZ");

	/** Inside the element {@code Extension}. */
	private static final String DEVICE_IO = "DeviceIO";

	private static final String WSDL = "https://www.onvif.org/profiles/specifications/";

	private static final int MAX_USERS = 64;

	private static final int MAX_NAME = 40;

	private static final int MAX_PASSWORD = 64;

	private final OnvifParts parts;

	private final List<Service> services;

	DeviceCapabilities(OnvifParts parts, List<Service> services) {
		this.parts = parts;
		this.services = services;
	}

	Stream<Operation> operations() {
		return Stream.of(new Operation("GetServices", Access.PRE_AUTH, this::writeServices),
				new Operation("GetCapabilities", Access.PRE_AUTH, this::writeCapabilities),
				new Operation("GetWsdlUrl", Access.PRE_AUTH, (call, out) -> out.element("tds:WsdlUrl", WSDL)));
	}

	private Stream<Service> present() {
		return this.services.stream().filter((service) -> service.hasAddress() && service.present().getAsBoolean());
	}

	private void writeServices(SoapCall call, SoapWriter out) {
		boolean withCapabilities = call.request().find("IncludeCapability").map(SoapElement::flag).orElse(false);
		present().forEach((service) -> {
			out.start("tds:Service").element("tds:Namespace", service.about().namespace());
			out.element("tds:XAddr", service.address(call.base()));
			if (withCapabilities) {
				out.start("tds:Capabilities");
				service.capabilities().write(out);
				out.end();
			}
			out.start("tds:Version").element("tt:Major", service.about().major());
			out.element("tt:Minor", service.about().minor()).end().end();
		});
	}

	private void writeCapabilities(SoapCall call, SoapWriter out) {
		Set<String> wanted = call.request().all("Category").map(SoapElement::text).collect(Collectors.toSet());
		boolean all = wanted.isEmpty() || wanted.contains("All");
		checkCategories(wanted);
		out.start("tds:Capabilities");
		CATEGORIES.stream()
			.filter((category) -> all || wanted.contains(category))
			.forEach((category) -> writeCategory(category, call.base(), out));
		if (all && findCategory(DEVICE_IO).isPresent()) {
			out.start("tt:Extension");
			writeCategory(DEVICE_IO, call.base(), out);
			out.end();
		}
		out.end();
	}

	private void checkCategories(Set<String> wanted) {
		for (String category : wanted) {
			if (!category.equals("All") && findCategory(category).isEmpty()) {
				throw SoapFault.receiver("this camera has no service of that category", "ter:ActionNotSupported",
						"ter:NoSuchService");
			}
		}
	}

	private java.util.Optional<Service> findCategory(String name) {
		return present().filter((service) -> service.category() != null && service.category().name().equals(name))
			.findFirst();
	}

	private void writeCategory(String category, String base, SoapWriter out) {
		findCategory(category).ifPresent((service) -> {
			out.start("tt:" + category).element("tt:XAddr", service.address(base));
			service.category().details().write(out);
			out.end();
		});
	}

	/** Writes the capabilities of the device service. */
	void write(SoapWriter out) {
		boolean tls = this.parts.port().https() != 0;
		out.start("tds:Capabilities").start("tds:Network").attribute("IPFilter", false);
		out.attribute("ZeroConfiguration", false).attribute("IPVersion6", false).attribute("DynDNS", false);
		out.attribute("Dot11Configuration", false).attribute("Dot1XConfigurations", 0);
		out.attribute("HostnameFromDHCP", false).attribute("NTP", 1).attribute("DHCPv6", false).end();
		writeSecurity(tls, out);
		out.start("tds:System").attribute("DiscoveryResolve", false).attribute("DiscoveryBye", false);
		out.attribute("RemoteDiscovery", false).attribute("SystemBackup", false).attribute("SystemLogging", true);
		out.attribute("FirmwareUpgrade", false).attribute("HttpFirmwareUpgrade", hasFirmware());
		out.attribute("HttpSystemBackup", false).attribute("HttpSystemLogging", false);
		out.attribute("HttpSupportInformation", false).attribute("StorageConfiguration", false).end().end();
	}

	private void writeSecurity(boolean tls, SoapWriter out) {
		boolean digest = this.parts.headers().hasDigest();
		out.start("tds:Security").attribute("TLS1.0", false).attribute("TLS1.1", false).attribute("TLS1.2", tls);
		out.attribute("OnboardKeyGeneration", false).attribute("AccessPolicyConfig", false);
		out.attribute("DefaultAccessPolicy", true).attribute("Dot1X", false).attribute("RemoteUserHandling", false);
		out.attribute("X.509Token", false).attribute("SAMLToken", false).attribute("KerberosToken", false);
		out.attribute("UsernameToken", this.parts.hasTokens()).attribute("HttpDigest", digest);
		out.attribute("RELToken", false).attribute("MaxUsers", MAX_USERS).attribute("MaxUserNameLength", MAX_NAME);
		out.attribute("MaxPasswordLength", MAX_PASSWORD);
		if (digest) {
			out.attribute("HashingAlgorithms", "MD5 SHA-256");
		}
		out.end();
	}

	/** Writes the content of the device service's element in GetCapabilities. */
	void writeCategory(SoapWriter out) {
		out.start("tt:Network").element("tt:IPFilter", false).element("tt:ZeroConfiguration", false);
		out.element("tt:IPVersion6", false).element("tt:DynDNS", false).end();
		out.start("tt:System").element("tt:DiscoveryResolve", false).element("tt:DiscoveryBye", false);
		out.element("tt:RemoteDiscovery", false).element("tt:SystemBackup", false).element("tt:SystemLogging", true);
		out.element("tt:FirmwareUpgrade", hasFirmware()).start("tt:SupportedVersions").element("tt:Major", 26);
		out.element("tt:Minor", 6).end().end();
		out.start("tt:IO").element("tt:InputConnectors", 0).element("tt:RelayOutputs", 0).end();
		out.start("tt:Security").element("tt:TLS1.1", false).element("tt:TLS1.2", this.parts.port().https() != 0);
		out.element("tt:OnboardKeyGeneration", false).element("tt:AccessPolicyConfig", false);
		out.element("tt:X.509Token", false).element("tt:SAMLToken", false).element("tt:KerberosToken", false);
		out.element("tt:RELToken", false).end();
	}

	private boolean hasFirmware() {
		return this.parts.calls().present().flatMap(Camera::firmware).isPresent();
	}

}
