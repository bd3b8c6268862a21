package org.camerad.driver.hisilicon;

import java.util.Map;
import java.util.TreeMap;

/** The settings that Majestic lacks by its documented keys, with the reasons. */
final class MajesticLacks {

	private MajesticLacks() {
	}

	static Map<String, String> lacks() {
		Map<String, String> lacks = new TreeMap<>();
		lacks.put("sharpness", "Majestic has no sharpness key, and there is no native bridge");
		lacks.put("motion_blocks", "Majestic has regions instead of a grid and reports no positions");
		lacks.put("motion_threshold", "Majestic has no threshold beside its sensitivity");
		lacks.put("motion_night_threshold", "Majestic has no threshold beside its sensitivity");
		lacks.put("motion_night", "Majestic rebuilds its pipeline for another sensitivity");
		lacks.put("osd_color", "Majestic draws white text only");
		lacks.put("osd_time_position", "Majestic draws one line at one place");
		lacks.put("osd_resolution_and_bitrate", "Majestic draws the same line into all streams");
		return lacks;
	}

	static Map<String, String> gatewayLacks() {
		Map<String, String> lacks = lacks();
		for (String part : new String[] { "ptz", "storage", "network", "clock", "maintenance", "firmware" }) {
			lacks.put(part, "this service is a gateway: it is the board's, and the streamer does not offer it");
		}
		return lacks;
	}

}
