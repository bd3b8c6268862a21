package org.camerad.driver.hisilicon.streamer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Ptz;
import org.camerad.driver.PtzMotion;

/**
 * The motors of a board behind a gateway, through the board's web interface. A request
 * moves them by some steps, so a motion is a series of requests. They have no zoom, no
 * presets and report no position. Threads: any; one daemon thread repeats the requests.
 */
final class WebMotors implements Ptz, AutoCloseable {

	private static final System.Logger logger = System.getLogger(WebMotors.class.getName());

	private static final String PATH = "/cgi-bin/j/ptz.cgi";

	private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);

	/** The interval and the steps of the buttons of the web interface. */
	private static final long PERIOD_MILLIS = 250;

	private final Streamer streamer;

	private final ScheduledExecutorService repeater = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "camera-hisilicon-motors");
		thread.setDaemon(true);
		return thread;
	});

	private volatile PtzMotion motion = PtzMotion.STILL;

	private volatile String problem = "";

	private WebMotors(Streamer streamer) {
		this.streamer = streamer;
		this.repeater.scheduleWithFixedDelay(this::repeat, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
	}

	/** Creates the motors if the board has them. The request for that moves nothing. */
	static Optional<WebMotors> of(Streamer streamer) {
		try {
			StreamerResponse response = streamer.http()
				.get(target(0, 0), REQUEST_TIMEOUT, StreamerHttp.MAX_DOCUMENT_BYTES);
			String text = new String(response.body(), StandardCharsets.UTF_8);
			boolean present = response.isSuccess() && !text.contains("not available") && !text.contains("<html");
			return present ? Optional.of(new WebMotors(streamer)) : Optional.empty();
		}
		catch (CameraException ex) {
			logger.log(System.Logger.Level.WARNING, "PTZ is off: " + ex.getMessage());
			return Optional.empty();
		}
	}

	private static String target(int horizontal, int vertical) {
		return PATH + "?h=" + horizontal + "&v=" + vertical;
	}

	@Override
	public void move(PtzMotion wanted) throws CameraException {
		this.motion = wanted;
		try {
			step(wanted);
		}
		catch (CameraException ex) {
			this.motion = PtzMotion.STILL;
			throw ex;
		}
	}

	private void step(PtzMotion wanted) throws CameraException {
		if (wanted.pan() != 0 || wanted.tilt() != 0) {
			this.streamer.http()
				.get(target(wanted.pan() * wanted.speed(), wanted.tilt() * wanted.speed()), REQUEST_TIMEOUT,
						StreamerHttp.MAX_DOCUMENT_BYTES)
				.requireSuccess();
		}
		this.problem = "";
	}

	private void repeat() {
		PtzMotion wanted = this.motion;
		try {
			if (!wanted.isStill()) {
				step(wanted);
			}
		}
		catch (CameraException ex) {
			this.motion = PtzMotion.STILL;
			this.problem = "the motion was ended: " + ex.getMessage();
		}
	}

	@Override
	public void stop() throws CameraException {
		this.motion = PtzMotion.STILL;
		this.streamer.http();
	}

	@Override
	public void addPreset(int number) throws CameraException {
		throw CameraException.refused("the web interface of the board has no presets");
	}

	@Override
	public void callPreset(int number) throws CameraException {
		throw CameraException.refused("the web interface of the board has no presets");
	}

	@Override
	public void deletePreset(int number) throws CameraException {
		this.streamer.http();
	}

	/** Returns the status of the motors for health reports. */
	PartStatus status() {
		String detail = this.problem;
		return detail.isEmpty() ? new PartStatus("ptz", PartStatus.State.WORKING, "motors through the web interface")
				: new PartStatus("ptz", PartStatus.State.FAILED, detail);
	}

	/** Ends a motion. */
	@Override
	public void close() {
		this.motion = PtzMotion.STILL;
		this.repeater.shutdownNow();
	}

}
