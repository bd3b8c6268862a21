package org.camerad.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Validator;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Node;

import static org.assertj.core.api.Assertions.assertThat;

/** ONVIF: requests as clients of others write them, and as attackers do. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OnvifClientTests extends SimulatorTestBase {

	/**
	 * Operations that are refused whatever is passed, and those of a test of their own.
	 */
	private static final Set<String> ELSEWHERE = Set.of("tan:CreateAnalyticsModules", "tan:DeleteAnalyticsModules",
			"tds:SetSystemFactoryDefault", "tds:SystemReboot");

	private static final String PLAIN = SoapClient.envelope("",
			"<GetHostname xmlns=\"http://www.onvif.org/ver10/device/wsdl\"/>");

	/**
	 * A request that was captured from a client, or written as its library does.
	 *
	 * @param expected a part of the response
	 */
	record Captured(String name, String path, String type, String expected, String body) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	static List<Captured> captured() throws IOException {
		String text = resource("/onvif/clients.txt");
		return Arrays.stream(text.substring("=== ".length()).split("\n=== ")).map((block) -> {
			String[] parts = block.substring(0, block.indexOf('\n')).split(" \\| ");
			return new Captured(parts[0], parts[1], parts[2], parts[3],
					block.substring(block.indexOf('\n') + 1).strip().replace("{n}", "\n"));
		}).toList();
	}

	@ParameterizedTest
	@MethodSource("captured")
	void servesTheRequestsOfClients(Captured request) {
		SoapClient admin = new SoapClient(this.camera.port(), TestService.ADMIN, TestService.PASSWORD);
		RawResponse answer = send(request.path(), request.type(),
				admin.fill(request.body(), Instant.now()).getBytes(StandardCharsets.UTF_8));
		assertThat(answer.status()).as(answer.text()).isEqualTo(200);
		assertThat(answer.text()).contains(request.expected());
	}

	private RawResponse send(String path, String type, byte[] body) {
		String head = RawHttpClient.request("POST", path, "Content-Type: " + type, "Content-Length: " + body.length);
		byte[] request = new byte[head.length() + body.length];
		System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, request, 0, head.length());
		System.arraycopy(body, 0, request, head.length(), body.length);
		return RawHttpClient.exchange("127.0.0.1", this.camera.port(), request);
	}

	@Test
	void readsOtherEncodings() {
		for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16, StandardCharsets.UTF_16LE)) {
			String document = PLAIN.replace("UTF-8", charset.name().replaceAll("[LB]E", ""));
			byte[] body = (charset.equals(StandardCharsets.UTF_16) ? document : "\uFEFF" + document).getBytes(charset);
			RawResponse answer = send("/onvif/device_service", "application/soap+xml", body);
			assertThat(answer.text()).as(charset.name()).contains("HostnameInformation");
		}
		assertThat(SoapClient.fault(send("/onvif/device_service", "application/soap+xml",
				PLAIN.replace("<s:Body>", "<s:Body>\u00E4").getBytes(StandardCharsets.ISO_8859_1))))
			.isEqualTo("400 env:Sender ter:WellFormed");
	}

	// --- the schemas ---

	/**
	 * {@code requests.txt} has a request of each operation; its response is validated.
	 */
	@ParameterizedTest
	@CsvSource({ "tds, ver10/device/wsdl/devicemgmt.wsdl", "trt, ver10/media/wsdl/media.wsdl",
			"tr2, ver20/media/wsdl/media.wsdl", "tptz, ver20/ptz/wsdl/ptz.wsdl",
			"timg, ver20/imaging/wsdl/imaging.wsdl", "tmd, ver10/deviceio.wsdl",
			"tan, ver20/analytics/wsdl/analytics.wsdl" })
	void validatesAResponseOfEveryOperation(String prefix, String wsdl) throws Exception {
		SoapClient nobody = new SoapClient(this.camera.port());
		String requests = resource("/onvif/requests.txt");
		assertThat(OnvifSchemas.require()
			.operations(prefix, wsdl)
			.stream()
			.filter((operation) -> !ELSEWHERE.contains(operation))
			.filter((operation) -> !nobody.query(operation).text().contains("ter:ActionNotSupported"))
			.filter((operation) -> !requests.matches("(?s).*<" + operation + "[/>].*"))).isEmpty();
	}

	private static String resource(String name) throws IOException {
		try (InputStream file = OnvifClientTests.class.getResourceAsStream(name)) {
			return new String(file.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	/** These end what the other tests need. */
	@Test
	@Order(Integer.MAX_VALUE)
	void validatesTheResponsesOfResetAndReboot() throws Exception {
		Validator validator = OnvifSchemas.require().schema().newValidator();
		SoapClient admin = new SoapClient(this.camera.port(), TestService.ADMIN, TestService.PASSWORD);
		for (String request : List.of("<tds:SetSystemFactoryDefault><tds:FactoryDefault>Soft</tds:FactoryDefault>"
				+ "</tds:SetSystemFactoryDefault>", "<tds:SystemReboot/>")) {
			TestService.await("log-ins work", TIMEOUT, () -> admin.query("tds:GetNTP").status() == 200);
			RawResponse answer = admin.ask(request);
			assertThat(answer.status()).as(answer.text()).isEqualTo(200);
			validator.validate(new DOMSource(body(answer)));
		}
	}

	private static Node body(RawResponse answer) throws Exception {
		DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
		factory.setNamespaceAware(true);
		return factory.newDocumentBuilder()
			.parse(new ByteArrayInputStream(answer.body()))
			.getElementsByTagNameNS("http://www.w3.org/2003/05/soap-envelope", "Body")
			.item(0)
			.getFirstChild();
	}

	// --- attacks ---

	@Test
	void boundsWhatARequestCanCost() {
		String bomb = "<!DOCTYPE b [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
				+ "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]>";
		String inside = PLAIN.substring(PLAIN.indexOf("<s:Envelope"));
		for (String hostile : List.of(bomb + inside.replace("<s:Header>", "<s:Header>&c;"),
				"<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/x'>" + inside,
				"<!DOCTYPE a [<!ENTITY % b SYSTEM 'file:///etc/passwd'>%b;]>" + inside,
				"<?xml-stylesheet href='x'?>" + inside, "<a>".repeat(60_000), "<a b='" + "c".repeat(200_000) + "'/>",
				"<a " + java.util.stream.IntStream.range(0, 5000)
					.mapToObj((i) -> "b" + i + "='' ")
					.reduce("", String::concat) + "/>",
				PLAIN.replace("<s:Header>", "<s:Header>" + "<a/>".repeat(20_000)),
				PLAIN.replace("<s:Header>", "<s:Header>" + "a".repeat(200_000)),
				PLAIN.replace("<s:Header>", "<s:Header>&undefined;"), "<a", "\0", "[]", "a=b", "")) {
			RawResponse answer = send("/onvif/device_service", "application/soap+xml",
					hostile.getBytes(StandardCharsets.UTF_8));
			assertThat(SoapClient.fault(answer)).as(hostile.substring(0, Math.min(99, hostile.length())))
				.isEqualTo("400 env:Sender ter:WellFormed");
		}
		String chunk = "10000\r\n" + " ".repeat(65536) + "\r\n";
		String head = RawHttpClient.request("POST", "/onvif/media_service", "Transfer-Encoding: chunked");
		assertThat(SoapClient.fault(RawHttpClient.exchange(this.camera.port(), head + chunk.repeat(16) + "0\r\n\r\n")))
			.isEqualTo("413 env:Sender ter:InvalidArgs");
		assertThat(new SoapClient(this.camera.port()).query("tds:GetHostname").status()).isEqualTo(200);
	}

}
