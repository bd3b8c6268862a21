package org.camerad.network;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of {@link RequestThreads} with ports of at most four threads. */
class RequestThreadsTests {

	private static final int MAX = 4;

	private final RequestThreads threads = new RequestThreads();

	private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

	private final List<CountDownLatch> hanging = new ArrayList<>();

	@AfterEach
	void end() {
		this.hanging.forEach(CountDownLatch::countDown);
	}

	private RequestThreads.Share port() {
		return this.threads.share(MAX);
	}

	/** Gives a port requests that hang. */
	private void hang(RequestThreads.Share port, int requests) {
		for (int i = 0; i < requests; i++) {
			CountDownLatch latch = new CountDownLatch(1);
			this.hanging.add(latch);
			port.execute(() -> await(latch));
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void serve(RequestThreads.Share port, String name) {
		port.execute(() -> this.done.add(name));
	}

	private String served() throws InterruptedException {
		return String.valueOf(this.done.poll(60, TimeUnit.SECONDS));
	}

	@Test
	void aPortAloneGetsAllItsThreadsAndTheNextRequestWaits() throws InterruptedException {
		RequestThreads.Share port = port();
		hang(port, MAX - 1);
		serve(port, "last thread");
		assertThat(served()).isEqualTo("last thread");
		hang(port, 1);
		assertThat(port.running()).isEqualTo(MAX);
		serve(port, "waiting");
		assertThat(this.done.poll(50, TimeUnit.MILLISECONDS)).isNull();
		assertThat(port.isScarce()).isTrue();
		this.hanging.get(0).countDown();
		assertThat(served()).isEqualTo("waiting");
	}

	@Test
	void portsWhoseRequestsHangLeaveAPartToEachOther() throws InterruptedException {
		RequestThreads.Share first = port();
		RequestThreads.Share second = port();
		RequestThreads.Share third = port();
		hang(first, 2 * MAX);
		assertThat(first.running()).as("half of twice four").isEqualTo(MAX);
		hang(second, 2 * MAX);
		assertThat(second.running()).as("half of the rest").isEqualTo(MAX / 2);
		serve(third, "third");
		assertThat(served()).isEqualTo("third");
	}

	@Test
	void waitingPortsTakeTurns() throws InterruptedException {
		RequestThreads.Share[] ports = { port(), port(), port(), port(), port() };
		for (RequestThreads.Share port : ports) {
			hang(port, MAX);
		}
		int running = 0;
		for (RequestThreads.Share port : ports) {
			running += port.running();
		}
		assertThat(running).isLessThanOrEqualTo(2 * MAX);
		for (int i = 0; i < 2; i++) {
			serve(ports[0], "first");
			serve(ports[1], "second");
		}
		end();
		List<String> order = List.of(served(), served(), served(), served());
		assertThat(order).containsExactlyInAnyOrder("first", "first", "second", "second");
		assertThat(this.done).isEmpty();
	}

	@Test
	void anErrorEndsItsThreadAndKeepsNoPlace() throws InterruptedException {
		RequestThreads.Share port = port();
		Thread.UncaughtExceptionHandler former = Thread.getDefaultUncaughtExceptionHandler();
		Thread.setDefaultUncaughtExceptionHandler((thread, error) -> this.done.add(String.valueOf(error.getMessage())));
		try {
			hang(port, MAX - 1);
			for (int i = 0; i < 3; i++) {
				port.execute(() -> {
					throw new StackOverflowError("a request fails");
				});
				assertThat(served()).isEqualTo("a request fails");
				serve(port, "next");
				assertThat(served()).isEqualTo("next");
			}
		}
		finally {
			Thread.setDefaultUncaughtExceptionHandler(former);
		}
	}

}
