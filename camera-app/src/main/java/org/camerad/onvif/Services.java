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
		services.add(DeviceService.of(parts, settings, services));
		return services;
	}

}
