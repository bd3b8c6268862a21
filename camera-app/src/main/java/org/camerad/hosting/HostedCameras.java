package org.camerad.hosting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/** The cameras of this process. Any thread. */
final class HostedCameras implements CameraDirectory, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(HostedCameras.class);

	private final SharedResources shared;

	private final Connectors connectors;

	private final List<HostedCamera> cameras = new ArrayList<>();

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
		try {
			for (CameraResources resources : new HostingPlan(shared).all()) {
				host(resources);
			}
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
		this.first = this.cameras.get(0);
		this.shared.journal().start();
		this.preparation.setDaemon(true);
		this.preparation.start();
	}

	private void host(CameraResources resources) {
		try {
			open(resources);
		}
		catch (ConfigurationException ex) {
			throw resources.configuration().named(ex);
		}
	}

	private void open(CameraResources resources) {
		DataFolder folder = DataFolder.open(resources.folder());
		try {
			HostedCamera camera = new HostedCamera(resources, folder, this.shared);
			this.cameras.add(camera);
			camera.open();
		}
		catch (RuntimeException ex) {
			folder.close();
			throw ex;
		}
	}

	private void prepareAccounts() {
		for (HostedCamera camera : this.cameras) {
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
	public List<? extends RequestedCamera> all() {
		return List.copyOf(this.cameras);
	}

	@Override
	public RequestedCamera first() {
		return this.first;
	}

	/** Returns the health of the camera, or of each by its number. */
	HealthContributor health(Function<HostedCamera, HealthIndicator> indicator) {
		if (this.cameras.size() == 1) {
			return indicator.apply(this.first);
		}
		Map<String, HealthContributor> each = new LinkedHashMap<>();
		for (HostedCamera camera : this.cameras) {
			each.put(String.valueOf(each.size() + 1), indicator.apply(camera));
		}
		return CompositeHealthContributor.fromMap(each);
	}

	@EventListener
	void started(ApplicationReadyEvent event) {
		this.cameras.forEach(HostedCamera::startLive);
		record(AuditKind.STARTED, "", List.of());
		List<String> uploads = this.shared.properties().upload().configured();
		if (!uploads.isEmpty()) {
			record(AuditKind.UPLOAD_CONFIGURATION, "upload", uploads);
		}
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
			this.cameras.forEach(HostedCamera::stopLive);
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
		this.cameras.forEach(HostedCameras::close);
		this.shared.loops().close();
	}

}
