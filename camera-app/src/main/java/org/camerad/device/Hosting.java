package org.camerad.device;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.core.instrument.MeterRegistry;
import org.camerad.cgi.Values;
import org.camerad.driver.CameraEvent;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverSPI;
import org.camerad.operation.CameraProperties;
import org.camerad.operation.ConfigurationException;
import org.camerad.operation.DeviceHealth;
import org.camerad.settings.Settings;
import org.camerad.settings.SettingsGroup;
import org.camerad.settings.Store;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Hosts one camera in this process: its data folder, its store and its device. */
@Configuration(proxyBeanMethods = false)
class Hosting {

	private static final Duration TIME_LIMIT = Duration.ofSeconds(5);

	@Bean
	static Clock clock() {
		return Clock.systemUTC();
	}

	/** The data folder, which belongs to this process alone. */
	@Bean(destroyMethod = "close")
	static DataFolder dataFolder(CameraProperties properties) {
		return DataFolder.open(properties.dataDir());
	}

	@Bean
	static Store store(DataFolder folder) {
		try {
			return new Store(folder.path());
		}
		catch (IOException ex) {
			throw new ConfigurationException("camera.data-dir", "the saved settings cannot be read: " + ex);
		}
	}

	@Bean(destroyMethod = "close")
	static Device device(Host host, DataFolder folder, Store store, List<SettingsGroup<?>> groups,
			List<ConfiguredValues> configured) {
		DriverSPI driver = Drivers.find(host.properties().driverPath()).choose(host.properties().driver());
		AtomicReference<Device> device = new AtomicReference<>();
		DriverContext context = host.context(driver, folder, (event) -> hear(device, event));
		Values initial = configured.stream().map(ConfiguredValues::values).reduce(Values.NONE, Values::and);
		Device hosted = new Device(new ActiveCamera(driver, context, host.meters()),
				new Settings(groups, store, initial), store, host.events()::publishEvent);
		device.set(hosted);
		hosted.start();
		return hosted;
	}

	@Bean
	static DeviceHealth deviceHealthIndicator(Device device) {
		return new DeviceHealth(device);
	}

	private static void hear(AtomicReference<Device> device, CameraEvent event) {
		Device hosted = device.get();
		if (hosted != null) {
			hosted.heard(event);
		}
	}

	@Bean
	static Host host(CameraProperties properties, Environment environment, Clock clock, MeterRegistry meters,
			ApplicationEventPublisher events) {
		return new Host(properties, environment, clock, meters, events);
	}

	/**
	 * What the process has for every camera.
	 */
	record Host(CameraProperties properties, Environment environment, Clock clock, MeterRegistry meters,
			ApplicationEventPublisher events) {

		DriverContext context(DriverSPI driver, DataFolder folder, java.util.function.Consumer<CameraEvent> listener) {
			Map<String, String> own = Binder.get(this.environment)
				.bind("camera." + driver.name(), Bindable.mapOf(String.class, String.class))
				.orElse(Map.of());
			return new DriverContext(own, folder.subfolder(driver.name()),
					Optional.ofNullable(this.properties.upload().sd().directory()), this.clock, TIME_LIMIT, listener);
		}

	}

	/** The data folder and the lock on it. */
	record DataFolder(Path path, FileChannel channel, FileLock lock) implements AutoCloseable {

		static DataFolder open(Path path) {
			try {
				Files.createDirectories(path);
				FileChannel channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE,
						StandardOpenOption.WRITE);
				return new DataFolder(path, channel, lock(path, channel));
			}
			catch (IOException ex) {
				throw new ConfigurationException("camera.data-dir", path.toAbsolutePath() + " cannot be used: " + ex);
			}
		}

		private static FileLock lock(Path path, FileChannel channel) throws IOException {
			FileLock lock = null;
			try {
				lock = channel.tryLock();
			}
			catch (OverlappingFileLockException ex) {
				// Held by this very process: the same answer as for another one.
			}
			if (lock == null) {
				channel.close();
				throw new ConfigurationException("camera.data-dir",
						path.toAbsolutePath() + " is in use by another Camerad");
			}
			return lock;
		}

		/** A folder in it that only this user can read. */
		Path subfolder(String name) {
			try {
				return Files.createDirectories(this.path.resolve(name),
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
			}
			catch (IOException ex) {
				throw new ConfigurationException("camera.data-dir",
						this.path.resolve(name).toAbsolutePath() + " cannot be made: " + ex);
			}
		}

		@Override
		public void close() throws IOException {
			this.channel.close();
		}

	}

}
