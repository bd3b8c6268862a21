package org.camerad.onvif;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.camerad.audit.AuditEvent;
import org.camerad.audit.AuditKind;
import org.camerad.audit.AuditLog;
import org.camerad.camera.CameraFailure;
import org.camerad.operation.RateLimitedLogger;
import org.camerad.settings.DeviceState;
import org.camerad.settings.Store;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The settings that only ONVIF has, as the group {@code onvif} of the camera's store. A
 * factory reset erases them. Any thread.
 */
final class OnvifSettings {

	private static final RateLimitedLogger repeated = new RateLimitedLogger(
			LoggerFactory.getLogger(OnvifSettings.class), "ONVIF settings that cannot be saved");

	private static final String GROUP = "onvif";

	private final Store store;

	private final AuditLog audit;

	OnvifSettings(Store store, AuditLog audit) {
		this.store = store;
		this.audit = audit;
	}

	/** Returns a saved text, empty if it was never set. */
	Optional<String> find(String name) {
		return find(name, this.store.state());
	}

	private static Optional<String> find(String name, DeviceState state) {
		return Optional.ofNullable(state.settings().getOrDefault(GROUP, Map.of()).get(name));
	}

	/**
	 * Saves a text.
	 * @throws CameraFailure UNAVAILABLE when it cannot be saved; nothing changed
	 */
	void save(String name, String text) {
		change(name, (former) -> text);
	}

	/**
	 * Saves a text that depends on the former one. Nothing else changes it meanwhile.
	 * @param change returns the text for the saved one, which is empty if it was never
	 * set
	 * @throws CameraFailure UNAVAILABLE when it cannot be saved; nothing changed
	 */
	void change(String name, Function<Optional<String>, String> change) {
		this.audit.recorded(AuditEvent.of(AuditKind.SET, GROUP, List.of(name)), () -> {
			write(name, change);
			return null;
		});
	}

	private void write(String name, Function<Optional<String>, String> change) {
		try {
			this.store.update((state) -> state.withSettings(GROUP, Map.of(name, change.apply(find(name, state)))));
		}
		catch (IOException ex) {
			repeated.log(Level.ERROR, "the ONVIF setting {} cannot be saved: {}", name, ex.toString());
			throw CameraFailure.unavailable();
		}
	}

}
