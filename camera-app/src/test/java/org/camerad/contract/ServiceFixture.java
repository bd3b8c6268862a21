package org.camerad.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.camerad.user.QuickHashes;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** A fixture that starts services on one kind of hardware. */
final class ServiceFixture implements AutoCloseable {

	/** The parts behind interfaces whose name is another one. */
	private static final Map<String, String> PARTS = Map.of("audioencoder", "audio", "ptz_ctrl", "ptz");

	private final Hardware hardware;

	private final Path folder;

	private final TestService shared;

	ServiceFixture(Hardware hardware) {
		this.hardware = hardware;
		try {
			this.folder = Files.createTempDirectory("camerad-contract");
			Path card = Files.createDirectory(this.folder.resolve("card"));
			this.shared = start(this.folder.resolve("data"), card(card, Hardware.Card.READY));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Returns the service that is shared by the tests which restore its state. */
	TestService shared() {
		return this.shared;
	}

	/**
	 * Starts a service that keeps its state in that folder. Properties come before those
	 * of the hardware.
	 */
	TestService start(Path data, String... properties) {
		return start(data, QuickHashes::install, properties);
	}

	/** Starts a service whose log-ins cost as much as they do outside of tests. */
	TestService startWithSlowHashes(Path data) {
		return start(data, (context) -> {
		});
	}

	private TestService start(Path data, ApplicationContextInitializer<ConfigurableApplicationContext> change,
			String... properties) {
		try {
			List<String> all = new ArrayList<>(List.of("camera.driver=" + this.hardware.driver()));
			all.addAll(this.hardware.plug(data));
			for (String property : properties) {
				String name = property.substring(0, property.indexOf('=') + 1);
				all.removeIf((former) -> former.startsWith(name));
				all.add(property);
			}
			return TestService.start(data, all, this.hardware.clock(data), change);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Returns whether the hardware is the simulator. */
	boolean isSimulated() {
		return this.hardware instanceof SimHardware;
	}

	/** The properties of a service with a memory card. */
	String[] card(Path mounted, Hardware.Card card) throws IOException {
		return this.hardware.card(mounted, card).toArray(String[]::new);
	}

	Set<String> lackedParameters() {
		return this.hardware.lackedParameters();
	}

	boolean setsTheClock() {
		return this.hardware.setsTheClock();
	}

	boolean returnsFromReboot() {
		return this.hardware.returnsFromReboot();
	}

	/**
	 * The codec that the contract's own examples have, where the hardware can encode it.
	 */
	String codec() {
		return this.hardware.lacks().contains("H265") ? "H264" : "H265";
	}

	/**
	 * Returns whether the hardware has what is behind an interface, such as {@code osd}.
	 */
	boolean has(String path) {
		String name = path.split("[/?&]", 2)[0];
		return !this.hardware.lacks().contains(PARTS.getOrDefault(name, name));
	}

	/** Skips a test of an interface whose part the hardware lacks. */
	void needs(String path) {
		assumeThat(has(path)).as("lacks what is behind " + path).isTrue();
	}

	/** Returns the expectation for this hardware: its own file or else the common one. */
	String expected(String file) throws IOException {
		try (InputStream own = ServiceFixture.class
			.getResourceAsStream("/contract/" + this.hardware.driver() + "/" + file);
				InputStream common = ServiceFixture.class.getResourceAsStream("/contract/" + file)) {
			InputStream found = (own != null) ? own : common;
			assertThat(found).as(file).isNotNull();
			return new String(found.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	@Override
	public void close() throws IOException {
		this.shared.close();
		this.hardware.close();
		FileSystemUtils.deleteRecursively(this.folder);
	}

}
