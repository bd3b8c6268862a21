package org.camerad.driver.sim.encode;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.driver.Codec;

import static org.assertj.core.api.Assertions.assertThat;

class EncodersTests {

	private static final String CODECS = System.mapLibraryName("jniavcodec");

	@TempDir
	private Path folder;

	@Test
	void allOfThemAreInTheFolderThatTheBuildMakes() throws Exception {
		assertThat(found(jars())).isEqualTo(Encoders.ALL);
		assertThat(Encoders.ALL.canEncode(Codec.H265)).isTrue();
	}

	@Test
	void withoutTheGplThereIsNoH265() throws Exception {
		List<URL> jars = jars();
		jars.removeIf((jar) -> jar.getPath().endsWith("-gpl.jar"));
		Path plain = this.folder.resolve("org/bytedeco/ffmpeg/" + Loader.getPlatform());
		Files.createDirectories(plain);
		Files.createFile(plain.resolve(CODECS));
		jars.add(this.folder.toUri().toURL());
		assertThat(found(jars)).isEqualTo(Encoders.WITHOUT_H265);
		assertThat(Encoders.WITHOUT_H265.canEncode(Codec.H264)).isTrue();
		assertThat(Encoders.WITHOUT_H265.canEncode(Codec.H265)).isFalse();
	}

	@Test
	void anotherPlatformsAreNone() throws Exception {
		List<URL> jars = jars();
		jars.removeIf((jar) -> jar.getPath().endsWith("-gpl.jar"));
		Path other = this.folder.resolve("org/bytedeco/ffmpeg/solaris-sparc-gpl");
		Files.createDirectories(other);
		Files.createFile(other.resolve(CODECS));
		jars.add(this.folder.toUri().toURL());
		assertThat(found(jars)).isEqualTo(Encoders.NONE);
	}

	@Test
	void halfOfTheJarsAreNone() throws Exception {
		for (URL missing : jars()) {
			List<URL> jars = jars();
			jars.remove(missing);
			assertThat(found(jars)).as("without " + missing).isEqualTo(Encoders.NONE);
		}
		assertThat(found(List.of())).isEqualTo(Encoders.NONE);
	}

	private static Encoders found(List<URL> jars) throws Exception {
		try (URLClassLoader loader = new URLClassLoader(jars.toArray(URL[]::new), null)) {
			return Encoders.found(loader);
		}
	}

	private static List<URL> jars() throws Exception {
		List<URL> jars = new ArrayList<>();
		for (String entry : Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator))) {
			String name = Path.of(entry).getFileName().toString();
			if (name.startsWith("ffmpeg-") || name.startsWith("javacpp-")) {
				jars.add(Path.of(entry).toUri().toURL());
			}
		}
		assertThat(jars).hasSize(4);
		return jars;
	}

}
