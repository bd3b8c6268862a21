package org.camerad.driver.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.camerad.driver.AudioCodec;
import org.camerad.driver.AudioControl;
import org.camerad.driver.Camera;
import org.camerad.driver.DriverContext;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.VideoStream;

/**
 * A program that opens a simulated camera, for tests of the classes that a process loads.
 */
final class SimulatorProgram {

	private SimulatorProgram() {
	}

	/**
	 * Opens a camera, uses everything that needs no encoder, and prints a summary.
	 */
	public static void main(String[] arguments) throws Exception {
		Path folder = Files
			.createTempDirectory(Path.of(System.getProperty("parent", System.getProperty("java.io.tmpdir"))), "camera");
		String encoders = System.getProperty("encoder-dir");
		DriverContext context = new DriverContext((encoders == null) ? Map.of() : Map.of("encoder-dir", encoders),
				folder, Optional.empty(), Clock.systemUTC(), Duration.ofSeconds(5), (event) -> {
				});
		try (Camera camera = new SimDriver().open(context)) {
			for (VideoStream stream : camera.streams()) {
				System.out.println("modes " + stream.modes().size() + " encoded " + stream.encoded().isPresent());
				System.out.println("picture " + (stream.snapshot().jpeg().length > 0));
				System.out.println("pictures " + first(stream.pictures()));
			}
			camera.status()
				.stream()
				.filter((part) -> part.part().equals("video"))
				.forEach((part) -> System.out.println(part.state() + " " + part.detail()));
			AudioControl audio = camera.audio().orElseThrow();
			audio.apply(TestSettings.audio(true, AudioCodec.G711_A_LAW, 8000, 64, 60, 80, true));
			System.out.println("G.711 " + first(audio.frames().orElseThrow()));
			if (arguments.length > 0) {
				audio.apply(TestSettings.audio(true, AudioCodec.AAC, 16000, 16, 60, 80, true));
				System.out.println("AAC " + first(audio.frames().orElseThrow()));
			}
		}
		finally {
			delete(folder);
		}
	}

	private static void delete(Path folder) throws IOException {
		try (Stream<Path> all = Files.walk(folder)) {
			for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(path);
			}
		}
	}

	private static String first(Flow.Publisher<?> publisher) throws Exception {
		CompletableFuture<String> answer = new CompletableFuture<>();
		publisher.subscribe(new Flow.Subscriber<Object>() {
			@Override
			public void onSubscribe(Flow.Subscription subscription) {
				subscription.request(1);
			}

			@Override
			public void onNext(Object value) {
				answer.complete("come");
			}

			@Override
			public void onError(Throwable reason) {
				answer.complete("fail: " + reason.getMessage());
			}

			@Override
			public void onComplete() {
				answer.complete("end");
			}
		});
		return answer.get(30, TimeUnit.SECONDS);
	}

}
