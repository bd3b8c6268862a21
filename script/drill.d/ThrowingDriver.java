import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverProperty;
import org.camerad.driver.DriverSPI;

/**
 * The simulated camera behind a driver of which one method fails: the file that the system property drill.control names
 * says which one and how, such as "Camera.info StackOverflowError".
 */
public final class ThrowingDriver implements DriverSPI {

  private static final Path CONTROL = Path.of(System.getProperty("drill.control", "/nonexistent"));

  private final DriverSPI simulator = ServiceLoader.load(DriverSPI.class, DriverSPI.class.getClassLoader())
    .stream()
    .map(ServiceLoader.Provider::get)
    .filter((driver) -> driver.name().equals("sim"))
    .findFirst()
    .orElseThrow();

  @Override
  public String name() {
    return fails("DriverSPI.name") ? null : "throwing";
  }

  @Override
  public boolean detects() {
    return fails("DriverSPI.detects");
  }

  @Override
  public List<DriverProperty> properties() {
    return fails("DriverSPI.properties") ? null : List.of();
  }

  @Override
  public Camera open(DriverContext context) throws CameraException {
    return fails("DriverSPI.open") ? null : (Camera) guard(Camera.class, this.simulator.open(context));
  }

  /** Returns whether a method returns null now, or throws. */
  private static boolean fails(String method) {
    String[] order = order();
    if (order.length < 2 || !order[0].equals(method)) {
      return false;
    }
    hit();
    if (order[1].equals("null")) {
      return true;
    }
    throw ThrowingDriver.<RuntimeException>sneak(failure(order[1]));
  }

  private static String[] order() {
    try {
      return Files.readString(CONTROL).strip().split(" ");
    }
    catch (IOException ex) {
      return new String[0];
    }
  }

  private static void hit() {
    try {
      Files.writeString(CONTROL.resolveSibling("hit"), "x", java.nio.file.StandardOpenOption.CREATE,
          java.nio.file.StandardOpenOption.APPEND);
    }
    catch (IOException ex) {
      throw new IllegalStateException(ex);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T sneak(Throwable failure) throws T {
    throw (T) failure;
  }

  private static Throwable failure(String type) {
    return switch (type) {
      case "CameraException" -> CameraException.unavailable("thrown by the drill");
      case "NoClassDefFoundError" -> new NoClassDefFoundError("thrown by the drill");
      case "StackOverflowError" -> new StackOverflowError();
      case "OutOfMemoryError" -> new OutOfMemoryError("thrown by the drill");
      case "AssertionError" -> new AssertionError("thrown by the drill");
      case "IOException" -> new IOException("thrown by the drill");
      case "InterruptedException" -> new InterruptedException("thrown by the drill");
      case "Throwable" -> new Throwable("thrown by the drill");
      default -> new IllegalStateException("thrown by the drill");
    };
  }

  /** Wraps a part, and the parts that its methods return. */
  private static Object guard(Class<?> type, Object part) {
    InvocationHandler handler = (proxy, method, arguments) -> {
      if (method.getDeclaringClass() == Object.class) {
        return method.invoke(part, arguments);
      }
      if (fails(type.getSimpleName() + "." + method.getName())) {
        return method.getReturnType().isPrimitive() ? call(part, method, arguments) : null;
      }
      return wrap(call(part, method, arguments));
    };
    return Proxy.newProxyInstance(ThrowingDriver.class.getClassLoader(), new Class<?>[] { type }, handler);
  }

  private static Object call(Object part, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(part, arguments);
    }
    catch (InvocationTargetException ex) {
      throw ex.getCause();
    }
  }

  private static Object wrap(Object result) {
    if (result instanceof Optional<?> optional) {
      return optional.map(ThrowingDriver::wrap);
    }
    if (result instanceof List<?> list && !list.isEmpty() && part(list.get(0)) != null) {
      return list.stream().map(ThrowingDriver::wrap).toList();
    }
    Class<?> type = (result != null) ? part(result) : null;
    return (type != null) ? guard(type, result) : result;
  }

  /** Returns the most special interface of the SPI that an object has. */
  private static Class<?> part(Object object) {
    Class<?> found = null;
    for (Class<?> type = object.getClass(); type != null && !type.isRecord(); type = type.getSuperclass()) {
      for (Class<?> each : type.getInterfaces()) {
        if (each.getPackageName().equals("org.camerad.driver") && (found == null || found.isAssignableFrom(each))) {
          found = each;
        }
      }
    }
    return found;
  }

}
