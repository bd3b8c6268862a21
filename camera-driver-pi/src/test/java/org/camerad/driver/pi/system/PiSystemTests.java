package org.camerad.driver.pi.system;

import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.camerad.driver.CameraEvent;
import org.camerad.driver.CameraException;
import org.camerad.driver.Maintenance;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Storage;
import org.camerad.driver.support.properties.DriverProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Reboot, memory card, temperature and configuration. */
class PiSystemTests extends SystemTestSupport {

	@Test
	void rebootUsesSystemd() throws Exception {
		open();
		this.system.maintenance().reboot();
		assertThat(this.board.changes()).containsExactly("systemctl|--no-ask-password|reboot");
	}

	@Test
	void rebootWithoutPermissionIsReportedWithTheRemedy() throws Exception {
		open();
		this.board.fail("reboot", 1, "Call to Reboot failed: Interactive authentication required.");
		assertUnavailable("deploy/systemd/README.md", () -> this.system.maintenance().reboot());
		assertThat(status("maintenance").state()).isEqualTo(PartStatus.State.FAILED);
		this.board.uninstall("systemctl");
		assertUnavailable("systemctl is not installed", () -> this.system.maintenance().reboot());
	}

	@Test
	void factoryResetRunsTheHardwaresAction() throws Exception {
		open();
		Maintenance maintenance = this.system.maintenance();
		maintenance.factoryReset(false);
		assertThat(this.events).containsExactly(new CameraEvent.ResetRequested());
		this.system.close();
		assertUnavailable("closed", () -> maintenance.factoryReset(true));
	}

	@Test
	void cardIsPresentWhileMounted() throws Exception {
		open();
		Storage storage = this.system.storage();
		assertThat(storage.state()).isEqualTo(Storage.State.READY);
		storage.write("a.jpg", new byte[] { 1 });
		this.board.file("proc/mounts", "/dev/root / ext4 rw 0 0\n");
		assertThat(storage.state()).isEqualTo(Storage.State.ABSENT);
		assertUnavailable("no memory card is mounted", () -> storage.write("b.jpg", new byte[] { 1 }));
		assertThat(this.card.resolve("b.jpg")).doesNotExist();
		assertThat(status("storage").state()).isEqualTo(PartStatus.State.FAILED);
		this.board.mount(this.card, "ro,relatime");
		assertThat(storage.state()).isEqualTo(Storage.State.BROKEN);
		assertUnavailable("read-only", () -> storage.write("b.jpg", new byte[] { 1 }));
		this.board.mount(this.card.getParent(), "rw");
		assertThat(storage.state()).isEqualTo(Storage.State.READY);
		assertThat(storage.names()).containsExactly("a.jpg");
	}

	@Test
	void mountCheckCanBeSwitchedOff() throws Exception {
		this.board.file("proc/mounts", "");
		open("storage.check-mount", "false");
		assertThat(this.system.storage().state()).isEqualTo(Storage.State.READY);
		Files.delete(this.card);
		assertThat(this.system.storage().state()).isEqualTo(Storage.State.ABSENT);
	}

	@Test
	void withoutAFolderTheSlotIsEmpty() throws Exception {
		this.system = open(this.board, this.folder, Optional.empty(), this.events);
		assertThat(this.system.storage().state()).isEqualTo(Storage.State.ABSENT);
		assertThat(this.system.status()).noneMatch((status) -> status.part().equals("storage"));
	}

	@Test
	void temperatureIsReportedAndHeatImpairs() throws Exception {
		open();
		assertThat(status("board").detail()).isEqualTo("48.3 degrees Celsius");
		assertThat(this.system.temperature()).hasValue(48.312);
		this.board.file("sys/class/thermal/thermal_zone0/temp", "82000\n");
		assertThat(status("board").state()).isEqualTo(PartStatus.State.IMPAIRED);
		Files.delete(this.board.root().resolve("sys/class/thermal/thermal_zone0/temp"));
		assertThat(this.system.status()).noneMatch((status) -> status.part().equals("board"));
		assertThat(this.system.temperature()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "root, tmp", "network.interface, a/b", "network.interface, -x", "network.gateway-time, 10",
			"network.gateway-time, 6m", "storage.check-mount, 1" })
	void wrongValueIsRefusedByItsName(String key, String value) {
		assertThatExceptionOfType(CameraException.class)
			.isThrownBy(() -> SystemConfiguration
				.of(new DriverProperties("pi", SystemConfiguration.PROPERTIES).read(Map.of(key, value))))
			.withMessageStartingWith("camera.pi." + key + ": ")
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.REFUSED));
	}

}
