package org.camerad.contract;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of the effects of response faults on clients and on the health. */
class ResponseFaultTests extends SimulatorTestBase {

	// --- responses ---

	@Test
	void anEmptyResponseIsASuccessWithoutABody() {
		this.simulation.set("fault:'empty-answer',count:1");
		assertThat(health()).contains("\"part.http\":\"IMPAIRED: injected fault empty-answer");
		RawResponse empty = picture();
		assertThat(empty.status()).isEqualTo(200);
		assertThat(empty.header("Content-Length")).isEqualTo("0");
		assertThat(empty.header("Content-Type")).isEqualTo("image/jpeg");
		assertThat(empty.body()).isEmpty();
		assertThat(this.simulation.fault("empty-answer").isMissingNode()).as("once").isTrue();
		assertWhole(picture());
		this.simulation.set("fault:'empty-answer',count:1");
		assertThat(get("getmodel").body()).isEmpty();
		assertThat(get("getmodel").xml()).startsWith("<model>");
	}

	@Test
	void halfAJpegHasAMatchingLength() {
		this.simulation.set("fault:'half-jpeg',count:1");
		assertThat(get("getmodel").xml()).startsWith("<model>");
		RawResponse half = picture();
		assertThat(half.body()).startsWith(0xFF, 0xD8).hasSize(Integer.parseInt(half.header("Content-Length")));
		assertThat(half.body()[half.body().length - 1]).isNotEqualTo((byte) 0xD9);
		RawResponse whole = picture();
		assertWhole(whole);
		assertThat((double) half.body().length / whole.body().length).isBetween(0.3, 0.7);
	}

	@Test
	void resetsInTheMiddleOfTheBody() throws IOException {
		this.simulation.set("fault:'reset-in-body',count:2");
		assertThat(ResetResponse.of(ask("snapshot.cgi?stream=1")).text()).startsWith("HTTP/1.1 200")
			.contains("\u00ff\u00d8")
			.doesNotContain("\u00ff\u00d9");
		assertThat(ResetResponse.of(ask("getmodel?")).text()).contains("<?xml").doesNotContain("</model>");
		assertWhole(picture());
	}

	/**
	 * Measures several responses, so that one that is late on a busy machine does not
	 * count.
	 */
	@Test
	void resetsWithoutDelay() throws IOException {
		this.simulation.set("fault:'reset-in-body'");
		List<Duration> pauses = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			pauses.add(ResetResponse.of(ask("snapshot.cgi?stream=0")).pause());
		}
		Collections.sort(pauses);
		assertThat(pauses.get(2)).isLessThan(Duration.ofSeconds(3));
	}

	@Test
	void aSlowFirstByteComesAfterTheRequestHasTakenEffect() throws IOException {
		this.simulation.set("fault:'slow-first-byte',value:'10m',count:1");
		try (Socket socket = ask("image?brightness=77")) {
			TestService.await("the response is delayed", TIMEOUT,
					() -> this.simulation.fault("slow-first-byte").isMissingNode());
			assertThat(brightness()).isEqualTo("77");
			assertThat(socket.getInputStream().available()).isZero();
			this.simulation.clear();
			assertThat(readAll(socket)).startsWith("HTTP/1.1 200").contains("brightness=\"77\"");
		}
	}

	@Test
	void latencyComesBeforeTheRequestTakesEffect() throws IOException {
		String before = brightness();
		this.simulation.set("fault:'latency',value:'10m',count:1");
		try (Socket socket = ask("image?brightness=99")) {
			TestService.await("the response is delayed", TIMEOUT,
					() -> this.simulation.fault("latency").isMissingNode());
			assertThat(brightness()).isEqualTo(before);
			assertThat(socket.getInputStream().available()).isZero();
			this.simulation.clear();
			// The request must be complete, or the next test's fault would apply to its
			// response.
			assertThat(readAll(socket)).startsWith("HTTP/1.1 200").contains("brightness=\"99\"");
		}
	}

	@Test
	void latencyLastsForTheGivenTime() {
		this.simulation.set("fault:'latency',value:'300ms',count:2");
		long start = System.nanoTime();
		assertThat(get("getmodel").status()).isEqualTo(200);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
		assertThat(health()).contains("\"part.http\":\"IMPAIRED: injected fault latency");
	}

	@Test
	void theProbabilityAppliesToEachResponse() {
		this.simulation.set("fault:'empty-answer',probability:0.5");
		long empty = IntStream.range(0, 200).filter((i) -> get("getmodel").body().length == 0).count();
		assertThat(empty).isBetween(60L, 140L);
		assertThat(this.simulation.fault("empty-answer").get("triggered").longValue()).isEqualTo(empty);
	}

}
