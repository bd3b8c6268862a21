package org.camerad.onvif;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.camerad.cgi.AfterResponse;
import org.camerad.camera.StreamId;
import org.camerad.cgi.CameraPart;
import org.camerad.live.rtsp.MetadataFeed;
import org.camerad.cgi.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * The ONVIF services of one camera. They are created, and their classes loaded, by the
 * first request. Any thread.
 */
public final class CameraOnvif implements CameraPart {

	static final int MAX_REQUEST_BYTES = 256 * 1024;

	/** Beyond a request's size, so that the endpoint itself answers a larger one. */
	static final RequestBody.Limits LIMITS = new RequestBody.Limits(2 * MAX_REQUEST_BYTES, Duration.ofSeconds(10),
			1024);

	private final OnvifParts parts;

	private final Discovery discovery;

	private volatile @Nullable SoapEndpoint endpoint;

	private @Nullable DiscoveryTarget target;

	/**
	 * Creates the services.
	 * @param discovery the responder that can announce the camera
	 */
	public CameraOnvif(OnvifParts parts, Discovery discovery) {
		this.parts = parts;
		this.discovery = discovery;
		parts.presets().setOnDeleted(this::forgetPreset);
	}

	/** Forgets the name of a preset that a client has deleted by any protocol. */
	private void forgetPreset(int number) {
		OnvifSettings settings = new OnvifSettings(this.parts.store(), this.parts.audit());
		if (PtzPresetNames.areThere(settings)) {
			new PtzPresetNames(this.parts.presets(), settings).forget(number);
		}
	}

	/**
	 * Lets clients find the camera by WS-Discovery, if it is configured.
	 * @param simulated whether the camera is a simulated one
	 * @param rebooting returns whether the camera is rebooting
	 */
	public synchronized void announce(boolean simulated, BooleanSupplier rebooting) {
		if (this.target == null && this.parts.properties().hasDiscovery(simulated)) {
			this.target = new DiscoveryTarget(this.parts, rebooting);
			this.discovery.add(this.target);
		}
	}

	/** Announces that the camera is going, and lets no client find it any more. */
	public synchronized void withdraw() {
		if (this.target != null) {
			this.discovery.remove(this.target);
			this.target = null;
		}
	}

	/** Returns whether the camera speaks ONVIF. */
	boolean isEnabled() {
		return this.parts.properties().enabled();
	}

	/** Serves a request of any service. */
	void serve(HttpServletRequest request, InputStream body, HttpServletResponse response, AfterResponse afterResponse)
			throws IOException {
		endpoint().serve(request, body, response, afterResponse);
	}

	/** Opens the metadata of a stream, empty if the camera does not speak ONVIF. */
	public Optional<MetadataFeed> metadata(StreamId stream) {
		return isEnabled() ? Optional.of(MetadataDocuments.of(this.parts, stream)) : Optional.empty();
	}

	/** Serves a snapshot. */
	void serveSnapshot(HttpServletRequest request, HttpServletResponse response) throws IOException {
		endpoint().serveSnapshot(request, response);
	}

	private SoapEndpoint endpoint() {
		SoapEndpoint known = this.endpoint;
		return (known != null) ? known : create();
	}

	private synchronized SoapEndpoint create() {
		SoapEndpoint known = this.endpoint;
		if (known == null) {
			known = SoapEndpoint.of(this.parts);
			this.endpoint = known;
		}
		return known;
	}

}
