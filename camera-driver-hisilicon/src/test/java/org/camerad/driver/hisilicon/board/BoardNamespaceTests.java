package org.camerad.driver.hisilicon.board;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.driver.ClockSettings;
import org.camerad.driver.Network;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.support.network.Ipv4;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests with busybox's ifup, ifdown, udhcpc, udhcpd and start-stop-daemon. */
class BoardNamespaceTests {

	private static final Path LEASES = NamespaceBoard.ROOT.resolve("tmp/leases");

	@Test
	void staticAddressesStayAndTheStreamerIsNeverLeftStopped(@TempDir Path folder) throws Exception {
		NamespaceBoard.runMain(BoardNamespaceTests.class, folder);
	}

	/** Runs in the namespaces of a board. */
	public static void main(String[] arguments) throws Exception {
		changeAddresses();
		restartStreamer();
		// The DHCP server's process ends with this one.
		System.exit(0);
	}

	private static void changeAddresses() throws Exception {
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
	}

	private static void restartStreamer() throws Exception {
		BoardFiles files = new BoardFiles(NamespaceBoard.ROOT);
		NamespaceBoard.run("/etc/init.d/S95majestic", "start");
		FakeRoot.await("the streamer runs", () -> files.text("/tmp/zone").isPresent());
		try (StreamerService streamer = new StreamerService(files, NamespaceBoard.commands(), Duration.ofMillis(50));
				BoardClock clock = new BoardClock(files, NamespaceBoard.commands(), streamer, Clock.systemUTC())) {
			clock.apply(TestSettings.clock(ZoneOffset.ofHours(3), ClockSettings.Source.MANUAL, "127.0.0.1", 123));
			FakeRoot.await("it runs with the new zone", () -> files.word("/tmp/zone").equals(Optional.of("GMT-3")));
			String before = files.word("/var/run/majestic.pid").orElseThrow();
			NamespaceBoard.run("/bin/kill", "-9", before);
			FakeRoot.await("it runs again after a crash",
					() -> files.word("/var/run/majestic.pid").filter((pid) -> !pid.equals(before)).isPresent());
		}
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
