package org.camerad.driver.hisilicon.fake;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** What kind of streamer build the fake is. */
public final class FakeBuild {

	/** How settings that need a rebuilt pipeline get into effect. */
	public enum Reloading {

		/** With the write, unnoticed. */
		AT_ONCE,

		/** After the write the streamer goes away for a while. */
		BY_ITSELF,

		/** Only when it is asked to; then it goes away for a while. */
		WHEN_ASKED

	}

	final FakeKeys keys = FakeKeys.read("2026-09");

	final Set<String> unknownTargets = new HashSet<>();

	String user = "root";

	String password = "s3cret-of-the-streamer";

	Reloading reloading = Reloading.AT_ONCE;

	Duration away = Duration.ofMillis(200);

	boolean classified = true;

	/** The sensor's size. */
	public FakeBuild sensor(String size) {
		this.keys.add("video0.size string =" + size + " x-native=" + size + " x-min=114x114 x-max=" + size);
		this.keys.add("video1.size string =1280x720 x-min=114x114 x-max=" + size);
		this.keys.add("jpeg.size string x-max=" + size);
		return this;
	}

	public FakeBuild reloading(Reloading how, Duration away) {
		this.reloading = how;
		this.away = away;
		return this;
	}

	/** A build without a key, or a section. */
	public FakeBuild without(String... paths) {
		Set.of(paths).forEach(this.keys::remove);
		return this;
	}

	/** A build with another key, written as in the file of keys. */
	public FakeBuild with(String line) {
		this.keys.add(line);
		return this;
	}

	/** A build that answers 404 to what others know. */
	public FakeBuild notKnowing(String... targets) {
		this.unknownTargets.addAll(Set.of(targets));
		return this;
	}

	/** A build that does not say how a change gets into effect. */
	public FakeBuild unclassified() {
		this.classified = false;
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
