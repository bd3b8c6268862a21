package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.camerad.driver.Image;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.PtzPosition;
import org.camerad.driver.sim.scene.Scene.Daylight;

/** The named rows of the motion detector's score. */
final class MotionCases {

	private static final MotionCase.CameraPath AHEAD = (view, seconds) -> view;

	private final Map<String, MotionCase> cases = new LinkedHashMap<>();

	private final Scene street;

	private final Scene storm;

	private final Scene night;

	private final Scene empty;

	private final Scene emptyNight;

	private MotionCases(long seed) {
		this.street = Scene.street(seed).withStrip(false);
		this.storm = storm(seed);
		this.night = with(this.street, Daylight.NIGHT, 2, List.of(), true);
		this.empty = empty(2, List.of());
		this.emptyNight = with(this.street, Daylight.NIGHT, 2, List.of(), false);
	}

	/** Returns all rows in the town of a seed. */
	static Map<String, MotionCase> of(long seed) {
		MotionCases cases = new MotionCases(seed);
		cases.addTraffic();
		cases.addEmpty();
		cases.addSettings();
		cases.addRecordings();
		return cases.cases;
	}

	private void add(String name, Scene scene, MotionCase.CameraPath path) {
		this.cases.put(name, new MotionCase(scene, path, Optional.empty()));
	}

	private void addTraffic() {
		add("street", this.street, AHEAD);
		add("street, zoomed in", this.street, zoomed(2, -8));
		add("street, close up", this.street, zoomed(4, -8));
		add("street at night", this.night, AHEAD);
		add("street at night, zoomed in", this.night, zoomed(2, -8));
		add("storm", this.storm, AHEAD);
		add("storm, zoomed in", this.storm, zoomed(2, -8));
		add("street, noise 8", with(this.street, Daylight.DAY, 8, List.of(), true), AHEAD);
		add("street, rain", with(this.street, Daylight.DAY, 2, rain(1), true), AHEAD);
	}

	private void addEmpty() {
		add("empty, noise 8", empty(8, List.of()), AHEAD);
		add("empty, light", empty(2, light()), AHEAD);
		add("empty, rain", empty(2, rain(1)), AHEAD);
		add("empty, shake", empty(2, shake(0.5)), AHEAD);
		add("empty, pan", this.empty, MotionCases::panning);
		add("empty, zoom", this.empty, MotionCases::zooming);
		add("empty, all at night", with(this.street, Daylight.NIGHT, 4, all(), false), AHEAD);
		add("empty, night pan", this.emptyNight, MotionCases::panning);
		add("empty, night zoom", this.emptyNight, MotionCases::zooming);
	}

	/** Adds rows with settings that clients may choose. */
	private void addSettings() {
		add("street, brightness 200", this.street, looking(TestSettings.image(200, 128, 128, 128)));
		add("street, brightness 60", this.street, looking(TestSettings.image(60, 128, 128, 128)));
		add("street, contrast 220", this.street, looking(TestSettings.image(128, 220, 128, 128)));
		add("street, contrast 50", this.street, looking(TestSettings.image(128, 50, 128, 128)));
		add("night, brightness 220", this.night, looking(TestSettings.image(220, 128, 128, 128)));
		add("night, brightness 110", this.night, looking(TestSettings.image(110, 128, 128, 128)));
		add("night, contrast 60", this.night, looking(TestSettings.image(128, 60, 128, 128)));
		add("night, contrast 90", this.night, looking(TestSettings.image(128, 90, 128, 128)));
		add("night, both 200", this.night, looking(TestSettings.image(200, 200, 128, 128)));
		add("empty, settings", this.empty, MotionCases::setting);
		add("empty, night settings", this.emptyNight, MotionCases::setting);
		add("empty, bright night", this.emptyNight, looking(TestSettings.image(220, 128, 128, 128)));
		add("empty, sharp night", this.emptyNight, looking(TestSettings.image(200, 200, 128, 220)));
	}

	private void addRecordings() {
		record("street", "street", SceneRecording.Format.H264, SceneRecording.Format.MJPEG,
				SceneRecording.Format.FOLDER);
		record("street at night", "night", SceneRecording.Format.H264, SceneRecording.Format.MJPEG);
		record("storm", "storm", SceneRecording.Format.H264);
		record("empty, pan", "pan", SceneRecording.Format.H264);
		record("empty, night pan", "night pan", SceneRecording.Format.H264);
	}

	private void record(String name, String kind, SceneRecording.Format... formats) {
		MotionCase live = this.cases.get(name);
		for (SceneRecording.Format format : formats) {
			this.cases.put(kind + " in " + format, new MotionCase(live.scene(), live.path(), Optional.of(format)));
		}
	}

	private static MotionCase.CameraPath zoomed(double zoom, double tilt) {
		return (view, seconds) -> TestViews.with(view, new PtzPosition(0, tilt, zoom, 0.5, 0.5));
	}

	private static MotionCase.CameraPath looking(Image image) {
		return (view, seconds) -> TestViews.with(view, image);
	}

	private static View panning(View view, double seconds) {
		double round = seconds % 40;
		double pan = (round < 10) ? 0
				: (round < 14) ? (round - 10) * 15 : (round < 30) ? 60 : (round < 31) ? 60 - (round - 30) * 60 : 0;
		return TestViews.with(view, new PtzPosition(pan, -4, 1, 0.5, 0.5));
	}

	private static View zooming(View view, double seconds) {
		double round = seconds % 40;
		double zoom = (round < 10) ? 1
				: (round < 14) ? 1 + (round - 10) / 2 : (round < 30) ? 3 : (round < 31) ? 3 - (round - 30) * 2 : 1;
		return TestViews.with(view, new PtzPosition(0, -4, zoom, 0.5, 0.5));
	}

	/** Returns a view whose settings change every few seconds. */
	private static View setting(View view, double seconds) {
		int[] values = { 128, 180, 128, 90, 200, 70, 220, 128 };
		int step = (int) (seconds / 7);
		int value = values[step % values.length];
		return TestViews.with(view, switch (step / values.length % 3) {
			case 0 -> TestSettings.image(value, 128, 128, 128);
			case 1 -> TestSettings.image(128, value, 128, 128);
			default -> TestSettings.image(128, 128, 128, value);
		});
	}

	private static List<SceneEvent> rain(double amount) {
		return List.of(new SceneEvent(SceneEvent.Kind.RAIN, 10, 35, amount));
	}

	private static List<SceneEvent> shake(double degrees) {
		return List.of(new SceneEvent(SceneEvent.Kind.SHAKE, 10, 5, degrees),
				new SceneEvent(SceneEvent.Kind.SHAKE, 30, 20, degrees / 3));
	}

	private static List<SceneEvent> light() {
		return List.of(new SceneEvent(SceneEvent.Kind.LIGHT, 5, 0.3, 2.5),
				new SceneEvent(SceneEvent.Kind.LIGHT, 12, 10, 0.6), new SceneEvent(SceneEvent.Kind.LIGHT, 30, 8, 1.6),
				new SceneEvent(SceneEvent.Kind.LIGHT, 45, 0.2, 3), new SceneEvent(SceneEvent.Kind.LIGHT, 45.6, 0.5, 2),
				new SceneEvent(SceneEvent.Kind.LIGHT, 52, 3, 0.25));
	}

	private static List<SceneEvent> all() {
		List<SceneEvent> all = new ArrayList<>(rain(0.7));
		all.addAll(shake(0.3));
		all.addAll(light());
		return all;
	}

	private Scene empty(int noise, List<SceneEvent> events) {
		return with(this.street, Daylight.DAY, noise, events, false);
	}

	private static Scene with(Scene scene, Daylight daylight, int noise, List<SceneEvent> events, boolean actors) {
		return new Scene(scene.name(), scene.seed(), scene.lengthSeconds(), daylight, noise, false,
				actors ? scene.actors() : List.of(), events, List.of(), Optional.empty());
	}

	private static Scene storm(long seed) {
		try {
			return Scene.open("storm", seed).withStrip(false);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
