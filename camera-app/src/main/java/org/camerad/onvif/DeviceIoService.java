package org.camerad.onvif;

import java.util.Set;
import java.util.stream.Stream;

/** The device I/O service (ver10/deviceIO/wsdl): the sources of video and audio. */
final class DeviceIoService {

	private static final Service.About ABOUT = new Service.About(Names.DEVICE_IO, "tmd", "/onvif/deviceio_service", 26,
			6);

	private static final Set<String> NOT_BUILT = Service.names("""
			GetVideoSourceConfiguration GetVideoOutputConfiguration GetAudioSourceConfiguration
			GetAudioOutputConfiguration SetVideoSourceConfiguration SetVideoOutputConfiguration
			SetAudioSourceConfiguration SetAudioOutputConfiguration GetVideoSourceConfigurationOptions
			GetVideoOutputConfigurationOptions GetAudioSourceConfigurationOptions GetAudioOutputConfigurationOptions
			GetRelayOutputs SetRelayOutputSettings SetRelayOutputState GetDigitalInputConfigurationOptions
			SetDigitalInputConfigurations GetSerialPorts GetSerialPortConfiguration SetSerialPortConfiguration
			GetSerialPortConfigurationOptions SendReceiveSerialCommand
			""");

	private final MediaTokens tokens;

	private DeviceIoService(MediaTokens tokens) {
		this.tokens = tokens;
	}

	/** Creates the service. */
	static Service of(MediaParts media) {
		DeviceIoService service = new DeviceIoService(media.tokens());
		return Service.of(ABOUT, () -> true, service::writeCapabilities,
				new Service.Category("DeviceIO", service::writeCategory), NOT_BUILT, service.operations());
	}

	private Stream<Operation> operations() {
		return Stream.of(
				new Operation("GetVideoSources", Access.READ_MEDIA,
						(call, out) -> out.element("tmd:Token", MediaTokens.VIDEO_SOURCE)),
				new Operation("GetAudioSources", Access.READ_MEDIA, (call, out) -> writeAudioSources(out)),
				// There are no outputs and inputs.
				new Operation("GetVideoOutputs", Access.READ_MEDIA, (call, out) -> {
				}), new Operation("GetAudioOutputs", Access.READ_MEDIA, (call, out) -> {
				}), new Operation("GetDigitalInputs", Access.READ_SYSTEM, (call, out) -> {
				}), new Operation("GetRelayOutputOptions", Access.READ_MEDIA, (call, out) -> {
				}));
	}

	private void writeAudioSources(SoapWriter out) {
		if (this.tokens.hasAudio()) {
			out.element("tmd:Token", MediaTokens.AUDIO_SOURCE);
		}
	}

	private int audioSources() {
		return this.tokens.hasAudio() ? 1 : 0;
	}

	private void writeCapabilities(SoapWriter out) {
		out.start("tmd:Capabilities").attribute("VideoSources", 1).attribute("VideoOutputs", 0);
		out.attribute("AudioSources", audioSources()).attribute("AudioOutputs", 0).attribute("RelayOutputs", 0);
		out.attribute("SerialPorts", 0).attribute("DigitalInputs", 0).attribute("DigitalInputOptions", false).end();
	}

	private void writeCategory(SoapWriter out) {
		out.element("tt:VideoSources", 1).element("tt:VideoOutputs", 0).element("tt:AudioSources", audioSources());
		out.element("tt:AudioOutputs", 0).element("tt:RelayOutputs", 0);
	}

}
