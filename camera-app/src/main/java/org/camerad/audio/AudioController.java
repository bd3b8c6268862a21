package org.camerad.audio;

import java.util.List;

import org.camerad.camera.CameraCalls;
import org.camerad.camera.CameraFailure;
import org.camerad.camera.CameraSettings;
import org.camerad.cgi.CgiRequest;
import org.camerad.cgi.InterfaceDescription;
import org.camerad.cgi.XmlElement;
import org.camerad.driver.AudioControl;
import org.camerad.driver.AudioMode;
import org.camerad.settings.SettingsGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The interfaces of the audio encoder's settings and capabilities (contract 3.11 and
 * 3.12).
 */
@RestController
class AudioController {

	@Bean
	static SettingsGroup<?> audioSettings() {
		return AudioSettings.AUDIO;
	}

	@Bean
	static InterfaceDescription audioCapabilitiesInterface() {
		return InterfaceDescription
			.of("audioencoder/getcapabilities", "Returns what the audio encoder offers",
					(camera) -> capabilities(camera.audio().map(AudioControl::modes).orElse(List.of())))
			.faults("audioencoder not supported");
	}

	@GetMapping("/cgi-bin/audioencoder")
	XmlElement audio(CgiRequest request, CameraSettings settings) {
		return settings.handle(AudioSettings.AUDIO, request);
	}

	@GetMapping("/cgi-bin/audioencoder/getcapabilities")
	XmlElement capabilities(CameraCalls calls) {
		return capabilities(
				calls.camera().audio().orElseThrow(() -> CameraFailure.notSupported("audioencoder")).modes());
	}

	private static XmlElement capabilities(List<AudioMode> modes) {
		return XmlElement.of("audio_capabilities",
				XmlElement.grouped(modes, AudioMode::codec)
					.entrySet()
					.stream()
					.map((codec) -> XmlElement.named("encode_type", AudioSettings.WORDS.get(codec.getKey()),
							rates(codec.getValue())))
					.toList());
	}

	private static List<XmlElement> rates(List<AudioMode> modes) {
		return modes.stream()
			.map((mode) -> XmlElement.named("samplerate", String.valueOf(mode.sampleRate()),
					mode.bitratesKbps()
						.stream()
						.map((kbps) -> XmlElement.text("bitrate", String.valueOf(kbps * 1000)))
						.toList()))
			.toList();
	}

}
