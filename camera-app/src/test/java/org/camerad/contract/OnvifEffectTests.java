package org.camerad.contract;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Changes by ONVIF, found in pictures, streams and positions. */
class OnvifEffectTests extends SimulatorTestBase {

	private static final String FIELD = "http://www.onvif.org/ver10/tptz/PanTiltSpaces/TranslationSpaceFov";

	private static final String DEGREES = "http://www.onvif.org/ver10/tptz/PanTiltSpaces/SphericalPositionSpaceDegrees";

	private static final Pattern POSITION = Pattern
		.compile("PanTilt x=\"([^\"]*)\" y=\"([^\"]*)\".*Zoom x=\"([^\"]*)\"");

	private SoapClient operator;

	@Override
	List<String> properties() {
		return List.of("camera.sim.strip=false", "camera.sim.reboot-time=100ms");
	}

	@BeforeAll
	void connect() {
		this.camera.add(this.uid, "op", "Operator");
		this.operator = new SoapClient(this.camera.port(), "op", TestService.PASSWORD);
	}

	@BeforeEach
	void turnHome() {
		moveTo("<tt:PanTilt x='0' y='-0.5'/><tt:Zoom x='0'/>");
		awaitStandstill();
	}

	// --- helpers ---

	private RawResponse ask(String operation, String content) {
		return this.operator.ask("<tptz:" + operation + "><tptz:ProfileToken>sub</tptz:ProfileToken>" + content
				+ "</tptz:" + operation + ">");
	}

	private static void assertDone(RawResponse answer) {
		assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
	}

	private void moveTo(String position) {
		assertDone(ask("AbsoluteMove", "<tptz:Position>" + position + "</tptz:Position>"));
	}

	private void moveBy(String translation) {
		assertDone(ask("RelativeMove", "<tptz:Translation>" + translation + "</tptz:Translation>"));
	}

	private static String turn(double x, double y, String space) {
		return "<tt:PanTilt x='" + x + "' y='" + y + "' space='" + space + "'/>";
	}

	private String status() {
		return SoapClient.content(ask("GetStatus", ""));
	}

	private void awaitStandstill() {
		TestService.await("standstill", Duration.ofSeconds(30), () -> !status().contains("MOVING"));
	}

	/** Returns pan, tilt and zoom in the generic spaces. */
	private double[] position() {
		Matcher matcher = POSITION.matcher(status());
		assertThat(matcher.find()).isTrue();
		return new double[] { Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2)),
				Double.parseDouble(matcher.group(3)) };
	}

	private void assertPosition(double pan, double tilt, double zoom) {
		assertThat(position()).containsExactly(new double[] { pan, tilt, zoom }, within(0.001));
	}

	private BufferedImage image() throws IOException {
		return ImageIO.read(new ByteArrayInputStream(picture().body()));
	}

	/** Returns the mean difference of two parts of pictures around the given middles. */
	private static double difference(BufferedImage one, int x, int y, BufferedImage other, int toX, int toY) {
		double sum = 0;
		for (int dy = -40; dy < 40; dy++) {
			for (int dx = -40; dx < 40; dx++) {
				sum += Math
					.abs((one.getRGB(x + dx, y + dy) >> 8 & 0xff) - (other.getRGB(toX + dx, toY + dy) >> 8 & 0xff));
			}
		}
		return sum / 6400;
	}

	// --- pictures and streams ---

	@ParameterizedTest
	@CsvSource({ "0.5, 0.4, 0", "-0.6, -0.3, 0", "0.4, 0.5, 0.04" })
	void bringsAPlaceOfThePictureIntoItsCentre(double x, double y, double zoom) throws IOException {
		this.simulation.post("/scene", "action:'pause'");
		moveTo("<tt:Zoom x='" + zoom + "'/>");
		awaitStandstill();
		BufferedImage before = image();
		int column = (int) Math.round((1 + x) / 2 * before.getWidth());
		int row = (int) Math.round((1 - y) / 2 * before.getHeight());
		moveBy(turn(x, y, FIELD));
		awaitStandstill();
		BufferedImage after = image();
		int middleX = after.getWidth() / 2;
		int middleY = after.getHeight() / 2;
		double same = difference(before, column, row, after, middleX, middleY);
		assertThat(same).as("the place is in the centre").isLessThan(6);
		assertThat(difference(before, middleX, middleY, after, middleX, middleY)).as("it was not before")
			.isGreaterThan(2 * same);
	}

	@Test
	void setsTheBitRateOfTheStream() throws IOException {
		assertThat(get("videoencoder/stream2?encode_mode=H264&resolution=VGA").status()).isEqualTo(200);
		assertThat(bytesAt(2000)).isGreaterThan(3 * bytesAt(100));
	}

	/** Returns the size of some frames at a bit rate that ONVIF sets. */
	private long bytesAt(int kbps) throws IOException {
		assertDone(this.operator.ask("<tr2:SetVideoEncoderConfiguration><tr2:Configuration token='video_encoder_sub'>"
				+ "<tt:Name>x</tt:Name><tt:UseCount>1</tt:UseCount><tt:Encoding>H264</tt:Encoding><tt:Resolution>"
				+ "<tt:Width>640</tt:Width><tt:Height>480</tt:Height></tt:Resolution><tt:RateControl>"
				+ "<tt:FrameRateLimit>25</tt:FrameRateLimit><tt:BitrateLimit>" + kbps
				+ "</tt:BitrateLimit></tt:RateControl><tt:Quality>1</tt:Quality></tr2:Configuration>"
				+ "</tr2:SetVideoEncoderConfiguration>"));
		try (RawRtspClient client = new RawRtspClient(this.rtspPort)) {
			client.play("/stream2");
			long bytes = 0;
			for (int frames = 0; frames < 15;) {
				RawRtspClient.Packet packet = client.next(0);
				bytes += packet.bytes().length;
				frames += packet.marker() ? 1 : 0;
			}
			return bytes;
		}
	}

	@Test
	void refusesToCropThePicture() {
		String request = "<tr2:SetVideoSourceConfiguration><tr2:Configuration token='video_source_config'><tt:Name>x"
				+ "</tt:Name><tt:UseCount>2</tt:UseCount><tt:SourceToken>video_source</tt:SourceToken>"
				+ "<tt:Bounds x='0' y='0' width='%d' height='1944'/></tr2:Configuration>"
				+ "</tr2:SetVideoSourceConfiguration>";
		assertDone(this.operator.ask(String.format(request, 2592)));
		assertThat(SoapClient.fault(this.operator.ask(String.format(request, 1296)))).endsWith("ter:ConfigModify");
	}

	// --- moves ---

	@Test
	void movesToPositionsAndTellsWhenItHasArrived() {
		moveTo("<tt:PanTilt x='0.1' y='-0.4'/><tt:Zoom x='0.05'/>");
		assertThat(status()).contains("<tt:PanTilt>MOVING</tt:PanTilt><tt:Zoom>MOVING</tt:Zoom>");
		awaitStandstill();
		assertPosition(0.1, -0.4, 0.05);
		moveTo("<tt:PanTilt x='-17' y='0' space='" + DEGREES + "'/>");
		assertThat(status()).contains("<tt:PanTilt>MOVING</tt:PanTilt><tt:Zoom>IDLE</tt:Zoom>");
		awaitStandstill();
		assertPosition(-0.1, -0.5, 0.05);
		moveBy("<tt:PanTilt x='0.05' y='0.1' space='http://www.onvif.org/ver10/tptz/PanTiltSpaces/"
				+ "TranslationGenericSpace'/><tt:Zoom x='-1'/>");
		awaitStandstill();
		assertPosition(0, -0.3, 0);
	}

	@Test
	void staysInsideItsLimits() {
		moveTo("<tt:PanTilt x='-1' y='-1'/>");
		awaitStandstill();
		moveBy(turn(-1, -1, FIELD));
		awaitStandstill();
		assertPosition(-1, -1, 0);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "AbsoluteMove | Position | <tt:PanTilt x='1.1' y='0'/> | ter:InvalidPosition",
					"AbsoluteMove | Position | <tt:PanTilt x='175' y='0' space='DEGREES'/> | ter:InvalidPosition",
					"AbsoluteMove | Position | <tt:Zoom x='-0.1'/> | ter:InvalidPosition",
					"AbsoluteMove | Position | <tt:PanTilt x='0' y='0' space='FIELD'/> | ter:SpaceNotSupported",
					"AbsoluteMove | Position | <tt:PanTilt x='NaN' y='0'/> | ter:InvalidArgVal",
					"AbsoluteMove | Position | <tt:PanTilt x='0'/> | ter:InvalidArgVal",
					"RelativeMove | Translation | <tt:PanTilt x='0' y='-1.01'/> | ter:InvalidTranslation",
					"RelativeMove | Translation | <tt:Zoom x='0' space='urn:x'/> | ter:SpaceNotSupported",
					"RelativeMove | Nonsense | <tt:Zoom x='0'/> | ter:InvalidArgs",
					"AbsoluteMove | Position | SPEED<tt:PanTilt x='0' y='0'/> | ter:InvalidSpeed" })
	void refusesWrongMoves(String operation, String element, String vector, String fault) {
		String speed = vector.startsWith("SPEED") ? "<tptz:Speed><tt:PanTilt x='1.5' y='0'/></tptz:Speed>" : "";
		String position = vector.replace("SPEED", "").replace("DEGREES", DEGREES).replace("FIELD", FIELD);
		RawResponse answer = ask(operation, "<tptz:" + element + ">" + position + "</tptz:" + element + ">" + speed);
		assertThat(SoapClient.fault(answer)).startsWith("400 ").endsWith(fault);
		assertThat(status()).doesNotContain("MOVING");
	}

	@Test
	void endsAMoveByStopByAnotherMoveAndByTheContract() {
		moveTo("<tt:PanTilt x='1' y='-0.5'/><tt:Zoom x='1'/>");
		assertDone(ask("Stop", "<tptz:PanTilt>true</tptz:PanTilt><tptz:Zoom>false</tptz:Zoom>"));
		TestService.await("zoom alone", Duration.ofSeconds(10),
				() -> status().contains("<tt:PanTilt>IDLE</tt:PanTilt><tt:Zoom>MOVING</tt:Zoom>"));
		assertDone(ask("Stop", ""));
		assertThat(status()).doesNotContain("MOVING");
		double[] stopped = position();
		assertThat(stopped[0]).isLessThan(0.9);
		assertThat(stopped[2]).isBetween(0.001, 0.9);
		moveTo("<tt:PanTilt x='1' y='-0.5'/>");
		assertThat(get("ptz_ctrl?move_x=-1&speed=10").status()).isEqualTo(200);
		TestService.await("the other way", Duration.ofSeconds(10), () -> position()[0] < stopped[0]);
		moveTo("<tt:PanTilt x='1' y='-0.5'/>");
		assertThat(get("ptz_ctrl?stop=1").status()).isEqualTo(200);
		assertThat(status()).doesNotContain("MOVING");
	}

	@Test
	void tellsOfThePresetMovesOfTheContract() {
		get("ptz_ctrl?add_preset=3");
		moveTo("<tt:PanTilt x='0.1' y='-0.4'/>");
		assertThat(SoapClient.fault(ask("SetPreset", ""))).isEqualTo("500 env:Receiver ter:Action ter:MovingPTZ");
		awaitStandstill();
		get("ptz_ctrl?call_preset=3");
		assertThat(status()).contains("MOVING");
		awaitStandstill();
		assertPosition(0, -0.5, 0);
	}

	@Test
	void endsAMoveWithAReboot() {
		moveTo("<tt:PanTilt x='1' y='1'/>");
		SoapClient admin = new SoapClient(this.camera.port(), TestService.ADMIN, TestService.PASSWORD);
		assertDone(admin.query("tds:SystemReboot"));
		TestService.await("the camera", Duration.ofSeconds(30), () -> ask("GetStatus", "").status() == 200);
		assertThat(status()).doesNotContain("MOVING");
		this.uid = this.camera.logIn();
	}

	// --- configuration and clients ---

	@Test
	void keepsTheDefaultsOfMoves() {
		String request = "<tptz:SetConfiguration><tptz:PTZConfiguration token='ptz'><tt:Name>head</tt:Name>"
				+ "<tt:UseCount>2</tt:UseCount><tt:NodeToken>ptz_node</tt:NodeToken>%s</tptz:PTZConfiguration>"
				+ "<tptz:ForcePersistence>true</tptz:ForcePersistence></tptz:SetConfiguration>";
		assertDone(this.operator
			.ask(String.format(request, "<tt:DefaultPTZSpeed><tt:PanTilt x='0.5' y='0.5'/></tt:DefaultPTZSpeed>"
					+ "<tt:DefaultPTZTimeout>PT0.2S</tt:DefaultPTZTimeout>")));
		assertThat(SoapClient.content(this.operator.query("tptz:GetConfigurations")))
			.contains("<tt:DefaultPTZTimeout>PT0.2S<", "<tt:PanTilt x=\"0.5\" y=\"0.5\"");
		assertDone(ask("ContinuousMove", "<tptz:Velocity><tt:PanTilt x='0.1' y='0'/></tptz:Velocity>"));
		awaitStandstill();
		for (String wrong : List.of("<tt:DefaultPTZTimeout>PT61S</tt:DefaultPTZTimeout>",
				"<tt:DefaultPTZSpeed><tt:PanTilt x='-1' y='0'/></tt:DefaultPTZSpeed>",
				"<tt:DefaultAbsoluteZoomPositionSpace>urn:x</tt:DefaultAbsoluteZoomPositionSpace>",
				"<tt:ZoomLimits/>")) {
			assertThat(SoapClient.fault(this.operator.ask(String.format(request, wrong)))).endsWith("ter:ConfigModify");
		}
		assertDone(this.operator
			.ask(String.format(request, "<tt:DefaultPTZSpeed><tt:PanTilt x='1' y='1'/></tt:DefaultPTZSpeed>"
					+ "<tt:DefaultPTZTimeout>PT10S</tt:DefaultPTZTimeout>")));
	}

	@Test
	void servesTheAutotrackingOfFrigate() throws Exception {
		get("ptz_ctrl?add_preset=3");
		get("videoencoder/stream1?encode_mode=H264");
		Path script = Path.of(OnvifEffectTests.class.getResource("/onvif/frigate-client.py").toURI());
		assertThat(ZeepClient.run(script, this.camera.port())).isEqualTo("""
				field of view True -1.0 1.0
				focus True
				move status True
				preset moved 0.0 -0.5 0.0
				relative moved 0.088 -0.43 0.0
				zoom moved 0.0 -0.5 0.05
				wide moved 0.0 -0.5 0.0
				""");
	}

}
