package org.camerad.driver.sim;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import org.camerad.driver.Image;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.PtzPosition;
import org.camerad.driver.sim.fault.FaultRegistry;
import org.camerad.driver.sim.fault.FaultKind;
import org.camerad.driver.sim.fault.FaultPlanParser;
import org.camerad.driver.sim.scene.Backdrop;
import org.camerad.driver.sim.scene.Scene;
import org.camerad.driver.sim.scene.SceneLumaRenderer;
import org.camerad.driver.sim.scene.Timeline;
import org.camerad.driver.sim.scene.View;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests when motion detection must relearn its background. */
class SensorLumaSourceTests {

	private static final PtzPosition AHEAD = new PtzPosition(0, 0, 1, 0.5, 0.5);

	private final FaultRegistry registry = new FaultRegistry(System::nanoTime, 1);

	private View currentView = view(AHEAD, Image.NEUTRAL);

	private final SensorLumaSource source = new SensorLumaSource(
			new SceneLumaRenderer(new Backdrop(Scene.street(1)), new Timeline(), 32, 24),
			new FaultInjector(new PowerState(), this.registry), () -> this.currentView);

	private static View view(PtzPosition position, Image image) {
		return new View(VideoCapabilities.MAIN.initial(), 1, Instant.EPOCH, ZoneOffset.UTC, position, image,
				PictureLimits.NO_OSD);
	}

	private boolean viewChanges(View next) throws IOException {
		this.currentView = next;
		this.source.capture();
		return this.source.viewChanged();
	}

	@Test
	void theHeadAndThePicturesSettingsChangeIt() throws IOException {
		View turned = view(new PtzPosition(5, 0, 1, 0.5, 0.5), Image.NEUTRAL);
		View sharper = view(turned.position(), TestSettings.image(128, 128, 128, 180));
		assertThat(viewChanges(this.currentView)).isFalse();
		assertThat(viewChanges(turned)).isTrue();
		assertThat(viewChanges(turned)).isFalse();
		assertThat(viewChanges(sharper)).isTrue();
		assertThat(viewChanges(sharper)).isFalse();
	}

	/** The picture changes when the freeze ends, not while it lasts. */
	@Test
	void whatChangesWhileThePictureIsFrozenTellsWhenItGoesOn() throws Exception {
		View turned = view(new PtzPosition(5, 0, 1, 0.5, 0.5), Image.NEUTRAL);
		viewChanges(this.currentView);
		this.registry.set(FaultPlanParser.parse(FaultKind.FROZEN_FRAME, "true").orElseThrow(), "test");
		assertThat(viewChanges(turned)).isFalse();
		this.registry.clear();
		assertThat(viewChanges(turned)).isTrue();
		assertThat(viewChanges(turned)).isFalse();
	}

}
