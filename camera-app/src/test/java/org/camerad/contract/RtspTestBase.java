package org.camerad.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A simulated camera with RTSP and H.264 in the sub stream. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RtspTestBase {

	static final String INTERLEAVED = "Transport: RTP/AVP/TCP;unicast;interleaved=0-1";

	final int port = TestService.freePort();

	TestService camera;

	@BeforeAll
	final void start(@TempDir Path folder) {
		this.camera = TestService.start(folder,
				List.of("camera.driver=sim", "camera.rtsp.port=" + this.port, "camera.sim.reboot-time=100ms"));
		RawResponse set = this.camera
			.get("/cgi-bin/videoencoder/stream2?encode_mode=H264&resolution=VGA&bitrate=2000&uid="
					+ this.camera.logIn());
		assertThat(set.status()).isEqualTo(200);
	}

	@AfterAll
	final void stop() {
		if (this.camera != null) {
			this.camera.close();
		}
	}

	final double metric(String name) {
		RawResponse response = RawHttpClient.get(this.camera.managementPort(), "/actuator/metrics/" + name);
		return Double.parseDouble(response.text().replaceAll("(?s).*\"value\":([0-9.E+-]+).*", "$1"));
	}

	/** Reads packets of a client's first track. */
	static void read(RawRtspClient client, int packets) {
		try {
			for (int i = 0; i < packets; i++) {
				client.next(0);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static void await(BooleanSupplier condition) {
		TestService.await("the condition is met", Duration.ofSeconds(60), condition);
	}

}
