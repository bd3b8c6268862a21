package org.camerad.onvif;

import java.util.ArrayList;
import java.util.List;

/** The services of one camera. */
final class Services {

	private Services() {
	}

	/** Creates the services that this camera may have; each tells whether it is there. */
	static List<Service> of(OnvifParts parts) {
		OnvifSettings settings = new OnvifSettings(parts.store(), parts.audit());
		List<Service> services = new ArrayList<>();
		MediaParts media = MediaParts.of(parts, settings);
		services.add(DeviceService.of(parts, settings, services));
		services.add(MediaService.of(media));
		services.add(Media2Service.of(media));
		services.add(PtzService.of(media, settings));
		services.add(ImagingService.of(parts));
		services.add(DeviceIoService.of(media));
		services.add(AnalyticsService.of(new MotionDetector(parts, settings)));
		services.addAll(EventService.of(parts, settings));
		return services;
	}

}
