package org.camerad.operation;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of the meters of a camera that is removed. */
class CameraMetersTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void aCallThatEndsAfterTheRemovalLeavesNothing() {
		CameraMeters removed = new CameraMeters(this.registry, Tags.of("camera", "1"));
		CameraMeters other = new CameraMeters(this.registry, Tags.of("camera", "11"));
		removed.counter("camera.lockouts").increment();
		other.counter("camera.lockouts").increment();
		removed.remove();
		removed.timer("camera.calls", "kind", "read").record(() -> {
		});
		removed.gauge("camera.up", this, (owner) -> 1);
		assertThat(this.registry.getMeters()).singleElement()
			.satisfies((meter) -> assertThat(meter.getId().getTag("camera")).isEqualTo("11"));
	}

}
