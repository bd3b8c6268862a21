package org.camerad.onvif;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.camerad.camera.CameraFailure;
import org.camerad.camera.StreamId;
import org.camerad.driver.PtzMotion;
import org.camerad.driver.PtzPosition;
import org.camerad.driver.PtzPositioning;
import org.camerad.driver.Resolution;
import org.camerad.ptz.PtzMovement;
import org.jspecify.annotations.Nullable;

/** The operations that move the head, and its status. Any thread. */
final class PtzMoves {

	private final MediaParts media;

	private final PtzSpaces spaces;

	private final PtzDefaults defaults;

	PtzMoves(MediaParts media) {
		this.media = media;
		this.spaces = media.ptz().spaces();
		this.defaults = media.ptz().defaults();
	}

	Stream<Operation> operations() {
		return Stream.of(new Operation("ContinuousMove", Access.ACTUATE, (call, out) -> move(call.request())),
				new Operation("AbsoluteMove", Access.ACTUATE, (call, out) -> moveTo(call.request())),
				new Operation("RelativeMove", Access.ACTUATE, (call, out) -> moveBy(call.request())),
				new Operation("Stop", Access.ACTUATE, (call, out) -> stop(call.request())),
				new Operation("GetStatus", Access.READ_MEDIA, this::writeStatus));
	}

	/** Returns the request's profile, which must have the head. */
	MediaProfile profile(SoapElement request) {
		MediaProfile profile = this.media.profiles().require(request.requireText("ProfileToken"));
		if (!profile.has(MediaKind.PTZ)) {
			throw SoapFault.invalidValue("ter:NoPTZProfile", "the profile has no PTZ configuration");
		}
		return profile;
	}

	/** Returns whether the head reports its position. */
	boolean reportsPosition() {
		try {
			return position().isPresent();
		}
		catch (CameraFailure ex) {
			return false;
		}
	}

	private Optional<PtzPosition> position() {
		return this.spaces.position()
			.filter((position) -> Double.isFinite(position.panDegrees()) && Double.isFinite(position.tiltDegrees()));
	}

	private void writeStatus(SoapCall call, SoapWriter out) {
		profile(call.request());
		PtzMovement movement = this.media.parts().head().movement();
		out.start("tptz:PTZStatus");
		position().ifPresent((position) -> this.spaces.writePosition(position, out));
		out.start("tt:MoveStatus").element("tt:PanTilt", word(movement.turns()));
		out.element("tt:Zoom", word(movement.zooms())).end();
		out.element("tt:UtcTime", this.media.parts().now().truncatedTo(ChronoUnit.SECONDS)).end();
	}

	private static String word(boolean moving) {
		return moving ? "MOVING" : "IDLE";
	}

	// --- continuous moves ---

	private void move(SoapElement request) {
		profile(request);
		SoapElement velocity = request.require("Velocity");
		Duration time = request.findText("Timeout").map(PtzRequests::duration).orElseGet(this.defaults::timeout);
		PtzRequests.Vector turn = PtzRequests.panTilt(velocity, List.of(PtzSpaces.VELOCITY))
			.map((vector) -> vector.inside(-1, 1, "ter:InvalidVelocity"))
			.orElse(null);
		PtzRequests.Vector zoom = PtzRequests.zoom(velocity, List.of(PtzSpaces.ZOOM_VELOCITY))
			.map((vector) -> vector.inside(-1, 1, "ter:InvalidVelocity"))
			.orElse(null);
		this.media.parts().head().move(time, (motion) -> changed(motion, turn, zoom));
	}

	private static PtzMotion changed(PtzMotion motion, PtzRequests.@Nullable Vector turn,
			PtzRequests.@Nullable Vector zoom) {
		int speed = (turn == null) ? motion.speed() : PtzMotion.SPEED
			.nearest((int) Math.round(Math.max(Math.abs(turn.x()), Math.abs(turn.y())) * PtzMotion.SPEED.max()));
		return new PtzMotion((turn == null) ? motion.pan() : (int) Math.signum(turn.x()),
				(turn == null) ? motion.tilt() : (int) Math.signum(turn.y()), speed,
				(zoom == null) ? motion.zoom() : (int) Math.signum(zoom.x()), motion.focus(), motion.iris());
	}

	// --- moves to positions ---

	private PtzPositioning positioning() {
		return this.spaces.positioning()
			.orElseThrow(() -> SoapFault.notSupported("this head cannot be moved to a position"));
	}

	private void moveTo(SoapElement request) {
		PtzPositioning head = positioning();
		profile(request);
		SoapElement position = request.require("Position");
		double speed = speed(request);
		Optional<PtzRequests.Vector> turn = PtzRequests.panTilt(position,
				List.of(PtzSpaces.POSITION, PtzSpaces.DEGREES));
		Optional<PtzRequests.Vector> zoom = PtzRequests.zoom(position, List.of(PtzSpaces.ZOOM_POSITION))
			.map((vector) -> vector.inside(0, 1, "ter:InvalidPosition"));
		double pan = Double.NaN;
		double tilt = Double.NaN;
		if (turn.isPresent()) {
			PtzRequests.Vector place = generic(turn.get(), head).inside(-1, 1, "ter:InvalidPosition");
			pan = PtzSpaces.value(place.x(), head.lowest().panDegrees(), head.highest().panDegrees());
			tilt = PtzSpaces.value(place.y(), head.lowest().tiltDegrees(), head.highest().tiltDegrees());
		}
		approach(pan, tilt,
				zoom.map((vector) -> PtzSpaces.value(2 * vector.x() - 1, head.lowest().zoom(), head.highest().zoom()))
					.orElse(Double.NaN),
				speed);
	}

	/** Returns a position in the generic space. */
	private static PtzRequests.Vector generic(PtzRequests.Vector vector, PtzPositioning head) {
		return vector.space().equals(PtzSpaces.POSITION) ? vector
				: new PtzRequests.Vector(PtzSpaces.POSITION,
						PtzSpaces.share(vector.x(), head.lowest().panDegrees(), head.highest().panDegrees()),
						PtzSpaces.share(vector.y(), head.lowest().tiltDegrees(), head.highest().tiltDegrees()));
	}

	private double speed(SoapElement request) {
		return request.find("Speed").flatMap(PtzRequests::speed).orElseGet(this.defaults::speed);
	}

	private void moveBy(SoapElement request) {
		PtzPositioning head = positioning();
		MediaProfile profile = profile(request);
		SoapElement translation = request.require("Translation");
		double speed = speed(request);
		boolean field = this.spaces.hasField() && profile.has(MediaKind.VIDEO_SOURCE);
		List<String> offered = field ? List.of(PtzSpaces.FIELD, PtzSpaces.TRANSLATION) : List.of(PtzSpaces.TRANSLATION);
		Optional<PtzRequests.Vector> turn = PtzRequests.panTilt(translation, offered)
			.map((vector) -> vector.inside(-1, 1, "ter:InvalidTranslation"));
		Optional<PtzRequests.Vector> zoom = PtzRequests.zoom(translation, List.of(PtzSpaces.ZOOM_TRANSLATION))
			.map((vector) -> vector.inside(-1, 1, "ter:InvalidTranslation"));
		PtzPosition from = position().orElseThrow(CameraFailure::unavailable);
		Optional<PtzPosition> to = turn.map((vector) -> translated(from, vector, profile, head));
		approach(
				to.map((place) -> within(place.panDegrees(), head.lowest().panDegrees(), head.highest().panDegrees()))
					.orElse(Double.NaN),
				to.map((place) -> within(place.tiltDegrees(), head.lowest().tiltDegrees(),
						head.highest().tiltDegrees()))
					.orElse(Double.NaN),
				zoom.map((vector) -> within(from.zoom() + vector.x() * (head.highest().zoom() - head.lowest().zoom()),
						head.lowest().zoom(), head.highest().zoom()))
					.orElse(Double.NaN),
				speed);
	}

	private PtzPosition translated(PtzPosition from, PtzRequests.Vector vector, MediaProfile profile,
			PtzPositioning head) {
		if (vector.space().equals(PtzSpaces.FIELD)) {
			StreamId stream = profile.stream();
			Resolution size = this.media.writer().video((stream != null) ? stream : StreamId.MAIN).resolution();
			return head.centred(from, vector.x(), vector.y(), (double) size.width() / size.height())
				.orElseThrow(CameraFailure::unavailable);
		}
		return new PtzPosition(
				from.panDegrees() + vector.x() * (head.highest().panDegrees() - head.lowest().panDegrees()),
				from.tiltDegrees() + vector.y() * (head.highest().tiltDegrees() - head.lowest().tiltDegrees()),
				from.zoom(), from.focus(), from.iris());
	}

	private static double within(double value, double lowest, double highest) {
		return Math.max(lowest, Math.min(highest, value));
	}

	private void approach(double pan, double tilt, double zoom, double speed) {
		if (!Double.isNaN(pan) || !Double.isNaN(zoom)) {
			this.media.parts().head().approach(new PtzPosition(pan, tilt, zoom, Double.NaN, Double.NaN), speed);
		}
	}

	// --- stop ---

	private void stop(SoapElement request) {
		profile(request);
		boolean panTilt = request.find("PanTilt").map(SoapElement::flag).orElse(true);
		boolean zoom = request.find("Zoom").map(SoapElement::flag).orElse(true);
		if (panTilt && zoom) {
			this.media.parts().head().stop();
		}
		else if (panTilt || zoom) {
			stopSome(panTilt, zoom);
		}
	}

	/** Stops some axes. Others may be on their way to a position, or move on. */
	private void stopSome(boolean panTilt, boolean zoom) {
		Optional<PtzPosition> position = this.spaces.positioning().flatMap((head) -> position());
		if (position.isPresent()) {
			PtzPosition now = position.get();
			approach(panTilt ? now.panDegrees() : Double.NaN, panTilt ? now.tiltDegrees() : Double.NaN,
					zoom ? now.zoom() : Double.NaN, 1);
			return;
		}
		this.media.parts()
			.head()
			.move(this.defaults.timeout(),
					(motion) -> new PtzMotion(panTilt ? 0 : motion.pan(), panTilt ? 0 : motion.tilt(), motion.speed(),
							zoom ? 0 : motion.zoom(), motion.focus(), motion.iris()));
	}

}
