package org.camerad.onvif;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.camerad.camera.StreamId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The media profiles: two fixed ones, and those that clients have created, which are
 * saved. Any thread.
 */
final class MediaProfiles {

	static final int MAX_PROFILES = 10;

	private static final int MAX_NAME = 64;

	private static final String PROFILES = "profiles";

	private final MediaTokens tokens;

	private final OnvifSettings settings;

	private final Consumer<String> onChanged;

	/**
	 * Creates the profiles.
	 * @param onChanged receives the token of each profile that changes
	 */
	MediaProfiles(MediaTokens tokens, OnvifSettings settings, Consumer<String> onChanged) {
		this.tokens = tokens;
		this.settings = settings;
		this.onChanged = onChanged;
	}

	List<MediaProfile> all() {
		List<MediaProfile> all = new ArrayList<>();
		all.add(this.tokens.fixed(StreamId.MAIN));
		all.add(this.tokens.fixed(StreamId.SUB));
		all.addAll(created());
		return all;
	}

	/**
	 * Returns a profile.
	 * @throws SoapFault {@code ter:NoProfile} when there is no such profile
	 */
	MediaProfile require(String token) {
		return all().stream()
			.filter((profile) -> profile.token().equals(token))
			.findFirst()
			.orElseThrow(() -> SoapFault.invalidValue("ter:NoProfile", "there is no such profile"));
	}

	/** Returns the number of profiles that use a configuration. */
	long useCount(String configuration) {
		return all().stream().filter((profile) -> profile.uses(configuration)).count();
	}

	/**
	 * Creates a profile.
	 * @param token its token, empty for any
	 * @throws SoapFault {@code ter:MaxNVTProfiles} when there are too many
	 */
	synchronized MediaProfile create(String token, String name, Map<MediaKind, String> configurations) {
		String own = token.isEmpty() ? "profile_" + UUID.randomUUID().toString().substring(0, 8) : token;
		if (name.length() > MAX_NAME || own.length() > MAX_NAME) {
			throw SoapFault.invalidValue("name and token have at most " + MAX_NAME + " characters");
		}
		if (all().stream().anyMatch((profile) -> profile.token().equals(own))) {
			throw SoapFault.invalidValue("ter:ProfileExists", "there is a profile with that token");
		}
		if (all().size() >= MAX_PROFILES) {
			throw SoapFault.receiver("at most " + MAX_PROFILES + " profiles are possible", "ter:Action",
					"ter:MaxNVTProfiles");
		}
		MediaProfile profile = new MediaProfile(own, name, false, configurations);
		List<MediaProfile> changed = created();
		changed.add(profile);
		save(changed);
		this.onChanged.accept(own);
		return profile;
	}

	/**
	 * Deletes a profile.
	 * @throws SoapFault {@code ter:DeletionOfFixedProfile} for a fixed one
	 */
	synchronized void delete(String token) {
		if (require(token).fixed()) {
			throw SoapFault.sender("a fixed profile cannot be deleted", "ter:Action", "ter:DeletionOfFixedProfile");
		}
		List<MediaProfile> changed = created();
		changed.removeIf((profile) -> profile.token().equals(token));
		save(changed);
		this.onChanged.accept(token);
	}

	/**
	 * Changes a profile. A fixed one accepts only what leaves it as it is.
	 * @throws SoapFault {@code ter:ConfigurationConflict} for another change of a fixed
	 * one
	 */
	synchronized void change(String token, UnaryOperator<MediaProfile> change) {
		MediaProfile former = require(token);
		MediaProfile changed = change.apply(former);
		if (changed.equals(former)) {
			return;
		}
		if (former.fixed()) {
			throw SoapFault.receiver("a fixed profile cannot be changed", "ter:Action", "ter:ConfigurationConflict");
		}
		List<MediaProfile> all = created();
		all.replaceAll((profile) -> profile.token().equals(token) ? changed : profile);
		save(all);
		this.onChanged.accept(token);
	}

	private List<MediaProfile> created() {
		List<MediaProfile> profiles = new ArrayList<>();
		try {
			JsonMapper.shared()
				.readTree(this.settings.find(PROFILES).orElse("[]"))
				.forEach((node) -> profiles.add(read(node)));
		}
		catch (JacksonException ex) {
			// Written by another version: as if there were none.
			return new ArrayList<>();
		}
		return profiles;
	}

	private MediaProfile read(JsonNode node) {
		Map<MediaKind, String> configurations = new EnumMap<>(MediaKind.class);
		for (MediaKind kind : MediaKind.values()) {
			String configuration = node.path(kind.word()).asString("");
			if (this.tokens.all(kind).contains(configuration)) {
				configurations.put(kind, configuration);
			}
		}
		return new MediaProfile(node.path("token").asString(""), node.path("name").asString(""), false, configurations);
	}

	private void save(List<MediaProfile> profiles) {
		ArrayNode all = JsonMapper.shared().createArrayNode();
		for (MediaProfile profile : profiles) {
			ObjectNode node = all.addObject().put("token", profile.token()).put("name", profile.name());
			profile.configurations().forEach((kind, configuration) -> node.put(kind.word(), configuration));
		}
		this.settings.save(PROFILES, all.toString());
	}

}
