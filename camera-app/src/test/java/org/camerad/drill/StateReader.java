package org.camerad.drill;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/** The readers of the packaged service's own files, in this JVM. */
final class StateReader implements AutoCloseable {

	private static final String CLASSES = "BOOT-INF/classes/";

	private static final String LIBRARIES = "BOOT-INF/lib/";

	private final URLClassLoader loader;

	/** Unpacks the jar. */
	StateReader(Path jar, Path folder) throws IOException {
		List<URL> path = new ArrayList<>();
		Path classes = folder.resolve("classes");
		path.add(Files.createDirectories(classes).toUri().toURL());
		try (JarFile packed = new JarFile(jar.toFile())) {
			for (Enumeration<JarEntry> entries = packed.entries(); entries.hasMoreElements();) {
				JarEntry entry = entries.nextElement();
				String name = entry.getName();
				if (!entry.isDirectory() && name.startsWith(CLASSES)) {
					copy(packed, entry, classes.resolve(name.substring(CLASSES.length())));
				}
				else if (name.endsWith(".jar") && name.startsWith(LIBRARIES)) {
					path.add(copy(packed, entry, folder.resolve(name.substring(LIBRARIES.length()))).toUri().toURL());
				}
			}
		}
		Path quiet = Files.writeString(folder.resolve("quiet.xml"), "<configuration/>");
		System.setProperty("logback.configurationFile", quiet.toString());
		this.loader = new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
	}

	private static Path copy(JarFile jar, JarEntry entry, Path to) throws IOException {
		Files.createDirectories(to.getParent());
		try (InputStream in = jar.getInputStream(entry)) {
			Files.copy(in, to);
		}
		return to;
	}

	/**
	 * Returns the saved settings and users, as they are after a start.
	 * @throws IOException if they are damaged
	 */
	Object settings(Path folder) throws IOException, ReflectiveOperationException {
		try {
			Class<?> type = this.loader.loadClass("org.camerad.settings.Store");
			Object store = type.getConstructor(Path.class).newInstance(folder);
			if ((boolean) type.getMethod("isDamaged").invoke(store)) {
				throw new IOException("the saved settings are damaged");
			}
			return type.getMethod("state").invoke(store);
		}
		catch (InvocationTargetException ex) {
			throw new IOException("the saved settings cannot be read: " + ex.getCause(), ex);
		}
	}

	/** Repairs the audit log as a start does, and returns its lines. */
	List<String> audit(Path folder) throws ReflectiveOperationException {
		Class<?> type = this.loader.loadClass("org.camerad.audit.AuditFiles");
		Constructor<?> constructor = type.getDeclaredConstructor(Path.class, long.class);
		constructor.setAccessible(true);
		Object files = constructor.newInstance(folder, 1_000_000L);
		method(type, "open").invoke(files);
		List<?> lines = (List<?>) method(type, "last", int.class).invoke(files, 1_000_000);
		return lines.stream().map(String::valueOf).collect(Collectors.toList());
	}

	private static Method method(Class<?> type, String name, Class<?>... parameters) throws NoSuchMethodException {
		Method method = type.getDeclaredMethod(name, parameters);
		method.setAccessible(true);
		return method;
	}

	@Override
	public void close() throws IOException {
		this.loader.close();
	}

}
