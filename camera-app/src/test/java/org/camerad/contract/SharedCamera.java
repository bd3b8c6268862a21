package org.camerad.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/**
 * One service for all test classes that leave it as they found it: administrator and
 * sessions may come and go, the log-ins of {@link Camerad#ADMIN} must go on.
 */
final class SharedCamera implements ParameterResolver {

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Camerad.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return context.getRoot()
			.getStore(ExtensionContext.Namespace.GLOBAL)
			.computeIfAbsent(Shared.class, (key) -> new Shared(), Shared.class).camera;
	}

	private static final class Shared implements AutoCloseable {

		private final Path folder = folder();

		private final Camerad camera = Camerad.start(this.folder.resolve("data"),
				"camera.upload.sd.directory=" + this.folder.resolve("card"), "camera.sim.reboot-time=500ms");

		private static Path folder() {
			try {
				Path folder = Files.createTempDirectory("camerad-contract");
				Files.createDirectory(folder.resolve("card"));
				return folder;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public void close() throws IOException {
			this.camera.close();
			FileSystemUtils.deleteRecursively(this.folder);
		}

	}

}
