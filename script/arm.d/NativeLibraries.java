import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Loads each native library that the jar carries, and says which of them this processor has. */
final class NativeLibraries {

	private NativeLibraries() {
	}

	public static void main(String[] arguments) {
		Map<String, String> libraries = new LinkedHashMap<>();
		libraries.put("JNA (JPEG by libturbojpeg)", "com.sun.jna.Native");
		libraries.put("jSSC (serial ports)", "jssc.SerialNativeInterface");
		System.out.println(System.getProperty("os.arch") + ", " + System.getProperty("java.vm.name") + " "
				+ System.getProperty("java.version") + ", " + System.getProperty("java.vm.info"));
		libraries.forEach((label, name) -> System.out.println(label + ": " + load(name)));
		System.out.println("Pi4J (pins by libgpiod): " + loadPins());
	}

	/** Pi4J itself loads them only on a board that it knows. */
	private static String loadPins() {
		try {
			for (String name : List.of("libgpiod.so", "libpi4j-gpiod.so")) {
				Path file = Files.createTempFile("pins", ".so");
				try (InputStream library = NativeLibraries.class.getResourceAsStream("/lib/armhf/pi4j-gpiod/" + name)) {
					Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
					System.load(file.toString());
				}
				finally {
					Files.delete(file);
				}
			}
			return "loads";
		}
		catch (IOException | LinkageError ex) {
			return "does not load: " + ex;
		}
	}

	private static String load(String name) {
		try {
			Class.forName(name);
			return "loads";
		}
		catch (ReflectiveOperationException | LinkageError ex) {
			Throwable cause = ex;
			while (cause.getCause() != null) {
				cause = cause.getCause();
			}
			return "does not load: " + cause;
		}
	}

}
