package org.camerad.onvif;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.camerad.audit.AuditEvent;
import org.camerad.audit.AuditKind;

/** The PTZ service (ver20/ptz/wsdl). */
final class PtzService {

	private static final Service.About ABOUT = new Service.About(Names.PTZ, "tptz", "/onvif/ptz_service", 26, 6);

	private static final Set<String> NOT_BUILT = Service.names("""
			SendAuxiliaryCommand GeoMove GetPresetTours GetPresetTour GetPresetTourOptions CreatePresetTour
			ModifyPresetTour OperatePresetTour RemovePresetTour MoveAndStartTracking
			""");

	private static final int MAX_NAME = 64;

	private final OnvifParts parts;

	private final MediaProfiles profiles;

	private final PtzWriter writer;

	private final PtzPresetNames names;

	private final PtzMoves moves;

	private PtzService(MediaParts media, OnvifSettings settings) {
		this.parts = media.parts();
		this.profiles = media.profiles();
		this.writer = media.ptz();
		this.moves = new PtzMoves(media);
		this.names = new PtzPresetNames(this.parts.presets(), settings);
	}

	/** Creates the service. */
	static Service of(MediaParts media, OnvifSettings settings) {
		PtzService service = new PtzService(media, settings);
		return Service.of(ABOUT, media.tokens()::hasPtz, service::writeCapabilities,
				new Service.Category("PTZ", (out) -> {
				}), NOT_BUILT, Stream.of(service.queries(), service.moves.operations(), service.actions())
					.flatMap((operations) -> operations));
	}

	private Stream<Operation> queries() {
		return Stream.of(new Operation("GetNodes", Access.READ_MEDIA, (call, out) -> this.writer.writeNode(out)),
				new Operation("GetNode", Access.READ_MEDIA, this::writeNode),
				new Operation("GetConfigurations", Access.READ_MEDIA,
						(call, out) -> this.writer.writeConfiguration("tptz:PTZConfiguration", out)),
				new Operation("GetCompatibleConfigurations", Access.READ_MEDIA, this::writeCompatible),
				new Operation("GetConfiguration", Access.READ_MEDIA, this::writeConfiguration),
				new Operation("GetConfigurationOptions", Access.READ_MEDIA, this::writeOptions),
				new Operation("SetConfiguration", Access.ACTUATE, (call, out) -> setConfiguration(call.request())),
				new Operation("GetPresets", Access.READ_MEDIA, this::writePresets));
	}

	private Stream<Operation> actions() {
		return Stream.of(new Operation("SetPreset", Access.ACTUATE, this::setPreset),
				new Operation("GotoPreset", Access.ACTUATE, (call, out) -> callPreset(call.request())),
				new Operation("RemovePreset", Access.ACTUATE, (call, out) -> removePreset(call.request())),
				new Operation("GotoHomePosition", Access.ACTUATE, (call, out) -> callHome(call.request())),
				new Operation("SetHomePosition", Access.ACTUATE, (call, out) -> setHome(call.request())));
	}

	private void writeCapabilities(SoapWriter out) {
		out.start("tptz:Capabilities").attribute("EFlip", false).attribute("Reverse", false);
		out.attribute("GetCompatibleConfigurations", true).attribute("MoveStatus", true);
		out.attribute("StatusPosition", this.moves.reportsPosition()).end();
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

	private void setConfiguration(SoapElement request) {
		SoapElement configuration = request.require("PTZConfiguration");
		if (!configuration.attributes().getOrDefault("token", "").equals(MediaTokens.PTZ)) {
			throw SoapFault.invalidValue("ter:NoConfig", "there is no such configuration");
		}
		if (this.writer.defaults().set(configuration, this.writer.spaces())) {
			this.parts.tellConfigurationChanged(MediaTokens.PTZ, MediaKind.PTZ.word());
		}
	}

	// --- presets ---

	private void writePresets(SoapCall call, SoapWriter out) {
		this.moves.profile(call.request());
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
		this.moves.profile(call.request());
		checkStill();
		out.element("tptz:PresetToken", this.names.change(() -> setPreset(call.request())));
	}

	private int setPreset(SoapElement request) {
		Optional<SoapElement> token = request.find("PresetToken").filter((element) -> !element.text().isEmpty());
		int number = token.isPresent() ? requirePreset(request) : this.names.free();
		Optional<String> name = request.findText("PresetName").filter((text) -> !text.isEmpty());
		name.ifPresent((text) -> checkName(text, number));
		recorded("add_preset", () -> this.parts.presets().add(number));
		name.ifPresent((text) -> this.names.name(number, text));
		return number;
	}

	private void checkStill() {
		if (this.parts.head().movement().isMoving()) {
			throw SoapFault.receiver("the head is moving", "ter:Action", "ter:MovingPTZ");
		}
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
		this.moves.profile(request);
		this.parts.presets().call(requirePreset(request));
	}

	private void removePreset(SoapElement request) {
		this.moves.profile(request);
		this.names.change(() -> {
			int number = requirePreset(request);
			recorded("delete_preset", () -> this.parts.presets().delete(number));
			return number;
		});
	}

	private void callHome(SoapElement request) {
		this.moves.profile(request);
		this.parts.presets()
			.call(this.names.home()
				.orElseThrow(() -> SoapFault.invalidValue("ter:NoHomePosition", "no home position was set")));
	}

	private void setHome(SoapElement request) {
		this.moves.profile(request);
		this.names.change(() -> {
			int number = this.names.homeNumber();
			recorded("add_preset", () -> this.parts.presets().add(number));
			this.names.saveHome(number);
			return number;
		});
	}

}
