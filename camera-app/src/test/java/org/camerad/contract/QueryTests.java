package org.camerad.contract;

import java.io.IOException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** The interfaces that only tell: to the letter, as the document has them. */
@ExtendWith(ServiceFixtureExtension.class)
class QueryTests {

	private final ServiceFixture bench;

	private final TestService camera;

	private String uid = "";

	QueryTests(ServiceFixture bench) {
		this.bench = bench;
		this.camera = bench.shared();
	}

	@BeforeEach
	void logIn() {
		this.uid = this.camera.logIn();
	}

	@Test
	void keepAlive() {
		assertThat(summary("keep_alive")).isEqualTo("200 <keep_alive>true</keep_alive>");
	}

	@Test
	void info() {
		assertThat(summary("getinfo")).matches("200 <info kernel=\"[^\"]+\" filesystem=\"[^\"]+\" sn=\"[^\"]+\"/>");
	}

	@Test
	void model() throws IOException {
		assertThat(summary("getmodel")).isEqualTo(expected("getmodel.xml"));
	}

	@Test
	void capabilities() throws IOException {
		assertThat(summary("getcapabilities")).isEqualTo(expected("getcapabilities.xml"));
	}

	@Test
	void videoCapabilities() throws IOException {
		assertThat(summary("videoencoder/getcapabilities")).isEqualTo(expected("video_capabilities.xml"));
	}

	@Test
	void audioCapabilities() throws IOException {
		this.bench.needs("audioencoder/getcapabilities");
		assertThat(summary("audioencoder/getcapabilities")).isEqualTo(expected("audio_capabilities.xml"));
	}

	@Test
	void allThreeVideoPathsTellBothStreams() {
		String whole = summary("videoencoder");
		assertThat(whole).matches("200 <videoencoder><stream1 [^>]*/><stream2 [^>]*/></videoencoder>");
		assertThat(summary("videoencoder/stream1")).isEqualTo(whole);
		assertThat(summary("videoencoder/stream2")).isEqualTo(whole);
	}

	@Test
	void streamParametersBelongToTheStreamsPath() {
		for (String parameter : new String[] { "encode_mode=H264", "resolution=1080P", "framerate=20", "govlength=50",
				"bitrate=1000", "bitrate_control=VBR", "framerate=" }) {
			assertThat(this.camera.get("/cgi-bin/videoencoder?" + parameter + "&uid=" + this.uid).summary())
				.isEqualTo(RawResponse.fault(400, "/cgi-bin/videoencoder", "error, parse parameters"));
		}
	}

	@Test
	void networkTellsItsAddressAndTheRealPort() throws IOException {
		String told = summary("network");
		assertThat(told).matches(".* macaddr=\"([0-9A-F]{2}-){5}[0-9A-F]{2}\" .*");
		assertThat(told.replaceFirst("macaddr=\"[^\"]*\"", "macaddr=\"MAC\""))
			.isEqualTo(expected("network.xml").replace("PORT", String.valueOf(this.camera.port())));
	}

	@Test
	void timeHasADateAndATime() {
		assertThat(this.camera.get("/cgi-bin/time?uid=" + this.uid).attribute("current_time"))
			.matches("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}");
	}

	private String expected(String file) throws IOException {
		return "200 " + this.bench.expected(file).replace("\n", "");
	}

	private String summary(String name) {
		return this.camera.get("/cgi-bin/" + name + "?uid=" + this.uid).summary();
	}

}
