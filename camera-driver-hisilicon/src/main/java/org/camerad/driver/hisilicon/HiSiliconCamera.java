package org.camerad.driver.hisilicon;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.camerad.driver.AudioControl;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraEvent;
import org.camerad.driver.CameraException;
import org.camerad.driver.ClockControl;
import org.camerad.driver.Control;
import org.camerad.driver.DeviceInfo;
import org.camerad.driver.DriverContext;
import org.camerad.driver.Firmware;
import org.camerad.driver.ForeignChanges;
import org.camerad.driver.Image;
import org.camerad.driver.Maintenance;
import org.camerad.driver.MotionControl;
import org.camerad.driver.NetworkControl;
import org.camerad.driver.Osd;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Ptz;
import org.camerad.driver.Storage;
import org.camerad.driver.VideoStream;
import org.camerad.driver.hisilicon.board.BoardServices;
import org.camerad.driver.hisilicon.bridge.BridgedImage;
import org.camerad.driver.hisilicon.bridge.NativeBridge;
import org.camerad.driver.hisilicon.ptz.BoardPtz;
import org.camerad.driver.hisilicon.ptz.BoardPtzFactory;
import org.camerad.driver.hisilicon.streamer.StreamerParts;

/**
 * A camera on a board, or behind a gateway beside one. It combines the parts of the
 * streamer, of the board and of the native bridge.
 */
final class HiSiliconCamera implements Camera {

	private static final System.Logger logger = System.getLogger(HiSiliconCamera.class.getName());

	private static final Duration BRIDGE_TIMEOUT = Duration.ofSeconds(2);

	private static final String UNKNOWN_MODEL = "OpenIPC";

	private final StreamerParts streamer;

	private final Optional<BoardServices> board;

	private final Optional<BoardPtz> ptz;

	private final Optional<NativeBridge> bridge;

	private final Optional<Control<Image>> image;

	private final DeviceInfo info;

	private final ForeignChanges foreignChanges;

	/** The closers of everything that is open, the newest first. */
	private final Deque<Runnable> closers = new ArrayDeque<>();

	private Optional<PartStatus> bridgeProblem = Optional.empty();

	HiSiliconCamera(HiSiliconConfiguration configuration, DriverContext context) throws CameraException {
		this.foreignChanges = configuration.foreignChanges();
		try {
			this.streamer = StreamerParts.open(configuration.streamer(), configuration.options(), context.clock(),
					context.listener());
			this.closers.push(this.streamer::close);
			this.bridge = configuration.bridge().flatMap((socket) -> bridge(socket, context));
			this.image = withBridge(this.streamer.image(), configuration);
			this.board = board(configuration, context);
			this.ptz = ptz(configuration, context);
			this.info = info(configuration);
			if (this.board.isPresent()) {
				this.board.get().startWatchdog(this.streamer::isHealthy);
			}
		}
		catch (CameraException | RuntimeException ex) {
			close();
			throw ex;
		}
	}

	/**
	 * Opens the bridge. Without it, the settings that only the bridge can change are
	 * absent.
	 */
	private Optional<NativeBridge> bridge(Path socket, DriverContext context) {
		try {
			NativeBridge found = NativeBridge.open(socket, BRIDGE_TIMEOUT,
					(reason) -> context.listener().accept(new CameraEvent.Available(reason)));
			this.closers.push(found::close);
			return Optional.of(found);
		}
		catch (CameraException ex) {
			logger.log(System.Logger.Level.WARNING,
					"the native bridge is not available, so its settings are off: " + ex.getMessage());
			this.bridgeProblem = Optional.of(new PartStatus("native-bridge", PartStatus.State.IMPAIRED,
					ex.getMessage() + "; the settings that need it are off until this service restarts"));
			return Optional.empty();
		}
	}

	private Optional<BoardServices> board(HiSiliconConfiguration configuration, DriverContext context)
			throws CameraException {
		if (configuration.board().isEmpty()) {
			return Optional.empty();
		}
		BoardServices services = BoardServices.open(configuration.board().get(), context);
		this.closers.push(services::close);
		return Optional.of(services);
	}

	private Optional<BoardPtz> ptz(HiSiliconConfiguration configuration, DriverContext context) throws CameraException {
		if (this.board.isEmpty() || configuration.ptz().isEmpty()) {
			return Optional.empty();
		}
		BoardServices services = this.board.get();
		BoardPtz found = BoardPtzFactory.open(configuration.ptz().get(), services.commands(), services.gpio(),
				context.folder());
		this.closers.push(found::close);
		return Optional.of(found);
	}

	private DeviceInfo info(HiSiliconConfiguration configuration) {
		DeviceInfo reported = this.board.map(BoardServices::info)
			.orElseGet(() -> this.streamer.info(UNKNOWN_MODEL, configuration.streamer().url().getAuthority()));
		return new DeviceInfo(configuration.model().orElse(reported.model()), reported.kernel(), reported.fileSystem(),
				configuration.serialNumber().orElse(reported.serialNumber()));
	}

	private Optional<Control<Image>> withBridge(Optional<Control<Image>> own, HiSiliconConfiguration configuration) {
		if (this.bridge.isEmpty()) {
			return own;
		}
		OptionalInt target = configuration.exposureTarget().stream().mapToInt(Integer::intValue).findFirst();
		return own.map((image) -> {
			BridgedImage bridged = new BridgedImage(image, this.bridge.get(), target);
			this.streamer.onRebuild(bridged::reapply);
			return bridged;
		});
	}

	@Override
	public DeviceInfo info() {
		return this.info;
	}

	@Override
	public List<VideoStream> streams() {
		return this.streamer.streams();
	}

	@Override
	public Optional<Control<Image>> image() {
		return this.image;
	}

	@Override
	public Optional<Control<Osd>> osd() {
		return this.streamer.osd();
	}

	@Override
	public Optional<MotionControl> motion() {
		return this.streamer.motion();
	}

	@Override
	public Optional<AudioControl> audio() {
		return this.streamer.audio();
	}

	@Override
	public Optional<NetworkControl> network() {
		return this.board.flatMap(BoardServices::network);
	}

	@Override
	public Optional<ClockControl> clock() {
		return this.board.flatMap(BoardServices::clock).or(this.streamer::clock);
	}

	@Override
	public Optional<Storage> storage() {
		return this.board.flatMap(BoardServices::storage);
	}

	@Override
	public Optional<Maintenance> maintenance() {
		return this.board.flatMap(BoardServices::maintenance)
			.map((board) -> this.ptz.<Maintenance>map((head) -> new PresetClearingMaintenance(board, head))
				.orElse(board))
			.or(this.streamer::maintenance);
	}

	@Override
	public Optional<Ptz> ptz() {
		return this.ptz.<Ptz>map((head) -> head).or(this.streamer::ptz);
	}

	@Override
	public Optional<Firmware> firmware() {
		return this.board.flatMap(BoardServices::firmware);
	}

	@Override
	public ForeignChanges foreignChanges() {
		return this.foreignChanges;
	}

	@Override
	public List<PartStatus> status() {
		List<PartStatus> status = new ArrayList<>(this.streamer.status());
		this.board.ifPresent((services) -> status.addAll(services.status()));
		this.ptz.map(BoardPtz::status).ifPresent(status::add);
		this.bridge.map(NativeBridge::status).or(() -> this.bridgeProblem).ifPresent(status::add);
		return status;
	}

	@Override
	public synchronized void close() {
		while (!this.closers.isEmpty()) {
			this.closers.pop().run();
		}
	}

}
