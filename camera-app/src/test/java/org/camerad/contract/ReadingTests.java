package org.camerad.contract;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** The interfaces that only tell: to the letter, as the document has them. */
@ExtendWith(SharedCamera.class)
class ReadingTests {

	private final Camerad camera;

	private String uid = "";

	ReadingTests(Camerad camera) {
		this.camera = camera;
	}

	@BeforeEach
	void logIn() {
		this.uid = this.camera.logIn();
	}

	@Test
	void keepAlive() {
		assertThat(told("keep_alive")).isEqualTo("200 <keep_alive>true</keep_alive>");
	}

	@Test
	void info() {
		assertThat(told("getinfo")).matches("200 <info kernel=\"[^\"]+\" filesystem=\"[^\"]+\" sn=\"[^\"]+\"/>");
	}

	@Test
	void model() {
		assertThat(told("getmodel")).isEqualTo("200 <model>MC200J6</model>");
	}

	@Test
	void capabilities() {
		assertThat(told("getcapabilities")).isEqualTo("200 <capabilities video=\"1\" audio=\"1\" ptz=\"1\"/>");
	}

	@Test
	void videoCapabilities() {
		assertThat(told("videoencoder/getcapabilities")).isEqualTo("200 " + """
				<video_capabilities>
				<stream1>
				<encode_mode name="H264">
				<resolution name="2592X1944">
				<framerate_range>1-15</framerate_range><bitrate_range>500-8000</bitrate_range>
				</resolution>
				<resolution name="1080P">
				<framerate_range>1-30</framerate_range><bitrate_range>500-6000</bitrate_range>
				</resolution>
				</encode_mode>
				<encode_mode name="H265">
				<resolution name="2592X1944">
				<framerate_range>1-15</framerate_range><bitrate_range>500-6000</bitrate_range>
				</resolution>
				<resolution name="1080P">
				<framerate_range>1-30</framerate_range><bitrate_range>500-4000</bitrate_range>
				</resolution>
				</encode_mode>
				</stream1>
				<stream2>
				<encode_mode name="H264">
				<resolution name="VGA">
				<framerate_range>1-30</framerate_range><bitrate_range>50-2000</bitrate_range>
				</resolution>
				<resolution name="480X360">
				<framerate_range>1-30</framerate_range><bitrate_range>50-2000</bitrate_range>
				</resolution>
				</encode_mode>
				<encode_mode name="H265">
				<resolution name="VGA">
				<framerate_range>1-30</framerate_range><bitrate_range>50-2000</bitrate_range>
				</resolution>
				<resolution name="480X360">
				<framerate_range>1-30</framerate_range><bitrate_range>50-2000</bitrate_range>
				</resolution>
				</encode_mode>
				</stream2>
				</video_capabilities>
				""".replace("\n", ""));
	}

	@Test
	void audioCapabilities() {
		assertThat(told("audioencoder/getcapabilities")).isEqualTo("200 " + """
				<audio_capabilities>
				<encode_type name="G.711"><samplerate name="8000"><bitrate>64000</bitrate></samplerate></encode_type>
				<encode_type name="G.711A"><samplerate name="8000"><bitrate>64000</bitrate></samplerate></encode_type>
				<encode_type name="AAC"><samplerate name="16000"><bitrate>16000</bitrate></samplerate></encode_type>
				</audio_capabilities>
				""".replace("\n", ""));
	}

	@Test
	void allThreeVideoPathsTellBothStreams() {
		String whole = told("videoencoder");
		assertThat(whole).matches("200 <videoencoder><stream1 [^>]*/><stream2 [^>]*/></videoencoder>");
		assertThat(told("videoencoder/stream1")).isEqualTo(whole);
		assertThat(told("videoencoder/stream2")).isEqualTo(whole);
	}

	@Test
	void streamParametersBelongToTheStreamsPath() {
		for (String parameter : new String[] { "encode_mode=H264", "resolution=1080P", "framerate=20", "govlength=50",
				"bitrate=1000", "bitrate_control=VBR", "framerate=" }) {
			assertThat(this.camera.get("/cgi-bin/videoencoder?" + parameter + "&uid=" + this.uid).told())
				.isEqualTo(Answer.fault(400, "/cgi-bin/videoencoder", "error, parse parameters"));
		}
	}

	@Test
	void networkTellsItsAddressAndTheRealPort() {
		assertThat(told("network")).matches("200 <network macaddr=\"([0-9A-F]{2}-){5}[0-9A-F]{2}\" dhcp=\"0\" "
				+ "ipaddr=\"192.168.0.10\" netmask=\"255.255.255.0\" gateway=\"192.168.0.1\" "
				+ "dns1=\"114.114.114.114\" dns2=\"8.8.8.8\" port=\"" + this.camera.port() + "\"/>");
	}

	@Test
	void timeHasADateAndATime() {
		assertThat(this.camera.get("/cgi-bin/time?uid=" + this.uid).attribute("current_time"))
			.matches("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}");
	}

	private String told(String name) {
		return this.camera.get("/cgi-bin/" + name + "?uid=" + this.uid).told();
	}

}
