package org.camerad.driver.pi.system;

import java.io.IOException;
import java.net.Inet4Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.driver.CameraEvent;
import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.Network;
import org.camerad.driver.PartStatus;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.pi.standin.BoardStandIn;
import org.camerad.driver.support.network.Ipv4;
import org.camerad.driver.support.process.ProgramFinder;
import org.camerad.driver.support.properties.DriverProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The base of tests of the board's system on its stand-ins. */
@Timeout(180)
abstract class SystemTestSupport {

	@TempDir
	Path folder;

	final BlockingQueue<CameraEvent> events = new LinkedBlockingQueue<>();

	BoardStandIn board;

	Path card;

	PiSystem system;

	@BeforeEach
	void make() throws IOException {
		this.board = BoardStandIn.make(this.folder);
		this.card = Files.createDirectories(this.folder.resolve("a card"));
		this.board.mount(this.card, "rw,relatime");
	}

	@AfterEach
	void close() {
		if (this.system != null) {
			this.system.close();
		}
	}

	final void open(String... keysAndValues) throws CameraException {
		close();
		this.system = open(this.board, this.folder, Optional.of(this.card), this.events, keysAndValues);
	}

	/** The trial's limit for a gateway that is lost. */
	static final String SHORT_GATEWAY_TIME = "2s";

	static PiSystem open(BoardStandIn board, Path folder, Optional<Path> card, BlockingQueue<CameraEvent> events,
			String... keysAndValues) throws CameraException {
		Map<String, String> properties = new HashMap<>(
				Map.of("root", board.root().toString(), "network.gateway-time", "30s"));
		for (int at = 0; at < keysAndValues.length; at += 2) {
			properties.put(keysAndValues[at], keysAndValues[at + 1]);
		}
		DriverContext context = new DriverContext(Map.of(), folder, card, board.clock(), Duration.ofSeconds(5),
				events::add);
		return new PiSystem(
				SystemConfiguration.of(new DriverProperties("pi", SystemConfiguration.PROPERTIES).read(properties)),
				context, ProgramFinder.on(board.path()), () -> events.add(new CameraEvent.ResetRequested()));
	}

	static Inet4Address address(String text) {
		return Ipv4.parse(text).orElseThrow();
	}

	static Network with(String address, String gateway) {
		return TestSettings.network(false, address(address), address("255.255.255.0"), address(gateway),
				address("192.0.2.2"), address("192.0.2.3"));
	}

	final PartStatus status(String part) {
		return this.system.status()
			.stream()
			.filter((status) -> status.part().equals(part))
			.findFirst()
			.orElseThrow(() -> new AssertionError("no status of " + part));
	}

	static void assertUnavailable(String why, ThrowingCallable call) {
		assertFails(CameraException.Kind.UNAVAILABLE, why, call);
	}

	static void assertFails(CameraException.Kind kind, String why, ThrowingCallable call) {
		assertThatExceptionOfType(CameraException.class).isThrownBy(call)
			.withMessageContaining(why)
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(kind))
			.satisfies((ex) -> assertThat(ex.getMessage().lines()).hasSize(1));
	}

	static void await(String what, Callable<Boolean> condition) throws Exception {
		long start = System.nanoTime();
		while (!condition.call()) {
			assertThat(System.nanoTime() - start).as("timeout: " + what).isLessThan(30_000_000_000L);
			TimeUnit.MILLISECONDS.sleep(20);
		}
	}

}
