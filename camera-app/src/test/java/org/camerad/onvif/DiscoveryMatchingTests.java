package org.camerad.onvif;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The matching of types, scopes and senders, and the limits of answers. */
class DiscoveryMatchingTests {

	private static final DiscoveryTarget.Metadata CAMERA = new DiscoveryTarget.Metadata("urn:uuid:a",
			List.of("onvif://www.onvif.org/name/Door%201", "onvif://www.onvif.org/location/city/hall",
					"urn:uuid:0a0b0c0d-1111-2222-3333-444455556666"),
			"http", 80, 1);

	private static boolean answers(String content) {
		String document = "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'"
				+ " xmlns:a='http://schemas.xmlsoap.org/ws/2004/08/addressing'"
				+ " xmlns:n='http://www.onvif.org/ver10/network/wsdl' xmlns:t='http://www.onvif.org/ver10/device/wsdl'"
				+ " xmlns:x='urn:x' xmlns:d='http://schemas.xmlsoap.org/ws/2005/04/discovery'><s:Header>"
				+ "<a:MessageID>uuid:1</a:MessageID></s:Header><s:Body>" + content + "</s:Body></s:Envelope>";
		return DiscoveryRequest.read(document.getBytes(StandardCharsets.UTF_8))
			.filter((request) -> request.matches(CAMERA))
			.isPresent();
	}

	@ParameterizedTest
	@CsvSource({ "'', true", "n:NetworkVideoTransmitter, true", "t:Device, true",
			"t:Device n:NetworkVideoTransmitter, true", "dn:NetworkVideoTransmitter, true", "x:Device, false",
			"n:Device, false", "t:Device x:Printer, false", "Device, true", "Printer, false" })
	void matchesAllTypes(String types, boolean matches) {
		assertThat(answers("<d:Probe><d:Types>" + types + "</d:Types></d:Probe>")).isEqualTo(matches);
	}

	@ParameterizedTest
	@CsvSource({ "'', '', true", "'', onvif://www.onvif.org/location/city, true",
			"'', ONVIF://WWW.onvif.org/location/city/hall/, true", "'', onvif://www.onvif.org/location/cit, false",
			"'', onvif://www.onvif.org/location/City, false", "'', onvif://www.onvif.org, true",
			"'', onvif://www.onvif.org/name/Door%201, true", "'', onvif://www.onvif.org/location/city/hall/1, false",
			"'', onvif://www.onvif.org/location onvif://www.onvif.org/name, true",
			"'', onvif://www.onvif.org/location onvif://www.onvif.org/type, false", "rfc2396, onvif://x.y/, false",
			"strcmp0, onvif://www.onvif.org/location/city/hall, true",
			"strcmp0, onvif://www.onvif.org/location/city, false",
			"uuid, uuid:0A0B0C0D-1111-2222-3333-444455556666, true", "uuid, urn:uuid:1-2-3-4-5, false",
			"ldap, 'ldap:///ou=a', false", "'', 'not a uri %%', false" })
	void matchesScopesByTheirRule(String rule, String scopes, boolean matches) {
		String by = rule.isEmpty() ? "" : " MatchBy='http://schemas.xmlsoap.org/ws/2005/04/discovery/" + rule + "'";
		assertThat(answers("<d:Probe><d:Scopes" + by + ">" + scopes + "</d:Scopes></d:Probe>")).isEqualTo(matches);
	}

	@Test
	void resolvesOnlyItsOwnName() {
		String resolve = "<d:Resolve><a:EndpointReference><a:Address>%s</a:Address></a:EndpointReference></d:Resolve>";
		assertThat(answers(String.format(resolve, "urn:uuid:a"))).isTrue();
		assertThat(answers(String.format(resolve, "urn:uuid:b"))).isFalse();
		assertThat(answers("<d:Resolve/>")).isFalse();
		assertThat(answers("<d:Hello/>")).isFalse();
		assertThat(answers("<Probe/>")).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "192.168.7.2, 24, 192.168.7.255, true", "192.168.7.2, 24, 192.168.8.1, false",
			"127.0.0.1, 8, 127.9.9.9, true", "10.0.0.1, 32, 10.0.0.1, true", "10.0.0.1, 32, 10.0.0.2, false",
			"10.0.0.1, 0, 11.0.0.1, false", "192.168.7.2, 24, ::1, false" })
	void answersSendersOnTheLink(String own, int prefixLength, String sender, boolean onLink)
			throws UnknownHostException {
		DiscoveryInterfaces.Local local = new DiscoveryInterfaces.Local("eth0", 2,
				(Inet4Address) InetAddress.getByName(own), prefixLength);
		assertThat(local.isOnLink(InetAddress.getByName(sender))).isEqualTo(onLink);
	}

	@Test
	void limitsTheAnswersToOneAddress() {
		AtomicLong now = new AtomicLong();
		DiscoveryLimits limits = new DiscoveryLimits(now::get);
		InetAddress client = InetAddress.getLoopbackAddress();
		for (int i = 0; i < 12; i++) {
			assertThat(limits.admits(client)).isEqualTo(i < 10);
			assertThat(limits.addWaiting(client)).isTrue();
		}
		for (int i = 0; i < 10; i++) {
			now.addAndGet(20_000_000);
			assertThat(limits.takeWaiting(client)).isZero();
		}
		assertThat(limits.takeWaiting(client)).as("the next one waits for a second since the first")
			.isEqualTo(1_000_000_000 - 9 * 20_000_000);
		now.addAndGet(1_000_000_000);
		assertThat(limits.takeWaiting(client)).isZero();
		assertThat(limits.admits(client)).isTrue();
	}

	@Test
	void boundsItsTables() {
		DiscoveryLimits limits = new DiscoveryLimits(() -> 0);
		InetSocketAddress sender = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
		assertThat(limits.isNew(sender, "a")).isTrue();
		assertThat(limits.isNew(sender, "a")).isFalse();
		assertThat(limits.isNew(new InetSocketAddress(InetAddress.getLoopbackAddress(), 2), "a")).isTrue();
		for (int i = 0; i < 1024; i++) {
			assertThat(limits.isNew(sender, "message " + i)).isTrue();
		}
		assertThat(limits.isNew(sender, "a")).as("forgotten").isTrue();
		int waiting = 0;
		for (int i = 0; i < 300; i++) {
			InetAddress client = new InetSocketAddress("10.0." + i / 256 + "." + i % 256, 1).getAddress();
			for (int j = 0; j < 200 && limits.addWaiting(client); j++) {
				waiting++;
			}
		}
		assertThat(waiting).isEqualTo(2048);
	}

}
