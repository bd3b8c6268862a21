package org.camerad.driver.hisilicon.fake;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The build of the fake streamer: its keys, and the interfaces and reloads that it has.
 */
public final class FakeBuild {

	/** The way in which settings that need a rebuilt pipeline take effect. */
	public enum Reloading {

		/** With the write, without an interruption. */
		AT_ONCE,

		/** After the write, while the streamer is unavailable for a while. */
		BY_ITSELF,

		/** On request, while the streamer is unavailable for a while. */
		WHEN_ASKED

	}

	final FakeKeys keys = FakeKeys.read("2026-09");

	final Set<String> unknownTargets = new HashSet<>();

	String user = "root";

	String password = "s3cret-of-the-streamer";

	Reloading reloading = Reloading.AT_ONCE;

	Duration outage = Duration.ofMillis(200);

	boolean classified = true;

	boolean sessions = true;

	boolean unclaimed;

	boolean webInterface;

	/** The response of the motors' page; null without such a page. */
	@Nullable String motors;

	/** Sets the size of the sensor. */
	public FakeBuild sensor(String size) {
		this.keys.add("video0.size string =" + size + " x-native=" + size + " x-min=114x114 x-max=" + size);
		this.keys.add("video1.size string =1280x720 x-min=114x114 x-max=" + size);
		this.keys.add("jpeg.size string x-max=" + size);
		return this;
	}

	public FakeBuild reloading(Reloading how, Duration outage) {
		this.reloading = how;
		this.outage = outage;
		return this;
	}

	/** Removes keys or sections. */
	public FakeBuild without(String... paths) {
		Set.of(paths).forEach(this.keys::remove);
		return this;
	}

	/** Adds a key, in the format of the key file. */
	public FakeBuild with(String line) {
		this.keys.add(line);
		return this;
	}

	/** Makes the build respond with 404 to targets that other builds know. */
	public FakeBuild notKnowing(String... targets) {
		this.unknownTargets.addAll(Set.of(targets));
		return this;
	}

	/** Makes the build omit the effect of a change from its schema. */
	public FakeBuild unclassified() {
		this.classified = false;
		return this;
	}

	/** Makes the build forget log-ins, as older ones do. */
	public FakeBuild withoutSessions() {
		this.sessions = false;
		return this;
	}

	/** Makes the camera answer 401 to everything, as one without a root password. */
	public FakeBuild unclaimed() {
		this.unclaimed = true;
		return this;
	}

	/** Gives the board motors, or a web interface that tells that it has none. */
	public FakeBuild motors(boolean present) {
		this.motors = present ? "" : "PTZ not available on this device.";
		return this;
	}

	/** Gives the board a web interface with a clock and a button for reboots. */
	public FakeBuild webInterface() {
		this.webInterface = true;
		return this;
	}

	public FakeBuild openToAll() {
		this.password = "";
		return this;
	}

	public FakeStreamer start() {
		return new FakeStreamer(this);
	}

}
