package org.camerad.driver.support.osd;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A font whose first use met a full heap, in a process of its own. */
class FontMemoryTests {

	@Test
	void itIsLoadedOnceThereIsMemory() throws Exception {
		Process process = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-Xmx16m",
				"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				Program.class.getName())
			.redirectErrorStream(true)
			.start();
		try {
			String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
			assertThat(text.strip()).isEqualTo("no memory, then 16 rows");
		}
		finally {
			process.destroyForcibly();
		}
	}

	/** A process that loads the font with a full heap and then with an empty one. */
	static final class Program {

		private Program() {
		}

		public static void main(String[] arguments) {
			String first = fillAndLoad();
			System.out.println(first + ", then " + Font.get().rows('A').length + " rows");
		}

		private static String fillAndLoad() {
			List<byte[]> blocks = new ArrayList<>();
			try {
				while (true) {
					blocks.add(new byte[16 * 1024]);
				}
			}
			catch (OutOfMemoryError ex) {
				return load(blocks);
			}
		}

		private static String load(List<byte[]> blocks) {
			try {
				Font.get();
				return blocks.size() + " blocks and the font";
			}
			catch (OutOfMemoryError ex) {
				return "no memory";
			}
		}

	}

}
