import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;

/** Asks as fast as the answers come, and looks at every answer. */
final class Load {

	private final Service service;

	private final LongFunction<String> targets;

	private final String expected;

	/**
	 * @param targets the request target of the n-th request of a connection
	 * @param expected what an answer must contain beside status 200
	 */
	Load(Service service, LongFunction<String> targets, String expected) {
		this.service = service;
		this.targets = targets;
		this.expected = expected;
	}

	/** The result of a run; times in nanoseconds, in ascending order. */
	record Result(double seconds, double cpuSeconds, double compilerSeconds, long wrong, long[] spans) {

		double rate() {
			return this.spans.length / this.seconds;
		}

		double microseconds(double quantile) {
			return this.spans[(int) Math.min(this.spans.length - 1, this.spans.length * quantile)] / 1e3;
		}

		double cpuMicroseconds() {
			return this.cpuSeconds * 1e6 / this.spans.length;
		}

		/** The JIT compilers' share of the processor time. */
		double compilerShare() {
			return this.compilerSeconds / this.cpuSeconds;
		}

	}

	Result run(int connections, double seconds) throws IOException, InterruptedException, ExecutionException {
		ExecutorService threads = Executors.newFixedThreadPool(connections);
		try {
			double cpu = this.service.cpuSeconds();
			double compilers = this.service.compilerSeconds();
			long start = System.nanoTime();
			List<Future<Spans>> running = new ArrayList<>();
			for (int i = 0; i < connections; i++) {
				running.add(threads.submit(() -> ask(start + (long) (seconds * 1e9))));
			}
			Spans all = new Spans();
			for (Future<Spans> one : running) {
				all.add(one.get());
			}
			double took = (System.nanoTime() - start) / 1e9;
			// A compiler thread that ended takes its time along.
			double compiled = Math.max(0, this.service.compilerSeconds() - compilers);
			return new Result(took, this.service.cpuSeconds() - cpu, compiled, all.wrong, all.sorted());
		}
		finally {
			threads.shutdownNow();
		}
	}

	private Spans ask(long end) throws IOException {
		Spans spans = new Spans();
		try (Connection connection = new Connection(this.service.port())) {
			long now = System.nanoTime();
			for (long n = 0; now < end; n++) {
				String answer = connection.get(this.targets.apply(n));
				long after = System.nanoTime();
				spans.add(after - now);
				if (!answer.startsWith("HTTP/1.1 200") || !answer.contains(this.expected)) {
					spans.wrong(answer);
				}
				now = after;
			}
		}
		return spans;
	}

	/** A growing list of spans. */
	private static final class Spans {

		private long[] nanos = new long[4096];

		private int count;

		private long wrong;

		void add(long span) {
			if (this.count == this.nanos.length) {
				this.nanos = Arrays.copyOf(this.nanos, this.count * 2);
			}
			this.nanos[this.count++] = span;
		}

		void add(Spans other) {
			for (int i = 0; i < other.count; i++) {
				add(other.nanos[i]);
			}
			this.wrong += other.wrong;
		}

		void wrong(String answer) {
			if (this.wrong++ == 0) {
				System.err.println("a wrong answer: " + answer);
			}
		}

		long[] sorted() {
			long[] sorted = Arrays.copyOf(this.nanos, this.count);
			Arrays.sort(sorted);
			return sorted;
		}

	}

}
