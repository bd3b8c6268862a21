package org.camerad.onvif;

/** The names of the motion detector in events, rules and metadata. */
final class MotionTokens {

	/** The video source configuration, the only one. */
	static final String VIDEO_SOURCE_CONFIGURATION = MediaTokens.VIDEO_SOURCE_CONFIGURATION;

	/** The analytics configuration, the only one. */
	static final String ANALYTICS_CONFIGURATION = "analytics";

	/** The rule that detects motion. */
	static final String RULE = "motion";

	/** The analytics module that finds motion. */
	static final String MODULE = "cells";

	private MotionTokens() {
	}

}
