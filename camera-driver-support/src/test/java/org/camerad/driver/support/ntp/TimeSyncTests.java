package org.camerad.driver.support.ntp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import org.camerad.driver.PartStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Tests with real time servers on UDP ports of the loopback interface. */
class TimeSyncTests {

	private static final Duration AHEAD = Duration.ofDays(1000);

	private static final Duration CLOSE = Duration.ofSeconds(5);

	private static final TimeSync.Pace QUICK = new TimeSync.Pace(Duration.ofMillis(200), Duration.ofMillis(20),
			Duration.ofMillis(50));

	private final AtomicInteger sets = new AtomicInteger();

	private final ShiftedClock clock = new ShiftedClock();

	private TimeSync sync;

	private FakeTimeServer server;

	@BeforeEach
	void start() throws IOException {
		this.sync = new TimeSync(this.clock, QUICK, this.sets::incrementAndGet);
		this.server = new FakeTimeServer(AHEAD);
	}

	@AfterEach
	void stop() {
		this.sync.close();
		this.server.close();
	}

	@Test
	void theServersResponseSetsTheClock() throws Exception {
		follow(this.server);
		awaitStatus(PartStatus.State.WORKING, "has set the clock (stratum 2)");
		assertThat(this.clock.now()).isCloseTo(Instant.now().plus(AHEAD), within(CLOSE));
		assertThat(this.sets).hasPositiveValue();
	}

	@Test
	void requestsFollowTheProtocolAndDiscloseNothing() throws Exception {
		follow(this.server);
		ByteBuffer first = question();
		ByteBuffer second = question();
		assertThat(first.limit()).isEqualTo(48);
		assertThat(first.get(0)).isEqualTo((byte) 0x23);
		for (int i = 1; i < 40; i++) {
			assertThat(first.get(i)).isZero();
		}
		assertThat(first.getLong(40)).isNotZero().isNotEqualTo(second.getLong(40));
	}

	@Test
	void aResponseToAnotherRequestIsIgnored() throws Exception {
		assertRejected((response) -> response.putLong(24, 1234), "responses to other requests");
	}

	@Test
	void aPacketThatIsNotAServersResponseIsIgnored() throws Exception {
		assertRejected((response) -> response.put(0, (byte) 0x23), "responses to other requests");
	}

	@Test
	void aResponseFromAnotherPortIsIgnored() throws Exception {
		this.server.respondFromAnotherPort();
		assertRejected((response) -> response, "no response");
	}

	@Test
	void aServerWithoutTimeIsRejected() throws Exception {
		assertRejected((response) -> response.put(1, (byte) 16), "its clock is not set");
		assertRejected((response) -> response.put(0, (byte) 0xe4), "its clock is not set");
		assertRejected((response) -> response.putLong(40, 0), "its clock is not set");
	}

	@Test
	void aKissOfDeathIsReported() throws Exception {
		assertRejected((response) -> response.put(1, (byte) 0).put(12, "RATE".getBytes()), "denies service: RATE");
	}

	@Test
	void aShortResponseIsIgnored() throws Exception {
		assertRejected((answer) -> ByteBuffer.allocate(20).put(0, (byte) 0x24), "responses to other requests");
	}

	@Test
	void aSilentServerIsRetriedUntilItResponds() throws Exception {
		this.server.silent(true);
		follow(this.server);
		awaitStatus(PartStatus.State.IMPAIRED, "no response; retrying in");
		question();
		question();
		assertThat(this.clock.now()).isCloseTo(Instant.now(), within(CLOSE));
		this.server.silent(false);
		awaitStatus(PartStatus.State.WORKING, "has set the clock");
		assertThat(this.clock.now()).isCloseTo(Instant.now().plus(AHEAD), within(CLOSE));
	}

	@Test
	void aClosedPortAndAnUnknownNameAreReported() throws Exception {
		int closed = this.server.port();
		this.server.close();
		this.sync.follow("127.0.0.1", closed);
		awaitStatus(PartStatus.State.IMPAIRED, "has not set the clock: nothing listens on this port; retrying in");
		this.sync.follow("no such name", 123);
		awaitStatus(PartStatus.State.IMPAIRED, "NTP server no such name port 123 has not set the clock");
	}

	@Test
	void anAddressOfManyHostsIsNeverAsked() throws Exception {
		for (String address : List.of("224.0.1.1", "ff02::101", "255.255.255.255", "0.0.0.0", "::", "240.0.0.1")) {
			this.sync.follow(address, this.server.port());
			awaitStatus(PartStatus.State.IMPAIRED, "no address of a single host");
		}
		// The broadcast address of the loopback network, which the kernel knows.
		this.sync.follow("127.255.255.255", this.server.port());
		awaitStatus(PartStatus.State.IMPAIRED, "has not set the clock: ");
		assertThat(this.server.requests()).isEmpty();
		assertThat(this.sync.status().detail()).doesNotContain("null");
	}

	@Test
	void anotherServerIsAskedAtOnceAndTheFormerNoMore() throws Exception {
		this.server.silent(true);
		follow(this.server);
		question();
		try (FakeTimeServer other = new FakeTimeServer(AHEAD.multipliedBy(2))) {
			follow(other);
			awaitStatus(PartStatus.State.WORKING, "port " + other.port() + " has set the clock");
			assertThat(this.clock.now()).isCloseTo(Instant.now().plus(AHEAD.multipliedBy(2)), within(CLOSE));
			this.server.discardRequests();
			other.requests().clear();
			for (int i = 0; i < 3; i++) {
				assertThat(other.requests().poll(30, TimeUnit.SECONDS)).isNotNull();
			}
			assertThat(this.server.requests()).isEmpty();
		}
	}

	@Test
	void leavingStopsRequestsAndTheClockRunsFree() throws Exception {
		follow(this.server);
		awaitStatus(PartStatus.State.WORKING, "has set the clock");
		this.sync.leave();
		assertThat(this.sync.status().detail()).isEqualTo("runs free");
		for (Thread thread : Thread.getAllStackTraces().keySet()) {
			if (thread.getName().equals("camera-ntp")) {
				thread.join(TimeUnit.SECONDS.toMillis(30));
				assertThat(thread.isAlive()).isFalse();
			}
		}
		this.server.discardRequests();
		assertThat(this.server.requests().poll(200, TimeUnit.MILLISECONDS)).isNull();
		assertThat(this.clock.now()).isCloseTo(Instant.now().plus(AHEAD), within(CLOSE));
	}

	@Test
	void theServersTimeIsTheMiddleOfReceiptAndResponse() throws Exception {
		Instant server = Instant.now().plus(AHEAD);
		this.server.modifyResponses((response) -> response.putLong(32, FakeTimeServer.timestamp(server))
			.putLong(40, FakeTimeServer.timestamp(server.plusSeconds(1000))));
		follow(this.server);
		awaitStatus(PartStatus.State.WORKING, "has set the clock");
		assertThat(this.clock.now()).isCloseTo(server.plusSeconds(500), within(CLOSE));
	}

	@Test
	void theTimeAfterTheCountersWrapIsUnderstood() throws Exception {
		Instant later = Instant.parse("2040-02-29T12:00:00Z");
		this.server.modifyResponses((response) -> response.putLong(32, FakeTimeServer.timestamp(later))
			.putLong(40, FakeTimeServer.timestamp(later)));
		follow(this.server);
		awaitStatus(PartStatus.State.WORKING, "has set the clock");
		assertThat(this.clock.now()).isCloseTo(later, within(CLOSE));
	}

	@Test
	void waitsTwiceAsLongEachTimeUpToTheUsualInterval() {
		Duration wait = TimeSync.Pace.POLITE.retryDelay();
		for (long expected : new long[] { 4, 8, 16, 32, 64, 64 }) {
			wait = TimeSync.Pace.POLITE.backOff(wait);
			assertThat(wait).hasSeconds(expected);
		}
	}

	private void assertRejected(UnaryOperator<ByteBuffer> modification, String told) throws Exception {
		this.server.modifyResponses(modification);
		follow(this.server);
		awaitStatus(PartStatus.State.IMPAIRED, told);
		assertThat(this.clock.now()).isCloseTo(Instant.now(), within(CLOSE));
		assertThat(this.sets).hasValue(0);
	}

	private void follow(FakeTimeServer asked) {
		this.sync.follow("127.0.0.1", asked.port());
	}

	private ByteBuffer question() throws InterruptedException {
		ByteBuffer question = this.server.requests().poll(30, TimeUnit.SECONDS);
		assertThat(question).isNotNull();
		return question;
	}

	private void awaitStatus(PartStatus.State state, String detail) throws InterruptedException {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
		PartStatus status = this.sync.status();
		while (status.state() != state || !status.detail().contains(detail)) {
			assertThat(System.nanoTime()).as("still " + status).isLessThan(deadline);
			TimeUnit.MILLISECONDS.sleep(5);
			status = this.sync.status();
		}
		assertThat(status.part()).isEqualTo("clock");
	}

	/** The host's clock with an offset. */
	private static final class ShiftedClock implements AdjustableClock {

		private volatile Duration shift = Duration.ZERO;

		Instant now() {
			return host().instant().plus(this.shift);
		}

		@Override
		public Clock host() {
			return Clock.systemUTC();
		}

		@Override
		public void shift(Duration ahead) {
			this.shift = ahead;
		}

	}

}
