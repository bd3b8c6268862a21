package org.camerad.onvif;

import java.util.EnumMap;
import java.util.Map;

import org.camerad.camera.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * A media profile: configurations of a stream, its sound and the head. Immutable.
 *
 * @param token its token
 * @param name its name
 * @param fixed whether the camera itself has it, so that nobody can change it
 * @param configurations the tokens of its configurations
 */
record MediaProfile(String token, String name, boolean fixed, Map<MediaKind, String> configurations) {

	MediaProfile {
		configurations = Map.copyOf(configurations);
	}

	/** Returns this profile with a configuration added or replaced. */
	MediaProfile with(MediaKind kind, String configuration) {
		Map<MediaKind, String> changed = new EnumMap<>(MediaKind.class);
		changed.putAll(this.configurations);
		changed.put(kind, configuration);
		return new MediaProfile(this.token, this.name, this.fixed, changed);
	}

	/** Returns this profile without a configuration. */
	MediaProfile without(MediaKind kind) {
		Map<MediaKind, String> changed = new EnumMap<>(MediaKind.class);
		changed.putAll(this.configurations);
		changed.remove(kind);
		return new MediaProfile(this.token, this.name, this.fixed, changed);
	}

	/** Returns this profile with another name. */
	MediaProfile named(String other) {
		return new MediaProfile(this.token, other, this.fixed, this.configurations);
	}

	boolean has(MediaKind kind) {
		return this.configurations.containsKey(kind);
	}

	boolean uses(String configuration) {
		return this.configurations.containsValue(configuration);
	}

	/** Returns the stream that it encodes, null for none. */
	@Nullable StreamId stream() {
		String encoder = this.configurations.get(MediaKind.VIDEO_ENCODER);
		return (encoder == null || !has(MediaKind.VIDEO_SOURCE)) ? null : MediaTokens.stream(encoder);
	}

}
