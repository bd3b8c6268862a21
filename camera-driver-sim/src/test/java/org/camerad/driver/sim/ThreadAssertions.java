package org.camerad.driver.sim;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;

/** The threads of this process, by their names. */
final class ThreadAssertions {

	private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(30);

	private ThreadAssertions() {
	}

	/** The names that are as wanted, once for each thread that is alive. */
	static List<String> alive(Predicate<String> wanted) {
		return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(wanted).toList();
	}

	/** Threads of that name that are alive. */
	static int count(String name) {
		return alive(name::equals).size();
	}

	/** Waits until none is alive whose name is as wanted. */
	static void awaitNone(Predicate<String> wanted) throws InterruptedException {
		long startNanos = System.nanoTime();
		List<String> left = alive(wanted);
		while (!left.isEmpty()) {
			assertThat(System.nanoTime() - startNanos).as("still there: " + left).isLessThan(TIMEOUT_NANOS);
			TimeUnit.MILLISECONDS.sleep(5);
			left = alive(wanted);
		}
	}

	/** Waits until no thread of that name is alive. */
	static void awaitNone(String name) throws InterruptedException {
		awaitNone(name::equals);
	}

}
