package org.camerad.live;

import java.util.List;

import org.camerad.camera.CameraCalls;
import org.camerad.camera.ResetListener;
import org.camerad.camera.StreamId;
import org.camerad.cgi.AfterResponse;
import org.camerad.cgi.CameraPart;
import org.camerad.operation.CameraMeters;
import org.camerad.user.UserListener;

/**
 * The MJPEG broadcasts of all streams of one camera. Ends clients when their user changes
 * or the camera is reset. Thread-safe.
 */
public final class MjpegBroadcasts implements CameraPart, UserListener, ResetListener, AutoCloseable {

	private final CameraCalls calls;

	private final LiveTraffic traffic;

	private final List<MjpegBroadcast> broadcasts;

	public MjpegBroadcasts(CameraCalls calls, LiveTraffic traffic, CameraMeters meters) {
		this.calls = calls;
		this.traffic = traffic;
		this.broadcasts = List.of(broadcast("main", StreamId.MAIN), broadcast("sub", StreamId.SUB));
		meters.gauge("camera.live.viewers", this, MjpegBroadcasts::clients);
	}

	private MjpegBroadcast broadcast(String name, StreamId stream) {
		return new MjpegBroadcast(name, () -> stream.of(this.calls.camera()).pictures(),
				() -> this.calls.recordPicture(stream), this.traffic);
	}

	/** Passes all following pictures through an interceptor. */
	public void intercept(MediaInterceptor interceptor) {
		this.broadcasts.forEach((broadcast) -> broadcast.intercept(interceptor));
	}

	/**
	 * Returns the broadcast of a stream.
	 * @throws org.camerad.camera.CameraFailure UNAVAILABLE while no camera is open
	 */
	MjpegBroadcast of(StreamId stream) {
		this.calls.camera();
		return this.broadcasts.get(stream.ordinal());
	}

	/** Returns the number of clients. */
	public int clients() {
		return this.broadcasts.stream().mapToInt(MjpegBroadcast::clients).sum();
	}

	@Override
	public void onUserChanged(String name, boolean deleted) {
		this.broadcasts.forEach((broadcast) -> broadcast.end((client) -> client.user().equals(name)));
	}

	@Override
	public void onReset(Reset reset, AfterResponse afterResponse) {
		this.broadcasts.forEach((broadcast) -> broadcast.end((client) -> true));
	}

	/** Disconnects all clients, before the web server waits for its connections. */
	@Override
	public void close() {
		this.broadcasts.forEach(MjpegBroadcast::close);
	}

}
