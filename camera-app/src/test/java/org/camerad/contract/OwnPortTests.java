package org.camerad.contract;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Health that uses the camera's port as a client does. */
class OwnPortTests extends SimulatorTestBase {

	@Override
	List<String> properties() {
		return List.of("server.tomcat.threads.max=3");
	}

	@Test
	void healthNeitherTriggersFaultsNorCountsAsARequest() {
		this.simulation.set("fault:'empty-answer',count:1");
		assertThat(this.camera.health("/readiness").status()).isEqualTo(200);
		assertThat(this.simulation.fault("empty-answer").get("triggered").asInt()).isZero();
	}

	@Test
	void aPortWithoutAFreeWorkerIsUnreadyUntilItResponds() throws IOException {
		this.simulation.set("fault:'device-hangs',value:'4s'");
		List<Socket> requests = new ArrayList<>();
		for (int i = 0; i < 9; i++) {
			requests.add(ask("snapshot.cgi?stream=0"));
		}
		TestService.await("unready", TIMEOUT, () -> {
			RawResponse readiness = this.camera.health("/readiness");
			return readiness.status() == 503 && readiness.text().contains("does not respond on its own port: ");
		});
		for (Socket request : requests) {
			request.close();
		}
		this.simulation.clear();
		TestService.await("ready", TIMEOUT, () -> this.camera.health("/readiness").status() == 200);
	}

}
