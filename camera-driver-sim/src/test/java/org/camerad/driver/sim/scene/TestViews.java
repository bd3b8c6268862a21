package org.camerad.driver.sim.scene;

import java.time.Instant;
import java.time.ZoneOffset;

import org.camerad.driver.Codec;
import org.camerad.driver.Image;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.Osd;
import org.camerad.driver.PtzPosition;
import org.camerad.driver.Resolution;
import org.camerad.driver.TimeFormat;
import org.camerad.driver.Video;

/** A default view for tests, and methods that change it. */
final class TestViews {

	static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

	static final PtzPosition AHEAD = new PtzPosition(0, 0, 1, 0.5, 0.5);

	static final Osd OSD = TestSettings.osd(true, Osd.Color.WHITE_OUTLINED, Osd.FontSize.MEDIUM, new Osd.Anchor(0, 0),
			true, true, new Osd.Anchor(2, 0), true, TimeFormat.YEAR_MONTH_DAY_DASHES, "你好 Camerad");

	static final Osd NO_OSD = TestSettings.osd(false, Osd.Color.WHITE_OUTLINED, Osd.FontSize.MEDIUM,
			new Osd.Anchor(0, 0), false, false, new Osd.Anchor(2, 0), false, TimeFormat.YEAR_MONTH_DAY_DASHES, "");

	private TestViews() {
	}

	static Video video(int width, int height, int bitrateKbps) {
		return TestSettings.video(Codec.H264, Resolution.of(width, height), 25, 50, bitrateKbps,
				Video.BitrateControl.CBR);
	}

	static View of(int width, int height) {
		return new View(video(width, height, 4096), 1, NOON, ZoneOffset.UTC, AHEAD, Image.NEUTRAL, NO_OSD);
	}

	static View with(View view, Video video) {
		return new View(video, view.number(), view.time(), view.offset(), view.position(), view.image(), view.osd());
	}

	static View with(View view, long number) {
		return new View(view.video(), number, view.time(), view.offset(), view.position(), view.image(), view.osd());
	}

	static View with(View view, Instant time) {
		return new View(view.video(), view.number(), time, view.offset(), view.position(), view.image(), view.osd());
	}

	static View with(View view, PtzPosition position) {
		return new View(view.video(), view.number(), view.time(), view.offset(), position, view.image(), view.osd());
	}

	static View with(View view, Image image) {
		return new View(view.video(), view.number(), view.time(), view.offset(), view.position(), image, view.osd());
	}

	static View with(View view, Osd osd) {
		return new View(view.video(), view.number(), view.time(), view.offset(), view.position(), view.image(), osd);
	}

}
