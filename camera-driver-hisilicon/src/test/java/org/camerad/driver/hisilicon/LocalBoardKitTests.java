package org.camerad.driver.hisilicon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.driver.CameraEvent;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverSPI;
import org.camerad.driver.hisilicon.board.FakeRoot;
import org.camerad.driver.hisilicon.bridge.FakeBridge;
import org.camerad.driver.hisilicon.fake.FakeBuild;
import org.camerad.driver.hisilicon.fake.FakeStreamer;
import org.camerad.driver.kit.DriverKit;

/**
 * Tests that the service on the board keeps every rule of the SPI: beside the streamer,
 * with the native bridge, motors and the board's services.
 */
class LocalBoardKitTests extends DriverKit {

	@TempDir
	static Path folder;

	private static FakeStreamer streamer;

	private static FakeBridge bridge;

	@BeforeAll
	static void start() throws Exception {
		streamer = new FakeBuild().start();
		bridge = FakeBridge.start(Files.createDirectories(folder.resolve("bridge")));
	}

	@AfterAll
	static void stop() {
		bridge.close();
		streamer.close();
	}

	@Override
	protected DriverSPI driver() {
		return new HiSiliconDriver();
	}

	@Override
	protected DriverContext context(Path own, Path card, Consumer<CameraEvent> listener) {
		FakeRoot board = board(own, card);
		Map<String, String> properties = new TreeMap<>(streamer.properties());
		properties.put("board", "local");
		properties.put("root", board.path().toString());
		properties.put("bridge.socket", bridge.socket().toString());
		properties.put("ptz.protocol", "xm-kmotor");
		return new DriverContext(properties, own, Optional.empty(), board.clock(), Duration.ofSeconds(5), listener);
	}

	/** Returns the board; the same one if a test opens it again. */
	private static FakeRoot board(Path own, Path card) {
		try {
			Path root = folder.resolve("board-" + Integer.toHexString(own.toString().hashCode()));
			if (Files.exists(root)) {
				return FakeRoot.at(root);
			}
			FakeRoot board = FakeRoot.in(Files.createDirectories(root));
			board.program("/usr/bin/xm-kmotor", "[ \"$1\" = -j ] && echo '{\"xpos\":\"1\",\"ypos\":\"2\"}'; true");
			board.write("/gateways", "192.0.2.1\n");
			Files.delete(root.resolve("mnt/mmcblk0p1"));
			Files.createSymbolicLink(root.resolve("mnt/mmcblk0p1"), card);
			return board;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	protected Map<String, String> lacks() {
		Map<String, String> lacks = MajesticLacks.lacks();
		lacks.remove("sharpness");
		lacks.put("return-from-reboot", "the process ends with the board's reboot");
		return lacks;
	}

}
