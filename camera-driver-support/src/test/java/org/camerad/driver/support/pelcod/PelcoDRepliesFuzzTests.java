package org.camerad.driver.support.pelcod;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.camerad.driver.support.fuzz.FuzzTarget;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzing of replies on a Pelco-D line. Each frame is a part of the bytes and its sum is
 * right; a query gets the value of such a frame or none.
 */
class PelcoDRepliesFuzzTests implements FuzzTarget {

	@Override
	public void run(byte[] input) throws IOException {
		PelcoDReader reader = new PelcoDReader();
		List<PelcoDFrame> frames = new ArrayList<>();
		for (byte next : input) {
			reader.read(next).ifPresent(frames::add);
		}
		String bytes = text(input);
		int at = 0;
		for (PelcoDFrame frame : frames) {
			int found = bytes.indexOf(text(frame.bytes()), at);
			assertThat(found).as("the place of %s", frame).isGreaterThanOrEqualTo(at);
			at = found + PelcoDFrame.LENGTH;
		}
		query(input, bytes);
	}

	private static void query(byte[] input, String bytes) throws IOException {
		QueryTransaction transaction = new QueryTransaction();
		LineCommand query = LineCommand.of(PelcoDCommand.QUERY_PAN.frame(1, 0));
		CompletableFuture<Integer> response = transaction.open(query, PelcoDCommand.PAN_REPLY);
		transaction.sent(query, 0);
		FixedLine line = new FixedLine(input);
		while (line.at < input.length) {
			transaction.receive(line, 0);
		}
		transaction.cancel("the input has ended");
		assertThat(response).isDone();
		if (!response.isCompletedExceptionally()) {
			byte[] reply = PelcoDCommand.PAN_REPLY.frame(1, response.join()).bytes();
			assertThat(bytes).contains(text(reply));
		}
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	/** A line that delivers given bytes in pieces of different sizes. */
	private static final class FixedLine implements ByteLine {

		private final byte[] bytes;

		private int at;

		FixedLine(byte[] bytes) {
			this.bytes = bytes;
		}

		@Override
		public void write(byte[] sent) {
		}

		@Override
		public int read(byte[] buffer, Duration timeout) {
			int count = Math.min(Math.min(buffer.length, 1 + this.at % 13), this.bytes.length - this.at);
			System.arraycopy(this.bytes, this.at, buffer, 0, count);
			this.at += count;
			return count;
		}

		@Override
		public void close() {
		}

	}

}
