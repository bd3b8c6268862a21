package org.camerad.driver.sim;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;

/** Assertions on the names of the threads in this process. */
final class ThreadAssertions {

	private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(30);

	/** The threads of drivers that are broken on purpose and do not end them. */
	private static final Set<Thread> IGNORED = ConcurrentHashMap.newKeySet();

	private ThreadAssertions() {
	}

	/** Ignores all threads that are alive now. */
	static void ignorePresent() {
		IGNORED.addAll(Thread.getAllStackTraces().keySet());
	}

	/** Returns the matching names of live threads, once for each thread. */
	static List<String> alive(Predicate<String> wanted) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !IGNORED.contains(thread))
			.map(Thread::getName)
			.filter(wanted)
			.toList();
	}

	/** Returns the number of live threads with a name. */
	static int count(String name) {
		return alive(name::equals).size();
	}

	private static String stacks(List<String> names) {
		StringBuilder stacks = new StringBuilder("still there:");
		Thread.getAllStackTraces().forEach((thread, stack) -> {
			if (names.contains(thread.getName())) {
				stacks.append('\n').append(thread).append(' ').append(Arrays.toString(stack));
			}
		});
		return stacks.toString();
	}

	/** Waits until no live thread has a matching name. */
	static void awaitNone(Predicate<String> wanted) throws InterruptedException {
		long startNanos = System.nanoTime();
		List<String> left = alive(wanted);
		while (!left.isEmpty()) {
			List<String> names = left;
			assertThat(System.nanoTime() - startNanos).as(() -> stacks(names)).isLessThan(TIMEOUT_NANOS);
			TimeUnit.MILLISECONDS.sleep(5);
			left = alive(wanted);
		}
	}

	/** Waits until no live thread has the name. */
	static void awaitNone(String name) throws InterruptedException {
		awaitNone(name::equals);
	}

}
