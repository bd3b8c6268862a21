package org.camerad.onvif;

import java.util.Set;
import java.util.stream.Stream;

/** The analytics service (ver20/analytics/wsdl): the contract's motion detection. */
final class AnalyticsService {

	private static final Service.About ABOUT = new Service.About(Names.ANALYTICS, "tan", "/onvif/analytics_service", 26,
			6);

	private AnalyticsService() {
	}

	/** Creates the service. */
	static Service of(MotionDetector detector) {
		return Service.of(ABOUT, detector::isPresent, AnalyticsService::writeCapabilities,
				new Service.Category("Analytics",
						(out) -> out.element("tt:RuleSupport", true).element("tt:AnalyticsModuleSupport", true)),
				Set.of(),
				Stream.concat(new AnalyticsRules(detector).operations(), new AnalyticsModules(detector).operations()));
	}

	private static void writeCapabilities(SoapWriter out) {
		out.start("tan:Capabilities").attribute("RuleSupport", true).attribute("AnalyticsModuleSupport", true);
		out.attribute("CellBasedSceneDescriptionSupported", true).attribute("RuleOptionsSupported", true);
		out.attribute("AnalyticsModuleOptionsSupported", true).attribute("SupportedMetadata", true).end();
	}

}
