package org.camerad.onvif;

import java.util.stream.Stream;

import org.camerad.driver.Motion;

/** The configurations of metadata and of analytics. Any thread. */
final class MediaMetadata {

	private final OnvifParts parts;

	private final OnvifSettings settings;

	private final MotionDetector detector;

	MediaMetadata(OnvifParts parts, OnvifSettings settings) {
		this.parts = parts;
		this.settings = settings;
		this.detector = new MotionDetector(parts, settings);
	}

	/** Completes a configuration of analytics, which has been started. */
	void writeAnalytics(SoapWriter out) {
		Motion motion = this.detector.motion();
		out.start("tt:AnalyticsEngineConfiguration");
		AnalyticsWriter.writeModule("tt:AnalyticsModule", motion, out);
		out.end().start("tt:RuleEngineConfiguration");
		this.detector.writeRule("tt:Rule", out);
		out.end().end();
	}

	/** Completes a configuration of metadata, which has been started. */
	void write(SoapWriter out) {
		MetadataSettings metadata = MetadataSettings.of(this.settings);
		if (metadata.events()) {
			out.start("tt:Events").end();
		}
		out.element("tt:Analytics", metadata.analytics());
		MediaWriter.writeMulticast(out);
		out.element("tt:SessionTimeout", MediaWriter.SESSION_TIMEOUT).end();
	}

	/** Returns the operations that both media services have, with the prefix of one. */
	Stream<Operation> operations(MediaParts media, String prefix) {
		return Stream.of(new Operation("GetMetadataConfigurationOptions", Access.READ_MEDIA, (call, out) -> {
			call.request().findText("ProfileToken").ifPresent(media.profiles()::require);
			call.request()
				.findText("ConfigurationToken")
				.ifPresent((token) -> media.tokens().require(MediaKind.METADATA, token));
			out.start(prefix + ":Options").start("tt:PTZStatusFilterOptions");
			out.element("tt:PanTiltStatusSupported", false).element("tt:ZoomStatusSupported", false).end().end();
		}), new Operation("SetMetadataConfiguration", Access.ACTUATE, (call, out) -> set(media, call.request())));
	}

	private void set(MediaParts media, SoapElement request) {
		SoapElement wanted = request.require("Configuration");
		media.tokens().require(MediaKind.METADATA, wanted.attributes().getOrDefault("token", ""));
		boolean position = wanted.find("PTZStatus")
			.stream()
			.flatMap((filter) -> filter.children().stream())
			.anyMatch(SoapElement::flag);
		if (position) {
			throw SoapFault.invalidValue("ter:ConfigModify", "the metadata do not tell the position of the head");
		}
		MetadataSettings metadata = new MetadataSettings(wanted.find("Analytics").map(SoapElement::flag).orElse(false),
				wanted.find("Events").isPresent());
		if (!metadata.equals(MetadataSettings.of(this.settings))) {
			metadata.save(this.settings);
			this.parts.tellConfigurationChanged(MediaTokens.METADATA, MediaKind.METADATA.word());
		}
	}

}
