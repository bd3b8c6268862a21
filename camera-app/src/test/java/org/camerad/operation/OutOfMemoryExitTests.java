package org.camerad.operation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of {@link OutOfMemoryExit} in a process of its own. */
class OutOfMemoryExitTests {

	@ParameterizedTest
	@CsvSource({ "http-nio-8080-Poller,3,The process ends with code 3", "http-nio-8080-exec-1,0,OutOfMemoryError",
			"camera-http,0,OutOfMemoryError" })
	void theProcessEndsIfNobodyReplacesTheThread(String thread, int exitCode, String output) throws Exception {
		Process process = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-Xmx16m",
				"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				Program.class.getName(), thread)
			.redirectErrorStream(true)
			.start();
		try {
			String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
			assertThat(text).contains(output);
			assertThat(process.exitValue()).isEqualTo(exitCode);
		}
		finally {
			process.destroyForcibly();
		}
	}

	/** A process whose thread uses up the memory. */
	static final class Program {

		private Program() {
		}

		public static void main(String[] arguments) throws InterruptedException {
			OutOfMemoryExit.install();
			CountDownLatch ended = new CountDownLatch(1);
			Thread thread = new Thread(() -> {
				try {
					fill();
				}
				finally {
					ended.countDown();
				}
			}, arguments[0]);
			thread.start();
			ended.await();
			thread.join();
		}

		private static void fill() {
			List<byte[]> blocks = new ArrayList<>();
			while (true) {
				blocks.add(new byte[1024 * 1024]);
			}
		}

	}

}
