package org.camerad.onvif;

import java.util.HashMap;
import java.util.Map;

import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.ParameterException;
import org.camerad.driver.Camera;
import org.camerad.driver.Motion;
import org.camerad.motion.MotionSettings;

/** The contract's motion detection, as the rule and the module change it. Any thread. */
final class MotionDetector {

	private final OnvifParts parts;

	private final OnvifSettings settings;

	MotionDetector(OnvifParts parts, OnvifSettings settings) {
		this.parts = parts;
		this.settings = settings;
	}

	/** Returns whether the camera detects motion. */
	boolean isPresent() {
		return this.parts.calls().present().flatMap(Camera::motion).isPresent();
	}

	/** Checks that a request is about the only analytics configuration. */
	static void checkToken(SoapElement request) {
		if (!request.requireText("ConfigurationToken").equals(MotionTokens.ANALYTICS_CONFIGURATION)) {
			throw SoapFault.invalidValue("ter:NoConfig", "there is no such configuration");
		}
	}

	/** Returns the settings in effect. */
	Motion motion() {
		return this.parts.settings().record(MotionSettings.MOTION);
	}

	/** Returns the rule, which is in effect only while detection is enabled. */
	MotionRule rule() {
		return MotionRule.of(this.settings);
	}

	void save(MotionRule rule) {
		rule.save(this.settings);
	}

	/** Writes the rule if it is in effect. */
	void writeRule(String element, SoapWriter out) {
		Motion motion = motion();
		if (motion.enabled()) {
			AnalyticsWriter.writeRule(element, rule(), motion, out);
		}
	}

	/**
	 * Changes parameters of the contract. What stays as it is, also a part that the
	 * hardware does not have, is not touched.
	 * @param subcode the subcode of faults
	 * @throws SoapFault {@code ter:InvalidArgVal} for a value that the contract refuses
	 */
	void change(Map<String, String> wanted, String subcode) {
		Motion now = motion();
		Map<String, String> query = new HashMap<>(wanted);
		query.remove("enable", now.enabled() ? "1" : "0");
		query.remove("areavalue", CellGrid.digits(now.blocks()));
		query.remove("blockcount", now.blocks().columns() + "x" + now.blocks().rows());
		query.remove("sensitivity", String.valueOf(now.sensitivity()));
		if (query.isEmpty()) {
			return;
		}
		try {
			this.parts.settings()
				.change(MotionSettings.MOTION, CgiQuery.of(query),
						(decision) -> this.parts.settings().apply(MotionSettings.MOTION, decision));
		}
		catch (ParameterException ex) {
			throw SoapFault.invalidValue(subcode, ex.fault());
		}
	}

}
