package org.camerad.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The personas of the simulator, one for each camera of a service. */
class OnvifPersonaTests extends SimulatorTestBase {

	private static final List<String> PERSONAS = List.of("digest-only", "local-clock", "no-media2", "odd-tokens",
			"slow-pull", "no-position");

	private static final Pattern UTC = Pattern
		.compile("UTCDateTime>.*?Hour>(\\d+)<.*?Minute>(\\d+)<.*?Second>(\\d+)<.*?Year>(\\d+)<.*?Month>(\\d+)<.*?"
				+ "Day>(\\d+)<");

	private static final String PTZ_PROFILE = "<tptz:ProfileToken>main</tptz:ProfileToken>";

	private final int first = FleetTests.freeRange(PERSONAS.size() + 1);

	@Override
	List<String> properties() {
		List<String> properties = new ArrayList<>(
				List.of("camera.count=" + (PERSONAS.size() + 1), "server.port=" + this.first));
		for (int i = 0; i < PERSONAS.size(); i++) {
			properties.add("camera.instances." + (i + 2) + ".sim.persona=" + PERSONAS.get(i));
			properties.add("camera.instances." + (i + 2) + ".rtsp.port=0");
		}
		return properties;
	}

	/** Returns the administrator of the camera with a persona. */
	private SoapClient admin(String persona) {
		return new SoapClient(this.first + 1 + PERSONAS.indexOf(persona), TestService.ADMIN, TestService.PASSWORD);
	}

	@Test
	void refusesTokensAndChallenges() {
		RawResponse answer = admin("digest-only").query("tds:GetDeviceInformation");
		assertThat(SoapClient.fault(answer)).isEqualTo("401 env:Sender ter:NotAuthorized");
		assertThat(answer.headers().get("www-authenticate")).hasSize(2);
		assertThat(admin("digest-only").query("tds:GetServiceCapabilities").text()).contains("UsernameToken=\"false\"");
	}

	@Test
	void delaysEachResponseOfPullMessages() throws IOException {
		for (String time : List.of("PT0S", "PT60S")) {
			assertThat(answersSoon("no-position", time)).isTrue();
			assertThat(answersSoon("slow-pull", time)).as("events that were there, after " + time).isFalse();
		}
	}

	/** Returns whether the first events of a subscription come in time. */
	private boolean answersSoon(String persona, String time) throws IOException {
		SoapClient admin = admin(persona);
		String path = SoapClient.content(admin.ask("<tev:CreatePullPointSubscription/>"))
			.replaceAll(".*<wsa:Address>http://camera|</wsa:Address>.*", "");
		String pull = "<tev:PullMessages><tev:Timeout>" + time
				+ "</tev:Timeout><tev:MessageLimit>100</tev:MessageLimit>" + "</tev:PullMessages>";
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.first + 1 + PERSONAS.indexOf(persona))) {
			socket.setSoTimeout(persona.equals("slow-pull") ? 500 : 10_000);
			socket.getOutputStream().write(admin.request(path, pull).getBytes(StandardCharsets.ISO_8859_1));
			return socket.getInputStream().read() == 'H';
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
	}

	@Test
	void callsLocalTimeUtcAndExpectsIt() {
		SoapClient admin = admin("local-clock");
		Instant told = told(admin);
		assertThat(Duration.between(Instant.now(), told)).isCloseTo(Duration.ofHours(8), Duration.ofMinutes(2));
		assertThat(SoapClient.fault(admin.query("tds:GetNTP"))).as("a token of the real time")
			.isEqualTo("400 env:Sender ter:NotAuthorized");
		assertThat(admin.send(SoapClient.envelope(admin.token(told), "<tds:GetNTP/>")).status()).isEqualTo(200);
	}

	private static Instant told(SoapClient client) {
		Matcher time = UTC.matcher(SoapClient.content(client.query("tds:GetSystemDateAndTime")));
		assertThat(time.find()).isTrue();
		return LocalDateTime
			.of(number(time, 4), number(time, 5), number(time, 6), number(time, 1), number(time, 2), number(time, 3))
			.toInstant(ZoneOffset.UTC);
	}

	private static int number(Matcher matcher, int group) {
		return Integer.parseInt(matcher.group(group));
	}

	@Test
	void hasNoSecondMediaService() {
		SoapClient admin = admin("no-media2");
		assertThat(admin.ask("<tds:GetServices><tds:IncludeCapability>true</tds:IncludeCapability></tds:GetServices>")
			.text()).contains("ver10/media/wsdl</tds:Namespace>").doesNotContain("ver20/media/wsdl</tds:Namespace>");
		assertThat(SoapClient.fault(admin.query("tr2:GetProfiles")))
			.isEqualTo("500 env:Receiver ter:ActionNotSupported");
		assertThat(admin.query("trt:GetProfiles").status()).isEqualTo(200);
	}

	@Test
	void hasOddTokens() {
		SoapClient admin = admin("odd-tokens");
		assertThat(SoapClient.content(admin.query("trt:GetProfiles")))
			.contains("<trt:Profiles token=\"000\"", "<trt:Profiles token=\"quality h264\"")
			.doesNotContain("\"main\"", "\"sub\"");
		String uri = "<tr2:GetSnapshotUri><tr2:ProfileToken>%s</tr2:ProfileToken></tr2:GetSnapshotUri>";
		assertThat(admin.ask(String.format(uri, "000")).text()).contains("?stream=1<");
		assertThat(admin.ask(String.format(uri, "quality h264")).text()).contains("?stream=0<");
		assertThat(SoapClient.fault(admin.ask(String.format(uri, "0")))).endsWith("ter:NoProfile");
	}

	@Test
	void neitherReportsNorAcceptsPositions() {
		SoapClient admin = admin("no-position");
		assertThat(SoapClient.content(admin.ask("<tptz:GetStatus>" + PTZ_PROFILE + "</tptz:GetStatus>")))
			.contains("IDLE")
			.doesNotContain("Position");
		assertThat(SoapClient.content(admin.query("tptz:GetNodes"))).contains("ContinuousPanTiltVelocitySpace")
			.doesNotContain("Absolute", "Relative", "SpeedSpace<");
		assertThat(SoapClient.content(admin.query("tptz:GetConfigurations"))).doesNotContain("Absolute", "Relative");
		assertThat(admin.query("tptz:GetServiceCapabilities").text()).contains("StatusPosition=\"false\"");
		assertThat(SoapClient.fault(admin.ask("<tptz:AbsoluteMove>" + PTZ_PROFILE
				+ "<tptz:Position><tt:Zoom x='0'/></tptz:Position></tptz:AbsoluteMove>")))
			.isEqualTo("500 env:Receiver ter:ActionNotSupported");
		assertThat(SoapClient.fault(admin.ask("<tptz:RelativeMove>" + PTZ_PROFILE
				+ "<tptz:Translation><tt:Zoom x='0'/></tptz:Translation></tptz:RelativeMove>")))
			.isEqualTo("500 env:Receiver ter:ActionNotSupported");
	}

}
