package org.camerad.onvif;

import java.util.List;
import java.util.Optional;

import org.camerad.driver.Camera;

/** The topics of events, with the items of their messages. */
enum EventTopic {

	/** Motion, as the analytics service describes it. */
	CELL_MOTION("RuleEngine/CellMotionDetector/Motion", true,
			List.of(Item.token("VideoSourceConfigurationToken"), Item.token("VideoAnalyticsConfigurationToken"),
					new Item("Rule", "xs:string")),
			List.of(Item.flag("IsMotion"))),

	/** Motion, as the imaging service describes it. */
	MOTION_ALARM("VideoSource/MotionAlarm", true, List.of(Item.token("Source")), List.of(Item.flag("State"))),

	/** There are no pictures. */
	SIGNAL_LOSS("VideoSource/SignalLoss", true, List.of(Item.token("Source")), List.of(Item.flag("State"))),

	/** The pictures do not show what they should. */
	SCENE_CHANGE("VideoSource/GlobalSceneChange/ImagingService", true, List.of(Item.token("Source")),
			List.of(Item.flag("State"))),

	/** The head was asked to move to a preset. */
	PRESET_INVOKED("PTZController/PTZPresets/Invoked"),

	/** The head is there. */
	PRESET_REACHED("PTZController/PTZPresets/Reached"),

	/** The head will not get there. */
	PRESET_ABORTED("PTZController/PTZPresets/Aborted"),

	/** The head leaves the preset. */
	PRESET_LEFT("PTZController/PTZPresets/Left"),

	/** The time of the last start. */
	LAST_REBOOT("Monitoring/OperatingTime/LastReboot", true, List.of(), List.of(new Item("Status", "xs:dateTime"))),

	/** A media profile was created, changed or deleted. */
	PROFILE_CHANGED("Media/ProfileChanged", false, List.of(Item.token("Token")), List.of()),

	/** A configuration was changed. */
	CONFIGURATION_CHANGED("Media/ConfigurationChanged", false,
			List.of(Item.token("Token"), new Item("Type", "xs:string")), List.of());

	/**
	 * An item of a message.
	 *
	 * @param name its name
	 * @param type the type of its value, with one of the prefixes of responses
	 */
	record Item(String name, String type) {

		static Item token(String name) {
			return new Item(name, "tt:ReferenceToken");
		}

		static Item flag(String name) {
			return new Item(name, "xs:boolean");
		}

	}

	private final String path;

	private final boolean property;

	private final List<Item> source;

	private final List<Item> data;

	EventTopic(String path, boolean property, List<Item> source, List<Item> data) {
		this.path = path;
		this.property = property;
		this.source = source;
		this.data = data;
	}

	/** A topic of presets. */
	EventTopic(String path) {
		this(path, false, List.of(Item.token("PTZConfigurationToken")),
				List.of(Item.token("PresetToken"), new Item("PresetName", "tt:Name")));
	}

	/** Returns the path from the root topic, without a prefix. */
	String path() {
		return this.path;
	}

	/** Returns whether the topic has a state, which is repeated to new subscribers. */
	boolean isProperty() {
		return this.property;
	}

	/** Returns the items that tell which part an event is about. */
	List<Item> source() {
		return this.source;
	}

	/** Returns the items that tell the event. */
	List<Item> data() {
		return this.data;
	}

	/** Returns whether a camera has what the topic is about. */
	boolean isOf(Optional<Camera> camera) {
		return switch (this) {
			case CELL_MOTION, MOTION_ALARM -> camera.flatMap(Camera::motion).isPresent();
			case PRESET_INVOKED, PRESET_REACHED, PRESET_ABORTED, PRESET_LEFT -> camera.flatMap(Camera::ptz).isPresent();
			default -> true;
		};
	}

}
