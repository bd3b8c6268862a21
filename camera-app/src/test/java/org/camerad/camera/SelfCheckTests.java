package org.camerad.camera;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SelfCheckTests {

	@Test
	void theLatestProblemIsKnownWithoutAnAttempt() {
		AtomicInteger attempts = new AtomicInteger();
		SelfCheck check = new SelfCheck(() -> {
			attempts.incrementAndGet();
			throw new IOException("the disk is broken");
		});
		assertThat(check.latest()).isEmpty();
		assertThat(attempts).hasValue(0);
		assertThat(check.problem().orElse("")).contains("the disk is broken");
		assertThat(check.problem()).isEqualTo(check.latest());
		assertThat(attempts).as("one in two seconds").hasValue(1);
	}

	@Test
	void whileAnAttemptHangsTheLatestProblemIsToldAtOnce() throws Exception {
		CountDownLatch started = new CountDownLatch(1);
		CountDownLatch done = new CountDownLatch(1);
		SelfCheck check = new SelfCheck(() -> {
			started.countDown();
			done.await();
		});
		Thread asking = new Thread(check::problem);
		asking.start();
		started.await();
		assertThat(check.latest()).isEmpty();
		assertThat(asking.isAlive()).as("still waits for the attempt").isTrue();
		assertThat(check.isHanging()).as("within its time").isFalse();
		done.countDown();
		asking.join();
		assertThat(check.isHanging()).isFalse();
	}

}
