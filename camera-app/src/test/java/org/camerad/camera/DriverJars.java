package org.camerad.camera;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.camerad.driver.DriverSPI;

import static org.assertj.core.api.Assertions.assertThat;

/** Jars of drivers, compiled against the modules that a driver may see and no others. */
final class DriverJars {

	private static final Path TOY = Path.of("..", "docs", "example-driver", "src", "main");

	private static final String PROVIDERS = "META-INF/services/" + DriverSPI.class.getName();

	private final Path work;

	/**
	 * @param work an empty folder for compiled classes
	 */
	DriverJars(Path work) {
		this.work = work;
	}

	/** Makes the jar of the example driver. */
	Path toy(Path jar) throws IOException {
		Path classes = compile(files(TOY.resolve("java")));
		Path providers = classes.resolve(PROVIDERS);
		Files.createDirectories(providers.getParent());
		Files.copy(TOY.resolve("resources").resolve(PROVIDERS), providers);
		return pack(jar, classes);
	}

	/** Makes a jar of a driver {@code Broken} with that body. */
	Path broken(Path jar, String body) throws IOException {
		Path source = Files.createDirectories(this.work.resolve("source")).resolve("Broken.java");
		Files.writeString(source, "public class Broken implements org.camerad.driver.DriverSPI {" + body
				+ "public boolean detects() { return false; }"
				+ "public org.camerad.driver.Camera open(org.camerad.driver.DriverContext context) { return null; } }");
		Path classes = compile(List.of(source));
		register(classes, "Broken");
		return pack(jar, classes);
	}

	/** Makes a jar whose class is of a Java that has not been made yet. */
	Path fromTheFuture(Path jar) throws IOException {
		broken(jar, "public String name() { return \"future\"; }");
		Path type = this.work.resolve("classes").resolve("Broken.class");
		byte[] code = Files.readAllBytes(type);
		code[6] = 0x7F;
		Files.write(type, code);
		return pack(jar, this.work.resolve("classes"));
	}

	/** Makes a jar that names a provider and has no classes. */
	Path withoutClass(Path jar) throws IOException {
		Path classes = Files.createDirectories(this.work.resolve("classes"));
		register(classes, "Missing");
		return pack(jar, classes);
	}

	/** Makes a jar that names no provider. */
	Path withoutProvider(Path jar) throws IOException {
		Path classes = Files.createDirectories(this.work.resolve("classes"));
		Files.writeString(classes.resolve("readme.txt"), "no driver");
		return pack(jar, classes);
	}

	private static void register(Path classes, String provider) throws IOException {
		Path file = classes.resolve(PROVIDERS);
		Files.createDirectories(file.getParent());
		Files.writeString(file, provider, StandardCharsets.UTF_8);
	}

	private Path compile(List<Path> sources) throws IOException {
		Path classes = Files.createDirectories(this.work.resolve("classes"));
		List<String> arguments = new ArrayList<>(
				List.of("-proc:none", "--release", "17", "-d", classes.toString(), "-cp", classPath()));
		sources.forEach((source) -> arguments.add(source.toString()));
		int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
		assertThat(result).as("javac %s", arguments).isZero();
		return classes;
	}

	private static String classPath() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> entry.matches(".*(camera-driver-(api|support)|jspecify).*"))
			.collect(Collectors.joining(File.pathSeparator));
	}

	private Path pack(Path jar, Path classes) throws IOException {
		try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
			files(classes).forEach((file) -> add(out, classes.relativize(file).toString(), file));
		}
		return jar;
	}

	private static void add(JarOutputStream out, String name, Path file) {
		try {
			out.putNextEntry(new JarEntry(name));
			Files.copy(file, (OutputStream) out);
			out.closeEntry();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Path> files(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter(Files::isRegularFile).sorted().toList();
		}
	}

}
