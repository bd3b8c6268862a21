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

/** What faults of answers do to a client, and that health tells. */
class ResponseFaultTests extends OnSimulator {

	// --- answers ---

	@Test
	void anEmptyAnswerIsASuccessWithoutABody() {
		this.lab.set("fault:'empty-answer',count:1");
		assertThat(health()).contains("\"part.http\":\"IMPAIRED: empty-answer");
		RawResponse empty = picture();
		assertThat(empty.status()).isEqualTo(200);
		assertThat(empty.header("Content-Length")).isEqualTo("0");
		assertThat(empty.header("Content-Type")).isEqualTo("image/jpeg");
		assertThat(empty.body()).isEmpty();
		assertThat(this.lab.fault("empty-answer").isMissingNode()).as("once").isTrue();
		assertWhole(picture());
		this.lab.set("fault:'empty-answer',count:1");
		assertThat(get("getmodel").body()).isEmpty();
		assertThat(get("getmodel").xml()).startsWith("<model>");
	}

	@Test
	void halfAJpegLacksItsEndAndNothingTells() {
		this.lab.set("fault:'half-jpeg',count:1");
		assertThat(get("getmodel").xml()).startsWith("<model>");
		RawResponse half = picture();
		assertThat(half.body()).startsWith(0xFF, 0xD8).hasSize(Integer.parseInt(half.header("Content-Length")));
		assertThat(half.body()[half.body().length - 1]).isNotEqualTo((byte) 0xD9);
		RawResponse whole = picture();
		assertWhole(whole);
		assertThat((double) half.body().length / whole.body().length).isBetween(0.3, 0.7);
	}

	@Test
	void aResetComesInTheMiddleOfTheBody() throws IOException {
		this.lab.set("fault:'reset-in-body',count:2");
		assertThat(BrokenOff.of(ask("snapshot.cgi?stream=1")).text()).startsWith("HTTP/1.1 200")
			.contains("\u00ff\u00d8")
			.doesNotContain("\u00ff\u00d9");
		assertThat(BrokenOff.of(ask("getmodel?")).text()).contains("<?xml").doesNotContain("</model>");
		assertWhole(picture());
	}

	/** Of several, so that one that this machine holds up does not count. */
	@Test
	void aResetComesAtOnce() throws IOException {
		this.lab.set("fault:'reset-in-body'");
		List<Duration> pauses = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			pauses.add(BrokenOff.of(ask("snapshot.cgi?stream=0")).pause());
		}
		Collections.sort(pauses);
		assertThat(pauses.get(2)).isLessThan(Duration.ofSeconds(3));
	}

	@Test
	void aSlowFirstByteComesAfterTheRequestHasTakenEffect() throws IOException {
		this.lab.set("fault:'slow-first-byte',value:'10m',count:1");
		try (Socket socket = ask("image?brightness=77")) {
			TestService.await("it is held", PATIENCE, () -> this.lab.fault("slow-first-byte").isMissingNode());
			assertThat(brightness()).isEqualTo("77");
			assertThat(socket.getInputStream().available()).isZero();
			this.lab.clear();
			assertThat(readAll(socket)).startsWith("HTTP/1.1 200").contains("brightness=\"77\"");
		}
	}

	@Test
	void latencyComesBeforeTheRequestTakesEffect() throws IOException {
		String before = brightness();
		this.lab.set("fault:'latency',value:'10m',count:1");
		try (Socket socket = ask("image?brightness=99")) {
			TestService.await("it is held", PATIENCE, () -> this.lab.fault("latency").isMissingNode());
			assertThat(brightness()).isEqualTo(before);
			assertThat(socket.getInputStream().available()).isZero();
			this.lab.clear();
			// To its end, or its answer would suffer what the next test sets.
			assertThat(readAll(socket)).startsWith("HTTP/1.1 200").contains("brightness=\"99\"");
		}
	}

	@Test
	void latencyIsAsLongAsItSays() {
		this.lab.set("fault:'latency',value:'300ms',count:2");
		long start = System.nanoTime();
		assertThat(get("getmodel").status()).isEqualTo(200);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
		assertThat(health()).contains("\"part.http\":\"IMPAIRED: latency");
	}

	@Test
	void chanceDecidesAboutEachAnswer() {
		this.lab.set("fault:'empty-answer',probability:0.5");
		long empty = IntStream.range(0, 200).filter((i) -> get("getmodel").body().length == 0).count();
		assertThat(empty).isBetween(60L, 140L);
		assertThat(this.lab.fault("empty-answer").get("triggered").longValue()).isEqualTo(empty);
	}

}
