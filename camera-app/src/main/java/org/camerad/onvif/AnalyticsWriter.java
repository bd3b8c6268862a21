package org.camerad.onvif;

import java.util.BitSet;
import java.util.List;
import java.util.Map;

import org.camerad.driver.BlockGrid;
import org.camerad.driver.Motion;

/** Writes the rule and the module of motion detection. */
final class AnalyticsWriter {

	static final String RULE_TYPE = "CellMotionDetector";

	static final String MODULE_TYPE = "CellMotionEngine";

	/** The parameters of the rule, with their types. */
	private static final Map<String, String> RULE_ITEMS = new java.util.LinkedHashMap<>();

	static {
		List.of("MinCount", "AlarmOnDelay", "AlarmOffDelay").forEach((name) -> RULE_ITEMS.put(name, "xs:integer"));
		RULE_ITEMS.put("ActiveCells", "xs:base64Binary");
	}

	private AnalyticsWriter() {
	}

	/** Writes a rule, such as into {@code tan:Rule}. */
	static void writeRule(String element, MotionRule rule, Motion motion, SoapWriter out) {
		out.start(element).attribute("Name", rule.name()).attribute("Type", "tt:" + RULE_TYPE).start("tt:Parameters");
		writeItem("MinCount", rule.minCount(), out);
		writeItem("AlarmOnDelay", rule.onDelayMillis(), out);
		writeItem("AlarmOffDelay", rule.offDelayMillis(), out);
		writeItem("ActiveCells", CellGrid.format(motion.blocks(), motion.blocks().selected()), out);
		out.end().end();
	}

	private static void writeItem(String name, Object value, SoapWriter out) {
		out.start("tt:SimpleItem").attribute("Name", name).attribute("Value", value).end();
	}

	/** Writes the module, such as into {@code tan:AnalyticsModule}. */
	static void writeModule(String element, Motion motion, SoapWriter out) {
		out.start(element).attribute("Name", MotionTokens.MODULE).attribute("Type", "tt:" + MODULE_TYPE);
		out.start("tt:Parameters");
		writeItem("Sensitivity", motion.sensitivity(), out);
		int columns = motion.blocks().columns();
		int rows = motion.blocks().rows();
		out.start("tt:ElementItem").attribute("Name", "Layout").start("tt:CellLayout").attribute("Columns", columns);
		out.attribute("Rows", rows);
		writeTransformation(-1, 1, 2.0 / columns, -2.0 / rows, out);
		out.end().end().end().end();
	}

	/** Writes how coordinates become ONVIF's, which reach from -1 to 1, upwards. */
	static void writeTransformation(double x, double y, double scaleX, double scaleY, SoapWriter out) {
		out.start("tt:Transformation").start("tt:Translate").attribute("x", x).attribute("y", y).end();
		out.start("tt:Scale").attribute("x", (float) scaleX).attribute("y", (float) scaleY).end().end();
	}

	/** Writes what a rule of the only type has. */
	static void writeRuleDescription(SoapWriter out) {
		out.start("tan:SupportedRules").attribute("Limit", 1).start("tt:RuleDescription");
		out.attribute("Name", "tt:" + RULE_TYPE).attribute("maxInstances", 1).start("tt:Parameters");
		RULE_ITEMS.forEach((name, type) -> writeDescription(name, type, out));
		out.end().start("tt:Messages").attribute("IsProperty", true).start("tt:Source");
		writeDescription("VideoSourceConfigurationToken", "tt:ReferenceToken", out);
		writeDescription("VideoAnalyticsConfigurationToken", "tt:ReferenceToken", out);
		writeDescription("Rule", "xs:string", out);
		out.end().start("tt:Data");
		writeDescription("IsMotion", "xs:boolean", out);
		out.end().element("tt:ParentTopic", "tns1:RuleEngine/CellMotionDetector/Motion").end().end().end();
	}

	private static void writeDescription(String name, String type, SoapWriter out) {
		out.start("tt:SimpleItemDescription").attribute("Name", name).attribute("Type", type).end();
	}

	/** Writes what the only type of a module has. */
	static void writeModuleDescription(SoapWriter out) {
		out.start("tan:SupportedAnalyticsModules").attribute("Limit", 1).start("tt:AnalyticsModuleDescription");
		out.attribute("Name", "tt:" + MODULE_TYPE).attribute("fixed", true).attribute("maxInstances", 1);
		out.start("tt:Parameters");
		writeDescription("Sensitivity", "xs:integer", out);
		out.start("tt:ElementItemDescription").attribute("Name", "Layout").attribute("Type", "tt:CellLayout").end();
		out.end().end().end();
	}

	/** Writes a frame as the metadata stream tells what the module finds. */
	static void writeSample(Motion motion, SoapWriter out) {
		out.start("tan:AnalyticsModule").attribute("Type", "tt:" + MODULE_TYPE).start("tan:SampleFrame");
		out.attribute("UtcTime", "2026-01-01T12:00:00.040Z");
		writeTransformation(0, 0, 1, 1, out);
		writeCells(motion.blocks(), motion.blocks().selected(), out);
		out.end().end();
	}

	/** Writes the cells of a frame in which something moves. */
	static void writeCells(BlockGrid grid, BitSet cells, SoapWriter out) {
		out.start("tt:Extension").start("tt:MotionInCells").attribute("Columns", grid.columns());
		out.attribute("Rows", grid.rows()).attribute("Cells", CellGrid.format(grid, cells)).end().end();
	}

	/** Writes the range of a parameter. */
	static void writeOptions(String element, String owner, String name, int min, int max, SoapWriter out) {
		out.start(element).attribute("RuleType", "tt:" + owner).attribute("Name", name).attribute("Type", "xs:integer");
		out.start("tt:IntRange").element("tt:Min", min).element("tt:Max", max).end().end();
	}

}
