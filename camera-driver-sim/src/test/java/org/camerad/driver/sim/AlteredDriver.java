package org.camerad.driver.sim;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.camerad.driver.Camera;
import org.camerad.driver.CameraEvent;
import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverSPI;
import org.camerad.driver.VideoStream;
import org.camerad.driver.kit.DriverKit;

/**
 * The conformance kit of a driver that is broken on purpose: the simulator with one part
 * altered.
 */
abstract class AlteredDriver extends DriverKit implements DriverSPI {

	abstract Camera alter(Camera camera);

	@Override
	protected DriverSPI driver() {
		return this;
	}

	@Override
	protected DriverContext context(Path folder, Path card, Consumer<CameraEvent> listener) {
		return new DriverContext(Map.of("reboot-time", "50ms"), folder, Optional.of(card), Clock.systemUTC(),
				Duration.ofSeconds(5), listener);
	}

	@Override
	public String name() {
		return "altered";
	}

	@Override
	public boolean detects() {
		return false;
	}

	@Override
	public Camera open(DriverContext context) throws CameraException {
		return alter(new SimDriver().open(context));
	}

	/** The handler of an overridden call. */
	@FunctionalInterface
	interface CallHandler {

		@Nullable Object handle(Object[] arguments) throws Exception;

	}

	/** Returns a proxy that overrides one method of an object. */
	static <T> T override(Class<T> type, T other, String call, CallHandler handler) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> method.getName().equals(call) ? handler.handle(arguments)
						: delegate(other, method, arguments)));
	}

	private static @Nullable Object delegate(Object other, Method method, Object[] arguments) throws Throwable {
		try {
			return method.invoke(other, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

	/** Returns the camera with the named part replaced. */
	static Camera part(Camera camera, String name, @Nullable Object part) {
		return override(Camera.class, camera, name, (none) -> Optional.ofNullable(part));
	}

	/** Returns the camera with its streams altered. */
	static Camera streams(Camera camera, UnaryOperator<VideoStream> alter) {
		List<VideoStream> altered = camera.streams().stream().map(alter).toList();
		return override(Camera.class, camera, "streams", (none) -> altered);
	}

	/**
	 * Returns a publisher that passes one kind of signal to a handler instead of the
	 * subscriber.
	 */
	@SuppressWarnings("unchecked")
	static <T> Flow.Publisher<T> publisher(Flow.Publisher<T> other, String signal, SignalHandler<T> handler) {
		return (subscriber) -> other.subscribe(override(Flow.Subscriber.class, subscriber, signal, (arguments) -> {
			handler.handle((Flow.Subscriber<T>) subscriber, arguments[0]);
			return null;
		}));
	}

	/** The handler of an overridden signal. */
	@FunctionalInterface
	interface SignalHandler<T> {

		void handle(Flow.Subscriber<T> subscriber, Object signal);

	}

	/** Returns a publisher with altered values. */
	@SuppressWarnings("unchecked")
	static <T> Flow.Publisher<T> mapped(Flow.Publisher<T> other, UnaryOperator<T> alter) {
		return publisher(other, "onNext", (subscriber, value) -> subscriber.onNext(alter.apply((T) value)));
	}

}
