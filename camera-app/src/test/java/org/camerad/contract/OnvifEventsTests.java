package org.camerad.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Validator;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** ONVIF's events: subscriptions, what they are told, and their limits. */
class OnvifEventsTests extends SimulatorTestBase {

	private static final String UNKNOWN = "500 env:Receiver wsrf-r:ResourceUnknownFault";

	private static final Pattern MESSAGE = Pattern
		.compile(">tns1:([\\w/]+)</wsnt:Topic>.*?UtcTime=\"([^\"]*)\"([^>]*)>(.*?)</tt:Message>");

	private static final Pattern VALUE = Pattern.compile("Value=\"([^\"]*)\"");

	private SoapClient admin;

	private SoapClient user;

	@Override
	List<String> properties() {
		return List.of("camera.sim.reboot-time=100ms");
	}

	@BeforeAll
	void connect() {
		this.camera.add(this.uid, "viewer", "User");
		this.admin = new SoapClient(this.camera.port(), TestService.ADMIN, TestService.PASSWORD);
		this.user = new SoapClient(this.camera.port(), "viewer", TestService.PASSWORD);
	}

	// --- helpers ---

	private static String filter(String topics) {
		return "<tev:Filter><wsnt:TopicExpression Dialect='http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet'>"
				+ topics + "</wsnt:TopicExpression></tev:Filter>";
	}

	private RawResponse create(SoapClient client, String content) {
		return client.ask("<tev:CreatePullPointSubscription>" + content + "</tev:CreatePullPointSubscription>");
	}

	/** Returns the path of a new subscription, whose first states were pulled. */
	private String subscribe(SoapClient client, String topics) {
		String path = path(create(client, topics.isEmpty() ? "" : filter(topics)));
		pull(client, path, "PT0S");
		return path;
	}

	private static String path(RawResponse answer) {
		assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
		return SoapClient.content(answer).replaceAll(".*<wsa:Address>http://camera|</wsa:Address>.*", "");
	}

	private static String pullRequest(String time) {
		return "<tev:PullMessages><tev:Timeout>" + time + "</tev:Timeout><tev:MessageLimit>100</tev:MessageLimit>"
				+ "</tev:PullMessages>";
	}

	private static RawResponse pull(SoapClient client, String path, String time) {
		return client.ask(path, pullRequest(time), "");
	}

	/** Returns the events of a response: last name of the topic, operation and values. */
	private static List<String> events(String text) {
		List<String> events = new ArrayList<>();
		Matcher message = MESSAGE.matcher(text);
		while (message.find()) {
			StringBuilder event = new StringBuilder(message.group(1).replaceAll(".*/", ""));
			event.append(message.group(3).replaceAll(" PropertyOperation=\"(\\w+)\"", " $1"));
			Matcher value = VALUE.matcher(message.group(4));
			while (value.find()) {
				event.append(' ').append(value.group(1));
			}
			events.add(event.toString());
		}
		return events;
	}

	private List<String> pulled(String path) {
		return events(SoapClient.content(pull(this.admin, path, "PT30S")));
	}

	/** Opens a connection on which a request waits for events. */
	private Socket await(SoapClient client, String path) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.camera.port());
		socket.setSoTimeout((int) TIMEOUT.toMillis());
		socket.getOutputStream()
			.write(client.request(path, pullRequest("PT60S")).getBytes(StandardCharsets.ISO_8859_1));
		TestService.await("a waiting request", TIMEOUT,
				() -> SoapClient.fault(pull(client, path, "PT0S")).endsWith("wsnt:UnableToGetMessagesFault"));
		return socket;
	}

	// --- what subscribers are told ---

	@Test
	void answersAsTheSchemasSay() throws Exception {
		Validator validator = OnvifSchemas.require().schema().newValidator();
		String path = path(create(this.admin, ""));
		for (String request : List.of(pullRequest("PT0S"), "<tev:SetSynchronizationPoint/>", pullRequest("PT5S"),
				"<wsnt:Renew><wsnt:TerminationTime>PT60S</wsnt:TerminationTime></wsnt:Renew>", "<wsnt:Unsubscribe/>")) {
			RawResponse answer = this.admin.ask(path, request, "");
			assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
			assertThatCode(() -> validator.validate(new DOMSource(OnvifSchemas.body(answer)))).as(answer.toString())
				.doesNotThrowAnyException();
		}
	}

	@Test
	void repeatsTheStatesAtTheStartAndWhenAsked() {
		List<String> states = events(SoapClient.content(pull(this.admin, path(create(this.admin, "")), "PT5S")));
		assertThat(states).hasSize(5)
			.startsWith("Motion Initialized video_source_config analytics motion false",
					"MotionAlarm Initialized video_source false", "SignalLoss Initialized video_source false",
					"ImagingService Initialized video_source false");
		String path = subscribe(this.admin, "tns1:RuleEngine//.|tns1:VideoSource/MotionAlarm");
		assertThat(events(SoapClient.content(pull(this.admin, path, "PT0S")))).isEmpty();
		this.admin.ask(path, "<tev:SetSynchronizationPoint/>", "");
		assertThat(pulled(path)).hasSize(2).allMatch((event) -> event.contains(" Initialized "));
		String changes = path(create(this.admin,
				"<tev:SubscriptionPolicy><tev:ChangedOnly>true</tev:ChangedOnly></tev:SubscriptionPolicy>"));
		assertThat(events(SoapClient.content(pull(this.admin, changes, "PT0S")))).isEmpty();
	}

	@Test
	void tellsTheCarAsMotionWithinASecond() {
		TestService.await("detection", TIMEOUT, () -> get("motion?enable=1").status() == 200);
		this.simulation.post("/scene", "action:'seek',to:0");
		String path = subscribe(this.admin, "tns1:RuleEngine/CellMotionDetector/Motion");
		CompletableFuture<Instant> told = CompletableFuture.supplyAsync(() -> {
			TestService.await("motion", TIMEOUT,
					() -> pulled(path).contains("Motion Changed video_source_config analytics motion true"));
			return Instant.now();
		});
		TestService.await("a car", TIMEOUT, () -> this.simulation.get("/objects").toString().contains("\"car\""));
		Instant there = Instant.now();
		assertThat(told.join()).isBefore(there.plusSeconds(1));
		assertThat(pulled(path)).containsExactly("Motion Changed video_source_config analytics motion false");
		get("motion?enable=0");
	}

	@Test
	void tellsChangesOfTheContractAndOfProfiles() {
		String path = subscribe(this.admin, "tns1:Media//.");
		get("videoencoder/stream2?framerate=7");
		assertThat(pulled(path)).containsExactly("ConfigurationChanged video_encoder_sub VideoEncoder");
		get("videoencoder/stream2?framerate=7");
		this.admin.ask("<trt:CreateProfile><trt:Name>new</trt:Name><trt:Token>new</trt:Token></trt:CreateProfile>");
		assertThat(pulled(path)).containsExactly("ProfileChanged new");
		this.admin.ask("<trt:DeleteProfile><trt:ProfileToken>new</trt:ProfileToken></trt:DeleteProfile>");
		assertThat(pulled(path)).containsExactly("ProfileChanged new");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"metadata Metadata | <tr2:SetMetadataConfiguration><tr2:Configuration token='metadata'><tt:Name>x</tt:Name>"
					+ "<tt:UseCount>2</tt:UseCount><tt:Analytics>%s</tt:Analytics></tr2:Configuration>"
					+ "</tr2:SetMetadataConfiguration> | false | true",
			"ptz PTZ | <tptz:SetConfiguration><tptz:PTZConfiguration token='ptz'><tt:Name>x</tt:Name>"
					+ "<tt:UseCount>2</tt:UseCount><tt:NodeToken>ptz_node</tt:NodeToken><tt:DefaultPTZTimeout>%s"
					+ "</tt:DefaultPTZTimeout></tptz:PTZConfiguration><tptz:ForcePersistence>true"
					+ "</tptz:ForcePersistence></tptz:SetConfiguration> | PT9S | PT10S" })
	void tellsChangesOfConfigurationsThatOnlyOnvifHas(String told, String request, String other, String again) {
		String path = subscribe(this.admin, "tns1:Media//.");
		this.admin.ask(String.format(request, other));
		this.admin.ask(String.format(request, other));
		assertThat(pulled(path)).containsExactly("ConfigurationChanged " + told);
		this.admin.ask(String.format(request, again));
		assertThat(pulled(path)).containsExactly("ConfigurationChanged " + told);
	}

	@Test
	void tellsWhenThereAreNoPictures() {
		String path = subscribe(this.admin, "tns1:VideoSource/SignalLoss|tns1:VideoSource/GlobalSceneChange//.");
		this.simulation.set("fault:'sensor-lost'");
		assertThat(pulled(path)).containsExactly("SignalLoss Changed video_source true");
		this.simulation.clear();
		assertThat(pulled(path)).containsExactly("SignalLoss Changed video_source false");
		this.simulation.set("fault:'black-frame'");
		assertThat(pulled(path)).containsExactly("ImagingService Changed video_source true");
		this.simulation.clear();
		assertThat(pulled(path)).containsExactly("ImagingService Changed video_source false");
	}

	@Test
	void tellsPresets() {
		get("ptz_ctrl?add_preset=3");
		String path = subscribe(this.admin, "tns1:PTZController//.");
		get("ptz_ctrl?call_preset=3");
		assertThat(pulled(path)).containsExactly("Invoked ptz 3 Preset 3");
		assertThat(pulled(path)).containsExactly("Reached ptz 3 Preset 3");
		get("ptz_ctrl?move_x=1");
		get("ptz_ctrl?stop=1");
		assertThat(pulled(path)).containsExactly("Left ptz 3 Preset 3");
		get("ptz_ctrl?call_preset=3");
		get("ptz_ctrl?stop=1");
		assertThat(pulled(path)).containsExactly("Invoked ptz 3 Preset 3", "Aborted ptz 3 Preset 3");
	}

	// --- subscriptions ---

	@ParameterizedTest
	@CsvSource({ "tns1:Nothing//., wsnt:TopicNotSupportedFault", "tns1:RuleEngine, wsnt:TopicNotSupportedFault",
			"tns1:Media//.|*, wsnt:InvalidTopicExpressionFault", "tns1:Media|, wsnt:InvalidTopicExpressionFault" })
	void refusesFilters(String topics, String fault) {
		assertThat(SoapClient.fault(create(this.user, filter(topics)))).isEqualTo("500 env:Receiver " + fault);
	}

	@Test
	void refusesOtherFiltersPoliciesAndTimes() {
		assertThat(SoapClient.fault(create(this.user, filter("x").replace("ConcreteSet", "Full"))))
			.endsWith("wsnt:TopicExpressionDialectUnknownFault");
		assertThat(SoapClient.fault(
				create(this.user, "<tev:Filter><wsnt:MessageContent Dialect='x'>y</wsnt:MessageContent></tev:Filter>")))
			.endsWith("wsnt:InvalidMessageContentExpressionFault");
		assertThat(
				SoapClient.fault(create(this.user, "<tev:SubscriptionPolicy><wsnt:UseRaw/></tev:SubscriptionPolicy>")))
			.endsWith("wsnt:UnsupportedPolicyRequestFault");
		String time = "<tev:InitialTerminationTime>%s</tev:InitialTerminationTime>";
		for (String wrong : List.of("-PT1S", "P1Y", "2000-01-01T00:00:00Z")) {
			assertThat(SoapClient.fault(create(this.user, String.format(time, wrong))))
				.endsWith("wsnt:UnacceptableInitialTerminationTimeFault");
		}
		assertThat(SoapClient.fault(create(this.user, String.format(time, "soon")))).endsWith("ter:InvalidArgVal");
		String path = path(create(this.user, String.format(time, Instant.now().plusSeconds(60))));
		RawResponse tooLong = pull(this.user, path, "PT61S");
		assertThat(SoapClient.content(tooLong)).contains("<tev:MaxTimeout>PT60S</tev:MaxTimeout>");
		assertThat(SoapClient.fault(pull(this.user, path, "-PT1S"))).endsWith("ter:InvalidArgVal");
	}

	@Test
	void findsTheSubscriptionByAddressAndByHeader() {
		String path = subscribe(this.user, "tns1:Media//.");
		String to = "<wsa:To s:mustUnderstand='1'>http://camera" + path + "</wsa:To>";
		assertThat(this.user.ask("/onvif/event_service", pullRequest("PT0S"), to).status()).isEqualTo(200);
		String parameter = "<SubscriptionId xmlns='urn:x' s:mustUnderstand='1' wsa:IsReferenceParameter='true'>"
				+ path.replaceAll(".*/", "") + "</SubscriptionId>";
		assertThat(this.user.ask("/onvif/event_service", pullRequest("PT0S"), parameter).status()).isEqualTo(200);
		assertThat(SoapClient.fault(this.user.ask("/onvif/event_service", pullRequest("PT0S"), ""))).isEqualTo(UNKNOWN);
		String addressing = "<wsa:Action>urn:x/UnsubscribeRequest</wsa:Action><wsa:MessageID>urn:1</wsa:MessageID>";
		assertThat(this.user.ask(path, "<wsnt:Unsubscribe/>", addressing).text())
			.contains("<wsa:Action>urn:x/UnsubscribeResponse</wsa:Action><wsa:RelatesTo>urn:1</wsa:RelatesTo>");
		assertThat(this.user.ask(path, "<tev:Unsubscribe/>", addressing).text())
			.contains("addressing/soap/fault</wsa:Action>", "wsrf-r:ResourceUnknownFault");
	}

	@Test
	void letsNobodyElseUseASubscription() {
		String path = subscribe(this.admin, "");
		assertThat(SoapClient.fault(pull(this.user, path, "PT0S"))).isEqualTo(UNKNOWN);
		assertThat(pull(this.admin, subscribe(this.user, ""), "PT0S").status()).isEqualTo(200);
	}

	@Test
	void endsTheOldestOfTooMany() {
		List<String> paths = new ArrayList<>();
		for (int i = 0; i < 33; i++) {
			paths.add(path(create(this.user, filter("tns1:Media//."))));
		}
		assertThat(SoapClient.fault(pull(this.user, paths.get(0), "PT0S"))).isEqualTo(UNKNOWN);
		assertThat(pull(this.user, paths.get(1), "PT0S").status()).isEqualTo(200);
		assertThat(pull(this.user, paths.get(32), "PT0S").status()).isEqualTo(200);
	}

	@Test
	void releasesAWaitingRequestWhenItsClientHasDisconnected() throws IOException {
		String path = subscribe(this.user, "tns1:Media//.");
		try (Socket waiting = await(this.user, path)) {
			assertThat(waiting.isConnected()).isTrue();
		}
		TestService.await("release", TIMEOUT, () -> pull(this.user, path, "PT0S").status() == 200);
	}

	@Test
	void endsSubscriptionsWithTheirUserAndWithAReset() throws IOException {
		this.camera.add(this.uid, "guest", "User");
		SoapClient guest = new SoapClient(this.camera.port(), "guest", TestService.PASSWORD);
		String own = subscribe(guest, "tns1:Media//.");
		try (Socket waiting = await(guest, own)) {
			get("user_management?action=delete&name=guest");
			assertThat(readAll(waiting)).startsWith("HTTP/1.1 500").contains("wsrf-r:ResourceUnknownFault");
		}
		String path = subscribe(this.admin, "");
		get("reboot");
		TestService.await("a start", TIMEOUT,
				() -> this.camera
					.get("/cgi-bin/getuid?username=" + TestService.ADMIN + "&password=" + TestService.PASSWORD)
					.status() == 200);
		this.uid = this.camera.logIn();
		assertThat(SoapClient.fault(pull(this.admin, path, "PT0S"))).isEqualTo(UNKNOWN);
	}

	// --- Notify ---

	private RawResponse subscribeBase(String address) {
		return this.admin.ask("<wsnt:Subscribe><wsnt:ConsumerReference><wsa:Address>" + address
				+ "</wsa:Address></wsnt:ConsumerReference><wsnt:Filter><wsnt:TopicExpression "
				+ "Dialect='http://docs.oasis-open.org/wsn/t-1/TopicExpression/Concrete'>tns1:Media/ConfigurationChanged"
				+ "</wsnt:TopicExpression></wsnt:Filter></wsnt:Subscribe>");
	}

	@Test
	void sendsEventsToTheClientAndFollowsNoRedirect() throws Exception {
		LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", (exchange) -> {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			received.add(exchange.getRequestURI() + " " + events(body));
			boolean moved = exchange.getRequestURI().getPath().equals("/moved");
			exchange.getResponseHeaders().add("Location", "/elsewhere");
			exchange.sendResponseHeaders(moved ? 307 : 202, -1);
			exchange.close();
		});
		server.start();
		try {
			String base = "http://127.0.0.1:" + server.getAddress().getPort();
			String path = path(subscribeBase(base + "/events?a=b"));
			get("videoencoder/stream2?framerate=8");
			assertThat(received.poll(30, TimeUnit.SECONDS))
				.isEqualTo("/events?a=b [ConfigurationChanged video_encoder_sub VideoEncoder]");
			assertThat(this.admin.ask(path, "<wsnt:Unsubscribe/>", "").status()).isEqualTo(200);
			String moved = path(subscribeBase(base + "/moved"));
			get("videoencoder/stream2?framerate=9");
			TestService.await("the end of the subscription", Duration.ofSeconds(30),
					() -> SoapClient.fault(this.admin.ask(moved, "<tev:SetSynchronizationPoint/>", ""))
						.equals(UNKNOWN));
			assertThat(received).hasSize(3).allMatch((request) -> request.startsWith("/moved "));
		}
		finally {
			server.stop(0);
		}
	}

	@ParameterizedTest
	@CsvSource({ "http://127.0.0.2:1/", "http://10.0.0.1/", "https://127.0.0.1/", "ftp://127.0.0.1/",
			"http://user@127.0.0.1/", "http://no-such-host.invalid/", "http://127.0.0.1:70000/", "junk" })
	void sendsEventsToNobodyElse(String address) {
		assertThat(SoapClient.fault(subscribeBase(address)))
			.isEqualTo("500 env:Receiver wsnt:SubscribeCreationFailedFault");
	}

}
