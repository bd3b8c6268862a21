package org.camerad.onvif;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The module that finds motion, whose grid and sensitivity are the contract's. It is
 * always there. Any thread.
 */
final class AnalyticsModules {

	private static final String INVALID = "ter:InvalidModule";

	private static final int MIN_SENSITIVITY = 1;

	private static final int MAX_SENSITIVITY = 100;

	private final MotionDetector detector;

	AnalyticsModules(MotionDetector detector) {
		this.detector = detector;
	}

	Stream<Operation> operations() {
		return Stream.of(new Operation("GetSupportedAnalyticsModules", Access.READ_MEDIA, (call, out) -> {
			MotionDetector.checkToken(call.request());
			AnalyticsWriter.writeModuleDescription(out);
		}), new Operation("GetAnalyticsModules", Access.READ_MEDIA, (call, out) -> {
			MotionDetector.checkToken(call.request());
			AnalyticsWriter.writeModule("tan:AnalyticsModule", this.detector.motion(), out);
		}), new Operation("GetAnalyticsModuleOptions", Access.READ_MEDIA, this::writeOptions),
				new Operation("GetSupportedMetadata", Access.READ_MEDIA, (call, out) -> {
					if (isOurs(call.request())) {
						AnalyticsWriter.writeSample(this.detector.motion(), out);
					}
				}), new Operation("CreateAnalyticsModules", Access.ACTUATE, (call, out) -> create(call.request())),
				new Operation("ModifyAnalyticsModules", Access.ACTUATE, (call, out) -> modify(call.request())),
				new Operation("DeleteAnalyticsModules", Access.ACTUATE, (call, out) -> delete(call.request())));
	}

	private void writeOptions(SoapCall call, SoapWriter out) {
		MotionDetector.checkToken(call.request());
		if (!isOurs(call.request())) {
			throw invalid("there is no such type of modules");
		}
		AnalyticsWriter.writeOptions("tan:Options", AnalyticsWriter.MODULE_TYPE, "Sensitivity", MIN_SENSITIVITY,
				MAX_SENSITIVITY, out);
	}

	/** Returns whether a request names the only type of modules, or none. */
	private static boolean isOurs(SoapElement request) {
		return request.find("Type")
			.map((type) -> AnalyticsConfig.localName(type, type.text()).equals(AnalyticsWriter.MODULE_TYPE))
			.orElse(true);
	}

	private static SoapFault invalid(String reason) {
		return SoapFault.invalidValue(INVALID, reason);
	}

	private static void create(SoapElement request) {
		MotionDetector.checkToken(request);
		request.require("AnalyticsModule");
		throw SoapFault.receiver("the camera has its only module", "ter:Action", "ter:TooManyModules");
	}

	private static void delete(SoapElement request) {
		MotionDetector.checkToken(request);
		request.require("AnalyticsModuleName");
		request.all("AnalyticsModuleName").forEach((name) -> checkExists(name.text()));
		throw SoapFault.receiver("the module is fixed; delete the rule to switch motion detection off", "ter:Action",
				"ter:ConfigurationConflict");
	}

	private static void checkExists(String name) {
		if (!name.equals(MotionTokens.MODULE)) {
			throw SoapFault.invalidValue("ter:NameNotExistent", "there is no module of that name");
		}
	}

	private void modify(SoapElement request) {
		MotionDetector.checkToken(request);
		request.require("AnalyticsModule");
		List<AnalyticsConfig> modules = request.all("AnalyticsModule")
			.map((module) -> AnalyticsConfig.read(module, INVALID))
			.toList();
		modules.forEach((module) -> checkExists(module.name()));
		if (modules.size() > 1 || !modules.get(0).type().equals(AnalyticsWriter.MODULE_TYPE)) {
			throw invalid("there is one module, of the type tt:" + AnalyticsWriter.MODULE_TYPE);
		}
		apply(modules.get(0));
	}

	private void apply(AnalyticsConfig wanted) {
		if (!Set.of("Sensitivity").containsAll(wanted.items().keySet())
				|| !Set.of("Layout").containsAll(wanted.elements().keySet())) {
			throw invalid("the parameters are Sensitivity and Layout");
		}
		Map<String, String> query = new HashMap<>();
		wanted.number("Sensitivity", MIN_SENSITIVITY, MAX_SENSITIVITY, INVALID)
			.ifPresent((value) -> query.put("sensitivity", String.valueOf(value)));
		Optional.ofNullable(wanted.elements().get("Layout")).ifPresent((layout) -> {
			String columns = layout.attributes().getOrDefault("Columns", "").strip();
			query.put("blockcount", columns + "x" + layout.attributes().getOrDefault("Rows", "").strip());
		});
		this.detector.change(query, INVALID);
	}

}
