package org.camerad.contract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Validator;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** ONVIF: access, faults and the device service, and what the contract shows of it. */
class OnvifTests extends SimulatorTestBase {

	private static final String NOT_AUTHORIZED = "400 env:Sender ter:NotAuthorized";

	private SoapClient nobody;

	private SoapClient admin;

	private SoapClient operator;

	private SoapClient user;

	@BeforeAll
	void connect() {
		int port = this.camera.port();
		this.camera.add(this.uid, "op", "Operator");
		this.camera.add(this.uid, "viewer", "User");
		this.nobody = new SoapClient(port);
		this.admin = new SoapClient(port, TestService.ADMIN, TestService.PASSWORD);
		this.operator = new SoapClient(port, "op", TestService.PASSWORD);
		this.user = new SoapClient(port, "viewer", TestService.PASSWORD);
	}

	// --- access ---

	@ParameterizedTest
	@ValueSource(strings = { "GetSystemDateAndTime", "GetCapabilities", "GetServices", "GetServiceCapabilities",
			"GetHostname", "GetWsdlUrl", "GetEndpointReference" })
	void needsNoLogIn(String operation) {
		assertThat(this.nobody.query("tds:" + operation).status()).isEqualTo(200);
		SoapClient stranger = new SoapClient(this.camera.port(), "stranger", "wrong");
		assertThat(stranger.query("tds:" + operation).status()).isEqualTo(200);
	}

	@Test
	void challengesARequestWithoutCredentials() {
		RawResponse answer = this.nobody.query("tds:GetDeviceInformation");
		assertThat(SoapClient.fault(answer)).isEqualTo("401 env:Sender ter:NotAuthorized");
		assertThat(answer.headers().get("www-authenticate")).hasSize(2)
			.allMatch((challenge) -> challenge.startsWith("Digest realm=\"camera\""))
			.anyMatch((challenge) -> challenge.contains("algorithm=MD5"))
			.anyMatch((challenge) -> challenge.contains("algorithm=SHA-256"));
	}

	@Test
	void acceptsATokenOnceAndOnlyNearTheCamerasTime() {
		String once = SoapClient.envelope(this.user.token(Instant.now()), "<tds:GetNTP/>");
		assertThat(this.user.send(once).status()).isEqualTo(200);
		assertThat(SoapClient.fault(this.user.send(once))).as("the same token").isEqualTo(NOT_AUTHORIZED);
		for (long seconds : new long[] { -310, 310 }) {
			String token = this.user.token(Instant.now().plusSeconds(seconds));
			assertThat(SoapClient.fault(this.user.send(SoapClient.envelope(token, "<tds:GetNTP/>"))))
				.isEqualTo(NOT_AUTHORIZED);
		}
		String late = this.user.token(Instant.now().minusSeconds(290));
		assertThat(this.user.send(SoapClient.envelope(late, "<tds:GetNTP/>")).status()).isEqualTo(200);
	}

	@Test
	void refusesWrongTokensAndPasswordsInPlainText() {
		SoapClient wrong = new SoapClient(this.camera.port(), TestService.ADMIN, "wrong");
		assertThat(SoapClient.fault(wrong.query("tds:GetNTP"))).isEqualTo(NOT_AUTHORIZED);
		String plain = this.admin.token(Instant.now()).replace("#PasswordDigest", "#PasswordText");
		assertThat(SoapClient.fault(this.admin.send(SoapClient.envelope(plain, "<tds:GetNTP/>"))))
			.isEqualTo(NOT_AUTHORIZED);
	}

	@Test
	void letsHttpDecideWhenBothCredentialsAreThere() {
		String right = SoapClient.envelope(this.admin.token(Instant.now()), "<tds:GetNTP/>");
		RawResponse answer = this.admin.send(right, "Authorization: Basic YWRtaW46cGFzcy0wZi10aGUtZmFjdG9yeQ==");
		assertThat(answer.status()).as("Basic without TLS").isEqualTo(401);
	}

	@ParameterizedTest
	@CsvSource({ "tds:GetNTP, 200, 200, 200", "tds:GetUsers, 400, 400, 200", "tds:GetSystemLog, 400, 400, 400",
			"tds:SetHostname, 400, 400, 400", "tds:DeleteUsers, 400, 400, 400" })
	void checksTheRole(String operation, int asUser, int asOperator, int asAdministrator) {
		assertThat(this.user.query(operation).status()).isEqualTo(asUser);
		assertThat(this.operator.query(operation).status()).isEqualTo(asOperator);
		RawResponse answer = this.admin.query(operation);
		assertThat(answer.status()).isEqualTo(asAdministrator);
		if (asAdministrator == 400) {
			assertThat(SoapClient.fault(answer)).isEqualTo("400 env:Sender ter:InvalidArgs");
			assertThat(SoapClient.fault(this.operator.query(operation))).isEqualTo(NOT_AUTHORIZED);
		}
	}

	// --- bad input ---

	@Test
	void answersBadInputWithTheRightFault() {
		assertThat(SoapClient.fault(this.nobody.query("tds:Nonsense"))).isEqualTo("400 env:Sender ter:UnknownAction");
		assertThat(SoapClient.fault(this.nobody.query("tds:GetDot11Status")))
			.isEqualTo("500 env:Receiver ter:ActionNotSupported");
		assertThat(SoapClient.fault(this.nobody.query("x:GetUsers xmlns:x='urn:x'")))
			.isEqualTo("400 env:Sender ter:Namespace");
		assertThat(SoapClient.fault(this.nobody.send(SoapClient.envelope("", "<tds:GetHostname/>")
			.replace("http://www.w3.org/2003/05/soap-envelope", "http://schemas.xmlsoap.org/soap/envelope/"))))
			.isEqualTo("500 env:VersionMismatch");
		RawResponse refused = this.nobody.send(SoapClient.envelope(
				"<x:y xmlns:x='urn:x' s:mustUnderstand='1'/><x:z xmlns:x='urn:x'/><z s:mustUnderstand='true'/>",
				"<tds:GetHostname/>"));
		assertThat(SoapClient.fault(refused)).isEqualTo("500 env:MustUnderstand");
		assertThat(refused.text()).contains("<env:Header><env:NotUnderstood qname=\"q:y\" xmlns:q=\"urn:x\"/>"
				+ "<env:NotUnderstood qname=\"z\"/></env:Header>");
		assertThat(SoapClient.fault(this.nobody.send("<a>"))).isEqualTo("400 env:Sender ter:WellFormed");
		assertThat(SoapClient.fault(this.nobody.send("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")))
			.isEqualTo("400 env:Sender ter:WellFormed");
		assertThat(SoapClient.fault(this.nobody.send(" ".repeat(1024 * 1024))))
			.isEqualTo("413 env:Sender ter:InvalidArgs");
		assertThat(RawHttpClient.get(this.camera.port(), "/onvif/device_service").status()).isEqualTo(405);
	}

	@Test
	void acceptsOtherPrefixesHeadersAndChunks() {
		String action = "<a:Action s:mustUnderstand='1' xmlns:a='http://www.w3.org/2005/08/addressing'>urn:x</a:Action>";
		String document = SoapClient.envelope(action,
				"<GetHostname xmlns=\"http://www.onvif.org/ver10/device/wsdl\"/>");
		assertThat(this.nobody.send(document).text()).contains("<wsa:Action>urn:xResponse</wsa:Action>");
		String draft = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
		String message = "<a:MessageID s:mustUnderstand='1' xmlns:a='" + draft + "'>urn:1</a:MessageID>"
				+ "<a:To s:mustUnderstand='1' xmlns:a='" + draft + "'>urn:2</a:To>";
		assertThat(this.nobody.send(SoapClient.envelope(message, "<tds:GetHostname/>")).text())
			.contains("<wsa:RelatesTo xmlns:wsa=\"" + draft + "\">urn:1</wsa:RelatesTo>", "HostnameInformation");
		assertThat(this.nobody.send(SoapClient.envelope(message, "<tds:Nonsense/>")).text())
			.contains(draft + "/fault</wsa:Action>", ">urn:1</wsa:RelatesTo>");
		String chunked = RawHttpClient.request("POST", "/onvif/device_service", "Transfer-Encoding: chunked")
				+ Integer.toHexString(document.length()) + "\r\n" + document + "\r\n0\r\n\r\n";
		assertThat(RawHttpClient.exchange(this.camera.port(), chunked).status()).isEqualTo(200);
		assertThat(this.nobody.send(document, "Expect: 100-continue").text()).contains("200", "HostnameInformation");
	}

	// --- the device service ---

	@Test
	void tellsOnlyTheServicesThatAreThere() {
		String services = this.nobody
			.ask("<tds:GetServices><tds:IncludeCapability>true</tds:IncludeCapability></tds:GetServices>")
			.text();
		assertThat(services).contains("/onvif/device_service</tds:XAddr>", "UsernameToken=\"true\"")
			.doesNotContain("\n");
		assertThat(SoapClient
			.fault(this.nobody.ask("<tds:GetCapabilities><tds:Category>Nonsense</tds:Category></tds:GetCapabilities>")))
			.isEqualTo("500 env:Receiver ter:ActionNotSupported ter:NoSuchService");
	}

	@Test
	void keepsItsOwnSettings() throws IOException {
		assertThat(this.admin.ask("<tds:SetHostname><tds:Name>gate-1</tds:Name></tds:SetHostname>").status())
			.isEqualTo(200);
		assertThat(SoapClient.content(this.nobody.query("tds:GetHostname"))).contains("<tt:Name>gate-1</tt:Name>");
		assertThat(
				SoapClient.fault(this.admin.ask("<tds:SetHostname><tds:Name>-x;reboot</tds:Name></tds:SetHostname>")))
			.isEqualTo("400 env:Sender ter:InvalidArgVal ter:InvalidHostname");
		String scope = "onvif://www.onvif.org/location/gate";
		assertThat(
				this.admin.ask("<tds:AddScopes><tds:ScopeItem>" + scope + "</tds:ScopeItem></tds:AddScopes>").status())
			.isEqualTo(200);
		assertThat(SoapClient.content(this.user.query("tds:GetScopes"))).contains(scope);
		assertThat(saved()).contains("gate-1", scope);
		assertThat(SoapClient.content(
				this.admin.ask("<tds:RemoveScopes><tds:ScopeItem>" + scope + "</tds:ScopeItem></tds:RemoveScopes>")))
			.contains(scope);
		assertThat(SoapClient.fault(this.admin
			.ask("<tds:RemoveScopes><tds:ScopeItem>onvif://www.onvif.org/type/video_encoder</tds:ScopeItem>"
					+ "</tds:RemoveScopes>")))
			.isEqualTo("400 env:Sender ter:OperationProhibited ter:FixedScope");
	}

	private String saved() throws IOException {
		try (Stream<Path> files = Files.list(this.camera.dataFolder())) {
			return files.filter((file) -> file.getFileName().toString().startsWith("state."))
				.map(OnvifTests::content)
				.collect(Collectors.joining());
		}
	}

	private static String content(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	@Test
	void losesNoChangeOfSeveralClients() {
		assertThat(inParallel("<tds:AddScopes><tds:ScopeItem>onvif://x/SIX%d</tds:ScopeItem></tds:AddScopes>"))
			.hasSize(6);
		String scopes = SoapClient.content(this.user.query("tds:GetScopes"));
		assertThat(scopes.split("onvif://x/SIX", -1)).hasSize(7);
		String profile = "<tptz:ProfileToken>main</tptz:ProfileToken>";
		TestService.await("standstill", Duration.ofSeconds(10),
				() -> !SoapClient.content(this.user.ask("<tptz:GetStatus>" + profile + "</tptz:GetStatus>"))
					.contains("MOVING"));
		assertThat(
				inParallel("<tptz:SetPreset>" + profile + "<tptz:PresetName>six%d</tptz:PresetName></tptz:SetPreset>")
					.distinct())
			.hasSize(6);
		assertThat(SoapClient.content(this.user.ask("<tptz:GetPresets>" + profile + "</tptz:GetPresets>"))
			.split("<tt:Name>six", -1)).hasSize(7);
	}

	/** Returns the contents of the successful responses to six requests at a time. */
	private Stream<String> inParallel(String request) {
		List<RawResponse> answers = IntStream.range(0, 6)
			.mapToObj((number) -> CompletableFuture.supplyAsync(() -> this.admin.ask(String.format(request, number)),
					(work) -> new Thread(work).start()))
			.toList()
			.stream()
			.map(CompletableFuture::join)
			.toList();
		assertThat(answers).allMatch((answer) -> answer.status() == 200);
		return answers.stream().map(SoapClient::content);
	}

	@Test
	void setsTheTimeThatTheContractShows() {
		String request = "<tds:SetSystemDateAndTime><tds:DateTimeType>Manual</tds:DateTimeType>"
				+ "<tds:DaylightSavings>true</tds:DaylightSavings><tds:TimeZone><tt:TZ>%s</tt:TZ></tds:TimeZone>"
				+ "%s</tds:SetSystemDateAndTime>";
		String rule = String.format(request, "CET-1CEST,M3.5.0,M10.5.0/3", "");
		assertThat(SoapClient.fault(this.admin.ask(rule))).endsWith("ter:InvalidTimeZone");
		assertThat(this.admin.ask(String.format(request, "UTC", "")).status()).isEqualTo(200);
		assertThat(get("time").attribute("timezone")).isEqualTo("GMT+00:00");
		assertThat(this.admin.ask(rule.replace(">true<", ">false<")).status()).isEqualTo(200);
		assertThat(get("time").attribute("timezone")).isEqualTo("GMT+01:00");
		assertThat(SoapClient.content(this.nobody.query("tds:GetSystemDateAndTime")))
			.contains("<tt:TZ>GMT-01:00</tt:TZ>");
		assertThat(SoapClient.fault(this.admin.ask(String.format(request, "Mars", ""))))
			.isEqualTo("400 env:Sender ter:InvalidArgVal ter:InvalidTimeZone");
		String never = "<tds:UTCDateTime><tt:Time><tt:Hour>25</tt:Hour><tt:Minute>0</tt:Minute><tt:Second>0</tt:Second>"
				+ "</tt:Time><tt:Date><tt:Year>2026</tt:Year><tt:Month>2</tt:Month><tt:Day>30</tt:Day></tt:Date>"
				+ "</tds:UTCDateTime>";
		assertThat(SoapClient.fault(this.admin.ask(String.format(request, "CET-1", never))))
			.isEqualTo("400 env:Sender ter:InvalidArgVal ter:InvalidDateTime");
	}

	@Test
	void changesTheNetworkThatTheContractShows() {
		assertThat(this.admin
			.ask("<tds:SetDNS><tds:FromDHCP>false</tds:FromDHCP><tds:DNSManual><tt:Type>IPv4</tt:Type>"
					+ "<tt:IPv4Address>9.9.9.9</tt:IPv4Address></tds:DNSManual></tds:SetDNS>")
			.status()).isEqualTo(200);
		TestService.await("the name server", Duration.ofSeconds(10),
				() -> get("network").attribute("dns1").equals("9.9.9.9"));
		assertThat(SoapClient.content(this.user.query("tds:GetDNS"))).containsOnlyOnce("9.9.9.9");
		assertThat(SoapClient.fault(this.admin
			.ask("<tds:SetNetworkProtocols><tds:NetworkProtocols><tt:Name>RTSP</tt:Name><tt:Enabled>true</tt:Enabled>"
					+ "<tt:Port>554</tt:Port></tds:NetworkProtocols></tds:SetNetworkProtocols>")))
			.isEqualTo("400 env:Sender ter:InvalidArgVal ter:ServiceNotSupported");
		assertThat(SoapClient
			.fault(this.admin.ask("<tds:SetNetworkDefaultGateway><tds:IPv4Address>10.0.0.1</tds:IPv4Address>"
					+ "</tds:SetNetworkDefaultGateway>")))
			.isEqualTo("400 env:Sender ter:InvalidArgVal ter:InvalidGatewayAddress");
	}

	@Test
	void managesTheUsersOfTheContract() {
		String create = "<tds:%s><tds:User><tt:Username>nvr</tt:Username><tt:Password> two words </tt:Password>"
				+ "<tt:UserLevel>%s</tt:UserLevel></tds:User></tds:%1$s>";
		assertThat(this.admin.ask(String.format(create, "CreateUsers", "Operator")).status()).isEqualTo(200);
		assertThat(get("user_management?action=get_user").xml())
			.contains("<user name=\"nvr\" privilege=\"Operator\" enable=\"Enable\"/>");
		assertThat(new SoapClient(this.camera.port(), "nvr", " two words ").query("tds:GetNTP").status())
			.isEqualTo(200);
		assertThat(SoapClient.fault(this.admin.ask(String.format(create, "CreateUsers", "Operator"))))
			.isEqualTo("400 env:Sender ter:OperationProhibited ter:UsernameClash");
		assertThat(SoapClient.fault(this.admin.ask(String.format(create, "SetUser", "Anonymous"))))
			.isEqualTo("400 env:Sender ter:OperationProhibited ter:AnonymousNotAllowed");
		assertThat(this.admin.ask(String.format(create, "SetUser", "User")).status()).isEqualTo(200);
		assertThat(this.admin.ask("<tds:DeleteUsers><tds:Username>nvr</tds:Username></tds:DeleteUsers>").status())
			.isEqualTo(200);
		assertThat(SoapClient
			.fault(this.admin.ask("<tds:DeleteUsers><tds:Username>admin</tds:Username></tds:DeleteUsers>")))
			.isEqualTo("400 env:Sender ter:InvalidArgVal ter:FixedUser");
	}

	// --- the schemas ---

	@Test
	void answersEveryRequestAsTheSchemasSay() throws Exception {
		OnvifSchemas schemas = OnvifSchemas.require();
		Validator validator = schemas.schema().newValidator();
		get("videoencoder/stream1?encode_mode=H264");
		try (InputStream file = OnvifTests.class.getResourceAsStream("/onvif/requests.txt")) {
			for (String request : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
				RawResponse answer = this.admin.ask(request.replace("{port}", String.valueOf(this.camera.port())));
				assertThat(answer.status()).as(request + answer).isEqualTo(200);
				assertThatCode(() -> validator.validate(new DOMSource(OnvifSchemas.body(answer)))).as(request + answer)
					.doesNotThrowAnyException();
			}
		}
		this.admin.ask("<tr2:DeleteProfile><tr2:Token>test</tr2:Token></tr2:DeleteProfile>");
	}

	@ParameterizedTest
	@CsvSource({ "tds, ver10/device/wsdl/devicemgmt.wsdl", "trt, ver10/media/wsdl/media.wsdl",
			"tr2, ver20/media/wsdl/media.wsdl", "tptz, ver20/ptz/wsdl/ptz.wsdl", "tev, ver10/events/wsdl/event.wsdl",
			"timg, ver20/imaging/wsdl/imaging.wsdl", "tmd, ver10/deviceio.wsdl",
			"tan, ver20/analytics/wsdl/analytics.wsdl" })
	void knowsEveryOperationOfAService(String prefix, String wsdl) throws Exception {
		for (String operation : OnvifSchemas.require().operations(prefix, wsdl)) {
			assertThat(this.nobody.query(operation).text()).as(operation).doesNotContain("ter:UnknownAction");
		}
	}

	@Test
	void servesZeep() throws Exception {
		Path script = Path.of(OnvifTests.class.getResource("/onvif/zeep-client.py").toURI());
		assertThat(ZeepClient.run(script, this.camera.port()))
			.isEqualTo("model MC200J6\nservices 8\nprofiles main sub\nbit rate 1500\nhead MOVING\n");
		assertThat(get("videoencoder").xml()).contains("bitrate=\"1500\"");
	}

	// --- media, PTZ and imaging ---

	@Test
	void setsTheEncoderThatTheContractShows() {
		String request = "<tr2:SetVideoEncoderConfiguration><tr2:Configuration token='video_encoder_sub' GovLength='50'>"
				+ "<tt:Name>x</tt:Name><tt:UseCount>1</tt:UseCount><tt:Encoding>H264</tt:Encoding><tt:Resolution>"
				+ "<tt:Width>%d</tt:Width><tt:Height>480</tt:Height></tt:Resolution>"
				+ "<tt:RateControl ConstantBitRate='false'><tt:FrameRateLimit>10</tt:FrameRateLimit>"
				+ "<tt:BitrateLimit>300</tt:BitrateLimit></tt:RateControl><tt:Quality>1</tt:Quality>"
				+ "</tr2:Configuration></tr2:SetVideoEncoderConfiguration>";
		RawResponse answer = this.operator.ask(String.format(request, 640));
		assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
		assertThat(get("videoencoder").xml()).contains("<stream2 encode_mode=\"H264\" resolution=\"VGA\""
				+ " framerate=\"10\" govlength=\"50\" bitrate=\"300\" bitrate_control=\"VBR\"/>");
		assertThat(SoapClient.fault(this.operator.ask(String.format(request, 641))))
			.isEqualTo("400 env:Sender ter:InvalidArgVal ter:ConfigModify");
		assertThat(this.user.ask(String.format(request, 640)).status()).isEqualTo(400);
		assertThat(this.operator.ask(request.replaceAll("<tt:.*tt:Quality>", "")).status()).as("nothing")
			.isEqualTo(200);
		assertThat(this.operator
			.ask("<trt:SetVideoEncoderConfiguration><trt:Configuration token='video_encoder_sub'><tt:RateControl>"
					+ "<tt:BitrateLimit>400</tt:BitrateLimit></tt:RateControl></trt:Configuration>"
					+ "</trt:SetVideoEncoderConfiguration>")
			.status()).isEqualTo(200);
		assertThat(get("videoencoder").xml())
			.contains("resolution=\"VGA\" framerate=\"10\" govlength=\"50\" bitrate=\"400\"");
		get("videoencoder/stream2?encode_mode=H265");
		assertThat(SoapClient.content(this.user.query("trt:GetVideoEncoderConfigurations")))
			.as("the first media service knows no H.265")
			.doesNotContain("video_encoder_sub");
	}

	@Test
	void keepsCreatedProfiles() throws IOException {
		String create = "<tr2:CreateProfile><tr2:Name>a &amp; b</tr2:Name><tr2:Configuration>"
				+ "<tr2:Type>VideoSource</tr2:Type></tr2:Configuration></tr2:CreateProfile>";
		String token = SoapClient.content(this.operator.ask(create)).replaceAll(".*<tr2:Token>|</tr2:Token>.*", "");
		assertThat(saved()).contains(token);
		String snapshot = "<trt:GetSnapshotUri><trt:ProfileToken>" + token + "</trt:ProfileToken></trt:GetSnapshotUri>";
		assertThat(SoapClient.fault(this.user.ask(snapshot)))
			.isEqualTo("500 env:Receiver ter:Action ter:IncompleteConfiguration");
		String delete = "<trt:DeleteProfile><trt:ProfileToken>%s</trt:ProfileToken></trt:DeleteProfile>";
		assertThat(this.operator.ask(String.format(delete, token)).status()).isEqualTo(200);
		assertThat(SoapClient.fault(this.user.ask(snapshot))).endsWith("ter:NoProfile");
		assertThat(SoapClient.fault(this.operator.ask(String.format(delete, "main"))))
			.endsWith("ter:DeletionOfFixedProfile");
	}

	@Test
	void refusesStreamsInHttpAndServesSnapshotsByDigest() {
		String stream = "<trt:GetStreamUri><trt:StreamSetup><tt:Stream>RTP-Unicast</tt:Stream><tt:Transport>"
				+ "<tt:Protocol>%s</tt:Protocol></tt:Transport></trt:StreamSetup><trt:ProfileToken>main</trt:ProfileToken>"
				+ "</trt:GetStreamUri>";
		assertThat(SoapClient.content(this.user.ask(String.format(stream, "RTSP"))))
			.contains("<tt:Uri>rtsp://camera:" + this.rtspPort + "/stream1?metadata=1</tt:Uri>");
		assertThat(SoapClient.fault(this.user.ask(String.format(stream, "HTTP")))).endsWith("ter:InvalidStreamSetup");
		RawResponse challenge = this.camera.get("/onvif/snapshot?stream=1");
		assertThat(challenge.status()).isEqualTo(401);
		assertThat(challenge.headers().get("www-authenticate")).hasSize(2)
			.allMatch((header) -> header.startsWith("Digest "));
	}

	@Test
	void setsTheTextInThePicture() {
		String osd = "<trt:%s><trt:OSD token='osd_title'><tt:VideoSourceConfigurationToken>video_source_config"
				+ "</tt:VideoSourceConfigurationToken><tt:Type>Text</tt:Type><tt:Position><tt:Type>UpperRight</tt:Type>"
				+ "</tt:Position><tt:TextString><tt:Type>Plain</tt:Type><tt:PlainText>gate &lt;1&gt;</tt:PlainText>"
				+ "</tt:TextString></trt:OSD></trt:%1$s>";
		assertThat(this.operator.ask("<trt:DeleteOSD><trt:OSDToken>osd_title</trt:OSDToken></trt:DeleteOSD>").status())
			.isEqualTo(200);
		assertThat(get("osd").attribute("title_utf8")).isEmpty();
		assertThat(SoapClient.fault(this.operator.ask(String.format(osd, "SetOSD")))).endsWith("ter:NoConfig");
		assertThat(this.operator.ask(String.format(osd, "CreateOSD")).status()).isEqualTo(200);
		assertThat(get("osd").attribute("title_utf8")).isEqualTo("gate <1>");
		assertThat(get("osd").attribute("title_pos_x")).isEqualTo("2");
		assertThat(SoapClient.fault(this.operator.ask(String.format(osd, "CreateOSD")))).endsWith("ter:MaxOSDs");
	}

	@Test
	void stopsAMoveWhenItsTimeHasPassed() {
		String profile = "<tptz:ProfileToken>main</tptz:ProfileToken>";
		String status = "<tptz:GetStatus>" + profile + "</tptz:GetStatus>";
		String move = "<tptz:ContinuousMove>" + profile + "<tptz:Velocity><tt:PanTilt x='%s' y='0'/></tptz:Velocity>"
				+ "<tptz:Timeout>PT0.3S</tptz:Timeout></tptz:ContinuousMove>";
		String before = SoapClient.content(this.user.ask(status)).replaceAll(".*PanTilt x=|space.*", "");
		assertThat(this.operator.ask(String.format(move, "-0.5")).status()).isEqualTo(200);
		assertThat(SoapClient.content(this.user.ask(status))).contains("MOVING");
		TestService.await("standstill", Duration.ofSeconds(10),
				() -> !SoapClient.content(this.user.ask(status)).contains("MOVING"));
		assertThat(SoapClient.content(this.user.ask(status))).doesNotContain(before);
		assertThat(SoapClient.fault(this.operator.ask(String.format(move, "2")))).endsWith("ter:InvalidVelocity");
		assertThat(this.user.ask(String.format(move, "0.5")).status()).as("a User").isEqualTo(400);
	}

	@Test
	void sharesPresetsAndTheImageWithTheContract() {
		get("ptz_ctrl?add_preset=7");
		String profile = "<tptz:ProfileToken>main</tptz:ProfileToken>";
		assertThat(SoapClient.content(this.user.ask("<tptz:GetPresets>" + profile + "</tptz:GetPresets>")))
			.contains("<tptz:Preset token=\"7\"><tt:Name>Preset 7</tt:Name>");
		assertThat(SoapClient.fault(this.operator
			.ask("<tptz:GotoPreset>" + profile + "<tptz:PresetToken>200</tptz:PresetToken></tptz:GotoPreset>")))
			.endsWith("ter:NoToken");
		assertThat(this.operator
			.ask("<tptz:SetPreset>" + profile
					+ "<tptz:PresetName>gate</tptz:PresetName><tptz:PresetToken>7</tptz:PresetToken></tptz:SetPreset>")
			.status()).isEqualTo(200);
		this.operator.ask("<tptz:SetHomePosition>" + profile + "</tptz:SetHomePosition>");
		for (int number : List.of(7, 255)) {
			get("ptz_ctrl?delete_preset=" + number);
			get("ptz_ctrl?add_preset=" + number);
			assertThat(SoapClient.content(this.user.ask("<tptz:GetPresets>" + profile + "</tptz:GetPresets>")))
				.contains("<tptz:Preset token=\"" + number + "\"><tt:Name>Preset " + number + "</tt:Name>");
		}
		String image = "<timg:SetImagingSettings><timg:VideoSourceToken>video_source</timg:VideoSourceToken>"
				+ "<timg:ImagingSettings><tt:Brightness>%s</tt:Brightness></timg:ImagingSettings>"
				+ "</timg:SetImagingSettings>";
		assertThat(this.operator.ask(String.format(image, "201")).status()).isEqualTo(200);
		assertThat(brightness()).isEqualTo("201");
		assertThat(SoapClient.fault(this.operator.ask(String.format(image, "256")))).endsWith("ter:SettingsInvalid");
	}

	@Test
	void movesTheFocus() {
		String source = "<timg:VideoSourceToken>video_source</timg:VideoSourceToken>";
		String status = "<timg:GetStatus>" + source + "</timg:GetStatus>";
		String move = "<timg:Move>" + source + "<timg:Focus><tt:Continuous><tt:Speed>%s</tt:Speed></tt:Continuous>"
				+ "</timg:Focus></timg:Move>";
		String before = SoapClient.content(this.user.ask(status));
		assertThat(before).contains("<tt:Position>");
		assertThat(this.operator.ask(String.format(move, "-1")).status()).isEqualTo(200);
		TestService.await("another focus", Duration.ofSeconds(10), () -> !SoapClient.content(this.user.ask(status))
			.contains(before.replaceAll(".*<tt:Position>|</tt.*", "")));
		assertThat(this.operator.ask("<timg:Stop>" + source + "</timg:Stop>").status()).isEqualTo(200);
		assertThat(SoapClient.content(this.user.ask(status))).contains("IDLE");
		assertThat(SoapClient.fault(this.operator.ask(String.format(move, "2")))).endsWith("ter:SettingsInvalid");
	}

	// --- configuration ---

	@Test
	void keepsPasswordsOnlyEncryptedAndNotAtAllWhenTokensAreTurnedOff() throws IOException {
		assertThat(this.admin.query("tds:GetNTP").status()).isEqualTo(200);
		assertThat(saved()).contains("\"token\":\"1:").doesNotContain(TestService.PASSWORD);
		Path copy = Files.createDirectory(this.folder.resolve("copy"));
		FileSystemUtils.copyRecursively(this.camera.dataFolder(), copy);
		Files.deleteIfExists(copy.resolve("lock"));
		try (TestService off = this.fixture.start(copy, "camera.onvif.username-token=false")) {
			SoapClient again = new SoapClient(off.port(), TestService.ADMIN, TestService.PASSWORD);
			assertThat(SoapClient.fault(again.query("tds:GetNTP"))).isEqualTo(NOT_AUTHORIZED);
			TestService.await("erased", Duration.ofSeconds(10), () -> Files.notExists(copy.resolve("token-key")));
			assertThat(off.logIn()).isNotEmpty();
		}
		assertThat(Files.getPosixFilePermissions(this.camera.dataFolder().resolve("token-key")))
			.containsOnly(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
	}

	@Test
	void isNotThereWhenTurnedOff() throws IOException {
		try (TestService off = this.fixture.start(this.folder.resolve("off"), "camera.onvif.enabled=false")) {
			assertThat(new SoapClient(off.port()).query("tds:GetHostname").status()).isEqualTo(404);
			assertThat(off.dataFolder().resolve("token-key")).doesNotExist();
		}
	}

}
