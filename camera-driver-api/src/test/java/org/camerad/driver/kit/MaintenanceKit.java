package org.camerad.driver.kit;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.camerad.driver.CameraEvent;
import org.camerad.driver.Maintenance;
import org.camerad.driver.Network;
import org.camerad.driver.NetworkControl;
import org.camerad.driver.Ptz;
import org.camerad.driver.VideoStream;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules of {@link org.camerad.driver.Maintenance}. */
abstract class MaintenanceKit extends PartKit {

	private Maintenance maintenance;

	@BeforeEach
	void find() {
		this.maintenance = part("maintenance", camera().maintenance());
	}

	@Test
	@DisplayName("M1 during a reboot every call throws UNAVAILABLE until the camera reports Available")
	void reboot() throws Exception {
		needs("return-from-reboot");
		this.events.clear();
		this.maintenance.reboot();
		assertUnavailable(() -> camera().streams().get(0).snapshot());
		assertUnavailable(() -> this.maintenance.reboot());
		assertThat(awaitEvent(CameraEvent.Available.class).reason()).isNotBlank();
		for (var stream : camera().streams()) {
			stream.apply(Parts.video(stream.modes().get(0)));
			JpegInspector.assertWhole(stream.snapshot(), stream.modes().get(0).resolution());
		}
	}

	@Test
	@DisplayName("M2 a reboot ends the subscriptions to a stream, and new ones work afterwards")
	void rebootEndsSubscriptions() throws Exception {
		needs("return-from-reboot");
		needs("video");
		VideoStream stream = camera().streams().get(1);
		List<Flow.Publisher<?>> given = new ArrayList<>(List.of(stream.pictures()));
		stream.encoded().ifPresent((encoded) -> given.add(encoded.accessUnits()));
		List<RecordingSubscriber<Object>> clients = given.stream().map(MaintenanceKit::subscribe).toList();
		this.maintenance.reboot();
		for (RecordingSubscriber<Object> subscriber : clients) {
			assertThat(subscriber.error()).isNotNull();
		}
		awaitEvent(CameraEvent.Available.class);
		for (Flow.Publisher<?> publisher : given) {
			RecordingSubscriber<Object> next = subscribe(publisher);
			next.request(1);
			assertThat(next.next()).isNotNull();
		}
	}

	private static RecordingSubscriber<Object> subscribe(Flow.Publisher<?> publisher) {
		RecordingSubscriber<Object> subscriber = new RecordingSubscriber<>();
		publisher.subscribe(subscriber);
		return subscriber;
	}

	@Test
	@DisplayName("M3 closing during a reboot ends the reboot; a closed camera reports nothing")
	void closeDuringReboot() throws Exception {
		needs("return-from-reboot");
		this.maintenance.reboot();
		camera().close();
		this.events.clear();
		assertUnavailable(() -> camera().streams().get(0).snapshot());
		assertThat(openAgain().info()).isNotNull();
		assertThat(this.events).noneMatch((event) -> event instanceof CameraEvent.Available);
	}

	@Test
	@DisplayName("M4 presets survive a reboot and not a factory reset")
	void presets() throws Exception {
		Ptz ptz = part("ptz", camera().ptz());
		ptz.addPreset(5);
		if (!kit().lacks().containsKey("return-from-reboot")) {
			this.maintenance.reboot();
			awaitEvent(CameraEvent.Available.class);
			ptz.callPreset(5);
		}
		this.maintenance.factoryReset(true);
		if (ptz.position().isPresent()) {
			assertRefused(() -> ptz.callPreset(5));
		}
	}

	@Test
	@DisplayName("M5 a factory reset keeps the network settings on request")
	void keepsNetwork() throws Exception {
		NetworkControl network = part("network", camera().network());
		Network initial = network.initial();
		Inet4Address other = (Inet4Address) InetAddress.getByName("192.0.2.20");
		network.apply(TestSettings.network(false, other, initial.netmask(),
				(Inet4Address) InetAddress.getByName("192.0.2.1"), initial.dns1(), initial.dns2()));
		this.maintenance.factoryReset(true);
		assertThat(network.inUse().address()).isEqualTo(other);
	}

}
