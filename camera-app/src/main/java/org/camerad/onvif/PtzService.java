package org.camerad.onvif;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.camerad.audit.AuditEvent;
import org.camerad.audit.AuditKind;
import org.camerad.driver.PtzMotion;
import org.camerad.driver.PtzPosition;

/** The PTZ service (ver20/ptz/wsdl). */
final class PtzService {

	private static final Service.About ABOUT = new Service.About(Names.PTZ, "tptz", "/onvif/ptz_service", 26, 6);

	private static final Set<String> NOT_BUILT = Service.names("""
			SetConfiguration SendAuxiliaryCommand RelativeMove AbsoluteMove GeoMove GetPresetTours GetPresetTour
			GetPresetTourOptions CreatePresetTour ModifyPresetTour OperatePresetTour RemovePresetTour
			MoveAndStartTracking
			""");

	private static final int MAX_NAME = 64;

	private final OnvifParts parts;

	private final MediaProfiles profiles;

	private final PtzWriter writer;

	private final PtzPresetNames names;

	private PtzService(MediaParts media, OnvifSettings settings) {
		this.parts = media.parts();
		this.profiles = media.profiles();
		this.writer = new PtzWriter(media.profiles());
		this.names = new PtzPresetNames(this.parts.presets(), settings);
	}

	/** Creates the service. */
	static Service of(MediaParts media, OnvifSettings settings) {
		PtzService service = new PtzService(media, settings);
		return Service.of(ABOUT, media.tokens()::hasPtz, service::writeCapabilities,
				new Service.Category("PTZ", (out) -> {
				}), NOT_BUILT, Stream.concat(service.queries(), service.actions()));
	}

	private Stream<Operation> queries() {
		return Stream.of(new Operation("GetNodes", Access.READ_MEDIA, (call, out) -> this.writer.writeNode(out)),
				new Operation("GetNode", Access.READ_MEDIA, this::writeNode),
				new Operation("GetConfigurations", Access.READ_MEDIA,
						(call, out) -> this.writer.writeConfiguration("tptz:PTZConfiguration", out)),
				new Operation("GetCompatibleConfigurations", Access.READ_MEDIA, this::writeCompatible),
				new Operation("GetConfiguration", Access.READ_MEDIA, this::writeConfiguration),
				new Operation("GetConfigurationOptions", Access.READ_MEDIA, this::writeOptions),
				new Operation("GetStatus", Access.READ_MEDIA, this::writeStatus),
				new Operation("GetPresets", Access.READ_MEDIA, this::writePresets));
	}

	private Stream<Operation> actions() {
		return Stream.of(new Operation("ContinuousMove", Access.ACTUATE, (call, out) -> move(call.request())),
				new Operation("Stop", Access.ACTUATE, (call, out) -> stop(call.request())),
				new Operation("SetPreset", Access.ACTUATE, this::setPreset),
				new Operation("GotoPreset", Access.ACTUATE, (call, out) -> callPreset(call.request())),
				new Operation("RemovePreset", Access.ACTUATE, (call, out) -> removePreset(call.request())),
				new Operation("GotoHomePosition", Access.ACTUATE, (call, out) -> callHome(call.request())),
				new Operation("SetHomePosition", Access.ACTUATE, (call, out) -> setHome(call.request())));
	}

	private void writeCapabilities(SoapWriter out) {
		out.start("tptz:Capabilities").attribute("EFlip", false).attribute("Reverse", false);
		out.attribute("GetCompatibleConfigurations", true).attribute("MoveStatus", true);
		out.attribute("StatusPosition", hasPosition()).end();
	}

	private boolean hasPosition() {
		try {
			return position().isPresent();
		}
		catch (org.camerad.camera.CameraFailure ex) {
			return false;
		}
	}

	private Optional<PtzPosition> position() {
		return this.parts.calls().ptzPosition().filter((position) -> Double.isFinite(position.panDegrees()));
	}

	/** Checks that the request's profile has the head. */
	private void checkProfile(SoapElement request) {
		if (!this.profiles.require(request.requireText("ProfileToken")).has(MediaKind.PTZ)) {
			throw SoapFault.invalidValue("ter:NoPTZProfile", "the profile has no PTZ configuration");
		}
	}

	private void writeNode(SoapCall call, SoapWriter out) {
		if (!call.request().requireText("NodeToken").equals(PtzWriter.NODE)) {
			throw SoapFault.invalidValue("ter:NoEntity", "there is no such node");
		}
		this.writer.writeNode(out);
	}

	private void writeCompatible(SoapCall call, SoapWriter out) {
		this.profiles.require(call.request().requireText("ProfileToken"));
		this.writer.writeConfiguration("tptz:PTZConfiguration", out);
	}

	private static void checkConfiguration(SoapElement request, String name) {
		if (!request.requireText(name).equals(MediaTokens.PTZ)) {
			throw SoapFault.invalidValue("ter:NoConfig", "there is no such configuration");
		}
	}

	private void writeConfiguration(SoapCall call, SoapWriter out) {
		checkConfiguration(call.request(), "PTZConfigurationToken");
		this.writer.writeConfiguration("tptz:PTZConfiguration", out);
	}

	private void writeOptions(SoapCall call, SoapWriter out) {
		checkConfiguration(call.request(), "ConfigurationToken");
		this.writer.writeOptions(out);
	}

	private void writeStatus(SoapCall call, SoapWriter out) {
		checkProfile(call.request());
		out.start("tptz:PTZStatus");
		position().ifPresent((position) -> PtzWriter.writePosition(position, out));
		String state = this.parts.head().isMoving() ? "MOVING" : "IDLE";
		out.start("tt:MoveStatus").element("tt:PanTilt", state).element("tt:Zoom", state).end();
		out.element("tt:UtcTime", this.parts.now().truncatedTo(ChronoUnit.SECONDS)).end();
	}

	// --- movement ---

	private void move(SoapElement request) {
		checkProfile(request);
		SoapElement velocity = request.require("Velocity");
		Duration time = duration(request.findText("Timeout").orElse(PtzWriter.DEFAULT_TIMEOUT));
		Optional<SoapElement> panTilt = velocity.find("PanTilt");
		OptionalDouble zoom = coordinate(velocity.find("Zoom"), "x", PtzWriter.ZOOM_VELOCITY);
		OptionalDouble pan = coordinate(panTilt, "x", PtzWriter.VELOCITY);
		OptionalDouble tilt = coordinate(panTilt, "y", PtzWriter.VELOCITY);
		this.parts.head().move(time, (motion) -> changed(motion, pan, tilt, zoom));
	}

	private static PtzMotion changed(PtzMotion motion, OptionalDouble pan, OptionalDouble tilt, OptionalDouble zoom) {
		int speed = motion.speed();
		if (pan.isPresent()) {
			double fastest = Math.max(Math.abs(pan.getAsDouble()), Math.abs(tilt.getAsDouble()));
			speed = PtzMotion.SPEED.nearest((int) Math.round(fastest * PtzMotion.SPEED.max()));
		}
		return new PtzMotion(direction(pan, motion.pan()), direction(tilt, motion.tilt()), speed,
				direction(zoom, motion.zoom()), motion.focus(), motion.iris());
	}

	private static int direction(OptionalDouble velocity, int former) {
		return velocity.isPresent() ? (int) Math.signum(velocity.getAsDouble()) : former;
	}

	private static OptionalDouble coordinate(Optional<SoapElement> vector, String axis, String space) {
		if (vector.isEmpty()) {
			return OptionalDouble.empty();
		}
		Map<String, String> attributes = vector.get().attributes();
		if (!List.of("", space).contains(attributes.getOrDefault("space", ""))) {
			throw SoapFault.invalidValue("ter:SpaceNotSupported", "there is no such space");
		}
		double value = new SoapElement("", axis, Map.of(), Map.of(), attributes.getOrDefault(axis, ""), List.of())
			.decimal();
		if (Math.abs(value) > 1) {
			throw SoapFault.invalidValue("ter:InvalidVelocity", axis + " must be from -1 to 1");
		}
		return OptionalDouble.of(value);
	}

	private static Duration duration(String text) {
		try {
			Duration time = Duration.parse(text);
			if (!time.isNegative() && !time.isZero() && time.toDays() < 1) {
				return time;
			}
		}
		catch (DateTimeException ex) {
			// Refused below, like a duration that is too long.
		}
		throw SoapFault.invalidValue("ter:TimeoutNotSupported", "the timeout must be a duration of less than a day");
	}

	private void stop(SoapElement request) {
		checkProfile(request);
		boolean panTilt = request.find("PanTilt").map(SoapElement::flag).orElse(true);
		boolean zoom = request.find("Zoom").map(SoapElement::flag).orElse(true);
		if (panTilt && zoom) {
			this.parts.head().stop();
			return;
		}
		UnaryOperator<PtzMotion> rest = (motion) -> new PtzMotion(panTilt ? 0 : motion.pan(),
				panTilt ? 0 : motion.tilt(), motion.speed(), zoom ? 0 : motion.zoom(), motion.focus(), motion.iris());
		this.parts.head().move(duration(PtzWriter.DEFAULT_TIMEOUT), rest);
	}

	// --- presets ---

	private void writePresets(SoapCall call, SoapWriter out) {
		checkProfile(call.request());
		this.names.all()
			.forEach((number,
					name) -> out.start("tptz:Preset").attribute("token", number).element("tt:Name", name).end());
	}

	private int requirePreset(SoapElement request) {
		String token = request.requireText("PresetToken");
		return this.names.all()
			.keySet()
			.stream()
			.filter((number) -> String.valueOf(number).equals(token))
			.findFirst()
			.orElseThrow(() -> SoapFault.invalidValue("ter:NoToken", "there is no such preset"));
	}

	private void setPreset(SoapCall call, SoapWriter out) {
		checkProfile(call.request());
		Optional<SoapElement> token = call.request().find("PresetToken").filter((element) -> !element.text().isEmpty());
		int number = token.isPresent() ? requirePreset(call.request()) : this.names.free();
		Optional<String> name = call.request().findText("PresetName").filter((text) -> !text.isEmpty());
		name.ifPresent((text) -> checkName(text, number));
		recorded("add_preset", () -> this.parts.presets().add(number));
		name.ifPresent((text) -> this.names.name(number, text));
		out.element("tptz:PresetToken", number);
	}

	private void checkName(String name, int number) {
		if (name.length() > MAX_NAME) {
			throw SoapFault.invalidValue("ter:InvalidPresetName", "a name has at most " + MAX_NAME + " characters");
		}
		boolean taken = this.names.all()
			.entrySet()
			.stream()
			.anyMatch((preset) -> preset.getKey() != number && preset.getValue().equals(name));
		if (taken) {
			throw SoapFault.invalidValue("ter:PresetExist", "there is a preset of that name");
		}
	}

	private void recorded(String name, Runnable change) {
		this.parts.audit().recorded(AuditEvent.of(AuditKind.SET, "ptz_ctrl", List.of(name)), () -> {
			change.run();
			return null;
		});
	}

	private void callPreset(SoapElement request) {
		checkProfile(request);
		this.parts.presets().call(requirePreset(request));
	}

	private void removePreset(SoapElement request) {
		checkProfile(request);
		int number = requirePreset(request);
		recorded("delete_preset", () -> this.parts.presets().delete(number));
		this.names.forget(number);
	}

	private void callHome(SoapElement request) {
		checkProfile(request);
		this.parts.presets()
			.call(this.names.home()
				.orElseThrow(() -> SoapFault.invalidValue("ter:NoHomePosition", "no home position was set")));
	}

	private void setHome(SoapElement request) {
		checkProfile(request);
		int number = this.names.homeNumber();
		recorded("add_preset", () -> this.parts.presets().add(number));
		this.names.saveHome(number);
	}

}
