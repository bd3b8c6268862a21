package org.camerad.contract;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * ONVIF's rule and module of motion detection, and the contract's settings behind them.
 */
class OnvifAnalyticsTests extends SimulatorTestBase {

	private static final String TOKEN = "<tan:ConfigurationToken>analytics</tan:ConfigurationToken>";

	private SoapClient admin;

	@BeforeAll
	void connect() {
		this.admin = new SoapClient(this.camera.port(), TestService.ADMIN, TestService.PASSWORD);
	}

	@AfterEach
	void switchOff() {
		get("motion?enable=0&blockcount=22x18&sensitivity=80");
	}

	private RawResponse ask(String operation, String content) {
		return this.admin.ask("<tan:" + operation + ">" + TOKEN + content + "</tan:" + operation + ">");
	}

	private static String rule(String name, String... items) {
		StringBuilder xml = new StringBuilder("<tan:Rule Type='tt:CellMotionDetector' Name='" + name + "'>")
			.append("<tt:Parameters>");
		for (int i = 0; i < items.length; i += 2) {
			xml.append("<tt:SimpleItem Name='" + items[i] + "' Value='" + items[i + 1] + "'/>");
		}
		return xml.append("</tt:Parameters></tan:Rule>").toString();
	}

	private static String module(String content) {
		return "<tan:AnalyticsModule Name='cells' Type='tt:CellMotionEngine'><tt:Parameters>" + content
				+ "</tt:Parameters></tan:AnalyticsModule>";
	}

	@Test
	void aRuleIsTheMotionDetectionOfTheContract() {
		assertThat(SoapClient.content(ask("GetRules", ""))).doesNotContain("tan:Rule");
		assertThat(ask("CreateRules", rule("door", "MinCount", "5", "AlarmOnDelay", "100", "ActiveCells", "zwA="))
			.status()).isEqualTo(200);
		assertThat(get("motion").attribute("enable")).isEqualTo("1");
		assertThat(get("motion").attribute("areavalue")).isEqualTo("0".repeat(100));
		assertThat(SoapClient.fault(ask("CreateRules", rule("door"))))
			.isEqualTo("400 env:Sender ter:InvalidArgVal ter:RuleAlreadyExistent");
		assertThat(SoapClient.fault(ask("CreateRules", rule("gate"))))
			.isEqualTo("500 env:Receiver ter:Action ter:TooManyRules");
		get("motion?areavalue=" + "8" + "0".repeat(98) + "10");
		assertThat(SoapClient.content(ask("GetRules", ""))).contains("Name=\"door\" Type=\"tt:CellMotionDetector\"",
				"Name=\"MinCount\" Value=\"5\"", "Name=\"AlarmOnDelay\" Value=\"100\"",
				"Name=\"AlarmOffDelay\" Value=\"0\"", "Name=\"ActiveCells\" Value=\"AIDRAAAQ\"");
		assertThat(ask("ModifyRules", rule("door", "ActiveCells", "0P8A8A==")).status()).isEqualTo(200);
		assertThat(get("motion").attribute("areavalue")).isEqualTo("f".repeat(99) + "0");
		assertThat(SoapClient.content(ask("GetRules", ""))).contains("Name=\"MinCount\" Value=\"5\"");
		assertThat(ask("DeleteRules", "<tan:RuleName>door</tan:RuleName>").status()).isEqualTo(200);
		assertThat(get("motion").attribute("enable")).isEqualTo("0");
		assertThat(SoapClient.fault(ask("DeleteRules", "<tan:RuleName>door</tan:RuleName>")))
			.isEqualTo("400 env:Sender ter:InvalidArgVal ter:RuleNotExistent");
		get("motion?enable=1");
		assertThat(SoapClient.content(ask("GetRules", ""))).contains("Name=\"door\"");
	}

	@Test
	void theModuleIsTheGridOfTheContract() {
		get("motion?blockcount=16x12&sensitivity=33");
		assertThat(SoapClient.content(ask("GetAnalyticsModules", ""))).contains("Name=\"Sensitivity\" Value=\"33\"",
				"<tt:CellLayout Columns=\"16\" Rows=\"12\">", "<tt:Scale x=\"0.125\" y=\"-0.16666667\"/>");
		String layout = "<tt:SimpleItem Name='Sensitivity' Value='71'/><tt:ElementItem Name='Layout'>"
				+ "<tt:CellLayout Columns='%s' Rows='10'/></tt:ElementItem>";
		assertThat(ask("ModifyAnalyticsModules", module(String.format(layout, 20))).status()).isEqualTo(200);
		assertThat(get("motion").attribute("blockcount")).isEqualTo("20x10");
		assertThat(get("motion").attribute("sensitivity")).isEqualTo("71");
		assertThat(get("motion").attribute("areavalue")).isEqualTo("f".repeat(50));
		assertThat(SoapClient.fault(ask("ModifyAnalyticsModules", module(String.format(layout, 129)))))
			.isEqualTo("400 env:Sender ter:InvalidArgVal ter:InvalidModule");
		assertThat(SoapClient
			.fault(ask("DeleteAnalyticsModules", "<tan:AnalyticsModuleName>cells</tan:AnalyticsModuleName>")))
			.isEqualTo("500 env:Receiver ter:Action ter:ConfigurationConflict");
		assertThat(SoapClient.fault(ask("CreateAnalyticsModules", module(""))))
			.isEqualTo("500 env:Receiver ter:Action ter:TooManyModules");
	}

	@ParameterizedTest
	@CsvSource({ "MinCount, 0", "MinCount, 397", "MinCount, many", "AlarmOnDelay, -1", "AlarmOffDelay, 60001",
			"ActiveCells, ''", "ActiveCells, zgA=", "ActiveCells, 0AA=", "ActiveCells, ????", "ActiveCells, zw==",
			"Speed, 1" })
	void refusesAWrongParameterAndChangesNothing(String item, String value) {
		get("motion?enable=1");
		String before = get("motion").xml();
		assertThat(SoapClient.fault(ask("ModifyRules", rule("door", item, value).replace("door", ruleName()))))
			.isEqualTo("400 env:Sender ter:InvalidArgVal ter:InvalidRule");
		assertThat(get("motion").xml()).isEqualTo(before);
	}

	private String ruleName() {
		return SoapClient.content(ask("GetRules", "")).replaceAll("(?s).*?Rule Name=\"([^\"]*)\".*", "$1");
	}

	@Test
	void refusesWrongTokensAndTypes() {
		assertThat(SoapClient.fault(
				this.admin.ask("<tan:GetRules><tan:ConfigurationToken>x</tan:ConfigurationToken>" + "</tan:GetRules>")))
			.isEqualTo("400 env:Sender ter:InvalidArgVal ter:NoConfig");
		assertThat(SoapClient.fault(ask("CreateRules", rule("x").replace("tt:CellMotion", "tan:CellMotion"))))
			.isEqualTo("400 env:Sender ter:InvalidArgVal ter:InvalidRule");
		assertThat(SoapClient.fault(ask("CreateRules", rule("")))).endsWith("ter:InvalidRule");
		assertThat(SoapClient.fault(ask("CreateRules", ""))).isEqualTo("400 env:Sender ter:InvalidArgs");
		assertThat(SoapClient.fault(ask("CreateRules", rule("x", "MinCount", "1", "MinCount", "1"))))
			.endsWith("ter:InvalidRule");
		assertThat(get("motion").attribute("enable")).isEqualTo("0");
	}

}
