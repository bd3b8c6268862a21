package org.camerad.contract;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** getuid and keep_alive (3.1, 3.2): log-ins, uids and their end, guessing. */
@ExtendWith(ServiceFixtureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(4);

	private static final String WRONG = RawResponse.fault(400, "/cgi-bin/getuid", "password error");

	@TempDir
	static Path folder;

	private TestService camera;

	private int guesses;

	@BeforeAll
	void start(ServiceFixture bench) {
		this.camera = bench.start(folder, "camera.session.timeout=" + TIMEOUT.toMillis() + "ms");
	}

	@AfterAll
	void stop() {
		this.camera.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			''                              | error, parse parameters
			?                               | error, parse parameters
			?&                              | error, parse parameters
			?username=admin&password=%      | error, parse parameters
			?username=admin&username=admin  | error, parse parameters
			?a=1                            | error, parse username
			?password=x                     | error, parse username
			?username=&password=x           | error, parse username
			?username=admin                 | error, parse password
			?username=admin&password=       | error, parse password
			?username=admin&password        | error, parse password
			?username=admin&password=wrong  | password error
			?username=nobody&password=x     | password error
			?username=ADMIN&password=pass-0f-the-factory    | password error
			?username=admin&password=PASS-0F-THE-FACTORY    | password error
			?username=%20admin&password=pass-0f-the-factory | password error
			?username=admin&password=pass-0f-the-factory%20 | password error
			?username=admin&password=pass-0f-the-factory%00 | password error
			""")
	void faults(String query, String reason) {
		assertThat(this.camera.get("/cgi-bin/getuid" + query).summary())
			.isEqualTo(RawResponse.fault(400, "/cgi-bin/getuid", reason));
	}

	@Test
	void aPlusIsAPlus() {
		String admin = this.camera.logIn();
		assertThat(this.camera
			.get("/cgi-bin/user_management?action=add&name=plus&newpasswd=a+b&privilege=User" + "&enable=Enable&uid="
					+ admin)
			.status()).isEqualTo(200);
		this.camera.logIn("plus", "a%2Bb");
		this.camera.logIn("plus", "a+b");
		assertThat(this.camera.get("/cgi-bin/getuid?username=plus&password=a%20b").summary()).isEqualTo(WRONG);
	}

	@Test
	void uidsAreEightCharactersAndNoneTwice() {
		Set<String> uids = new HashSet<>();
		for (int i = 0; i < 40; i++) {
			uids.add(this.camera.logIn());
		}
		assertThat(uids).hasSize(40).allMatch((uid) -> uid.matches("[0-9A-Za-z]{8}"));
	}

	@Test
	void anIgnoredTimestampAndAnyHostWillDo() {
		RawResponse answer = RawHttpClient.exchange(this.camera.port(), "GET /cgi-bin/getuid?username=admin&password="
				+ TestService.PASSWORD + "&timestamp=17 HTTP/1.1\r\nHost: what_ever:1\r\nConnection: close\r\n\r\n");
		TestService.uid(answer);
	}

	@Test
	void successRestartsTheTimeAndAFaultDoesNot() {
		String kept = this.camera.logIn();
		String faulty = this.camera.logIn();
		String console = this.camera.logIn();
		long start = System.nanoTime();
		while (System.nanoTime() - start < TIMEOUT.plusMillis(500).toNanos()) {
			assertThat(this.camera.get("/cgi-bin/image?uid=" + kept).status()).isEqualTo(200);
			assertThat(this.camera.get("/console/state", "X-Uid: " + console).status()).isEqualTo(200);
			this.camera.get("/cgi-bin/image?brightness=x&uid=" + faulty);
			this.camera.get("/cgi-bin/nothing?uid=" + faulty);
			RawHttpClient.ask("HEAD", this.camera.port(), "/cgi-bin/reboot?uid=" + faulty);
		}
		assertThat(this.camera.get("/cgi-bin/keep_alive?uid=" + faulty).summary())
			.isEqualTo(RawResponse.fault(400, "/cgi-bin/keep_alive", "uid error"));
		assertThat(keepAlive(kept)).isTrue();
	}

	@Test
	void aPictureRestartsTheTimeToo() {
		String uid = this.camera.logIn();
		long start = System.nanoTime();
		while (System.nanoTime() - start < TIMEOUT.plusMillis(500).toNanos()) {
			assertThat(this.camera.get("/cgi-bin/snapshot.cgi?stream=0&uid=" + uid).status()).isEqualTo(200);
		}
		assertThat(keepAlive(uid)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1234567", "123456789", "12345678%00", "%EF%BC%91%EF%BC%92%EF%BC%93%EF%BC%94%EF%BC%95",
			"null", "00000000", "........", "%25%25%25%25%25%25%25%25" })
	void wrongUids(String uid) {
		assertThat(this.camera.get("/cgi-bin/keep_alive?uid=" + uid).summary())
			.isEqualTo(RawResponse.fault(400, "/cgi-bin/keep_alive", "uid error"));
	}

	@Test
	void aUidInAnotherCaseIsAnother() {
		String uid = this.camera.logIn();
		StringBuilder swapped = new StringBuilder();
		uid.chars()
			.forEach((c) -> swapped
				.append((char) (Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))));
		if (!swapped.toString().equals(uid)) {
			assertThat(keepAlive(swapped.toString())).isFalse();
		}
		assertThat(keepAlive("%20" + uid + "%20")).as("spaces around a value are trimmed").isTrue();
	}

	@Test
	void claimedAddressesChangeNothing() {
		this.camera.add(this.camera.logIn(), "victim", "User");
		String right = "/cgi-bin/getuid?username=victim&password=" + TestService.PASSWORD;
		awaitShut(() -> {
			for (int i = 0; i < 12; i++) {
				this.camera.get("/cgi-bin/getuid?username=victim&password=" + guess(), "X-Forwarded-For: 10.0.0." + i,
						"Forwarded: for=10.0.0." + i, "X-Real-IP: 10.0.0." + i);
			}
			return this.camera.get(right).summary().equals(WRONG);
		});
		assertThat(RawHttpClient.getFrom("127.0.0.2", this.camera.port(), right).status()).isEqualTo(200);
	}

	/**
	 * FailedAttempts once more when the first penalty, of seconds, is over on a busy
	 * machine.
	 */
	private static void awaitShut(BooleanSupplier guessing) {
		TestService.await("it is shut", Duration.ofSeconds(60), guessing);
	}

	private String guess() {
		return "guess%03d".formatted(this.guesses++);
	}

	@Test
	void longestIdleOfTooManyEnds() {
		this.camera.add(this.camera.logIn(), "busy", "User");
		String used = this.camera.logIn("busy", TestService.PASSWORD);
		String idle = this.camera.logIn("busy", TestService.PASSWORD);
		for (int i = 0; i < 31; i++) {
			this.camera.logIn("busy", TestService.PASSWORD);
			assertThat(keepAlive(used)).isTrue();
		}
		assertThat(keepAlive(idle)).isFalse();
	}

	/** One address with always new names, on 24 connections. */
	@Test
	void firstLogInIsServedBesideAFlood(ServiceFixture bench, @TempDir Path data) throws Exception {
		try (TestService busy = bench.startWithSlowHashes(data)) {
			busy.add(busy.logIn(), "newcomer", "User");
			flood(busy, () -> busy.logIn("newcomer", TestService.PASSWORD));
		}
	}

	private static void flood(TestService busy, Runnable meanwhile) throws InterruptedException {
		AtomicBoolean done = new AtomicBoolean();
		AtomicInteger flooded = new AtomicInteger();
		List<Thread> flood = new ArrayList<>();
		for (int i = 0; i < 24; i++) {
			String name = "flood" + i + "x";
			Thread thread = new Thread(() -> {
				for (int j = 0; !done.get(); j++) {
					RawHttpClient.getFrom("127.0.0.4", busy.port(),
							"/cgi-bin/getuid?username=" + name + j + "&password=x");
					flooded.incrementAndGet();
				}
			});
			thread.start();
			flood.add(thread);
		}
		try {
			TestService.await("the flood runs", Duration.ofSeconds(60), () -> flooded.get() > 24);
			meanwhile.run();
		}
		finally {
			done.set(true);
			for (Thread thread : flood) {
				thread.join();
			}
		}
	}

	@Test
	void theSameWrongPasswordAgainLocksNobodyOut() {
		String admin = this.camera.logIn();
		this.camera.add(admin, "recorder", "User");
		for (int i = 0; i < 60; i++) {
			assertThat(this.camera.get("/cgi-bin/getuid?username=recorder&password=outdated").summary())
				.isEqualTo(WRONG);
		}
		this.camera.logIn("recorder", TestService.PASSWORD);
	}

	@Test
	void manyDifferentOnesShutThePairForAWhile() {
		String admin = this.camera.logIn();
		this.camera.add(admin, "target", "User");
		String open = this.camera.logIn("target", TestService.PASSWORD);
		String right = "/cgi-bin/getuid?username=target&password=" + TestService.PASSWORD;
		String picture = "/cgi-bin/snapshot.cgi?stream=0&username=target&password=" + TestService.PASSWORD;
		awaitShut(() -> {
			for (int i = 0; i < 12; i++) {
				assertThat(this.camera.get("/cgi-bin/getuid?username=target&password=" + guess()).summary())
					.isEqualTo(WRONG);
				assertThat(keepAlive(open)).as("an open session goes on").isTrue();
			}
			// Whatever it sends.
			return this.camera.get(right).summary().equals(WRONG) && this.camera.get(picture)
				.summary()
				.equals(RawResponse.fault(400, "/cgi-bin/snapshot", "password error"));
		});
		this.camera.logIn();
		TestService.uid(RawHttpClient.getFrom("127.0.0.2", this.camera.port(), right));
		TestService.await("the pair is let in again", Duration.ofSeconds(70),
				() -> this.camera.get(right).status() == 200);
	}

	@Test
	void guessingUidsShutsTheGuesserOut() {
		String here = this.camera.logIn();
		awaitShut(() -> {
			for (int i = 0; i < 60; i++) {
				assertThat(keepAliveFrom("127.0.0.3", guess())).isFalse();
				assertThat(keepAlive(here)).isTrue();
			}
			// Though this one is right.
			return !keepAliveFrom("127.0.0.3", here);
		});
		assertThat(keepAlive(here)).isTrue();
	}

	private boolean keepAlive(String uid) {
		return this.camera.get("/cgi-bin/keep_alive?uid=" + uid).summary().equals("200 <keep_alive>true</keep_alive>");
	}

	private boolean keepAliveFrom(String address, String uid) {
		return RawHttpClient.getFrom(address, this.camera.port(), "/cgi-bin/keep_alive?uid=" + uid).status() == 200;
	}

}
