package org.camerad.contract;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** No password, uid or Authorization reaches the log, whatever level is asked for. */
@ExtendWith({ ServiceFixtureExtension.class, OutputCaptureExtension.class })
class SecretTests {

	private static final String HEADER = "Basic eDpTZWNyZXRIZWFkZXI=";

	@TempDir
	Path folder;

	@Test
	void secretsStayOutOfTheLog(ServiceFixture bench, CapturedOutput output) {
		String uid;
		try (TestService camera = bench.start(this.folder, "logging.level.org.springframework.web=TRACE",
				"logging.level.org.apache=DEBUG", "logging.level.org.camerad=DEBUG")) {
			uid = camera.logIn();
			camera.get("/cgi-bin/image?brightness=1&uid=" + uid);
			camera.get("/console/state", "X-Uid: " + uid);
			camera.get("/console/state", "X-Uid: SecretUid");
			camera.get("/cgi-bin/getuid?username=admin&password=Wr0ngSecret");
			camera.get("/cgi-bin/getuid?username=admin&password=Br0ken%zzSecret");
			camera.get("/cgi-bin/nothing?password=L0stSecret&uid=" + uid);
			camera.get("/cgi-bin/snapshot.cgi&username=admin&password=" + TestService.PASSWORD);
			camera.get("/cgi-bin/snapshot.cgi&username=admin&password=Sp0iled%00Secret");
			camera.get("/cgi-bin/snapshot.cgix&username=admin&password=Mist7pedSecret");
			camera.get("/cgi-bin/snapshot.cgi", "Authorization: " + HEADER);
			camera
				.get("/cgi-bin/user_management?action=add&name=u&newpasswd=N3wSecret&privilege=User&enable=Enable&uid="
						+ uid);
		}
		assertThat(output.getAll()).contains("Tomcat started");
		assertThat(output.getAll()).doesNotContain(uid, TestService.PASSWORD, "Secret", HEADER, "eDpTZWNyZXRIZWFkZXI=");
	}

}
