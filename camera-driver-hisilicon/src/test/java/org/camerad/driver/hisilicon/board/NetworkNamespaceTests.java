package org.camerad.driver.hisilicon.board;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.driver.Network;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.support.network.Ipv4;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of network changes with busybox's ifup, ifdown, udhcpc and udhcpd. */
class NetworkNamespaceTests {

	private static final Path LEASES = NamespaceBoard.ROOT.resolve("tmp/leases");

	@Test
	void aStaticAddressStaysWhenTheLeaseWouldBeRenewed(@TempDir Path folder) throws Exception {
		NamespaceBoard.runMain(NetworkNamespaceTests.class, folder);
	}

	/** Runs in the namespaces of a board. */
	public static void main(String[] arguments) throws Exception {
		NamespaceBoard.run("/etc/init.d/S40network", "start");
		try (BoardNetwork network = new BoardNetwork(new BoardFiles(NamespaceBoard.ROOT), NamespaceBoard.commands(),
				new NetworkProperties("eth0", Duration.ofSeconds(20), Duration.ofSeconds(10)), NamespaceBoard.OWN,
				(event) -> {
				})) {
			assertThat(network.inUse().address()).isEqualTo(Ipv4.of("10.77.0.50"));
			change(network, settings(false, "10.77.0.77"));
			renewTwice();
			assertThat(addresses()).containsExactly("10.77.0.77");
			change(network, settings(true, "10.77.0.77"));
			assertThat(network.inUse().address()).isEqualTo(Ipv4.of("10.77.0.50"));
			// The web interface of the board writes the file and leaves the client alone.
			Files.writeString(NamespaceBoard.ROOT.resolve("etc/network/interfaces.d/eth0"),
					new InterfaceFile("eth0", "").with(settings(false, "10.77.0.88")));
			change(network, settings(false, "10.77.0.78"));
			renewTwice();
			assertThat(addresses()).containsExactly("10.77.0.78");
		}
		// The server's process ends with this one.
		System.exit(0);
	}

	private static Network settings(boolean dhcp, String address) {
		return TestSettings.network(dhcp, Ipv4.of(address), Ipv4.of("255.255.255.0"), Ipv4.of("10.77.0.1"),
				Ipv4.of("10.77.0.2"), Ipv4.of("10.77.0.3"));
	}

	private static void change(BoardNetwork network, Network settings) throws Exception {
		network.apply(settings);
		FakeRoot.await("the change is settled", () -> network.status().isEmpty());
	}

	/**
	 * Lets two lease times pass for each DHCP client that is left: busybox's renews its
	 * lease at SIGUSR1.
	 */
	private static void renewTwice() throws Exception {
		for (int renewal = 0; renewal < 2; renewal++) {
			int before = leases();
			if (!NamespaceBoard.run("/bin/killall", "-USR1", "udhcpc").contains("no process")) {
				FakeRoot.await("the lease is renewed", () -> leases() > before);
			}
		}
	}

	private static int leases() throws Exception {
		return Files.exists(LEASES) ? Files.readAllLines(LEASES).size() : 0;
	}

	private static List<String> addresses() throws Exception {
		return NamespaceBoard.run("/bin/ip", "-4", "addr", "show", "dev", "eth0")
			.lines()
			.map(String::strip)
			.filter((line) -> line.startsWith("inet "))
			.map((line) -> line.split("[ /]")[1])
			.toList();
	}

}
