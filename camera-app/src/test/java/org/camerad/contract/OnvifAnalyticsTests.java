package org.camerad.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Validator;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * ONVIF's rule and module of motion detection, and the contract's settings behind them.
 */
class OnvifAnalyticsTests extends SimulatorTestBase {

	private static final String TOKEN = "<tan:ConfigurationToken>analytics</tan:ConfigurationToken>";

	private SoapClient admin;

	@BeforeAll
	void connect() {
		this.admin = new SoapClient(this.camera.port(), TestService.ADMIN, TestService.PASSWORD);
	}

	@AfterEach
	void switchOff() {
		get("motion?enable=0&blockcount=22x18&sensitivity=80");
	}

	private RawResponse ask(String operation, String content) {
		return this.admin.ask("<tan:" + operation + ">" + TOKEN + content + "</tan:" + operation + ">");
	}

	private static String rule(String name, String... items) {
		StringBuilder xml = new StringBuilder("<tan:Rule Type='tt:CellMotionDetector' Name='" + name + "'>")
			.append("<tt:Parameters>");
		for (int i = 0; i < items.length; i += 2) {
			xml.append("<tt:SimpleItem Name='" + items[i] + "' Value='" + items[i + 1] + "'/>");
		}
		return xml.append("</tt:Parameters></tan:Rule>").toString();
	}

	private static String module(String content) {
		return "<tan:AnalyticsModule Name='cells' Type='tt:CellMotionEngine'><tt:Parameters>" + content
				+ "</tt:Parameters></tan:AnalyticsModule>";
	}

	@Test
	void aRuleIsTheMotionDetectionOfTheContract() {
		assertThat(SoapClient.content(ask("GetRules", ""))).doesNotContain("tan:Rule");
		assertThat(ask("CreateRules", rule("door", "MinCount", "5", "AlarmOnDelay", "100", "ActiveCells", "zwA="))
			.status()).isEqualTo(200);
		assertThat(get("motion").attribute("enable")).isEqualTo("1");
		assertThat(get("motion").attribute("areavalue")).isEqualTo("0".repeat(100));
		assertThat(SoapClient.fault(ask("CreateRules", rule("door"))))
			.isEqualTo("400 env:Sender ter:InvalidArgVal ter:RuleAlreadyExistent");
		assertThat(SoapClient.fault(ask("CreateRules", rule("gate"))))
			.isEqualTo("500 env:Receiver ter:Action ter:TooManyRules");
		get("motion?areavalue=" + "8" + "0".repeat(97) + "10");
		assertThat(SoapClient.content(ask("GetRules", ""))).contains("Name=\"door\" Type=\"tt:CellMotionDetector\"",
				"Name=\"MinCount\" Value=\"5\"", "Name=\"AlarmOnDelay\" Value=\"100\"",
				"Name=\"AlarmOffDelay\" Value=\"0\"", "Name=\"ActiveCells\" Value=\"AIDRAAAQ\"");
		assertThat(ask("ModifyRules", rule("door", "ActiveCells", "0P8A8A==")).status()).isEqualTo(200);
		assertThat(get("motion").attribute("areavalue")).isEqualTo("f".repeat(99) + "0");
		assertThat(SoapClient.content(ask("GetRules", ""))).contains("Name=\"MinCount\" Value=\"5\"");
		assertThat(ask("DeleteRules", "<tan:RuleName>door</tan:RuleName>").status()).isEqualTo(200);
		assertThat(get("motion").attribute("enable")).isEqualTo("0");
		assertThat(SoapClient.fault(ask("DeleteRules", "<tan:RuleName>door</tan:RuleName>")))
			.isEqualTo("400 env:Sender ter:InvalidArgVal ter:RuleNotExistent");
		get("motion?enable=1");
		assertThat(SoapClient.content(ask("GetRules", ""))).contains("Name=\"door\"");
	}

	@Test
	void theModuleIsTheGridOfTheContract() {
		get("motion?blockcount=16x12&sensitivity=33");
		assertThat(SoapClient.content(ask("GetAnalyticsModules", ""))).contains("Name=\"Sensitivity\" Value=\"33\"",
				"<tt:CellLayout Columns=\"16\" Rows=\"12\">", "<tt:Scale x=\"0.125\" y=\"-0.16666667\"/>");
		String layout = "<tt:SimpleItem Name='Sensitivity' Value='71'/><tt:ElementItem Name='Layout'>"
				+ "<tt:CellLayout Columns='%s' Rows='10'/></tt:ElementItem>";
		assertThat(ask("ModifyAnalyticsModules", module(String.format(layout, 20))).status()).isEqualTo(200);
		assertThat(get("motion").attribute("blockcount")).isEqualTo("20x10");
		assertThat(get("motion").attribute("sensitivity")).isEqualTo("71");
		assertThat(get("motion").attribute("areavalue")).isEqualTo("f".repeat(50));
		assertThat(SoapClient.fault(ask("ModifyAnalyticsModules", module(String.format(layout, 129)))))
			.isEqualTo("400 env:Sender ter:InvalidArgVal ter:InvalidModule");
		assertThat(SoapClient
			.fault(ask("DeleteAnalyticsModules", "<tan:AnalyticsModuleName>cells</tan:AnalyticsModuleName>")))
			.isEqualTo("500 env:Receiver ter:Action ter:ConfigurationConflict");
		assertThat(SoapClient.fault(ask("CreateAnalyticsModules", module(""))))
			.isEqualTo("500 env:Receiver ter:Action ter:TooManyModules");
	}

	@ParameterizedTest
	@CsvSource({ "MinCount, 0", "MinCount, 397", "MinCount, many", "AlarmOnDelay, -1", "AlarmOffDelay, 60001",
			"ActiveCells, ''", "ActiveCells, zgA=", "ActiveCells, 0AA=", "ActiveCells, ????", "ActiveCells, zw==",
			"Speed, 1" })
	void refusesAWrongParameterAndChangesNothing(String item, String value) {
		get("motion?enable=1");
		String before = get("motion").xml();
		assertThat(SoapClient.fault(ask("ModifyRules", rule("door", item, value).replace("door", ruleName()))))
			.isEqualTo("400 env:Sender ter:InvalidArgVal ter:InvalidRule");
		assertThat(get("motion").xml()).isEqualTo(before);
	}

	private String ruleName() {
		return SoapClient.content(ask("GetRules", "")).replaceAll("(?s).*?Rule Name=\"([^\"]*)\".*", "$1");
	}

	@Test
	void refusesWrongTokensAndTypes() {
		assertThat(SoapClient.fault(
				this.admin.ask("<tan:GetRules><tan:ConfigurationToken>x</tan:ConfigurationToken>" + "</tan:GetRules>")))
			.isEqualTo("400 env:Sender ter:InvalidArgVal ter:NoConfig");
		assertThat(SoapClient.fault(ask("CreateRules", rule("x").replace("tt:CellMotion", "tan:CellMotion"))))
			.isEqualTo("400 env:Sender ter:InvalidArgVal ter:InvalidRule");
		assertThat(SoapClient.fault(ask("CreateRules", rule("")))).endsWith("ter:InvalidRule");
		assertThat(SoapClient.fault(ask("CreateRules", ""))).isEqualTo("400 env:Sender ter:InvalidArgs");
		assertThat(SoapClient.fault(ask("CreateRules", rule("x", "MinCount", "1", "MinCount", "1"))))
			.endsWith("ter:InvalidRule");
		assertThat(get("motion").attribute("enable")).isEqualTo("0");
	}

	// --- the metadata stream ---

	@Test
	void onlyTheAddressesOfOnvifHaveMetadata() throws IOException {
		String uri = SoapClient.content(this.admin.ask("<tr2:GetStreamUri><tr2:Protocol>RTSP</tr2:Protocol>"
				+ "<tr2:ProfileToken>sub</tr2:ProfileToken></tr2:GetStreamUri>"));
		assertThat(uri).contains("/stream2?metadata=1</tr2:Uri>");
		try (RawRtspClient client = new RawRtspClient(this.rtspPort)) {
			assertThat(client.request("DESCRIBE", "/stream2")).contains("m=video").doesNotContain("m=application");
			assertThat(client.request("DESCRIBE", "/stream2?metadata=1")).contains("m=application 0 RTP/AVP 98\r\n"
					+ "a=rtpmap:98 vnd.onvif.metadata/90000\r\na=control:trackID=2\r\n");
		}
	}

	@Test
	void theMetadataTellMotionAndTheTrueObjects() throws Exception {
		this.simulation.post("/scene", "action:'seek',to:15");
		try (RawRtspClient client = new RawRtspClient(this.rtspPort)) {
			RawRtspClient.require(
					client.request("SETUP", "/stream2/trackID=0", "Transport: RTP/AVP/TCP;unicast;interleaved=0-1"));
			RawRtspClient.require(
					client.request("SETUP", "/stream2/trackID=2", "Transport: RTP/AVP/TCP;unicast;interleaved=4-5"));
			RawRtspClient.require(client.request("PLAY", "/stream2/"));
			RawRtspClient.Report report = null;
			List<String> documents = new ArrayList<>();
			while (report == null || documents.size() < 3) {
				RawRtspClient.Packet packet = client.next();
				if (packet.channel() == 5 && report == null) {
					report = packet.report();
				}
				else if (packet.channel() == 4) {
					documents.add(document(packet, client));
					checkFrame(documents.get(documents.size() - 1), packet, report);
				}
			}
			assertThat(documents.get(0)).contains("PropertyOperation=\"Initialized\"", "Name=\"IsMotion\"",
					">Human</tt:Type>", "tns1:RuleEngine/CellMotionDetector/Motion");
			validate(documents);
			get("motion?enable=1&sensitivity=100&alarmthreshold=1");
			String document = documents.get(0);
			while (!document.contains("Name=\"IsMotion\" Value=\"true\"")) {
				document = document(client.next(4), client);
			}
			assertThat(document).contains("PropertyOperation=\"Changed\"");
		}
	}

	/** Returns the document that begins with a packet. */
	private static String document(RawRtspClient.Packet first, RawRtspClient client) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		RawRtspClient.Packet packet = first;
		while (true) {
			assertThat(packet.payloadType()).isEqualTo(98);
			assertThat(packet.timestamp()).isEqualTo(first.timestamp());
			bytes.write(packet.bytes(), 12, packet.bytes().length - 12);
			if (packet.marker()) {
				return bytes.toString(StandardCharsets.UTF_8);
			}
			packet = client.next(4);
		}
	}

	/** Compares a frame with the endpoint, and its time with the RTP time. */
	private void checkFrame(String document, RawRtspClient.Packet packet, RawRtspClient.@Nullable Report report) {
		Matcher time = Pattern.compile("Frame UtcTime=\"([^\"]+)\"").matcher(document);
		assertThat(time.find()).as(document).isTrue();
		if (report != null) {
			assertThat(Duration.between(report.time(packet.timestamp(), 90_000), Instant.parse(time.group(1))).abs())
				.isLessThan(Duration.ofMillis(20));
		}
		JsonNode truth = this.simulation.get("/objects?stream=2&last=300")
			.get("frames")
			.valueStream()
			.filter((frame) -> frame.get("time").stringValue().equals(time.group(1)))
			.findFirst()
			.orElseThrow();
		JsonNode box = truth.at("/objects/0/box");
		float left = (float) (2.0 * box.get("x").intValue() / truth.get("width").intValue() - 1);
		float top = (float) (1 - 2.0 * box.get("y").intValue() / truth.get("height").intValue());
		assertThat(document).contains("ObjectId=\"" + truth.at("/objects/0/id").longValue() + "\"",
				"<tt:BoundingBox left=\"" + left + "\" top=\"" + top + "\"");
	}

	private static void validate(List<String> documents) throws Exception {
		Validator validator = OnvifSchemas.require().schema().newValidator();
		for (String document : documents) {
			validator.validate(new StreamSource(new StringReader(document)));
		}
	}

	@Test
	void theMetadataTellOnlyWhatIsSet() throws IOException {
		String set = "<tr2:SetMetadataConfiguration><tr2:Configuration token='metadata'>%s</tr2:Configuration>"
				+ "</tr2:SetMetadataConfiguration>";
		assertThat(this.admin.ask(String.format(set, "<tt:Events/><tt:Analytics>false</tt:Analytics>")).status())
			.isEqualTo(200);
		try (RawRtspClient client = new RawRtspClient(this.rtspPort)) {
			RawRtspClient.require(
					client.request("SETUP", "/stream2/trackID=2", "Transport: RTP/AVP/TCP;unicast;interleaved=4-5"));
			assertThat(RawRtspClient.require(client.request("PLAY", "/stream2/"))).contains("trackID=2;seq=");
			assertThat(document(client.next(4), client)).contains("<tt:Event>").doesNotContain("tt:VideoAnalytics");
		}
		assertThat(SoapClient.fault(this.admin.ask(String.format(set,
				"<tt:PTZStatus><tt:Status>true</tt:Status><tt:Position>false</tt:Position></tt:PTZStatus>"))))
			.isEqualTo("400 env:Sender ter:InvalidArgVal ter:ConfigModify");
		assertThat(this.admin.ask(String.format(set, "<tt:Events/><tt:Analytics>true</tt:Analytics>")).status())
			.isEqualTo(200);
	}

}
