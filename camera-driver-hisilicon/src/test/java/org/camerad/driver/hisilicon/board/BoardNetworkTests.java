package org.camerad.driver.hisilicon.board;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.driver.CameraEvent;
import org.camerad.driver.CameraException;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.Network;
import org.camerad.driver.support.network.Ipv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests of network changes on a fake root: the files, and the restored settings. */
class BoardNetworkTests {

	static final Network STATIC = network(false, "192.0.2.20", "192.0.2.1");

	static final String STATIC_FILE = """
			iface eth0 inet static
			    address 192.0.2.20
			    netmask 255.255.255.0
			    gateway 192.0.2.1
			    pre-up printf 'nameserver %s\\n' 192.0.2.2 192.0.2.3 > /tmp/resolv.conf
			    hwaddress ether $(fw_printenv -n ethaddr || echo 00:00:23:34:45:66)
			""";

	@TempDir
	Path folder;

	@TempDir
	Path own;

	private final BlockingQueue<CameraEvent> events = new ArrayBlockingQueue<>(10);

	private FakeRoot board;

	private BoardNetwork network;

	@BeforeEach
	void open() throws Exception {
		this.board = FakeRoot.in(this.folder);
		this.network = reopen(Duration.ofSeconds(30));
	}

	private BoardNetwork reopen(Duration confirm) throws Exception {
		return new BoardNetwork(this.board.files(), this.board.commands(),
				new NetworkProperties("eth0", confirm, Duration.ofSeconds(5)), this.own, this.events::add);
	}

	@AfterEach
	void close() {
		this.network.close();
	}

	static Network network(boolean dhcp, String address, String gateway) {
		return TestSettings.network(dhcp, Ipv4.of(address), Ipv4.of("255.255.255.0"), Ipv4.of(gateway),
				Ipv4.of("192.0.2.2"), Ipv4.of("192.0.2.3"));
	}

	private String file() throws Exception {
		return this.board.read("/etc/network/interfaces.d/eth0");
	}

	private void awaitSettled() throws Exception {
		FakeRoot.await("the change is settled", () -> this.network.status().isEmpty());
	}

	@Test
	void aChangeThatTheGatewayAnswersStays() throws Exception {
		this.network.apply(STATIC);
		assertThat(file()).isEqualTo(STATIC_FILE);
		assertThat(this.board.read("/run/active")).as("what the interfaces were restarted with").isEqualTo(STATIC_FILE);
		assertThat(this.network.inUse()).isEqualTo(STATIC);
		awaitSettled();
		assertThat(this.board.calls()).containsSubsequence("ifdown -f eth0", "S40network restart",
				"ping -c 1 -W 1 192.0.2.1");
		assertThat(this.board.read("/run/stopped")).as("the file with which the interface was stopped")
			.isEqualTo(FakeRoot.DHCP);
		assertThat(this.events).isEmpty();
		assertThat(Files.exists(this.own.resolve("network-change"))).isFalse();
	}

	@Test
	void aGatewayWithoutPingResponsesIsFoundByItsHardwareAddress() throws Exception {
		this.board.write("/gateways", "");
		this.board.write("/proc/net/arp", "IP address  HW type  Flags  HW address  Mask  Device\n"
				+ "192.0.2.1  0x1  0x2  52:54:00:12:35:02  *  eth0\n");
		this.network.apply(STATIC);
		awaitSettled();
		assertThat(this.events).isEmpty();
		assertThat(file()).isEqualTo(STATIC_FILE);
	}

	@Test
	void withoutAGatewayTheOldFileIsRestoredAndReported() throws Exception {
		this.network.close();
		this.network = reopen(Duration.ofSeconds(1));
		Network before = this.network.inUse();
		this.board.write("/gateways", "");
		this.network.apply(STATIC);
		CameraEvent event = this.events.poll(60, TimeUnit.SECONDS);
		assertThat(event).isInstanceOfSatisfying(CameraEvent.NetworkReverted.class, (reverted) -> {
			assertThat(reverted.network()).isEqualTo(before);
			assertThat(reverted.reason()).contains("did not respond within 1 s");
		});
		assertThat(file()).isEqualTo(FakeRoot.DHCP);
		assertThat(this.board.read("/run/active")).isEqualTo(FakeRoot.DHCP);
		assertThat(this.network.inUse()).isEqualTo(before);
		// The application may repeat the same request.
		this.board.write("/gateways", "192.0.2.1\n");
		FakeRoot.await("the gateway answers in time", () -> {
			this.network.apply(STATIC);
			awaitSettled();
			return file().equals(STATIC_FILE);
		});
	}

	@Test
	void aSecondUnconfirmedChangeRevertsToTheConfirmedSettings() throws Exception {
		this.network.close();
		this.network = reopen(Duration.ofSeconds(1));
		this.board.write("/gateways", "");
		this.network.apply(STATIC);
		this.network.apply(network(false, "198.51.100.20", "198.51.100.1"));
		assertThat(this.events.poll(60, TimeUnit.SECONDS)).isInstanceOf(CameraEvent.NetworkReverted.class);
		assertThat(file()).isEqualTo(FakeRoot.DHCP);
		assertThat(this.events).isEmpty();
	}

	@Test
	void aJournalOfAnEarlierVersionIsUnderstood() throws Exception {
		this.network.close();
		this.board.write("/etc/network/interfaces.d/eth0", STATIC_FILE);
		this.board.write("/gateways", "");
		Files.writeString(this.own.resolve("network-change"),
				"true 192.0.2.99 255.255.255.0 192.0.2.1 192.0.2.2 192.0.2.3\n" + FakeRoot.DHCP);
		this.network = reopen(Duration.ofSeconds(1));
		assertThat(this.events.poll(60, TimeUnit.SECONDS)).isInstanceOfSatisfying(CameraEvent.NetworkReverted.class,
				(reverted) -> assertThat(reverted.network()).isEqualTo(network(true, "192.0.2.99", "192.0.2.1")));
		assertThat(file()).isEqualTo(FakeRoot.DHCP);
		assertThat(this.board.read("/run/active")).isEqualTo(FakeRoot.DHCP);
	}

	@Test
	void aForeignJournalChangesNothing() throws Exception {
		this.network.close();
		Files.writeString(this.own.resolve("network-change"), "something else");
		this.network = reopen(Duration.ofSeconds(1));
		FakeRoot.await("the failure is reported",
				() -> this.network.status().filter((status) -> status.detail().contains("not written by")).isPresent());
		assertThat(file()).isEqualTo(FakeRoot.DHCP);
	}

	@Test
	void settingsInEffectAreNotAppliedAgain() throws Exception {
		this.network.apply(STATIC);
		awaitSettled();
		this.board.forgetCalls();
		this.network.apply(STATIC);
		this.network.close();
		this.network = reopen(Duration.ofSeconds(30));
		this.network.apply(STATIC);
		assertThat(this.board.calls()).isEmpty();
	}

	@Test
	void withDhcpTheLeaseIsInUse() throws Exception {
		this.board.write("/lease",
				"2: eth0: <UP> mtu 1500\n    inet 198.51.100.77/23 brd 198.51.101.255 scope global eth0\n");
		this.board.write("/proc/net/route", "Iface\tDestination\tGateway \tFlags\n"
				+ "eth0\t00000000\t016433C6\t0003\neth0\t006433C6\t00000000\t0001\n");
		this.board.write("/tmp/resolv.conf", "nameserver 198.51.100.2 # eth0\n");
		this.network.apply(network(true, "192.0.2.20", "192.0.2.1"));
		assertThat(this.network.inUse()).isEqualTo(TestSettings.network(true, Ipv4.of("198.51.100.77"),
				Ipv4.of("255.255.254.0"), Ipv4.of("198.51.100.1"), Ipv4.of("198.51.100.2"), Ipv4.of("198.51.100.2")));
		this.board.write("/lease", "");
		assertThat(this.network.inUse()).as("without a lease").isEqualTo(network(true, "192.0.2.20", "192.0.2.1"));
	}

	@Test
	void aLeaseIsConfirmedByItsOwnGateway() throws Exception {
		this.network.apply(STATIC);
		awaitSettled();
		this.board.write("/gateways", "198.51.100.1\n");
		this.board.write("/proc/net/route", "eth0\t00000000\t016433C6\t0003\n");
		this.network.apply(network(true, "192.0.2.20", "192.0.2.1"));
		awaitSettled();
		assertThat(file()).isEqualTo(FakeRoot.DHCP);
		assertThat(this.events).isEmpty();
	}

	@Test
	void otherLinesOfTheFileStay() throws Exception {
		String wifi = "auto lo\n\niface eth0 inet static\n    address 10.0.0.2\n    netmask 255.0.0.0\n"
				+ "    pre-up wpa_supplicant -B\n    post-down killall -q wpa_supplicant\n\n# more\niface eth1 inet dhcp\n";
		String changed = new InterfaceFile("eth0", wifi).with(network(true, "192.0.2.20", "192.0.2.1"));
		assertThat(changed).isEqualTo("auto lo\n\niface eth0 inet dhcp\n    pre-up wpa_supplicant -B\n"
				+ "    post-down killall -q wpa_supplicant\n\n# more\niface eth1 inet dhcp\n");
		assertThat(new InterfaceFile("eth0", wifi).network(STATIC).address()).isEqualTo(Ipv4.of("10.0.0.2"));
		assertThat(new InterfaceFile("eth0", "").with(STATIC)).startsWith("iface eth0 inet static\n    address");
	}

	@Test
	void theFirstSettingsOfTheMachineStayTheInitialOnes() throws Exception {
		Network first = this.network.initial();
		assertThat(first.dhcp()).isTrue();
		this.network.apply(STATIC);
		awaitSettled();
		this.network.close();
		this.network = reopen(Duration.ofSeconds(30));
		assertThat(this.network.initial()).isEqualTo(first);
		assertThat(this.network.macAddress()).containsExactly(2, 0x12, 0x34, 0x56, 0x78, 0x9a);
	}

	@Test
	void aGatewayThatRespondsToAnotherAddressIsNotEnough() throws Exception {
		this.network.close();
		this.network = reopen(Duration.ofSeconds(1));
		this.board.write("/lease", "2: eth0: <UP> mtu 1500\n    inet 192.0.2.99/24 scope global eth0\n");
		this.network.apply(STATIC);
		assertThat(this.events.poll(60, TimeUnit.SECONDS)).isInstanceOf(CameraEvent.NetworkReverted.class);
		assertThat(file()).isEqualTo(FakeRoot.DHCP);
	}

	@Test
	void aFileThatCannotBeWrittenLeavesTheInterfaceUp() throws Exception {
		// ifdown puts a folder in the place of the file, so that it cannot be replaced.
		this.board.program("/sbin/ifdown",
				"mv ROOT/etc/network/interfaces.d/eth0 ROOT/run/kept; mkdir -p ROOT/etc/network/interfaces.d/eth0/x");
		this.board.program("/etc/init.d/S40network",
				"rm -r ROOT/etc/network/interfaces.d/eth0; mv ROOT/run/kept ROOT/etc/network/interfaces.d/eth0");
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> this.network.apply(STATIC))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.UNAVAILABLE));
		assertThat(this.board.calls()).containsSubsequence("ifdown -f eth0", "S40network restart");
		assertThat(file()).isEqualTo(FakeRoot.DHCP);
		awaitSettled();
	}

	@Test
	void aFileThatCannotBeWrittenIsARefusal() throws Exception {
		Files.delete(this.board.at("/etc/init.d/S40network"));
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> this.network.apply(STATIC))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.REFUSED));
		assertThat(file()).isEqualTo(FakeRoot.DHCP);
		this.network.close();
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> this.network.apply(STATIC))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.UNAVAILABLE));
	}

	@Test
	void keptNetworkSettingsAreRestoredAfterAFactoryReset() throws Exception {
		this.network.apply(STATIC);
		awaitSettled();
		this.network.saveForReset();
		this.network.close();
		// firstboot erases the overlay.
		this.board.write("/etc/network/interfaces.d/eth0", FakeRoot.DHCP);
		this.network = reopen(Duration.ofSeconds(30));
		assertThat(file()).isEqualTo(STATIC_FILE);
		assertThat(this.board.read("/run/active")).isEqualTo(STATIC_FILE);
		assertThat(this.network.inUse()).isEqualTo(STATIC);
	}

}
