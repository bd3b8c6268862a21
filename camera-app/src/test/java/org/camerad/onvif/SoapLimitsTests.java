package org.camerad.onvif;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The memory and the stack that requests of strangers can use. */
class SoapLimitsTests {

	/** A small stack, as the packaged service has. */
	private static final int STACK_BYTES = 192 * 1024;

	private static SoapElement read(String document) throws IOException {
		return SoapReader.read(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void keepsEachDeclarationOfAPrefixOnce() throws IOException {
		StringBuilder document = new StringBuilder();
		for (int depth = 0; depth < 30; depth++) {
			String level = "p" + depth + "_";
			document.append(IntStream.range(0, 60)
				.mapToObj((number) -> " xmlns:" + level + number + "='urn:x'")
				.collect(Collectors.joining("", "<x", ">")));
		}
		document.append("<a xmlns='urn:y'/>".repeat(4000)).append("</x>".repeat(30));
		com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
		SoapElement element = read(document.toString());
		long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
		for (int depth = 1; depth < 30; depth++) {
			element = element.require("x");
		}
		SoapPrefixes prefixes = element.require("a").prefixes();
		assertThat(prefixes.find("p0_59")).hasValue("urn:x");
		assertThat(prefixes.find("")).hasValue("urn:y");
		assertThat(prefixes.find("q")).isEmpty();
		assertThat(bytes).isLessThan(16 * 1024 * 1024);
	}

	@Test
	void filtersByLongExpressionsOnASmallStack() throws Exception {
		FutureTask<Set<EventTopic>> task = new FutureTask<>(
				() -> select("tns1:VideoSource/MotionAlarm|tns1:" + "a/".repeat(2030) + "a"));
		new Thread(null, task, "small", STACK_BYTES).start();
		assertThat(task.get()).containsExactly(EventTopic.MOTION_ALARM);
		assertThat(select("tns1:VideoSource//.")).hasSize(3);
		assertThatExceptionOfType(SoapFault.class).isThrownBy(() -> select("VideoSource//MotionAlarm"));
		assertThatExceptionOfType(SoapFault.class).isThrownBy(() -> select("tns1:VideoSource/"));
	}

	private static Set<EventTopic> select(String topics) throws IOException {
		return new EventFilter(EnumSet.allOf(EventTopic.class), Instant.EPOCH).select(read("<Filter xmlns:tns1='"
				+ Names.TOPICS + "'><TopicExpression>" + topics + "</TopicExpression></Filter>"));
	}

}
