package org.camerad.driver.pi.system;

import java.nio.file.Files;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.camerad.driver.CameraEvent;
import org.camerad.driver.CameraException;
import org.camerad.driver.Network;
import org.camerad.driver.NetworkControl;
import org.camerad.driver.PartStatus;
import org.camerad.driver.pi.standin.BoardStandIn;

import static org.assertj.core.api.Assertions.assertThat;

class PiNetworkTests extends SystemTestSupport {

	private static final String NEXT = "manual\n192.0.2.20/24\n192.0.2.1\n192.0.2.2,192.0.2.3\n";

	private NetworkControl network() {
		return this.system.network().orElseThrow();
	}

	private boolean isOnTrial() {
		return Files.exists(this.folder.resolve("network-change"));
	}

	private void awaitEndOfTrial() throws Exception {
		await("the end of the trial", () -> !isOnTrial());
	}

	@Test
	void firstStartAdoptsTheBoardsSettings() throws Exception {
		open();
		Network initial = network().initial();
		assertThat(initial.address()).isEqualTo(address("192.0.2.10"));
		assertThat(initial.gateway()).isEqualTo(address("192.0.2.1"));
		network().apply(initial);
		assertThat(this.board.changes()).isEmpty();
		assertThat(network().macAddress()).containsExactly(0xdc, 0xa6, 0x32, 1, 2, 3);
	}

	@Test
	void dhcpWithOwnNameServersIsAdopted() throws Exception {
		this.board.put("profile", "auto\n\n\n1.1.1.1\n");
		open();
		assertThat(network().initial().dhcp()).isTrue();
		network().apply(network().initial());
		assertThat(this.board.changes()).isEmpty();
	}

	@Test
	void initialSettingsAreThoseOfTheFirstStart() throws Exception {
		open();
		network().apply(with("192.0.2.20", "192.0.2.1"));
		awaitEndOfTrial();
		open();
		assertThat(network().initial().address()).isEqualTo(address("192.0.2.10"));
		assertThat(network().inUse()).isEqualTo(with("192.0.2.20", "192.0.2.1"));
	}

	@Test
	void staticAddressesAreTwoCallsWithArgumentLists() throws Exception {
		open();
		network().apply(with("192.0.2.20", "192.0.2.1"));
		assertThat(this.board.changes()).containsExactly(
				"nmcli|connection|modify|11111111-2222-3333-4444-555555555555|ipv4.method|manual|ipv4.addresses"
						+ "|192.0.2.20/24|ipv4.gateway|192.0.2.1|ipv4.dns|192.0.2.2,192.0.2.3",
				"nmcli|--wait|1|connection|up|11111111-2222-3333-4444-555555555555");
		assertThat(network().inUse()).isEqualTo(with("192.0.2.20", "192.0.2.1"));
		awaitEndOfTrial();
		assertThat(this.board.get("active")).isEqualTo(NEXT);
		await("health", () -> status("network").state() == PartStatus.State.WORKING);
		assertThat(this.events).isEmpty();
		network().apply(with("192.0.2.20", "192.0.2.1"));
		assertThat(this.board.changes()).hasSize(2);
	}

	@Test
	void dhcpShowsTheLease() throws Exception {
		open();
		Network former = network().initial();
		network().apply(ConnectionProfile.withDhcp(former, true));
		Network lease = network().inUse();
		assertThat(lease.dhcp()).isTrue();
		assertThat(lease.address()).isEqualTo(address("198.51.100.77"));
		assertThat(lease.dns2()).isEqualTo(address("9.9.9.9"));
		awaitEndOfTrial();
		assertThat(this.events).isEmpty();
	}

	@Test
	void settingsThatLoseTheGatewayAreRolledBack() throws Exception {
		open("network.gateway-time", SHORT_GATEWAY_TIME);
		network().apply(with("198.51.100.20", "198.51.100.9"));
		assertThat(status("network").state()).isEqualTo(PartStatus.State.IMPAIRED);
		CameraEvent event = this.events.poll(60, TimeUnit.SECONDS);
		assertThat(event).isInstanceOfSatisfying(CameraEvent.NetworkReverted.class, (reverted) -> {
			assertThat(reverted.network().address()).isEqualTo(address("192.0.2.10"));
			assertThat(reverted.reason()).contains("gateway");
		});
		assertThat(this.board.get("profile")).isEqualTo(BoardStandIn.FORMER);
		assertThat(this.board.get("active")).isEqualTo(BoardStandIn.FORMER);
		assertThat(isOnTrial()).isFalse();
		assertThat(status("network").detail()).contains("former settings");
	}

	@Test
	void gatewayWithoutEchoResponseCountsByItsHardwareAddress() throws Exception {
		this.board.put("gateways", "192.0.2.1\n");
		this.board.file("proc/net/arp", "IP address HW type Flags HW address Mask Device\n"
				+ "198.51.100.9     0x1         0x2         00:11:22:33:44:55     *        eth0\n");
		open();
		network().apply(with("198.51.100.20", "198.51.100.9"));
		awaitEndOfTrial();
		assertThat(this.events).isEmpty();
		assertThat(network().inUse().address()).isEqualTo(address("198.51.100.20"));
	}

	@Test
	void withoutAFormerGatewayThereIsNoTrial() throws Exception {
		this.board.put("gateways", "");
		open();
		network().apply(with("198.51.100.20", "198.51.100.9"));
		assertThat(isOnTrial()).isFalse();
		assertThat(network().inUse().address()).isEqualTo(address("198.51.100.20"));
	}

	@Test
	void secondChangeDuringATrialRollsBackToTheConfirmedSettings() throws Exception {
		open("network.gateway-time", SHORT_GATEWAY_TIME);
		network().apply(with("198.51.100.20", "198.51.100.9"));
		network().apply(with("198.51.100.21", "198.51.100.9"));
		assertThat(this.events.poll(60, TimeUnit.SECONDS)).isInstanceOf(CameraEvent.NetworkReverted.class);
		assertThat(this.board.get("active")).isEqualTo(BoardStandIn.FORMER);
	}

	@Test
	void journalOfAnEarlierVersionIsUnderstood() throws Exception {
		this.board.put("profile", NEXT);
		this.board.put("active", NEXT);
		this.board.put("gateways", "");
		Files.writeString(this.folder.resolve("network-change"),
				"11111111-2222-3333-4444-555555555555\n" + BoardStandIn.FORMER);
		open("network.gateway-time", SHORT_GATEWAY_TIME);
		assertThat(this.events.poll(60, TimeUnit.SECONDS)).isInstanceOfSatisfying(CameraEvent.NetworkReverted.class,
				(reverted) -> assertThat(reverted.network().address()).isEqualTo(address("192.0.2.10")));
		assertThat(this.board.get("profile")).isEqualTo(BoardStandIn.FORMER);
		assertThat(this.board.get("active")).isEqualTo(BoardStandIn.FORMER);
		assertThat(isOnTrial()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "uuid", "read", "lease", "modify", "up" })
	void failureAtAnyStepKeepsTheFormerSettings(String step) throws Exception {
		open();
		this.board.fail(step, 4, "Error: it failed here.");
		assertUnavailable("it failed here", () -> network().apply(with("192.0.2.20", "192.0.2.1")));
		this.board.clearFailure(step);
		awaitEndOfTrial();
		assertThat(this.board.get("profile")).isEqualTo(BoardStandIn.FORMER);
		assertThat(this.board.get("active")).isEqualTo(BoardStandIn.FORMER);
	}

	@Test
	void activationThatFailsIsRefusedAndTheFormerSettingsStay() throws Exception {
		open();
		this.board.failOnce("up", 4, "Error: Connection activation failed.");
		assertFails(CameraException.Kind.REFUSED, "Connection activation failed",
				() -> network().apply(with("192.0.2.20", "192.0.2.1")));
		assertThat(isOnTrial()).isFalse();
		assertThat(this.board.get("profile")).isEqualTo(BoardStandIn.FORMER);
		assertThat(this.board.get("active")).isEqualTo(BoardStandIn.FORMER);
		assertThat(network().inUse().address()).isEqualTo(address("192.0.2.10"));
	}

	@Test
	void activationThatTakesLongIsJudgedByItsGateway() throws Exception {
		open();
		this.board.failOnce("up", 3, "Error: Timeout expired (1 seconds)");
		network().apply(with("192.0.2.20", "192.0.2.1"));
		assertThat(isOnTrial()).isTrue();
		awaitEndOfTrial();
	}

	@Test
	void missingPermissionIsReportedWithTheRemedy() throws Exception {
		open();
		this.board.fail("modify", 1,
				"Error: Failed to modify connection 'Wired connection 1': Insufficient privileges");
		assertUnavailable("deploy/systemd", () -> network().apply(with("192.0.2.20", "192.0.2.1")));
		assertThat(status("network").state()).isEqualTo(PartStatus.State.FAILED);
		assertThat(status("network").detail()).contains("lacks permission", "deploy/systemd/README.md");
		assertThat(this.board.get("profile")).isEqualTo(BoardStandIn.FORMER);
		assertThat(isOnTrial()).isFalse();
		network().apply(network().initial());
		assertThat(status("network").state()).isEqualTo(PartStatus.State.WORKING);
	}

	@Test
	void missingProgramIsReportedAndFoundWithoutARestart() throws Exception {
		open();
		this.board.uninstall("nmcli");
		assertUnavailable("nmcli is not installed: apt-get install network-manager", () -> network().inUse());
		assertThat(status("network").state()).isEqualTo(PartStatus.State.FAILED);
		assertThat(status("network").detail()).contains("apt-get install network-manager");
		this.board.install("nmcli");
		assertThat(network().inUse().address()).isEqualTo(address("192.0.2.10"));
		assertThat(status("network").state()).isEqualTo(PartStatus.State.WORKING);
	}

	@Test
	void boardWithoutNmcliOpens() throws Exception {
		this.board.uninstall("nmcli");
		open();
		assertThat(network().initial().dhcp()).isTrue();
		assertUnavailable("not installed", () -> network().apply(network().initial()));
	}

	@Test
	void interfaceIsConfigurable() throws Exception {
		open("network.interface", "none");
		assertThat(this.system.network()).isEmpty();
		open("network.interface", "wlan7");
		assertThat(this.system.network()).isEmpty();
		assertThat(this.board.calls()).isEmpty();
	}

	@Test
	void afterCloseTheNetworkIsUnavailable() throws Exception {
		open();
		NetworkControl network = network();
		this.system.close();
		assertUnavailable("closed", network::inUse);
		assertUnavailable("closed", () -> network.apply(with("192.0.2.20", "192.0.2.1")));
	}

}
