package org.camerad.contract;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * An extension that passes tests the {@link ServiceFixture} of the hardware that the
 * suite runs on, or its shared {@link TestService}: administrator and sessions may come
 * and go, the log-ins of {@link TestService#ADMIN} must go on.
 */
final class ServiceFixtureExtension implements ParameterResolver {

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		return type == TestService.class || type == ServiceFixture.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		// Of the session, not of the root: Surefire runs each class by itself in a fork.
		ServiceFixture bench = context
			.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION,
					ExtensionContext.Namespace.create(ServiceFixtureExtension.class))
			.computeIfAbsent(name(context), (key) -> new ServiceFixture(hardware(context)), ServiceFixture.class);
		return (parameter.getParameter().getType() == ServiceFixture.class) ? bench : bench.shared();
	}

	private static String name(ExtensionContext context) {
		return context.getConfigurationParameter(Hardware.PARAMETER).orElse(SimHardware.class.getName());
	}

	private static Hardware hardware(ExtensionContext context) {
		return (Hardware) ReflectionSupport.newInstance(load(name(context)));
	}

	private static Class<?> load(String name) {
		return ReflectionSupport.tryToLoadClass(name)
			.getOrThrow((ex) -> new IllegalArgumentException(Hardware.PARAMETER + ": " + name, ex));
	}

}
