package org.camerad.video;

import java.util.List;

import org.camerad.cgi.CgiFault;
import org.camerad.cgi.CgiRequest;
import org.camerad.cgi.XmlElement;
import org.camerad.device.Device;
import org.camerad.driver.Video;
import org.camerad.driver.VideoMode;
import org.camerad.driver.VideoStream;
import org.camerad.settings.SettingsGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The video encoders, and what they offer (contract 3.9 and 3.10). */
@RestController
class VideoController {

	private static final EncoderTable STREAM1 = new EncoderTable("stream1", 0);

	private static final EncoderTable STREAM2 = new EncoderTable("stream2", 1);

	private final Device device;

	VideoController(Device device) {
		this.device = device;
	}

	@Bean
	static SettingsGroup<Video> mainStreamSettings() {
		return STREAM1.group();
	}

	@Bean
	static SettingsGroup<Video> subStreamSettings() {
		return STREAM2.group();
	}

	/** Both streams; a stream's parameters belong to the stream's own path. */
	@GetMapping("/cgi-bin/videoencoder")
	XmlElement both(CgiRequest request) {
		if (STREAM1.group().table().isPassed(request.query())) {
			throw CgiFault.parameters();
		}
		return both();
	}

	@GetMapping("/cgi-bin/videoencoder/stream1")
	XmlElement main(CgiRequest request) {
		this.device.answer(STREAM1.group(), request);
		return both();
	}

	@GetMapping("/cgi-bin/videoencoder/stream2")
	XmlElement sub(CgiRequest request) {
		this.device.answer(STREAM2.group(), request);
		return both();
	}

	private XmlElement both() {
		return XmlElement.of("videoencoder",
				List.of(this.device.show(STREAM1.group()), this.device.show(STREAM2.group())));
	}

	@GetMapping("/cgi-bin/videoencoder/getcapabilities")
	XmlElement capabilities() {
		List<VideoStream> streams = this.device.camera().streams();
		return XmlElement.of("video_capabilities",
				List.of(offers("stream1", streams.get(0)), offers("stream2", streams.get(1))));
	}

	private static XmlElement offers(String name, VideoStream stream) {
		return XmlElement.of(name,
				XmlElement.grouped(stream.modes(), VideoMode::codec)
					.entrySet()
					.stream()
					.map((codec) -> XmlElement.named("encode_mode", codec.getKey().name(),
							codec.getValue().stream().map(VideoController::offer).toList()))
					.toList());
	}

	private static XmlElement offer(VideoMode mode) {
		return XmlElement.named("resolution", mode.resolution().name(),
				List.of(XmlElement.text("framerate_range", mode.frameRate().toString()),
						XmlElement.text("bitrate_range", mode.bitrateKbps().toString())));
	}

}
