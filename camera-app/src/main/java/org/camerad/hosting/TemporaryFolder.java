package org.camerad.hosting;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.file.PrivateFiles;
import org.camerad.operation.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * The folder of temporary files. On a read-only system without a writable {@code /tmp} it
 * is the folder {@code tmp} in the data folder: the web server, programs and native
 * libraries need one. The JDK itself may have read the former one already, so that code
 * passes the folder to methods that create temporary files.
 */
final class TemporaryFolder implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final Logger logger = LoggerFactory.getLogger(TemporaryFolder.class);

	private static final String PROPERTY = "java.io.tmpdir";

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		Path configured = Path.of(System.getProperty(PROPERTY));
		if (Files.isDirectory(configured) && Files.isWritable(configured)) {
			return;
		}
		Path data = Path.of(context.getEnvironment().getProperty("camera.data-dir", "camerad-data")).toAbsolutePath();
		try {
			if (!Files.isDirectory(data)) {
				PrivateFiles.createFolder(data);
			}
			Path folder = PrivateFiles.createFolder(data.resolve("tmp"));
			removeLeftovers(folder);
			System.setProperty(PROPERTY, folder.toString());
			logger.info("{} cannot be written; temporary files are in {}", configured, folder);
		}
		catch (IOException ex) {
			throw new ConfigurationException("camera.data-dir", data + " cannot be used: " + Reason.of(ex));
		}
	}

	/** Removes the web server's empty folders, which a killed service has left. */
	private static void removeLeftovers(Path folder) throws IOException {
		try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, "camerad-web-*")) {
			for (Path leftover : leftovers) {
				FileSystemUtils.deleteRecursively(leftover);
			}
		}
	}

}
