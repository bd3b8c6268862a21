package org.camerad.onvif;

import java.io.IOException;
import java.util.stream.Stream;

import org.camerad.driver.Camera;
import org.camerad.driver.DeviceInfo;
import org.camerad.settings.SettingsGroup;

/** The operations of device information, logs, reboot, reset and firmware. */
final class DeviceSystem {

	private static final String MANUFACTURER = "Camerad";

	private static final int MAX_LOG_LINES = 200;

	private final OnvifParts parts;

	DeviceSystem(OnvifParts parts) {
		this.parts = parts;
	}

	Stream<Operation> operations() {
		return Stream.of(
				new Operation("GetDeviceInformation", Access.READ_SYSTEM, (call, out) -> writeInformation(out)),
				new Operation("GetSystemLog", Access.READ_SYSTEM_SECRET, this::writeLog),
				new Operation("SystemReboot", Access.UNRECOVERABLE, this::reboot),
				new Operation("SetSystemFactoryDefault", Access.UNRECOVERABLE, (call, out) -> factoryReset(call)),
				new Operation("StartFirmwareUpgrade", Access.UNRECOVERABLE, this::startUpgrade));
	}

	private void writeInformation(SoapWriter out) {
		DeviceInfo info = this.parts.calls().camera().info();
		out.element("tds:Manufacturer", MANUFACTURER).element("tds:Model", info.model());
		out.element("tds:FirmwareVersion", info.fileSystem()).element("tds:SerialNumber", info.serialNumber());
		out.element("tds:HardwareId", info.model());
	}

	private void writeLog(SoapCall call, SoapWriter out) {
		boolean access = switch (call.request().requireText("LogType")) {
			case "Access" -> true;
			case "System" -> false;
			default -> throw SoapFault.invalidValue("LogType must be System or Access");
		};
		try {
			String lines = String.join("\n", this.parts.audit().last(access, MAX_LOG_LINES));
			out.start("tds:SystemLog").element("tt:String", lines).end();
		}
		catch (IOException ex) {
			throw SoapFault.sender("the log cannot be read now", "ter:InvalidArgs",
					access ? "ter:AccesslogUnavailable" : "ter:SystemlogUnavailable");
		}
	}

	private void reboot(SoapCall call, SoapWriter out) {
		this.parts.maintenance().reboot(call.afterResponse());
		out.element("tds:Message", "the camera reboots");
	}

	/** A soft reset keeps the network. */
	private void factoryReset(SoapCall call) {
		boolean keepsNetwork = switch (call.request().requireText("FactoryDefault")) {
			case "Hard" -> false;
			case "Soft" -> true;
			default -> throw SoapFault.invalidValue("FactoryDefault must be Hard or Soft");
		};
		this.parts.maintenance()
			.factoryReset((group) -> keepsNetwork && isNetwork(group), keepsNetwork, call.afterResponse());
	}

	private static boolean isNetwork(SettingsGroup<?> group) {
		return "network".equals(group.name());
	}

	private void startUpgrade(SoapCall call, SoapWriter out) {
		if (this.parts.calls().present().flatMap(Camera::firmware).isEmpty()) {
			throw SoapFault.notSupported("the firmware of this camera cannot be upgraded");
		}
		out.element("tds:UploadUri", call.base() + "/cgi-bin/OnvifFirmwareUpgrade");
		out.element("tds:UploadDelay", "PT0S").element("tds:ExpectedDownTime", "PT60S");
	}

}
