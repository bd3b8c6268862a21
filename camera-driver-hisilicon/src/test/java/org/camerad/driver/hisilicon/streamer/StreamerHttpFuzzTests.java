package org.camerad.driver.hisilicon.streamer;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.hisilicon.fake.ScriptedServer;
import org.camerad.driver.support.fuzz.FuzzTarget;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzing of the streamer's HTTP responses over a real connection. A response is within
 * the limit, or the streamer is unavailable with a reason of one line.
 */
class StreamerHttpFuzzTests implements FuzzTarget {

	private static final int MAX_BYTES = 2000;

	private static final Duration LIMIT = Duration.ofSeconds(2);

	private final ScriptedServer server = new ScriptedServer();

	private final StreamerHttp http;

	StreamerHttpFuzzTests() throws IOException {
		this.http = new StreamerHttp(new StreamerAddress(URI.create("http://127.0.0.1:" + this.server.port()), "root",
				Optional.of("12345"), LIMIT, LIMIT, "/reload", Optional.empty()));
	}

	@Override
	public void run(byte[] input) throws InterruptedException {
		this.server.script(input);
		try {
			StreamerResponse response = this.http.get("/api/v1/config.json?x=1", LIMIT, MAX_BYTES);
			assertThat(response.body().length).isLessThanOrEqualTo(MAX_BYTES);
			response.requireSuccess();
		}
		catch (CameraException ex) {
			assertThat(ex.kind()).isEqualTo(CameraException.Kind.UNAVAILABLE);
			assertThat(ex.getMessage()).isNotBlank().doesNotContain("\n").doesNotContain("\r");
		}
		stream();
	}

	private void stream() throws InterruptedException {
		try (MjpegBodySubscriber pictures = this.http.stream("/mjpeg", LIMIT)) {
			while (true) {
				byte[] picture = pictures.next(LIMIT).orElseThrow();
				assertThat(picture).startsWith(0xff, 0xd8).endsWith(0xff, 0xd9);
			}
		}
		catch (CameraException | IOException ex) {
			assertThat(ex.getMessage()).isNotBlank();
		}
	}

	@Override
	public void close() throws IOException {
		this.http.close();
		this.server.close();
	}

}
