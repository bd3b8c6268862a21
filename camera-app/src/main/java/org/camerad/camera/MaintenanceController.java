package org.camerad.camera;

import java.util.Optional;
import java.util.Set;

import org.camerad.cgi.CgiFault;
import org.camerad.cgi.CgiRequest;
import org.camerad.cgi.Domain;
import org.camerad.cgi.InterfaceDescription;
import org.camerad.cgi.Parameter;
import org.camerad.cgi.Role;
import org.camerad.cgi.Table;
import org.camerad.cgi.Values;
import org.camerad.cgi.XmlElement;
import org.camerad.settings.SettingsGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reboot and factory reset (contract 3.5 and 3.6). */
@RestController
class MaintenanceController {

	private static final Parameter<Boolean> RETAIN_NETWORK = Parameter
		.<Boolean>worded("retain_network", (text) -> "1".equals(text) ? Optional.of(true) : Optional.empty(),
				"retain_network 0 or 1")
		.within(Domain.options(1))
		.setOnly();

	private static final Table FACTORY_RESET = Table.of(RETAIN_NETWORK);

	@Bean
	static InterfaceDescription rebootInterface() {
		return InterfaceDescription.of("reboot", "Restarts the camera", XmlElement.text("reboot", "true"))
			.role(Role.OPERATOR);
	}

	@Bean
	static InterfaceDescription factoryResetInterface() {
		return InterfaceDescription
			.of("factory_reset", "Restores the factory settings and the factory administrator",
					XmlElement.text("factory_reset", "true"))
			.role(Role.OPERATOR)
			.table(FACTORY_RESET)
			.faults("retain_network: NULL")
			.example("retain_network=1");
	}

	@GetMapping("/cgi-bin/reboot")
	XmlElement reboot(CgiRequest request, CameraMaintenance maintenance) {
		request.admitChange();
		maintenance.reboot(request.afterResponse());
		return XmlElement.text("reboot", "true");
	}

	@GetMapping("/cgi-bin/factory_reset")
	XmlElement factoryReset(CgiRequest request, CameraMaintenance maintenance) {
		request.admitChange();
		if ("".equals(request.query().get(RETAIN_NETWORK.name()))) {
			throw CgiFault.of("retain_network: NULL");
		}
		Values passed = FACTORY_RESET.decide(request.query(), Values.NONE, null, Set.of());
		boolean keepNetwork = passed.find(RETAIN_NETWORK) != null;
		maintenance.factoryReset((group) -> keepNetwork && isNetwork(group), keepNetwork, request.afterResponse());
		return XmlElement.text("factory_reset", "true");
	}

	private static boolean isNetwork(SettingsGroup<?> group) {
		return "network".equals(group.name());
	}

}
