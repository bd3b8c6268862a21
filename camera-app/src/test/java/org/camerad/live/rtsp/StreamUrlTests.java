package org.camerad.live.rtsp;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StreamUrlTests {

	@ParameterizedTest
	@CsvSource({ "rtsp://h:1/stream2, -1", "rtsp://h:1/stream2/, -1", "RTSP://h:1/stream2/trackID=1, 1",
			"rtsp://h:1/stream2?a=b@c, -1", "rtsp://h:1/stream2?a=/b, -1", "rtsp://h:1/stream2?a=/b@c/stream1, -1",
			"rtsp://h:1/stream2?a=/b/trackID=0, 0", "rtsp://h:1/stream2/?a/trackID=1, 1",
			"rtsp://h:1/stream2/trackID=1?a, 1", "rtsp://u:p/q@h:1/stream2, -1", "rtsp://u:p?q@h:1/stream2/?a, -1",
			"rtsp://u:/stream1@h:1/stream2, -1", "rtsp://u@v@h:1/stream2/trackID=0, 0", "rtsp://@h:1/stream2, -1" })
	void ignoresCredentialsAndQuery(String url, int track) {
		assertThat(StreamUrl.parse(url)).hasValueSatisfying((parsed) -> {
			assertThat(parsed.base()).isEqualTo("rtsp://h:1/stream2");
			assertThat(parsed.track()).isEqualTo(track);
		});
	}

	@ParameterizedTest
	@CsvSource({ "rtsp://h/stream1, false", "rtsp://h/stream1?metadata=1, true",
			"rtsp://h/stream1?a=b&metadata=1, true", "rtsp://h/stream1/?metadata=1&a, true",
			"rtsp://h/stream1?metadata=1/trackID=2, true", "rtsp://h/stream1?metadata=10, false",
			"rtsp://h/stream1?xmetadata=1, false" })
	void findsTheWishForMetadata(String url, boolean metadata) {
		assertThat(StreamUrl.parse(url).orElseThrow().metadata()).isEqualTo(metadata);
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "/stream2", "rtsp://h/stream3", "rtsp://h/stream22", "rtsp:///stream2",
			"rtsp://u:p@/stream2", "rtsp://h/x/stream2", "rtsp://h/stream2/trackID=3", "rtsp://h/stream2/x",
			"http://h/stream2", "rtsp://h/stream2@x" })
	void refusesWhatIsNoStream(String url) {
		assertThat(StreamUrl.parse(url)).isEmpty();
	}

}
