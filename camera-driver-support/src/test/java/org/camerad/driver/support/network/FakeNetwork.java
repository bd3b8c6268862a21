package org.camerad.driver.support.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.camerad.driver.CameraException;
import org.camerad.driver.Network;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.support.file.DurableFiles;

/**
 * A board's network in a folder: the file {@code configured}, and its copy {@code
 * active}. A gateway responds while there is a file with its address as name.
 */
final class FakeNetwork implements NetworkHardware {

	/** The initial settings. */
	static final Network FORMER = network("192.0.2.10", "192.0.2.1");

	/** Other settings with another gateway. */
	static final Network NEXT = network("198.51.100.20", "198.51.100.1");

	private final Path folder;

	/** The steps that fail: write, activate, restore, look … */
	final Set<String> failing = ConcurrentHashMap.newKeySet();

	/** True if a failing write changes the configuration nevertheless. */
	volatile boolean writesBeforeFailing;

	volatile boolean judged = true;

	private FakeNetwork(Path folder) {
		this.folder = folder;
	}

	static Network network(String address, String gateway) {
		return TestSettings.network(false, Ipv4.of(address), Ipv4.mask(24), Ipv4.of(gateway), Ipv4.of("192.0.2.2"),
				Ipv4.of("192.0.2.3"));
	}

	static FakeNetwork make(Path folder) throws IOException {
		FakeNetwork made = at(folder);
		made.store("configured", FORMER);
		made.store("active", FORMER);
		return made;
	}

	static FakeNetwork at(Path folder) {
		return new FakeNetwork(folder);
	}

	private void store(String name, Network network) throws IOException {
		DurableFiles.write(this.folder.resolve(name), NetworkSettingsFormat.format(network, " "));
	}

	private Network load(String name) throws IOException {
		return NetworkSettingsFormat.parse(Files.readString(this.folder.resolve(name))).orElseThrow();
	}

	Network configured() throws IOException {
		return load("configured");
	}

	Network active() throws IOException {
		return load("active");
	}

	void answer(Network network) throws IOException {
		Files.createFile(gateway(network));
	}

	private Path gateway(Network network) {
		return this.folder.resolve("gateway-" + network.gateway().getHostAddress());
	}

	private void fail(String step) throws CameraException {
		if (this.failing.contains(step)) {
			throw CameraException.unavailable(step + " failed");
		}
	}

	private Network read() throws CameraException {
		fail("read");
		try {
			return configured();
		}
		catch (IOException ex) {
			throw CameraException.unavailable("cannot be read", ex);
		}
	}

	@Override
	public String snapshot(Network settings) throws CameraException {
		return NetworkSettingsFormat.format(read(), " ");
	}

	@Override
	public boolean isConfigured(String snapshot) throws CameraException {
		return NetworkSettingsFormat.format(read(), " ").equals(snapshot);
	}

	@Override
	public boolean isConfigured(Network wanted) throws CameraException {
		return read().equals(wanted);
	}

	@Override
	public boolean isJudged(Network settings) throws CameraException {
		fail("judge");
		return this.judged;
	}

	@Override
	public void write(Network wanted, String former) throws CameraException {
		put("write", wanted);
	}

	@Override
	public void restore(String former) throws CameraException {
		put("restore", NetworkSettingsFormat.parse(former).orElseThrow());
	}

	private void put(String step, Network network) throws CameraException {
		try {
			if (!this.failing.contains(step) || this.writesBeforeFailing) {
				store("configured", network);
			}
		}
		catch (IOException ex) {
			throw CameraException.unavailable("cannot be written", ex);
		}
		fail(step);
	}

	@Override
	public void activate(String former) throws CameraException {
		fail("activate");
		try {
			store("active", configured());
		}
		catch (IOException ex) {
			throw CameraException.unavailable("cannot be activated", ex);
		}
	}

	@Override
	public boolean isGatewayThere(Network settings) throws CameraException {
		fail("look");
		return Files.exists(gateway(settings));
	}

	@Override
	public Network network(String snapshot, Network kept) {
		return NetworkSettingsFormat.parse(snapshot).orElse(kept);
	}

}
