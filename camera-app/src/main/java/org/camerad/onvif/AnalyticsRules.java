package org.camerad.onvif;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.camerad.driver.Motion;

/**
 * The rule that detects motion. It exists while the contract's motion detection is
 * enabled. Any thread.
 */
final class AnalyticsRules {

	private static final String INVALID = "ter:InvalidRule";

	private static final Set<String> ITEMS = Set.of("MinCount", "AlarmOnDelay", "AlarmOffDelay", "ActiveCells");

	private final MotionDetector detector;

	AnalyticsRules(MotionDetector detector) {
		this.detector = detector;
	}

	Stream<Operation> operations() {
		return Stream.of(new Operation("GetSupportedRules", Access.READ_MEDIA, (call, out) -> {
			MotionDetector.checkToken(call.request());
			AnalyticsWriter.writeRuleDescription(out);
		}), new Operation("GetRules", Access.READ_MEDIA, this::write),
				new Operation("GetRuleOptions", Access.READ_MEDIA, this::writeOptions),
				new Operation("CreateRules", Access.ACTUATE, (call, out) -> create(call.request())),
				new Operation("ModifyRules", Access.ACTUATE, (call, out) -> modify(call.request())),
				new Operation("DeleteRules", Access.ACTUATE, (call, out) -> delete(call.request())));
	}

	private void write(SoapCall call, SoapWriter out) {
		MotionDetector.checkToken(call.request());
		this.detector.writeRule("tan:Rule", out);
	}

	private void writeOptions(SoapCall call, SoapWriter out) {
		MotionDetector.checkToken(call.request());
		boolean known = call.request()
			.find("RuleType")
			.map((type) -> AnalyticsConfig.localName(type, type.text()).equals(AnalyticsWriter.RULE_TYPE))
			.orElse(true);
		if (!known) {
			throw invalid("there is no such type of rules");
		}
		int cells = cells(this.detector.motion());
		AnalyticsWriter.writeOptions("tan:RuleOptions", AnalyticsWriter.RULE_TYPE, "MinCount", 1, cells, out);
		for (String delay : List.of("AlarmOnDelay", "AlarmOffDelay")) {
			AnalyticsWriter.writeOptions("tan:RuleOptions", AnalyticsWriter.RULE_TYPE, delay, 0,
					MotionRule.MAX_DELAY_MILLIS, out);
		}
	}

	private static int cells(Motion motion) {
		return motion.blocks().columns() * motion.blocks().rows();
	}

	private static SoapFault invalid(String reason) {
		return SoapFault.invalidValue(INVALID, reason);
	}

	private void create(SoapElement request) {
		MotionDetector.checkToken(request);
		List<AnalyticsConfig> rules = read(request);
		if (this.detector.motion().enabled()) {
			String name = this.detector.rule().name();
			throw rules.stream().anyMatch((rule) -> rule.name().equals(name))
					? SoapFault.invalidValue("ter:RuleAlreadyExistent", "there is a rule of that name") : tooMany();
		}
		if (rules.size() > 1) {
			throw tooMany();
		}
		apply(rules.get(0), new MotionRule(rules.get(0).name(), 1, 0, 0));
	}

	private static SoapFault tooMany() {
		return SoapFault.receiver("only one rule is possible", "ter:Action", "ter:TooManyRules");
	}

	private void modify(SoapElement request) {
		MotionDetector.checkToken(request);
		List<AnalyticsConfig> rules = read(request);
		rules.forEach((rule) -> checkExists(rule.name()));
		if (rules.size() > 1) {
			throw invalid("a rule is repeated");
		}
		apply(rules.get(0), this.detector.rule());
	}

	private void delete(SoapElement request) {
		MotionDetector.checkToken(request);
		request.require("RuleName");
		request.all("RuleName").forEach((name) -> checkExists(name.text()));
		this.detector.change(Map.of("enable", "0"), INVALID);
	}

	private void checkExists(String name) {
		if (!this.detector.motion().enabled() || !this.detector.rule().name().equals(name)) {
			throw SoapFault.invalidValue("ter:RuleNotExistent", "there is no rule of that name");
		}
	}

	private static List<AnalyticsConfig> read(SoapElement request) {
		request.require("Rule");
		List<AnalyticsConfig> rules = request.all("Rule").map((rule) -> AnalyticsConfig.read(rule, INVALID)).toList();
		for (AnalyticsConfig rule : rules) {
			if (!rule.type().equals(AnalyticsWriter.RULE_TYPE)) {
				throw invalid("the type of rules is tt:" + AnalyticsWriter.RULE_TYPE);
			}
			if (rule.name().isBlank() || rule.name().length() > MotionRule.MAX_NAME) {
				throw invalid("a name has 1 to " + MotionRule.MAX_NAME + " characters");
			}
			if (!ITEMS.containsAll(rule.items().keySet()) || !rule.elements().isEmpty()) {
				throw invalid("the parameters are " + String.join(", ", ITEMS.stream().sorted().toList()));
			}
		}
		return rules;
	}

	/** Sets what is passed; the rest is as before. */
	private void apply(AnalyticsConfig wanted, MotionRule former) {
		Motion motion = this.detector.motion();
		MotionRule rule = new MotionRule(wanted.name(),
				wanted.number("MinCount", 1, cells(motion), INVALID).orElse(former.minCount()),
				delay(wanted, "AlarmOnDelay", former.onDelayMillis()),
				delay(wanted, "AlarmOffDelay", former.offDelayMillis()));
		Map<String, String> query = new HashMap<>();
		query.put("enable", "1");
		String cells = wanted.items().get("ActiveCells");
		if (cells != null) {
			query.put("areavalue",
					CellGrid.digits(motion.blocks(), cells)
						.orElseThrow(() -> invalid("ActiveCells must have " + motion.blocks().columns() + "x"
								+ motion.blocks().rows() + " cells")));
		}
		this.detector.change(query, INVALID);
		this.detector.save(rule);
	}

	private static int delay(AnalyticsConfig wanted, String name, int former) {
		return wanted.number(name, 0, MotionRule.MAX_DELAY_MILLIS, INVALID).orElse(former);
	}

}
