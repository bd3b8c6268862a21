package org.camerad.hosting;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

import org.camerad.audit.AuditEvent;
import org.camerad.audit.AuditKind;
import org.camerad.cgi.CameraDirectory;
import org.camerad.cgi.RequestedCamera;
import org.camerad.network.Connectors;
import org.camerad.operation.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/** The cameras of this process. Any thread. */
final class HostedCameras implements CameraDirectory, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(HostedCameras.class);

	private final SharedResources shared;

	private final Connectors connectors;

	private final HostingPlan plan;

	/** The cameras by their numbers. */
	private final NavigableMap<Integer, HostedCamera> cameras = new ConcurrentSkipListMap<>();

	private final HostedCamera first;

	/**
	 * Hashes the first password in parallel to the rest of the start, because the hash is
	 * slow.
	 */
	private final Thread preparation = new Thread(this::prepareAccounts, "first-administrator");

	private volatile boolean closed;

	private boolean liveStopped;

	/**
	 * Composes and opens the cameras.
	 * @throws org.camerad.operation.ConfigurationException when the configuration of one
	 * is not valid
	 */
	HostedCameras(SharedResources shared) {
		this.shared = shared;
		this.connectors = shared.connectors();
		this.plan = new HostingPlan(shared);
		try {
			hostPlanned();
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
		this.first = this.cameras.firstEntry().getValue();
		this.shared.journal().start();
		this.preparation.setDaemon(true);
		this.preparation.start();
	}

	/**
	 * Hosts the planned cameras. One that its driver refuses to open is tried again later
	 * if another one is open.
	 */
	private void hostPlanned() {
		Map<HostedCamera, ConfigurationException> refused = new LinkedHashMap<>();
		for (CameraResources resources : this.plan.all()) {
			HostedCamera camera = host(resources);
			try {
				camera.open();
			}
			catch (ConfigurationException ex) {
				refused.put(camera, ex);
			}
		}
		if (refused.size() == this.cameras.size()) {
			throw refused.values().iterator().next();
		}
		refused.forEach(HostedCamera::openLater);
	}

	private HostedCamera host(CameraResources resources) {
		try {
			return compose(resources);
		}
		catch (ConfigurationException ex) {
			throw resources.configuration().named(ex);
		}
	}

	private HostedCamera compose(CameraResources resources) {
		DataFolder folder = DataFolder.open(resources.folder());
		try {
			HostedCamera camera = new HostedCamera(resources, folder, this.shared);
			this.cameras.put(camera.number(), camera);
			return camera;
		}
		catch (RuntimeException ex) {
			folder.close();
			throw ex;
		}
	}

	/**
	 * Hosts one more camera, while the web server runs. Blocks until it serves.
	 * @throws ConfigurationException when its configuration is not valid
	 * @throws IOException when one of its ports cannot be opened
	 */
	synchronized HostedCamera add(CameraResources resources) throws IOException {
		try {
			HostedCamera camera = host(resources);
			camera.open();
			camera.prepareAccounts();
			camera.port().open(this.shared.address());
			camera.startLive();
			return camera;
		}
		catch (IOException | RuntimeException ex) {
			remove(resources.number());
			throw ex;
		}
	}

	/**
	 * Stops a camera and releases its resources. Blocks until its requests have ended.
	 */
	synchronized void remove(int number) {
		HostedCamera camera = this.cameras.get(number);
		if (camera != null) {
			camera.stopLive();
			// Before the camera is gone, so that no request on its port finds another
			// one.
			camera.port().close();
			this.cameras.remove(number);
			close(camera);
			camera.forget(this.shared);
		}
		this.plan.release(number);
	}

	HostingPlan plan() {
		return this.plan;
	}

	SharedResources shared() {
		return this.shared;
	}

	private void prepareAccounts() {
		for (HostedCamera camera : all()) {
			if (this.closed) {
				return;
			}
			camera.prepareAccounts();
		}
	}

	@Override
	public @Nullable RequestedCamera atPort(int localPort) {
		return (this.cameras.size() == 1) ? this.first : this.connectors.atPort(localPort);
	}

	@Override
	public List<HostedCamera> all() {
		return List.copyOf(this.cameras.values());
	}

	@Override
	public @Nullable HostedCamera numbered(int number) {
		return this.cameras.get(number);
	}

	/** Returns whether the process was started with several cameras. */
	boolean areSeveral() {
		return this.shared.properties().count() > 1;
	}

	@Override
	public RequestedCamera first() {
		return this.first;
	}

	@EventListener
	void started(ApplicationReadyEvent event) {
		all().forEach(HostedCamera::startLive);
		if (areSeveral()) {
			logger.info("hosting {} cameras: {}; /actuator/cameras and / on the management port {} show all",
					this.cameras.size(), ports(all().get(all().size() - 1)), this.shared.managementPort());
		}
		record(AuditKind.STARTED, "", List.of());
		List<String> uploads = this.shared.properties().upload().configured();
		if (!uploads.isEmpty()) {
			record(AuditKind.UPLOAD_CONFIGURATION, "upload", uploads);
		}
	}

	private String ports(HostedCamera last) {
		int rtsp = this.first.resources().rtspPort();
		return "HTTP ports " + this.first.port().http() + " to " + last.port().http()
				+ ((rtsp != 0) ? ", RTSP ports " + rtsp + " to " + last.resources().rtspPort() : "");
	}

	private void record(AuditKind kind, String group, List<String> names) {
		this.shared.journal().record(0, AuditEvent.of(kind, group, names));
	}

	/**
	 * Ends streams, once: the context of the management port publishes the event, too.
	 */
	@EventListener
	void ended(ContextClosedEvent event) {
		if (!this.liveStopped) {
			this.liveStopped = true;
			all().forEach(HostedCamera::stopLive);
		}
	}

	/**
	 * Waits until the accounts are written, because the data folders are released next.
	 */
	private void awaitPreparation() {
		try {
			this.preparation.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Closes a camera. A failure does not keep the others open. */
	private static void close(HostedCamera camera) {
		try {
			camera.close();
		}
		catch (RuntimeException ex) {
			logger.error("a camera could not be closed", ex);
		}
	}

	@Override
	public void close() {
		this.closed = true;
		awaitPreparation();
		record(AuditKind.STOPPED, "", List.of());
		this.shared.journal().close();
		all().forEach(HostedCameras::close);
		this.shared.discovery().close();
		this.shared.loops().close();
	}

}
