package org.camerad.contract;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of limits that keep the camera available: slow clients, unread bodies, and places
 * for each address and each user. The attacks come from other addresses of this machine.
 */
class AvailabilityTests {

	private static final String ATTACKER = "127.0.0.2";

	private static final String PROXY = "127.0.0.9";

	private static final int THREADS = 12;

	private static final int CONNECTIONS_PER_ADDRESS = 80;

	private static final String NEXT = "GET /next HTTP/1.1\r\nHost: camera\r\nConnection: close\r\n\r\n";

	@TempDir
	static Path folder;

	private static TestService camera;

	private static int rtspPort;

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final ScheduledExecutorService trickle = Executors.newSingleThreadScheduledExecutor();

	@BeforeAll
	static void start() {
		rtspPort = TestService.freePort();
		camera = TestService.start(folder.resolve("data"),
				List.of("camera.driver=sim", "camera.rtsp.port=" + rtspPort, "camera.session.timeout=1h",
						"server.tomcat.threads.max=" + THREADS, "server.tomcat.connection-timeout=2s",
						"camera.limits.connections-per-address=" + CONNECTIONS_PER_ADDRESS,
						"camera.limits.viewers-per-user=70", "camera.limits.viewers-per-address=75",
						"camera.trusted-proxies=" + PROXY));
	}

	@AfterAll
	static void stop() {
		camera.close();
	}

	@AfterEach
	void disconnect() throws IOException {
		this.trickle.shutdownNow();
		disconnectAll();
	}

	private void disconnectAll() throws IOException {
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			false | GET / HTTP/1.1               | Content-Length: 1000000
			false | POST /cgi-bin/getuid HTTP/1.1 | Content-Length: 1000000
			false | POST /cgi-bin/getuid HTTP/1.1 | Transfer-Encoding: chunked
			true  | GET /actuator/health HTTP/1.1 | Content-Length: 1000000
			true  | POST /actuator/sim HTTP/1.1   | Content-Length: 1000
			true  | POST /actuator/sim HTTP/1.1   | Transfer-Encoding: chunked
			""")
	void slowBodiesOccupyNoThread(boolean management, String line, String header) throws IOException {
		int port = management ? camera.managementPort() : camera.port();
		for (int i = 0; i < 2 * THREADS; i++) {
			send(connect(ATTACKER, port),
					line + "\r\nHost: camera\r\nContent-Type: application/json\r\n" + header + "\r\n\r\n1");
		}
		trickle("0", this.sockets);
		assertThat(camera.logIn()).hasSize(8);
		assertThat(camera.health("/liveness").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			GET /nothing HTTP/1.1           | Content-Length: 4          | 404
			HEAD /cgi-bin/image HTTP/1.1    | Content-Length: 4          | 400
			POST /cgi-bin/image HTTP/1.1    | Content-Length: 4          | 405
			DELETE /cgi-bin/image HTTP/1.1  | Transfer-Encoding: chunked | 405
			GET /cgi-bin/image HTTP/1.0     | Content-Length: 4          | 400
			GET /%00 HTTP/1.1               | Content-Length: 4          | 400
			POST /x HTTP/1.1                | Transfer-Encoding: xgzip   | 501
			""")
	void aBodyThatNoEndpointReadsEndsTheConnection(String line, String header, int status) throws IOException {
		Socket client = connect("127.0.0.1", camera.port());
		send(client, line + "\r\nHost: camera\r\nExpect: 100-continue\r\n" + header + "\r\n\r\n");
		RawResponse answer = RawResponse.parse(client.getInputStream().readAllBytes());
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.header("Connection")).isEqualTo("close");
	}

	@Test
	void theServiceDiscardsForAMomentWhatAClientStillSends() throws IOException {
		Socket client = connect("127.0.0.1", camera.port());
		send(client, "POST / HTTP/1.1\r\nHost: camera\r\nContent-Length: 1000000\r\n\r\n");
		assertThat(client.getInputStream().readAllBytes()).isNotEmpty();
		byte[] more = new byte[100_000];
		for (int i = 0; i < 8; i++) {
			client.getOutputStream().write(more);
		}
		TestService.await("the connection is closed", Duration.ofSeconds(30), () -> isReset(client));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 4\r\n\r\nabcd",
			"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
			"Transfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\n\r\n",
			"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd" })
	void theBytesAfterAnUnreadBodyAreNoRequest(String rest) throws IOException {
		Socket client = connect("127.0.0.1", camera.port());
		send(client, "POST /cgi-bin/image HTTP/1.1\r\nHost: camera\r\n" + rest + NEXT);
		assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
			.containsOnlyOnce("HTTP/1.1 ");
	}

	@Test
	void requestsWithoutBodyKeepTheConnection() throws IOException {
		Socket client = connect("127.0.0.1", camera.port());
		send(client, "GET /x HTTP/1.1\r\nHost: camera\r\nContent-Length: 0\r\n\r\n" + NEXT);
		assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
			.contains("<value>/x</value>", "<value>/next</value>");
	}

	@Test
	void managementReadsASmallBodyAndKeepsTheConnection() throws IOException {
		Socket client = connect("127.0.0.1", camera.managementPort());
		send(client, "DELETE /actuator/sim HTTP/1.1\r\nHost: camera\r\n\r\n");
		String set = "{\"fault\": \"latency\", \"value\": \"1ms\", \"count\": 1}";
		send(client, "POST /actuator/sim HTTP/1.1\r\nHost: camera\r\nContent-Type: application/json\r\nContent-Length: "
				+ set.length() + "\r\n\r\n" + set);
		send(client, "GET /actuator/health/liveness HTTP/1.1\r\nHost: camera\r\nConnection: close\r\n\r\n");
		assertThat(List
			.of(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).split("HTTP/1.1 ")))
			.hasSize(4)
			.last()
			.asString()
			.contains("UP");
	}

	@Test
	void aHeaderHasATotalTimeLimit() throws IOException {
		Socket header = connect("127.0.0.1", camera.port());
		Socket blankLines = connect("127.0.0.1", camera.port());
		send(header, "GET / HTTP/1.1\r\nX:");
		trickle("x", List.of(header));
		trickle("\r\n", List.of(blankLines));
		for (Socket client : List.of(header, blankLines)) {
			TestService.await("the connection is closed", Duration.ofSeconds(30), () -> isClosed(client));
		}
	}

	@Test
	void oneAddressLeavesConnectionsToOthers() throws IOException {
		double refused = metric("camera.connections.refused");
		int closed = 0;
		for (int i = 0; i < CONNECTIONS_PER_ADDRESS + 20; i++) {
			send(connect(ATTACKER, camera.port()), "GET / HTTP/1.1\r\nX: ");
		}
		TestService.await("20 connections are refused", Duration.ofSeconds(30),
				() -> metric("camera.connections.refused") - refused >= 20);
		for (Socket socket : this.sockets) {
			closed += isClosed(socket) ? 1 : 0;
		}
		assertThat(closed).isGreaterThanOrEqualTo(20);
		assertThat(camera.get("/nothing").status()).isEqualTo(404);
	}

	@Test
	void oneAddressLeavesRtspConnectionsToOthers() throws IOException {
		for (int i = 0; i < CONNECTIONS_PER_ADDRESS + 5; i++) {
			connect(ATTACKER, rtspPort);
		}
		TestService.await("5 connections are refused", Duration.ofSeconds(30),
				() -> metric("camera.rtsp.connections.refused") >= 5);
		try (RawRtspClient other = new RawRtspClient(rtspPort)) {
			assertThat(other.request("OPTIONS", "*")).startsWith("RTSP/1.0 200");
		}
	}

	@Test
	void rtspSessionsTakePlacesOfTheirUser() throws IOException {
		String user = "player";
		camera.add(camera.logIn(), user, "User");
		for (int i = 0; i < 70; i++) {
			assertThat(watch("127.0.0.1", "mjpeg.cgi", user)).isEqualTo(200);
		}
		try (RawRtspClient refused = new RawRtspClient(rtspPort)
			.authorize(RawRtspClient.basic(user, TestService.PASSWORD));
				RawRtspClient other = new RawRtspClient(rtspPort)
					.authorize(RawRtspClient.basic(TestService.ADMIN, TestService.PASSWORD))) {
			assertThat(setUp(refused)).startsWith("RTSP/1.0 503");
			assertThat(setUp(other)).startsWith("RTSP/1.0 200");
			disconnectAll();
			TestService.await("a place is free", Duration.ofSeconds(30),
					() -> setUp(refused).startsWith("RTSP/1.0 200"));
		}
	}

	private static String setUp(RawRtspClient client) {
		try {
			return client.request("SETUP", "/stream2/trackID=0", "Transport: RTP/AVP/TCP;unicast;interleaved=0-1");
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	@Test
	void aTrustedProxyMayOpenMore() throws IOException {
		for (int i = 0; i < CONNECTIONS_PER_ADDRESS + 5; i++) {
			connect(PROXY, camera.port());
		}
		assertThat(RawHttpClient.getFrom(PROXY, camera.port(), "/nothing").status()).isEqualTo(404);
	}

	@Test
	void aTrustedProxyTellsTheClientsAddressAndNobodyElseDoes() {
		String query = "/cgi-bin/image?uid=" + camera.logIn();
		guess(PROXY, "203.0.113.5", "203.0.113.5");
		assertThat(RawHttpClient.getFrom(PROXY, camera.port(), query, "X-Forwarded-For: 203.0.113.5").text())
			.contains("uid error");
		assertThat(RawHttpClient.getFrom(PROXY, camera.port(), query, "X-Forwarded-For: 203.0.113.6").status())
			.isEqualTo(200);
		guess("127.0.0.3", "203.0.113.7", "203.0.113.8");
		assertThat(RawHttpClient.getFrom("127.0.0.3", camera.port(), query, "X-Forwarded-For: 203.0.113.9").text())
			.contains("uid error");
	}

	@Test
	void behindNginxClientsHaveAddressesOfTheirOwn() throws IOException {
		String query = "/cgi-bin/image?uid=" + camera.logIn();
		try (Nginx nginx = new Nginx(folder, camera.port(), """
				proxy_bind %s;
				proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
				proxy_set_header X-Forwarded-Host $http_host;
				""".formatted(PROXY))) {
			for (int i = 0; i < 12; i++) {
				RawHttpClient.getFrom("127.0.0.4", nginx.port(), "/cgi-bin/image?uid=guess00" + (char) ('a' + i));
			}
			assertThat(RawHttpClient.getFrom("127.0.0.4", nginx.port(), query, "X-Forwarded-For: 203.0.113.20").text())
				.contains("uid error");
			assertThat(RawHttpClient.getFrom("127.0.0.5", nginx.port(), query).status()).isEqualTo(200);
			assertThat(RawHttpClient.getFrom("127.0.0.5", nginx.port(), query, "Origin: https://camera").status())
				.as("of a page that came through the proxy")
				.isEqualTo(200);
			assertThat(RawHttpClient.getFrom("127.0.0.5", nginx.port(), query, "Origin: https://elsewhere").text())
				.contains("permission denied");
		}
	}

	@ParameterizedTest
	@CsvSource({ "mjpeg.cgi, 70", "events, 64" })
	void oneUserLeavesPlacesToOthers(String path, int places) throws IOException {
		String uid = camera.logIn();
		String user = "many-" + places;
		camera.add(uid, user, "User");
		for (int i = 0; i < places; i++) {
			assertThat(watch(ATTACKER, path, user)).isEqualTo(200);
		}
		assertThat(watch("127.0.0.1", path, user)).isEqualTo(503);
		assertThat(watch("127.0.0.1", path, TestService.ADMIN)).isEqualTo(200);
		disconnectAll();
		TestService.await("the places are free", Duration.ofSeconds(30), () -> watch(ATTACKER, path, user) == 200);
	}

	@Test
	void oneAddressLeavesViewersPlacesToOthers() throws IOException {
		String uid = camera.logIn();
		camera.add(uid, "first", "User");
		camera.add(uid, "second", "User");
		for (int i = 0; i < 75; i++) {
			assertThat(watch(ATTACKER, "mjpeg.cgi", (i < 40) ? "first" : "second")).isEqualTo(200);
		}
		RawResponse refused = RawHttpClient.getFrom(ATTACKER, camera.port(), "/cgi-bin/mjpeg.cgi", basic("first"));
		assertThat(refused.summary()).isEqualTo(RawResponse.fault(503, "/cgi-bin/mjpeg.cgi", "device error"));
		assertThat(watch("127.0.0.1", "mjpeg.cgi", "first")).isEqualTo(200);
		assertThat(metric("camera.viewers.refused?tag=limit:address")).isPositive();
	}

	/** Sends eleven wrong uids, which is one more than an address may. */
	private static void guess(String from, String firstAddress, String otherAddress) {
		for (int i = 0; i < 12; i++) {
			RawHttpClient.getFrom(from, camera.port(), "/cgi-bin/image?uid=guess00" + (char) ('a' + i),
					"X-Forwarded-For: " + ((i % 2 == 0) ? firstAddress : otherAddress));
		}
	}

	private static String basic(String user) {
		return "Authorization: Basic " + Base64.getEncoder()
			.encodeToString((user + ":" + TestService.PASSWORD).getBytes(StandardCharsets.UTF_8));
	}

	/** Opens a stream, which stays open, and returns its status. */
	private int watch(String from, String path, String user) {
		try {
			Socket client = connect(from, camera.port());
			send(client, "GET /cgi-bin/" + path + " HTTP/1.1\r\nHost: camera\r\n" + basic(user) + "\r\n\r\n");
			String status = new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
			return Integer.parseInt(status.substring("HTTP/1.1 ".length()));
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	private static double metric(String name) {
		String text = RawHttpClient.get(camera.managementPort(), "/actuator/metrics/" + name).text();
		return Double.parseDouble(text.replaceAll("(?s).*\"value\":([0-9.E]+).*", "$1"));
	}

	private Socket connect(String from, int port) throws IOException {
		Socket socket = new Socket();
		this.sockets.add(socket);
		socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
		socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		socket.setSoTimeout(30_000);
		return socket;
	}

	private static void send(Socket socket, String text) {
		try {
			socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
		}
		catch (IOException ex) {
			assertThat(ex).as("a refused connection may be reset").hasMessageMatching(".*(reset|pipe).*");
		}
	}

	/** Sends more to connections, again and again. */
	private void trickle(String text, List<Socket> clients) {
		this.trickle.scheduleAtFixedRate(() -> clients.forEach((socket) -> send(socket, text)), 0, 50,
				TimeUnit.MILLISECONDS);
	}

	/** Returns whether the service has ended the connection. */
	private static boolean isClosed(Socket socket) {
		try {
			socket.setSoTimeout(1);
			InputStream input = socket.getInputStream();
			return input.read() < 0;
		}
		catch (java.net.SocketTimeoutException ex) {
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

	/** Returns whether the service refuses to receive more. */
	private static boolean isReset(Socket socket) {
		try {
			socket.getOutputStream().write('x');
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

}
