package org.camerad.onvif;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The device management service (ver10/device/wsdl). */
final class DeviceService {

	private static final Service.About ABOUT = new Service.About(Names.DEVICE, "tds", "/onvif/device_service", 26, 6);

	private static final Set<String> NOT_BUILT = Service.names("""
			UpgradeSystemFirmware RestoreSystem GetSystemBackup GetSystemSupportInformation
			GetRemoteDiscoveryMode SetRemoteDiscoveryMode GetDPAddresses SetDPAddresses GetUserRoles SetUserRole
			DeleteUserRole GetRemoteUser SetRemoteUser GetPasswordComplexityOptions
			GetPasswordComplexityConfiguration SetPasswordComplexityConfiguration
			GetPasswordHistoryConfiguration SetPasswordHistoryConfiguration GetAuthFailureWarningOptions
			GetAuthFailureWarningConfiguration SetAuthFailureWarningConfiguration SetHostnameFromDHCP
			GetDynamicDNS SetDynamicDNS GetZeroConfiguration SetZeroConfiguration GetIPAddressFilter
			SetIPAddressFilter AddIPAddressFilter RemoveIPAddressFilter GetAccessPolicy SetAccessPolicy
			SetRelayOutputSettings SetRelayOutputState SendAuxiliaryCommand GetDot11Capabilities
			GetDot11Status ScanAvailableDot11Networks GetSystemUris UpgradeFirmware StartSystemRestore
			GetStorageConfigurations CreateStorageConfiguration GetStorageConfiguration SetStorageConfiguration
			DeleteStorageConfiguration GetGeoLocation SetGeoLocation DeleteGeoLocation SetHashingAlgorithm
			CreateCertificate GetCertificates GetCertificatesStatus SetCertificatesStatus DeleteCertificates
			GetPkcs10Request LoadCertificates GetClientCertificateMode SetClientCertificateMode
			GetCACertificates LoadCertificateWithPrivateKey GetCertificateInformation LoadCACertificates
			CreateDot1XConfiguration SetDot1XConfiguration GetDot1XConfiguration GetDot1XConfigurations
			DeleteDot1XConfiguration
			""");

	private DeviceService() {
	}

	/**
	 * Creates the service.
	 * @param services all services of the camera, also those that are added later
	 */
	static Service of(OnvifParts parts, OnvifSettings settings, List<Service> services) {
		DeviceCapabilities capabilities = new DeviceCapabilities(parts, services);
		return Service.of(ABOUT, () -> true, capabilities::write,
				new Service.Category("Device", capabilities::writeCategory), NOT_BUILT,
				Stream.of(capabilities.operations(), new DeviceClock(parts).operations(),
						new DeviceSystem(parts).operations(), new DeviceIdentity(parts, settings).operations(),
						new DeviceScopes(parts, settings).operations(), new DeviceNetwork(parts).operations(),
						new DeviceUsers(parts).operations(),
						// There are no relays.
						Stream.of(new Operation("GetRelayOutputs", Access.READ_MEDIA, (call, out) -> {
						})))
					.flatMap((operations) -> operations));
	}

}
