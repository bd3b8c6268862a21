package org.camerad.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverProperty;
import org.camerad.driver.DriverSPI;
import org.jspecify.annotations.Nullable;

/**
 * A driver whose camera is simulated, but hides its {@link Camera#simulation()} like a
 * camera on hardware. With {@code unplugged} it cannot be opened.
 */
public final class HardwareDriver implements DriverSPI {

	@Override
	public String name() {
		return "test-hardware";
	}

	@Override
	public boolean detects() {
		return false;
	}

	@Override
	public List<DriverProperty> properties() {
		return List.of(new DriverProperty("unplugged", Optional.empty(), "anything", "no camera can be opened"));
	}

	@Override
	public Camera open(DriverContext context) throws CameraException {
		if (context.properties().containsKey("unplugged")) {
			throw CameraException.unavailable("unplugged");
		}
		DriverSPI simulator = ServiceLoader.load(DriverSPI.class)
			.stream()
			.map(ServiceLoader.Provider::get)
			.filter((driver) -> driver.name().equals("sim"))
			.findFirst()
			.orElseThrow();
		Camera camera = simulator.open(new DriverContext(Map.of(), context.folder(), context.storageFolder(),
				context.clock(), context.timeLimit(), context.listener()));
		return (Camera) Proxy.newProxyInstance(HardwareDriver.class.getClassLoader(), new Class<?>[] { Camera.class },
				(proxy, method, arguments) -> call(camera, method, arguments));
	}

	private static @Nullable Object call(Camera camera, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		if (method.getName().equals("simulation")) {
			return Optional.empty();
		}
		try {
			return method.invoke(camera, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

}
