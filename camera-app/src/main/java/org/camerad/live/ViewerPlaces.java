package org.camerad.live;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.camerad.camera.CameraFailure;
import org.camerad.cgi.CameraPart;
import org.camerad.limit.KeyedPlaces;
import org.camerad.limit.Refusals;
import org.camerad.operation.CameraMeters;
import org.camerad.operation.LimitProperties;
import org.camerad.session.AddressGroup;

/**
 * The places for the viewers of one camera: MJPEG clients, listeners to events and RTSP
 * sessions. They are limited for each user and for each address, so that one user leaves
 * places to others. Thread-safe.
 */
public final class ViewerPlaces implements CameraPart {

	private final KeyedPlaces byUser;

	private final KeyedPlaces byAddress;

	private final Refusals ofUsers;

	private final Refusals ofAddresses;

	/** Creates places, all free. */
	public ViewerPlaces(LimitProperties limits, CameraMeters meters) {
		this.byUser = new KeyedPlaces(limits.viewersPerUser(), Integer.MAX_VALUE);
		this.byAddress = new KeyedPlaces(limits.viewersPerAddress(), Integer.MAX_VALUE);
		this.ofUsers = new Refusals("viewer", "camera.limits.viewers-per-user=" + limits.viewersPerUser(),
				meters.counter("camera.viewers.refused", "limit", "user"));
		this.ofAddresses = new Refusals("viewer", "camera.limits.viewers-per-address=" + limits.viewersPerAddress(),
				meters.counter("camera.viewers.refused", "limit", "address"));
	}

	/**
	 * Takes a place.
	 * @param user the name of the authenticated user
	 * @param address the client's address
	 * @return empty if the user or the address has no place left
	 */
	public Optional<Place> take(String user, String address) {
		String group = AddressGroup.of(address);
		if (!this.byUser.take(user)) {
			this.ofUsers.add("user " + user);
			return Optional.empty();
		}
		if (!this.byAddress.take(group)) {
			this.byUser.giveBack(user);
			this.ofAddresses.add(group);
			return Optional.empty();
		}
		return Optional.of(new Place(() -> giveBack(user, group)));
	}

	/**
	 * Takes a place.
	 * @throws CameraFailure UNAVAILABLE if the user or the address has no place left
	 */
	Place require(String user, String address) {
		return take(user, address).orElseThrow(CameraFailure::unavailable);
	}

	private void giveBack(String user, String group) {
		this.byUser.giveBack(user);
		this.byAddress.giveBack(group);
	}

	/** The place of one viewer. Thread-safe. */
	public static final class Place implements AutoCloseable {

		private final AtomicBoolean closed = new AtomicBoolean();

		private final Runnable giveBack;

		Place(Runnable giveBack) {
			this.giveBack = giveBack;
		}

		/** Returns a place that is given back after this one. */
		Place and(Runnable more) {
			return new Place(() -> {
				close();
				more.run();
			});
		}

		/** Gives the place back. Further calls do nothing. */
		@Override
		public void close() {
			if (!this.closed.getAndSet(true)) {
				this.giveBack.run();
			}
		}

	}

}
