package org.camerad.onvif;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import org.camerad.camera.CameraFailure;
import org.jspecify.annotations.Nullable;

/** One camera of this process, as WS-Discovery announces it. Any thread. */
final class DiscoveryTarget {

	private final OnvifParts parts;

	private final DeviceScopes scopes;

	private final DeviceIdentity identity;

	private final BooleanSupplier rebooting;

	private final AtomicLong messages = new AtomicLong();

	private @Nullable Metadata last;

	/**
	 * Creates a target.
	 * @param rebooting returns whether the camera is rebooting, which ends its presence
	 */
	DiscoveryTarget(OnvifParts parts, BooleanSupplier rebooting) {
		OnvifSettings settings = new OnvifSettings(parts.store(), parts.audit());
		this.parts = parts;
		this.scopes = new DeviceScopes(parts, settings);
		this.identity = new DeviceIdentity(parts, settings);
		this.rebooting = rebooting;
	}

	/**
	 * The data that announcements have.
	 *
	 * @param endpoint the name of the camera, which never changes
	 * @param scopes its scopes
	 * @param scheme {@code http}, or {@code https} without HTTP
	 * @param port the port of its device service
	 * @param version a number that grows with each change
	 */
	record Metadata(String endpoint, List<String> scopes, String scheme, int port, long version) {

		/** Returns the address of the device service on an address of this host. */
		String address(String host) {
			return this.scheme + "://" + host + ":" + this.port + "/onvif/device_service";
		}

	}

	/** Returns the metadata, empty while the camera is not to be discovered. */
	synchronized Optional<Metadata> metadata() {
		int http = this.parts.port().http();
		int port = (http != 0) ? http : this.parts.port().https();
		if (port == 0 || this.rebooting.getAsBoolean() || !this.identity.isDiscoverable()) {
			return Optional.empty();
		}
		try {
			this.last = current((http != 0) ? "http" : "https", port);
		}
		catch (CameraFailure ex) {
			// Hardware that does not respond now is there under its last name.
		}
		return Optional.ofNullable(this.last);
	}

	private Metadata current(String scheme, int port) {
		Metadata known = this.last;
		// A later process has to begin with a larger number.
		long version = (known == null) ? DiscoveryWriter.INSTANCE_ID : known.version();
		Metadata same = new Metadata(this.identity.endpoint(), this.scopes.all(), scheme, port, version);
		return (known == null || known.equals(same)) ? same
				: new Metadata(same.endpoint(), same.scopes(), scheme, port, version + 1);
	}

	/** Returns the number of the next message about this camera, from 1. */
	long nextMessage() {
		return this.messages.incrementAndGet();
	}

	/** Returns the name of a new message. */
	static String newMessageId() {
		return "urn:uuid:" + UUID.randomUUID();
	}

}
