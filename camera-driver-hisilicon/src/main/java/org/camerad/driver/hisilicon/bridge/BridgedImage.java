package org.camerad.driver.hisilicon.bridge;

import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

import org.camerad.driver.CameraException;
import org.camerad.driver.Change;
import org.camerad.driver.Control;
import org.camerad.driver.Current;
import org.camerad.driver.Image;
import org.camerad.driver.Setting;

/**
 * Image settings of the streamer, completed by the bridge: sharpness, and saturation if
 * the streamer has none.
 */
public final class BridgedImage implements Control<Image> {

	private static final System.Logger LOGGER = System.getLogger(BridgedImage.class.getName());

	private static final Map<Setting, IspAttribute> ATTRIBUTES = Map.of(Setting.SHARPNESS, IspAttribute.SHARPNESS,
			Setting.SATURATION, IspAttribute.SATURATION);

	private static final Map<IspAttribute, ToIntFunction<Image>> VALUES = Map.of(IspAttribute.SHARPNESS,
			Image::sharpness, IspAttribute.SATURATION, Image::saturation);

	private final Control<Image> streamer;

	private final NativeBridge bridge;

	private final Set<IspAttribute> attributes = EnumSet.noneOf(IspAttribute.class);

	private final Set<Setting> lacks;

	private final OptionalInt exposureTarget;

	private @Nullable Image inEffect;

	/** The values that were set and must be in effect, also after a rebuild. */
	private final Map<IspAttribute, Integer> values = new ConcurrentHashMap<>();

	/**
	 * Creates a control that sets through the bridge the settings that the streamer
	 * lacks.
	 * @param exposureTarget the luminance target of automatic exposure, 0 to 255, set
	 * with each change; empty to keep the tuning of the sensor
	 */
	public BridgedImage(Control<Image> streamer, NativeBridge bridge, OptionalInt exposureTarget) {
		this.streamer = streamer;
		this.bridge = bridge;
		this.exposureTarget = bridge.offers(IspAttribute.EXPOSURE_TARGET) ? exposureTarget : OptionalInt.empty();
		if (exposureTarget.isPresent() && this.exposureTarget.isEmpty()) {
			LOGGER.log(Level.WARNING, "camera.hisilicon.bridge.exposure-target has no effect: {0}",
					bridge.handshake().lacks().get(IspAttribute.EXPOSURE_TARGET.word()));
		}
		Set<Setting> missing = EnumSet.noneOf(Setting.class);
		for (Setting setting : streamer.lacks()) {
			IspAttribute attribute = ATTRIBUTES.get(setting);
			if (attribute != null && bridge.offers(attribute)) {
				this.attributes.add(attribute);
			}
			else {
				missing.add(setting);
			}
		}
		this.lacks = Set.copyOf(missing);
	}

	@Override
	public void apply(Image settings) throws CameraException {
		change(Change.all(settings));
	}

	/**
	 * Writes the named settings, and the exposure target, which the operator has
	 * configured.
	 */
	@Override
	public void change(Change<Image> change) throws CameraException {
		Set<IspAttribute> changed = EnumSet.noneOf(IspAttribute.class);
		if (this.exposureTarget.isPresent()) {
			set(IspAttribute.EXPOSURE_TARGET, this.exposureTarget.getAsInt());
		}
		try {
			for (IspAttribute attribute : attributes(change.named())) {
				set(attribute, value(attribute, change.settings()));
				changed.add(attribute);
			}
			this.streamer.change(change);
		}
		catch (CameraException ex) {
			throw (ex.kind() == CameraException.Kind.REFUSED) ? restore(changed, ex) : ex;
		}
		this.inEffect = change.settings();
	}

	private void set(IspAttribute attribute, int value) throws CameraException {
		this.bridge.set(attribute, value);
		this.values.put(attribute, value);
	}

	/**
	 * Sets the values again that a rebuild of the pipeline has lost. The bridge leaves
	 * values alone that are in effect. Any thread.
	 */
	public void reapply() {
		this.values.forEach((attribute, value) -> {
			try {
				this.bridge.set(attribute, value);
			}
			catch (CameraException ex) {
				LOGGER.log(Level.WARNING, "{0} is lost after a rebuild of the pipeline: {1}", attribute.word(),
						ex.getMessage());
			}
		});
	}

	/** Returns the attributes of the bridge behind some settings. */
	private Set<IspAttribute> attributes(Set<Setting> settings) {
		Set<IspAttribute> attributes = EnumSet.noneOf(IspAttribute.class);
		ATTRIBUTES.forEach((setting, attribute) -> {
			if (settings.contains(setting) && this.attributes.contains(attribute)) {
				attributes.add(attribute);
			}
		});
		return attributes;
	}

	/**
	 * Returns the settings of the streamer. The image signal processor stores nothing, so
	 * its attributes are unknown.
	 */
	@Override
	public Optional<Current<Image>> current(Image known) throws CameraException {
		return this.streamer.current(known).map((told) -> {
			Set<Setting> unknown = EnumSet.noneOf(Setting.class);
			unknown.addAll(told.unknown());
			ATTRIBUTES.forEach((setting, attribute) -> {
				if (this.attributes.contains(attribute)) {
					unknown.add(setting);
				}
			});
			return new Current<>(told.settings(), unknown, told.lost(), told.outside());
		});
	}

	/** Restores the previous values. If that fails, the state is unknown. */
	private CameraException restore(Set<IspAttribute> changed, CameraException refusal) {
		Image before = this.inEffect;
		try {
			for (IspAttribute attribute : changed) {
				set(attribute, value(attribute, (before != null) ? before : Image.NEUTRAL));
			}
			return refusal;
		}
		catch (CameraException ex) {
			refusal.addSuppressed(ex);
			return CameraException.unavailable("a part of the image settings stays in effect: " + refusal.getMessage(),
					refusal);
		}
	}

	private static int value(IspAttribute attribute, Image settings) {
		return VALUES.get(attribute).applyAsInt(settings);
	}

	@Override
	public Set<Setting> lacks() {
		return this.lacks;
	}

}
