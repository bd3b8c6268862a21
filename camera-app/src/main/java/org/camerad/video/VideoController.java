package org.camerad.video;

import java.util.List;

import org.camerad.camera.CameraCalls;
import org.camerad.camera.CameraSettings;
import org.camerad.camera.StreamId;
import org.camerad.cgi.CgiFault;
import org.camerad.cgi.CgiRequest;
import org.camerad.cgi.XmlElement;
import org.camerad.driver.Camera;
import org.camerad.driver.VideoMode;
import org.camerad.driver.VideoStream;
import org.camerad.settings.SettingsGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The video encoders, and what they offer (contract 3.9 and 3.10). */
@RestController
class VideoController {

	@Bean
	static SettingsGroup<?> mainStreamSettings() {
		return VideoSettings.MAIN;
	}

	@Bean
	static SettingsGroup<?> subStreamSettings() {
		return VideoSettings.SUB;
	}

	/**
	 * Shows both streams. A stream's parameters are accepted only on the stream's own
	 * path.
	 */
	@GetMapping("/cgi-bin/videoencoder")
	XmlElement both(CgiRequest request, CameraSettings settings) {
		if (VideoSettings.MAIN.table().isPassed(request.query())) {
			throw CgiFault.parameters();
		}
		return both(settings);
	}

	@GetMapping("/cgi-bin/videoencoder/stream1")
	XmlElement main(CgiRequest request, CameraSettings settings) {
		settings.handle(VideoSettings.MAIN, request);
		return both(settings);
	}

	@GetMapping("/cgi-bin/videoencoder/stream2")
	XmlElement sub(CgiRequest request, CameraSettings settings) {
		settings.handle(VideoSettings.SUB, request);
		return both(settings);
	}

	private static XmlElement both(CameraSettings settings) {
		return XmlElement.of("videoencoder",
				List.of(settings.show(VideoSettings.MAIN), settings.show(VideoSettings.SUB)));
	}

	@GetMapping("/cgi-bin/videoencoder/getcapabilities")
	XmlElement capabilities(CameraCalls calls) {
		Camera camera = calls.camera();
		return XmlElement.of("video_capabilities",
				List.of(offers("stream1", StreamId.MAIN.of(camera)), offers("stream2", StreamId.SUB.of(camera))));
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
