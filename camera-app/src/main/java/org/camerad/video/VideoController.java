package org.camerad.video;

import java.util.List;

import org.camerad.camera.CameraCalls;
import org.camerad.camera.CameraSettings;
import org.camerad.camera.StreamId;
import org.camerad.cgi.CgiFault;
import org.camerad.cgi.CgiRequest;
import org.camerad.cgi.InterfaceDescription;
import org.camerad.cgi.Role;
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

	@Bean
	static InterfaceDescription bothStreamsInterface() {
		return InterfaceDescription.of("videoencoder", "Returns the settings of both streams",
				VideoController::bothExamples);
	}

	@Bean
	static InterfaceDescription mainStreamInterface() {
		return stream("stream1", "main", VideoSettings.MAIN);
	}

	@Bean
	static InterfaceDescription subStreamInterface() {
		return stream("stream2", "sub", VideoSettings.SUB);
	}

	private static InterfaceDescription stream(String name, String word, SettingsGroup<?> group) {
		return InterfaceDescription
			.of("videoencoder/" + name,
					"Returns the settings of both streams, and changes those of the " + word + " stream",
					VideoController::bothExamples)
			.setRole(Role.OPERATOR)
			.table(group.table());
	}

	@Bean
	static InterfaceDescription videoCapabilitiesInterface() {
		return InterfaceDescription.of("videoencoder/getcapabilities", "Returns what the encoders offer",
				VideoController::capabilities);
	}

	private static XmlElement bothExamples(Camera camera) {
		return XmlElement.of("videoencoder",
				List.of(VideoSettings.MAIN.example(camera), VideoSettings.SUB.example(camera)));
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
		return capabilities(calls.camera());
	}

	private static XmlElement capabilities(Camera camera) {
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
