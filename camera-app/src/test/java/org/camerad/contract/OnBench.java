package org.camerad.contract;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Gives tests the {@link Bench} of the hardware that the suite runs on, or its shared
 * {@link Camerad}: administrator and sessions may come and go, the log-ins of
 * {@link Camerad#ADMIN} must go on.
 */
final class OnBench implements ParameterResolver {

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		return type == Camerad.class || type == Bench.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		Bench bench = context.getRoot()
			.getStore(ExtensionContext.Namespace.GLOBAL)
			.computeIfAbsent(Bench.class, (key) -> new Bench(hardware(context)), Bench.class);
		return (parameter.getParameter().getType() == Bench.class) ? bench : bench.shared();
	}

	private static Hardware hardware(ExtensionContext context) {
		return context.getConfigurationParameter(Hardware.PARAMETER)
			.map(OnBench::load)
			.map((type) -> (Hardware) ReflectionSupport.newInstance(type))
			.orElseGet(SimHardware::new);
	}

	private static Class<?> load(String name) {
		return ReflectionSupport.tryToLoadClass(name)
			.getOrThrow((ex) -> new IllegalArgumentException(Hardware.PARAMETER + ": " + name, ex));
	}

}
