package org.camerad.driver.support.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class KernelInterfaceTests {

	@TempDir
	Path root;

	private KernelInterface device(String name) {
		return new KernelInterface(this.root, name);
	}

	private void write(String name, String text) throws IOException {
		Path file = this.root.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

	@Test
	void withoutTheKernelsTablesThereIsNothing() throws IOException {
		assertThat(device("eth0").exists()).isFalse();
		assertThat(device("eth0").defaultGateway()).isEmpty();
		assertThat(device("eth0").isNeighbour(Ipv4.of("192.0.2.1"))).isFalse();
		assertThat(KernelInterface.ofDefaultRoute(this.root)).isEmpty();
		assertThatIOException().isThrownBy(() -> device("eth0").macAddress());
	}

	@Test
	void theHardwareAddressHasSixBytes() throws IOException {
		write("sys/class/net/eth0/address", "02:12:34:56:78:9A\n");
		assertThat(device("eth0").exists()).isTrue();
		assertThat(device("eth0").macAddress()).containsExactly(2, 0x12, 0x34, 0x56, 0x78, 0x9a);
		write("sys/class/net/ppp0/address", "\n");
		assertThatIOException().isThrownBy(() -> device("ppp0").macAddress()).withMessageContaining("ppp0");
	}

	@Test
	void theDefaultRouteNamesTheInterfaceAndItsGateway() throws IOException {
		write("proc/net/route", "Iface\tDestination\tGateway \tFlags\n" + "eth0\t006433C6\t00000000\t0001\n"
				+ "tun0\t00000000\t00000000\t0001\n" + "eth0\t00000000\t016433C6\t0003\n");
		assertThat(KernelInterface.ofDefaultRoute(this.root)).contains(device("tun0"));
		assertThat(device("eth0").defaultGateway()).contains(Ipv4.of("198.51.100.1"));
		assertThat(device("tun0").defaultGateway()).isEmpty();
		assertThat(device("eth1").defaultGateway()).isEmpty();
	}

	@Test
	void aNeighbourHasAKnownMacAddressOnThisInterface() throws IOException {
		write("proc/net/arp",
				"IP address       HW type     Flags       HW address            Mask     Device\n"
						+ "192.0.2.1        0x1         0x2         52:54:00:12:35:02     *        eth0\n"
						+ "192.0.2.2        0x1         0x0         00:00:00:00:00:00     *        eth0\n"
						+ "192.0.2.3        0x1         0x6         52:54:00:12:35:03     *        eth1\n"
						+ "192.0.2.4        0x1         0x6         52:54:00:12:35:04     *        eth0\n");
		assertThat(device("eth0").isNeighbour(Ipv4.of("192.0.2.1"))).isTrue();
		assertThat(device("eth0").isNeighbour(Ipv4.of("192.0.2.2"))).as("asked, not answered").isFalse();
		assertThat(device("eth0").isNeighbour(Ipv4.of("192.0.2.3"))).as("elsewhere").isFalse();
		assertThat(device("eth0").isNeighbour(Ipv4.of("192.0.2.4"))).as("permanent").isTrue();
		assertThat(device("eth0").isNeighbour(Ipv4.of("192.0.2.5"))).isFalse();
	}

}
