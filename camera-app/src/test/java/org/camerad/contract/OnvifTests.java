package org.camerad.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

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
		assertThat(SoapClient.fault(this.nobody
			.send(SoapClient.envelope("<x:y xmlns:x='urn:x' s:mustUnderstand='1'/>", "<tds:GetHostname/>"))))
			.isEqualTo("500 env:MustUnderstand");
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
	void setsTheTimeThatTheContractShows() {
		String request = "<tds:SetSystemDateAndTime><tds:DateTimeType>Manual</tds:DateTimeType>"
				+ "<tds:DaylightSavings>false</tds:DaylightSavings><tds:TimeZone><tt:TZ>%s</tt:TZ></tds:TimeZone>"
				+ "%s</tds:SetSystemDateAndTime>";
		assertThat(this.admin.ask(String.format(request, "CET-1CEST,M3.5.0,M10.5.0/3", "")).status()).isEqualTo(200);
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
