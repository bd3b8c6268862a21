package org.camerad.driver.hisilicon.bridge;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

import org.camerad.driver.CameraException;
import org.camerad.driver.Control;
import org.camerad.driver.Image;
import org.camerad.driver.Setting;

/**
 * The picture's look by the streamer, and what the streamer lacks by the bridge:
 * sharpness, and saturation where the streamer has none.
 */
public final class BridgedImage implements Control<Image> {

	private static final Map<Setting, IspAttribute> ATTRIBUTES = Map.of(Setting.SHARPNESS, IspAttribute.SHARPNESS,
			Setting.SATURATION, IspAttribute.SATURATION);

	private static final Map<IspAttribute, ToIntFunction<Image>> VALUES = Map.of(IspAttribute.SHARPNESS,
			Image::sharpness, IspAttribute.SATURATION, Image::saturation);

	private final Control<Image> streamer;

	private final NativeBridge bridge;

	private final Set<IspAttribute> bridged = EnumSet.noneOf(IspAttribute.class);

	private final Set<Setting> lacks;

	private @Nullable Image inEffect;

	/** Sets by the bridge what the streamer lacks and the bridge offers. */
	public BridgedImage(Control<Image> streamer, NativeBridge bridge) {
		this.streamer = streamer;
		this.bridge = bridge;
		Set<Setting> missing = EnumSet.noneOf(Setting.class);
		for (Setting setting : streamer.lacks()) {
			IspAttribute attribute = ATTRIBUTES.get(setting);
			if (attribute != null && bridge.offers(attribute)) {
				this.bridged.add(attribute);
			}
			else {
				missing.add(setting);
			}
		}
		this.lacks = Set.copyOf(missing);
	}

	@Override
	public void apply(Image settings) throws CameraException {
		Set<IspAttribute> changed = EnumSet.noneOf(IspAttribute.class);
		try {
			for (IspAttribute attribute : this.bridged) {
				this.bridge.set(attribute, value(attribute, settings));
				changed.add(attribute);
			}
			this.streamer.apply(settings);
		}
		catch (CameraException ex) {
			throw (ex.kind() == CameraException.Kind.REFUSED) ? undo(changed, ex) : ex;
		}
		this.inEffect = settings;
	}

	/** Puts back what was changed; a state that cannot be put back is an unknown one. */
	private CameraException undo(Set<IspAttribute> changed, CameraException refusal) {
		Image before = this.inEffect;
		try {
			for (IspAttribute attribute : changed) {
				this.bridge.set(attribute, value(attribute, (before != null) ? before : Image.NEUTRAL));
			}
			return refusal;
		}
		catch (CameraException ex) {
			refusal.addSuppressed(ex);
			return CameraException.unavailable("half of the image settings stayed: " + refusal.getMessage(), refusal);
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
