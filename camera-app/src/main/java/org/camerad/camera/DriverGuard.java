package org.camerad.camera;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.operation.RateLimitedLogger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The part of a camera behind a guard against its driver: whatever a method throws, also
 * an error or a null result, becomes a failure that the service expects. Any thread.
 */
final class DriverGuard implements InvocationHandler {

	private static final RateLimitedLogger logger = new RateLimitedLogger(LoggerFactory.getLogger(DriverGuard.class),
			"failures of the driver");

	/** The interfaces of the SPI that a class implements, empty for values. */
	private static final ClassValue<Class<?>[]> PARTS = new ClassValue<>() {

		@Override
		protected Class<?>[] computeValue(Class<?> type) {
			boolean isValue = type.getPackage() == Camera.class.getPackage();
			return isValue ? new Class<?>[0] : parts(type).distinct().toArray(Class<?>[]::new);
		}

	};

	private final Object part;

	private DriverGuard(Object part) {
		this.part = part;
	}

	/**
	 * Returns a camera behind its guard.
	 * @throws CameraException UNAVAILABLE if there is no camera
	 */
	static Camera guard(@Nullable Camera camera) throws CameraException {
		if (camera == null) {
			throw CameraException.unavailable("the driver returned no camera");
		}
		return (Camera) guarded(camera);
	}

	private static Stream<Class<?>> parts(Class<?> type) {
		Stream<Class<?>> own = Arrays.stream(type.getInterfaces()).flatMap(DriverGuard::withInherited);
		Class<?> parent = type.getSuperclass();
		return (parent != null) ? Stream.concat(own, parts(parent)) : own;
	}

	private static Stream<Class<?>> withInherited(Class<?> type) {
		boolean isPart = type.getPackage() == Camera.class.getPackage();
		return isPart ? Stream.of(type) : Arrays.stream(type.getInterfaces()).flatMap(DriverGuard::withInherited);
	}

	private static Object guarded(Object result) {
		if (result instanceof Optional<?> optional) {
			return optional.map(DriverGuard::guarded);
		}
		if (result instanceof List<?> list && list.stream().anyMatch((each) -> PARTS.get(each.getClass()).length > 0)) {
			return list.stream().map(DriverGuard::guarded).toList();
		}
		Class<?>[] parts = PARTS.get(result.getClass());
		return (parts.length == 0) ? result
				: Proxy.newProxyInstance(Camera.class.getClassLoader(), parts, new DriverGuard(result));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		if (method.getDeclaringClass() == Object.class) {
			return method.getName().equals("equals") ? isEqual(arguments) : method.invoke(this.part, arguments);
		}
		try {
			Object result = method.invoke(this.part, arguments);
			if (result == null && method.getReturnType() != void.class) {
				throw failure(method, "it returned null", null);
			}
			return (result != null) ? guarded(result) : null;
		}
		catch (InvocationTargetException ex) {
			Throwable thrown = ex.getCause();
			throw (thrown instanceof CameraException) ? thrown : failure(method, String.valueOf(thrown), thrown);
		}
	}

	private boolean isEqual(Object @Nullable [] arguments) {
		Object other = (arguments != null) ? arguments[0] : null;
		return other != null && Proxy.isProxyClass(other.getClass())
				&& Proxy.getInvocationHandler(other) instanceof DriverGuard guard && guard.part.equals(this.part);
	}

	/** Returns the failure that callers of a method expect. */
	private static Exception failure(Method method, String reason, @Nullable Throwable thrown) {
		String message = "the driver failed in " + method.getDeclaringClass().getSimpleName() + "." + method.getName()
				+ ": " + reason;
		logger.log(Level.ERROR, message + "; please report it to the author of the driver", thrown);
		boolean expected = List.of(method.getExceptionTypes()).contains(CameraException.class);
		return expected ? CameraException.unavailable(message, thrown) : CameraFailure.driverFailed(message);
	}

}
