package org.camerad.driver.sim;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

import org.camerad.driver.kit.DriverKit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

/** Tests that the conformance kit rejects broken drivers by the right rules. */
class KitNoticesTests {

	private static final String PART = DriverKit.class.getName() + "$";

	@AfterAll
	static void ignoreThreadsOfBrokenDrivers() {
		ThreadAssertions.ignorePresent();
	}

	@Test
	void aCardThatOverwrites() {
		assertThat(failures(BrokenParts.Overwriting.class, "StoragePart")).containsExactly("S2");
	}

	@Test
	void aCallThatFailsWronglyAfterClose() {
		assertThat(failures(BrokenStreams.RefusingAfterClose.class, "Lifecycle")).containsExactly("L4");
	}

	@Test
	void aPartThatIsLostSilently() {
		assertThat(failures(BrokenParts.WithoutOsd.class, "Lifecycle")).containsExactly("L6");
	}

	@Test
	void aPartThatIsThereAlthoughListedAsLacking() {
		assertThat(failures(BrokenParts.WithListedOsd.class, "Lifecycle")).containsExactly("L6");
	}

	@Test
	void aPartThatLacksWithAReasonIsSkippedAndNothingFails() {
		assertThat(failures(BrokenParts.WithoutOsdForAReason.class, "Lifecycle")).isEmpty();
		assertThat(failures(BrokenParts.WithoutOsdForAReason.class, "OsdPart")).isEmpty();
	}

	@Test
	void anEncoderThatSaysYesAndDoesNothing() {
		assertThat(failures(BrokenStreams.IgnoringVideo.class, "VideoPart")).contains("V3", "V5");
	}

	@Test
	void anEncoderThatEncodesAtEveryCall() {
		assertThat(failures(BrokenStreams.EncodingAtEveryCall.class, "VideoPart")).containsExactly("V4");
	}

	@Test
	void picturesThatNobodyRequested() {
		assertThat(failures(BrokenStreams.IgnoringDemand.class, "PicturesPart")).contains("V11", "V12");
	}

	@Test
	void accessUnitsWithoutStartCodes() {
		assertThat(failures(BrokenStreams.WithoutStartCodes.class, "EncodedVideoPart")).contains("V20");
	}

	@Test
	void keyFramesWithoutTheirParameterSets() {
		assertThat(failures(BrokenStreams.WithoutParameterSets.class, "EncodedVideoPart")).contains("V20");
	}

	@Test
	void accessUnitsWhoseTimeStandsStill() {
		// Only one rule, because V23 would wait until its timeout.
		assertThat(encodedVideo(BrokenStreams.ConstantTime.class, "times")).containsExactly("V21");
	}

	@Test
	void accessUnitsThatPretendToBeKeyFrames() {
		assertThat(failures(BrokenStreams.AllKeyFrames.class, "EncodedVideoPart")).contains("V20");
	}

	@Test
	void anEncoderThatIgnoresKeyFrameRequests() {
		// Only one rule, because the others wait ten seconds for each key frame.
		assertThat(encodedVideo(BrokenStreams.IgnoringKeyFrameRequests.class, "keyFrame")).containsExactly("V22");
	}

	@Test
	void aMicrophoneWhoseTimeStandsStill() {
		assertThat(failures(BrokenParts.MicrophoneWithoutTime.class, "AudioPart")).containsExactly("A5");
	}

	@Test
	void aHeadThatDoesNotStop() {
		// Only one rule, because the others wait long for a view that the head passes.
		assertThat(failures(
				selectNestedMethod(List.of(BrokenParts.Unstoppable.class.getName()), PART + "PtzPart", "directions")))
			.containsExactly("P1");
	}

	@Test
	void aClockThatCannotBeSet() {
		assertThat(failures(BrokenParts.UnsettableClock.class, "ClockPart")).containsExactly("C1", "C3", "C4");
	}

	@Test
	void aFactoryResetThatForgetsNothing() {
		// Only one rule, because the reboot may be over before the kit notices it.
		assertThat(failures(selectNestedMethod(List.of(BrokenParts.KeepingAtFactoryReset.class.getName()),
				PART + "MaintenancePart", "presets")))
			.containsExactly("M4");
	}

	/** Returns the ids of the rules of one part that a driver breaks. */
	private static Set<String> failures(Class<? extends AlteredDriver> kit, String part) {
		return failures(selectNestedClass(List.of(kit.getName()), PART + part));
	}

	private static Set<String> encodedVideo(Class<? extends AlteredDriver> kit, String rule) {
		return failures(selectNestedMethod(List.of(kit.getName()), PART + "EncodedVideoPart", rule));
	}

	private static Set<String> failures(DiscoverySelector selector) {
		return EngineTestKit.engine("junit-jupiter")
			.selectors(selector)
			.execute()
			.testEvents()
			.failed()
			.stream()
			.map(KitNoticesTests::rule)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String rule(Event event) {
		return event.getTestDescriptor().getDisplayName().split(" ")[0];
	}

}
