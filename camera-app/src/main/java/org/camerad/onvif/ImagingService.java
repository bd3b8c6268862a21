package org.camerad.onvif;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.ParameterException;
import org.camerad.driver.Camera;
import org.camerad.driver.Image;
import org.camerad.driver.Setting;
import org.camerad.image.ImageSettings;

/** The imaging service (ver20/imaging/wsdl): the image settings of the contract. */
final class ImagingService {

	private static final Service.About ABOUT = new Service.About(Names.IMAGING, "timg", "/onvif/imaging_service", 26,
			6);

	private static final Set<String> NOT_BUILT = Service.names("GetPresets GetCurrentPreset SetCurrentPreset");

	/** ONVIF's elements in their order, with the settings and words of the contract. */
	private static final Map<String, Level> LEVELS = levels();

	private final OnvifParts parts;

	private final ImagingFocus focus;

	private ImagingService(OnvifParts parts) {
		this.parts = parts;
		this.focus = new ImagingFocus(parts);
	}

	/** A setting of the image. */
	private record Level(String word, Setting setting) {

		int of(Image image) {
			return switch (this.setting) {
				case BRIGHTNESS -> image.brightness();
				case CONTRAST -> image.contrast();
				case SATURATION -> image.saturation();
				default -> image.sharpness();
			};
		}

	}

	private static Map<String, Level> levels() {
		Map<String, Level> levels = new LinkedHashMap<>();
		levels.put("Brightness", new Level("brightness", Setting.BRIGHTNESS));
		levels.put("ColorSaturation", new Level("saturation", Setting.SATURATION));
		levels.put("Contrast", new Level("contrast", Setting.CONTRAST));
		levels.put("Sharpness", new Level("sharpness", Setting.SHARPNESS));
		return levels;
	}

	/** Creates the service. */
	static Service of(OnvifParts parts) {
		ImagingService service = new ImagingService(parts);
		return Service.of(ABOUT, () -> parts.calls().present().flatMap(Camera::image).isPresent(),
				(out) -> out.start("timg:Capabilities").attribute("ImageStabilization", false).end(),
				new Service.Category("Imaging", (out) -> {
				}), NOT_BUILT, Stream.concat(service.operations(), service.focus.operations()));
	}

	private Stream<Operation> operations() {
		return Stream.of(new Operation("GetImagingSettings", Access.READ_MEDIA, this::write),
				new Operation("SetImagingSettings", Access.ACTUATE, (call, out) -> set(call.request())),
				new Operation("GetOptions", Access.READ_MEDIA, this::writeOptions));
	}

	/** Checks that a request is about the only video source. */
	static void checkSource(SoapElement request) {
		if (!request.requireText("VideoSourceToken").equals(MediaTokens.VIDEO_SOURCE)) {
			throw SoapFault.invalidValue("ter:NoSource", "there is no such video source");
		}
	}

	private boolean has(Level level) {
		return !ImageSettings.IMAGE.lacks(this.parts.calls().camera()).contains(level.setting());
	}

	private void write(SoapCall call, SoapWriter out) {
		checkSource(call.request());
		Image image = this.parts.settings().record(ImageSettings.IMAGE);
		out.start("timg:ImagingSettings");
		writeElements((name, level) -> out.element("tt:" + name, level.of(image)),
				() -> out.start("tt:Focus").element("tt:AutoFocusMode", ImagingFocus.MODE).end());
		out.end();
	}

	private void writeOptions(SoapCall call, SoapWriter out) {
		checkSource(call.request());
		out.start("timg:ImagingOptions");
		writeElements((name, level) -> MediaEncoders.writeRange("tt:" + name, Image.RANGE, out),
				() -> out.start("tt:Focus").element("tt:AutoFocusModes", ImagingFocus.MODE).end());
		out.end();
	}

	/** Writes what this camera has in the order of the schema. */
	private void writeElements(BiConsumer<String, Level> level, Runnable focus) {
		LEVELS.forEach((name, setting) -> {
			if (name.equals("Sharpness") && this.focus.hasFocus()) {
				focus.run();
			}
			if (has(setting)) {
				level.accept(name, setting);
			}
		});
	}

	/** Sets what is passed; what this camera does not have is refused. */
	private void set(SoapElement request) {
		checkSource(request);
		Map<String, String> query = new HashMap<>();
		for (SoapElement element : request.require("ImagingSettings").children()) {
			if (this.focus.isAsItIs(element)) {
				continue;
			}
			Level level = Optional.ofNullable(LEVELS.get(element.name()))
				.orElseThrow(() -> SoapFault.invalidValue("ter:SettingsInvalid",
						"this camera does not have the setting " + element.name()));
			query.put(level.word(), String.valueOf(Math.round(element.decimal())));
		}
		if (query.isEmpty()) {
			return;
		}
		try {
			this.parts.settings()
				.change(ImageSettings.IMAGE, CgiQuery.of(query),
						(decision) -> this.parts.settings().apply(ImageSettings.IMAGE, decision));
		}
		catch (ParameterException ex) {
			throw SoapFault.invalidValue("ter:SettingsInvalid", ex.fault());
		}
	}

}
