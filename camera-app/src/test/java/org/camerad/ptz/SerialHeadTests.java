package org.camerad.ptz;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.CameradApplication;
import org.camerad.driver.pi.ptz.PelcoDHeadSimulator;
import org.camerad.driver.pi.ptz.PseudoTerminal;
import org.camerad.driver.pi.standin.BoardStandIn;
import org.camerad.operation.SecretGuard;
import org.camerad.user.QuickHashes;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole service with a Pelco-D head at a pseudo-terminal and no camera tool: nothing
 * leaves the head turning, and what does not need pictures works.
 */
@Timeout(180)
class SerialHeadTests {

	private static final String STOP = "FF 01 00 00 00 00 01";

	private static final String RIGHT_FASTEST = "FF 01 00 02 3F 00 42";

	private final PseudoTerminal terminal = new PseudoTerminal();

	private final PelcoDHeadSimulator line = new PelcoDHeadSimulator(this.terminal);

	private final HttpClient client = HttpClient.newHttpClient();

	@TempDir
	private Path folder;

	private @Nullable ConfigurableApplicationContext service;

	private String uid = "";

	@AfterEach
	void close() {
		if (this.service != null) {
			this.service.close();
		}
		this.line.close();
	}

	private ConfigurableApplicationContext start(String... properties) throws Exception {
		BoardStandIn board = BoardStandIn.make(this.folder.resolve("board"));
		List<String> arguments = new ArrayList<>(List.of("--camera.driver=pi",
				"--camera.data-dir=" + this.folder.resolve("data"), "--camera.admin.password=dead-man",
				"--server.port=0", "--management.server.port=0", "--camera.pi.root=" + board.root(),
				"--camera.pi.path=" + board.path(), "--camera.pi.ptz.port=" + this.terminal.port()));
		arguments.addAll(List.of(properties));
		SpringApplication application = new SpringApplication(CameradApplication.class);
		application.addInitializers((context) -> SecretGuard.install());
		application.addInitializers(QuickHashes::install);
		ConfigurableApplicationContext started = application.run(arguments.toArray(String[]::new));
		this.service = started;
		this.uid = get("getuid?username=admin&password=dead-man").replaceAll("(?s).*<uid>(.*)</uid>.*", "$1");
		return started;
	}

	private String get(String target) throws Exception {
		String port = this.service.getEnvironment().getRequiredProperty("local.server.port");
		URI uri = URI.create("http://127.0.0.1:" + port + "/cgi-bin/" + target);
		return this.client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()).body();
	}

	private void turn() throws Exception {
		assertThat(get("ptz_ctrl?move_x=1&speed=10&uid=" + this.uid)).contains("<ptz_ctrl>true</ptz_ctrl>");
		this.line.await((frames) -> frames.contains(RIGHT_FASTEST));
	}

	private void awaitStops() throws Exception {
		this.line.await((frames) -> frames.lastIndexOf(STOP) > frames.indexOf(RIGHT_FASTEST) + 1);
		List<String> heard = this.line.frames();
		assertThat(heard).startsWith(STOP, STOP, RIGHT_FASTEST, STOP, STOP);
		assertThat(heard.subList(3, heard.size())).containsOnly(STOP);
	}

	@Test
	void motionWhoseClientIsGoneEnds() throws Exception {
		start("--camera.ptz.max-move=1s");
		turn();
		awaitStops();
	}

	@Test
	void motionEndsWithItsSession() throws Exception {
		start("--camera.session.timeout=5s", "--camera.ptz.max-move=60s");
		turn();
		awaitStops();
	}

	@Test
	void motionEndsWithTheServiceAndTheNextOneStopsFirst() throws Exception {
		ConfigurableApplicationContext first = start();
		turn();
		first.close();
		awaitStops();
		int before = this.line.frames().size();
		start();
		assertThat(this.line.await(before + 2)).endsWith(STOP, STOP);
	}

	@Test
	void withoutCameraToolsHeadSettingsAndAccountsWork() throws Exception {
		start();
		assertThat(get("getcapabilities?uid=" + this.uid)).contains("ptz=\"1\"");
		assertThat(get("ptz_ctrl?add_preset=33&uid=" + this.uid)).contains("<ptz_ctrl>true</ptz_ctrl>");
		assertThat(get("ptz_ctrl?call_preset=33&uid=" + this.uid)).contains("<ptz_ctrl>true</ptz_ctrl>");
		assertThat(get("ptz_ctrl?call_preset=34&uid=" + this.uid)).contains("call_preset error");
		assertThat(this.line.await(4)).endsWith("FF 01 00 03 00 FF 03", "FF 01 00 07 00 FF 07");
		assertThat(get("network?uid=" + this.uid)).contains("ipaddr=\"192.0.2.10\"", "macaddr=\"DC-A6-32-01-02-03\"");
		assertThat(get("time?timezone=GMT%2B01:00&uid=" + this.uid)).contains("timezone=\"GMT+01:00\"");
		assertThat(get("user_management?action=get_user&uid=" + this.uid)).contains("name=\"admin\"");
		assertThat(get("snapshot.cgi?uid=" + this.uid)).contains("device error");
	}

	@Test
	void positionThatTheHeadReportsShowsInHealthAndMetrics() throws Exception {
		this.line.answerQueries();
		start("--camera.pi.ptz.answers=true");
		assertThat(manage("health"))
			.containsPattern("\"ptzPosition\":\\{\"panDegrees\":[-0-9.]+,\"tiltDegrees\":[-0-9.]+");
		assertThat(manage("prometheus")).containsPattern("camera_ptz_pan_degrees\\S* -?[0-9]")
			.containsPattern("camera_ptz_tilt_degrees\\S* -?[0-9]");
	}

	@Test
	void headThatReportsNoPositionHasNone() throws Exception {
		start();
		assertThat(manage("health")).contains("\"driver\":\"pi\"").doesNotContain("ptzPosition");
		assertThat(manage("prometheus")).containsPattern("camera_ptz_pan_degrees\\S* NaN");
	}

	private String manage(String endpoint) throws Exception {
		String port = this.service.getEnvironment().getRequiredProperty("local.management.port");
		URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/" + endpoint);
		return this.client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()).body();
	}

	@Test
	void portThatIsNotThereIsADeviceErrorAndNoReasonNotToStart() throws Exception {
		this.line.close();
		start();
		assertThat(get("ptz_ctrl?move_x=1&uid=" + this.uid)).contains("device error");
		assertThat(get("getcapabilities?uid=" + this.uid)).contains("ptz=\"1\"");
	}

	@Test
	void networkThatLosesItsGatewayIsBackInTheNextAnswer() throws Exception {
		start("--camera.pi.network.gateway-time=1s");
		BoardStandIn board = BoardStandIn.at(this.folder.resolve("board"));
		assertThat(get("network?ipaddr=198.51.100.20&gateway=198.51.100.9&uid=" + this.uid))
			.contains("ipaddr=\"198.51.100.20\"");
		long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
		while (board.changes().stream().filter((call) -> call.contains("modify")).count() < 2
				|| !get("network?uid=" + this.uid).contains("ipaddr=\"192.0.2.10\"")) {
			assertThat(System.nanoTime()).as("the former settings").isLessThan(end);
			Thread.sleep(50);
		}
		assertThat(board.get("active")).isEqualTo(BoardStandIn.FORMER);
	}

}
