package org.camerad.hosting;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;

/**
 * The health components of the cameras. One camera is {@code device}. Of several ones
 * each is {@code camera-<i>}, and {@code cameras} tells whether one serves. Any thread.
 */
final class FleetHealth {

	private final HealthContributorRegistry registry;

	private final HostedCameras cameras;

	private final FleetChecks checks;

	/** Registers the components of all cameras. */
	FleetHealth(HealthContributorRegistry registry, HostedCameras cameras, FleetChecks checks) {
		this.checks = checks;
		this.registry = registry;
		this.cameras = cameras;
		List<HostedCamera> all = cameras.all();
		if (cameras.areSeveral()) {
			HealthIndicator serving = this::serving;
			registry.registerContributor("cameras", serving);
			registry.registerContributor("rtsp", new RtspHealth(cameras));
			all.forEach(this::add);
		}
		else {
			registry.registerContributor("device", all.get(0).health());
			registry.registerContributor("rtsp", all.get(0).rtsp());
		}
	}

	/** Adds the component of a camera. */
	void add(HostedCamera camera) {
		this.registry.registerContributor(name(camera), camera.health());
	}

	/** Removes the component of a camera. */
	void remove(HostedCamera camera) {
		this.registry.unregisterContributor(name(camera));
	}

	private static String name(HostedCamera camera) {
		return "camera-" + camera.number();
	}

	private Health serving() {
		this.checks.renew();
		Map<Boolean, Long> byServing = this.cameras.all()
			.stream()
			.collect(Collectors.partitioningBy((camera) -> !camera.health().latest().getStatus().equals(Status.DOWN),
					Collectors.counting()));
		long serving = byServing.getOrDefault(true, 0L);
		return Health.status((serving > 0) ? Status.UP : Status.DOWN)
			.withDetail("serving", serving)
			.withDetail("failing", byServing.getOrDefault(false, 0L))
			.build();
	}

	/** The health of each camera's RTSP server. */
	private record RtspHealth(HostedCameras cameras) implements CompositeHealthContributor {

		@Override
		public @Nullable HealthContributor getContributor(String name) {
			return stream().filter((entry) -> entry.name().equals(name))
				.map(Entry::contributor)
				.findFirst()
				.orElse(null);
		}

		@Override
		public Stream<Entry> stream() {
			return this.cameras.all().stream().map((camera) -> new Entry(name(camera), camera.rtsp()));
		}

	}

}
