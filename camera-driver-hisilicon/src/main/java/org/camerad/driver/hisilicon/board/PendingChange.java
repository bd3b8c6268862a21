package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.net.Inet4Address;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.camerad.driver.Network;
import org.camerad.driver.support.file.Durable;
import org.camerad.driver.support.network.Ipv4;

/**
 * A network change that is not confirmed yet: what was before, in one file that is there
 * from before the first step until after the last one. Whoever finds it after a crash
 * knows the way back.
 */
final class PendingChange {

	/**
	 * What was before.
	 *
	 * @param network the settings
	 * @param text the interface's file
	 */
	record Before(Network network, String text) {
	}

	private final Path file;

	PendingChange(Path folder) {
		this.file = folder.resolve("network-change");
	}

	/**
	 * Notes what there is to go back to. A change of a change that was never confirmed
	 * goes back to what was before both.
	 */
	void begin(Network network, String text) throws IOException {
		if (before().isEmpty()) {
			Durable.write(this.file, line(network) + "\n" + text);
		}
	}

	Optional<Before> before() throws IOException {
		Optional<String> noted = Durable.read(this.file);
		if (noted.isEmpty()) {
			return Optional.empty();
		}
		String[] parts = noted.get().split("\n", 2);
		Optional<Network> network = parse(parts[0]);
		if (network.isEmpty() || parts.length < 2) {
			throw new IOException(this.file + " is not what this service writes");
		}
		return Optional.of(new Before(network.get(), parts[1]));
	}

	void end() throws IOException {
		Durable.delete(this.file);
	}

	static String line(Network network) {
		return network.dhcp() + " " + String.join(" ",
				Stream.of(network.address(), network.netmask(), network.gateway(), network.dns1(), network.dns2())
					.map(Inet4Address::getHostAddress)
					.toList());
	}

	static Optional<Network> parse(String line) {
		String[] words = line.strip().split(" ");
		List<Inet4Address> addresses = Stream.of(words).skip(1).flatMap((word) -> Ipv4.parse(word).stream()).toList();
		if (words.length != 6 || addresses.size() != 5) {
			return Optional.empty();
		}
		return Optional.of(new Network(Boolean.parseBoolean(words[0]), addresses.get(0), addresses.get(1),
				addresses.get(2), addresses.get(3), addresses.get(4)));
	}

}
