package org.camerad.simulation;

import org.camerad.onvif.OnvifPersona;

/** The personas of simulated cameras, as ONVIF's services know them. */
public final class Personas {

	private Personas() {
	}

	/** Returns the persona of a camera, NONE unless it is simulated. */
	public static OnvifPersona of(ResponseFaultInjector camera) {
		return camera.simulation().map((simulation) -> switch (simulation.persona()) {
			case NONE -> OnvifPersona.NONE;
			case DIGEST_ONLY -> OnvifPersona.DIGEST_ONLY;
			case LOCAL_CLOCK -> OnvifPersona.LOCAL_CLOCK;
			case NO_MEDIA2 -> OnvifPersona.NO_MEDIA2;
			case ODD_TOKENS -> OnvifPersona.ODD_TOKENS;
			case SLOW_PULL -> OnvifPersona.SLOW_PULL;
			case NO_POSITION -> OnvifPersona.NO_POSITION;
		}).orElse(OnvifPersona.NONE);
	}

}
