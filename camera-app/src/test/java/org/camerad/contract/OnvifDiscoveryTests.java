package org.camerad.contract;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * WS-Discovery of two cameras in one process, on the loopback interface. Each test sends
 * from an address of its own, because the answers to one address are limited.
 */
@ExtendWith(ServiceFixtureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OnvifDiscoveryTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	/** Longer than an answer may take. */
	private static final Duration ANSWER_TIME = Duration.ofMillis(700);

	private static final String EMPTY = "<d:Types/><d:Scopes/>";

	private final int port = FleetTests.freeRange(2);

	private final String[] first = { "ProbeMatch>", ":" + this.port + "/onvif/device_service" };

	private TestService service;

	private List<String> hellos;

	@BeforeAll
	void start(ServiceFixture bench, @TempDir Path folder) throws IOException {
		assumeThat(bench.isSimulated()).as("runs once, on the simulator").isTrue();
		try (DiscoveryClient listener = DiscoveryClient.listening()) {
			this.service = bench.start(folder.resolve("data"), "camera.count=2", "server.port=" + this.port,
					"camera.rtsp.port=0", "server.address=127.0.0.1", "camera.onvif.discovery=true");
			this.hellos = listener.receive(2, TIMEOUT, "Hello>", "127.0.0.1:" + this.port / 10);
		}
	}

	@AfterAll
	void stop() {
		if (this.service != null) {
			this.service.close();
		}
	}

	@Test
	void saysHelloAtTheStart() {
		assertThat(addresses(this.hellos)).isEqualTo(bothCameras());
		assertThat(this.hellos).allSatisfy((hello) -> assertThat(hello).contains(
				"<wsa:Action>http://schemas.xmlsoap.org/ws/2005/04/" + "discovery/Hello</wsa:Action>",
				"<wsa:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</wsa:To>", "MessageNumber=\"1\"/>"));
	}

	private Set<String> bothCameras() {
		return Set.of("http://127.0.0.1:" + this.port + "/onvif/device_service",
				"http://127.0.0.1:" + (this.port + 1) + "/onvif/device_service");
	}

	private static Set<String> addresses(List<String> messages) {
		return messages.stream().map((message) -> DiscoveryClient.text(message, "XAddrs")).collect(Collectors.toSet());
	}

	@Test
	void findsEachCameraByEitherType() throws IOException {
		for (String content : List.of(EMPTY, "<d:Types>dn:NetworkVideoTransmitter</d:Types>",
				"<d:Types>dp0:Device</d:Types><d:Scopes>onvif://www.onvif.org/type</d:Scopes>")) {
			try (DiscoveryClient client = DiscoveryClient.at("127.0.0.2")) {
				String id = DiscoveryClient.newId();
				List<String> answers = client.multicast(DiscoveryClient.probe(id, content))
					.receive(2, TIMEOUT, "<wsa:RelatesTo>" + id + "</wsa:RelatesTo>");
				assertThat(addresses(answers)).as(content).isEqualTo(bothCameras());
				assertThat(answers).extracting((answer) -> DiscoveryClient.text(answer, "Address"))
					.allMatch((address) -> address.matches("urn:uuid:[0-9a-f-]{36}"))
					.doesNotHaveDuplicates();
			}
		}
	}

	@Test
	void tellsWhatTheDeviceServiceTells() throws IOException {
		try (DiscoveryClient client = DiscoveryClient.at("127.0.0.3")) {
			String answer = client.unicast(DiscoveryClient.probe(DiscoveryClient.newId(), EMPTY))
				.receive(1, TIMEOUT, this.first)
				.get(0);
			SoapClient admin = new SoapClient(this.port, TestService.ADMIN, TestService.PASSWORD);
			String endpoint = DiscoveryClient.text(answer, "Address");
			assertThat(admin.query("tds:GetEndpointReference").text()).contains(endpoint);
			String scopes = admin.query("tds:GetScopes").text();
			assertThat(DiscoveryClient.text(answer, "Scopes").split(" ")).hasSizeGreaterThan(2)
				.allMatch(scopes::contains);
			assertThat(answer).contains("<d:Types>dn:NetworkVideoTransmitter tds:Device</d:Types>");
			String resolve = DiscoveryClient.message(DiscoveryClient.newId(),
					"<d:Resolve xmlns:d=\"http://schemas.xmlsoap.org/ws/2005/04/discovery\""
							+ " xmlns:a=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\"><a:EndpointReference>"
							+ "<a:Address>" + endpoint + "</a:Address></a:EndpointReference></d:Resolve>");
			assertThat(client.multicast(resolve).receive(2, ANSWER_TIME, "ResolveMatch>")).singleElement()
				.asString()
				.contains(":" + this.port + "/onvif", endpoint);
		}
	}

	@Test
	void survivesHostileDatagramsAndAnswersNoneOfThem() throws IOException {
		String id = DiscoveryClient.newId();
		String valid = DiscoveryClient.probe(id, EMPTY);
		List<String> hostile = new ArrayList<>(List.of("", "\0\0", "<a>", valid.substring(0, 300),
				"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<a>".repeat(2000), valid + " ".repeat(8192),
				valid.replace("2003/05/soap-envelope", "2001/06/soap-envelope"),
				valid.replace("2005/04/discovery\"", "x\""), valid.replace("MessageID>", "Message>"),
				valid.replace(id, "x".repeat(600)), DiscoveryClient.probe(id, "<d:Types>dp0:Printer</d:Types>"),
				DiscoveryClient.probe(id, "<d:Scopes MatchBy='urn:none'>a:b</d:Scopes>"),
				DiscoveryClient.probe(id, "<d:Scopes>onvif://www.onvif.org/name/nobody</d:Scopes>"),
				DiscoveryClient.message(id, "<a/><b/>")));
		try (DiscoveryClient client = DiscoveryClient.at("127.0.0.4")) {
			hostile.forEach(client::unicast);
			assertThat(client.receive(1, ANSWER_TIME)).isEmpty();
			String next = DiscoveryClient.newId();
			client.unicast(DiscoveryClient.probe(next, EMPTY));
			assertThat(client.receive(1, TIMEOUT)).singleElement().asString().contains(next);
		}
	}

	@Test
	void answersAtMostTenTimesASecond() throws IOException {
		try (DiscoveryClient client = DiscoveryClient.at("127.0.0.5");
				DiscoveryClient other = DiscoveryClient.at("127.0.0.6")) {
			for (int i = 0; i < 60; i++) {
				client.unicast(DiscoveryClient.probe(DiscoveryClient.newId(), EMPTY));
			}
			String repeated = DiscoveryClient.probe(DiscoveryClient.newId(), EMPTY);
			other.multicast(repeated).multicast(repeated).unicast(repeated);
			assertThat(client.receive(60, ANSWER_TIME)).hasSize(10);
			assertThat(other.receive(6, ANSWER_TIME)).as("each camera answers a message once").hasSize(2);
		}
	}

	@Test
	@Order(Integer.MAX_VALUE)
	void followsScopesModeAndTheEnd() throws IOException {
		SoapClient admin = new SoapClient(this.port, TestService.ADMIN, TestService.PASSWORD);
		String mode = "<tds:SetDiscoveryMode><tds:DiscoveryMode>%s</tds:DiscoveryMode></tds:SetDiscoveryMode>";
		try (DiscoveryClient listener = DiscoveryClient.listening();
				DiscoveryClient client = DiscoveryClient.at("127.0.0.7")) {
			String before = this.hellos.stream().filter((hello) -> hello.contains(this.first[1])).findFirst().get();
			admin.ask(
					"<tds:AddScopes><tds:ScopeItem>onvif://www.onvif.org/location/roof</tds:ScopeItem></tds:AddScopes>");
			assertThat(addresses(client
				.multicast(DiscoveryClient.probe(DiscoveryClient.newId(),
						"<d:Scopes>onvif://www.onvif.org/location/roof</d:Scopes>"))
				.receive(2, ANSWER_TIME))).containsExactly("http://127.0.0.1" + this.first[1]);
			String after = listener.receive(1, TIMEOUT, "Hello>", "location/roof", this.first[1]).get(0);
			assertThat(version(after)).isGreaterThan(version(before));
			String endpoint = DiscoveryClient.text(after, "Address");
			admin.ask(String.format(mode, "NonDiscoverable"));
			assertThat(listener.receive(1, TIMEOUT, "Bye>", endpoint)).hasSize(1);
			assertThat(addresses(
					client.multicast(DiscoveryClient.probe(DiscoveryClient.newId(), EMPTY)).receive(2, ANSWER_TIME)))
				.hasSize(1)
				.doesNotContain("http://127.0.0.1" + this.first[1]);
			admin.ask(String.format(mode, "Discoverable"));
			assertThat(listener.receive(1, TIMEOUT, "Hello>", endpoint)).hasSize(1);
			this.service.close();
			assertThat(listener.receive(1, TIMEOUT, "Bye>", endpoint)).hasSize(1);
		}
	}

	private static long version(String message) {
		return Long.parseLong(DiscoveryClient.text(message, "MetadataVersion"));
	}

}
