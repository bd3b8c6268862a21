package org.camerad.onvif;

/**
 * The settings of the metadata stream, which only ONVIF has.
 *
 * @param analytics whether it tells the objects and the cells in which something moves
 * @param events whether it tells the events of the motion rule
 */
record MetadataSettings(boolean analytics, boolean events) {

	private static final String SETTING = "metadata";

	/** Returns the saved settings. */
	static MetadataSettings of(OnvifSettings settings) {
		String saved = settings.find(SETTING).orElse("analytics events");
		return new MetadataSettings(saved.contains("analytics"), saved.contains("events"));
	}

	void save(OnvifSettings settings) {
		settings.save(SETTING, (this.analytics ? "analytics " : "") + (this.events ? "events" : ""));
	}

}
