package org.camerad.driver.support.pelcod;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.camerad.driver.PtzMotion;
import org.camerad.driver.support.pelcod.PelcoDSettings.Turbo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The order and the times of frames, on a clock that advances by milliseconds. */
class FrameScheduleTests {

	private static final PtzMotion RIGHT = new PtzMotion(1, 0, 10, 0, 0, 0);

	private static final PtzMotion LEFT = new PtzMotion(-1, 0, 10, 0, 0, 0);

	private static final PtzMotion LEFT_UP = new PtzMotion(-1, 1, 10, 0, 0, 0);

	private static final PtzMotion RIGHT_UP = new PtzMotion(1, 1, 10, 0, 0, 0);

	private PelcoDSettings settings = PelcoDSettings.defaults(1, 2400);

	private FrameSchedule schedule = new FrameSchedule(this.settings);

	private final List<byte[]> frames = new ArrayList<>();

	private final List<String> sent = new ArrayList<>();

	private final List<Long> times = new ArrayList<>();

	private long millis = 1000;

	private void run(int span) {
		for (int step = 0; step < span; step++) {
			LineCommand next = this.schedule.next(this.millis * 1_000_000);
			if (next != null) {
				this.frames.add(next.frame().bytes());
				this.sent.add(ReferenceDecoder.describe(next.frame().bytes()));
				this.times.add(this.millis);
			}
			this.millis++;
		}
	}

	private void use(PelcoDSettings other) {
		this.settings = other;
		this.schedule = new FrameSchedule(other);
	}

	private static LineCommand preset(PelcoDCommand command, int number) {
		return LineCommand.of(command.frame(1, number));
	}

	@Test
	void lineThatOpensIsStoppedTwice() {
		this.schedule.lineOpened();
		run(500);
		assertThat(this.sent).containsExactly("stop", "stop");
		assertThat(this.times.get(1) - this.times.get(0)).isGreaterThanOrEqualTo(40);
	}

	@Test
	void onlyTheNewestMotionWaits() {
		this.schedule.move(RIGHT);
		run(1);
		for (int speed = 1; speed <= 9; speed++) {
			this.schedule.move(new PtzMotion(1, 0, speed, 0, 0, 0));
			run(5);
		}
		run(300);
		assertThat(this.sent).containsExactly("right pan 3F", "right pan 38");
		assertThat(this.times.get(1) - this.times.get(0)).isEqualTo(100);
	}

	@Test
	void frameThatTheLineTookLateMovesTheNextOne() {
		this.schedule.stop();
		run(1);
		this.schedule.written((this.millis + 50) * 1_000_000);
		run(500);
		assertThat(this.times.get(1) - this.times.get(0)).isGreaterThanOrEqualTo(150);
	}

	@Test
	void motionsThatAreOnlyOneAxisKeepTheUnion() {
		this.schedule.move(new PtzMotion(1, 0, 1, 1, 0, -1));
		run(200);
		this.schedule.move(new PtzMotion(1, 0, 1, 0, 1, -1));
		run(200);
		assertThat(this.sent).containsExactly("right+zoom tele+iris close pan 01",
				"right+focus near+iris close pan 01");
	}

	@Test
	void stopGoesBeforeEverythingThatWaitsAndTwice() {
		this.schedule.move(RIGHT);
		run(1);
		this.schedule.add(preset(PelcoDCommand.SET_PRESET, 1));
		this.schedule.add(preset(PelcoDCommand.SET_PRESET, 2));
		this.schedule.move(RIGHT_UP);
		this.schedule.stop();
		run(1000);
		assertThat(this.sent).containsExactly("right pan 3F", "stop", "stop", "set preset 1", "set preset 2");
		assertThat(this.times.get(1) - this.times.get(0)).isBetween(39L, 41L);
	}

	@Test
	void newMotionTakesThePlaceOfTheSecondStop() {
		this.schedule.stop();
		run(1);
		this.schedule.move(RIGHT);
		run(500);
		assertThat(this.sent).containsExactly("stop", "right pan 3F");
	}

	@Test
	void reversalStopsFirstAndRests() {
		this.schedule.move(RIGHT);
		run(200);
		this.schedule.move(LEFT);
		run(500);
		assertThat(this.sent).containsExactly("right pan 3F", "stop", "left pan 3F");
		assertThat(this.times.get(2) - this.times.get(1)).isEqualTo(150);
	}

	@Test
	void reversalOfOneAxisLetsTheOthersGoOn() {
		this.schedule.move(RIGHT_UP);
		run(200);
		this.schedule.move(LEFT_UP);
		run(500);
		assertThat(this.sent).containsExactly("right+up pan 3F tilt 3F", "up tilt 3F", "left+up pan 3F tilt 3F");
	}

	@Test
	void reversalSoonAfterAStopRestsTheRemainder() {
		this.schedule.move(RIGHT);
		run(200);
		this.schedule.stop();
		run(10);
		this.schedule.move(LEFT);
		run(500);
		assertThat(this.sent).containsExactly("right pan 3F", "stop", "left pan 3F");
		assertThat(this.times.get(2) - this.times.get(1)).isEqualTo(150);
	}

	@Test
	void motionIsRepeatedWhenTheHeadNeedsIt() {
		use(this.settings.withRepeat(Duration.ofSeconds(1)));
		this.schedule.move(RIGHT);
		run(3500);
		assertThat(this.sent).hasSize(4).containsOnly("right pan 3F");
		this.schedule.stop();
		run(3500);
		assertThat(this.sent).hasSize(6);
	}

	@Test
	void presetCallStopsAMotionAndIsDroppedByOne() {
		this.schedule.move(RIGHT);
		run(200);
		this.schedule.add(preset(PelcoDCommand.GO_TO_PRESET, 5));
		run(500);
		LineCommand dropped = preset(PelcoDCommand.GO_TO_PRESET, 6);
		this.schedule.add(dropped);
		this.schedule.stop();
		run(500);
		assertThat(this.sent).containsExactly("right pan 3F", "stop", "go to preset 5", "stop", "stop");
		assertThat(dropped.sent()).isDone();
	}

	@Test
	void lostLineForgetsTheMotionAndFailsWhatWaits() {
		this.schedule.move(RIGHT);
		run(200);
		LineCommand waiting = preset(PelcoDCommand.SET_PRESET, 5);
		this.schedule.add(waiting);
		this.schedule.lineLost(new IllegalStateException("gone"));
		this.schedule.lineOpened();
		run(1000);
		assertThat(this.sent).containsExactly("right pan 3F", "stop", "stop");
		assertThat(waiting.sent()).isCompletedExceptionally();
	}

	@Test
	void queueIsBounded() {
		for (int number = 1; number <= 16; number++) {
			assertThat(this.schedule.add(preset(PelcoDCommand.SET_PRESET, number))).isTrue();
		}
		assertThat(this.schedule.add(preset(PelcoDCommand.SET_PRESET, 17))).isFalse();
	}

	@Test
	void turboIsForPanOnly() {
		use(this.settings.withTurbo(Turbo.FF));
		this.schedule.move(RIGHT_UP);
		run(200);
		assertThat(this.sent).containsExactly("right+up pan FF tilt 3F");
	}

	@Test
	void speedsSpreadFrom01To3F() {
		assertThat(this.settings.panSpeed(1)).isEqualTo(0x01);
		assertThat(this.settings.tiltSpeed(10)).isEqualTo(0x3f);
		for (int speed = 2; speed <= 10; speed++) {
			assertThat(this.settings.panSpeed(speed)).isGreaterThan(this.settings.panSpeed(speed - 1));
		}
	}

	@Test
	void settingsOutsideTheProtocolAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> PelcoDSettings.defaults(0, 2400));
		assertThatIllegalArgumentException().isThrownBy(() -> PelcoDSettings.defaults(256, 2400));
		assertThatIllegalArgumentException().isThrownBy(() -> PelcoDSettings.defaults(1, 19200));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> PelcoDSettings.defaults(1, 2400).withRepeat(Duration.ofSeconds(-1)));
	}

	/**
	 * Any sequence of calls gives valid, spaced frames without opposite directions and
	 * with rests before reversals.
	 */
	@Test
	void anyOrderOfCallsKeepsTheRules() {
		for (int seed = 0; seed < 40; seed++) {
			Random random = new Random(seed);
			use(PelcoDSettings.defaults(1, (seed % 2 == 0) ? 2400 : 9600)
				.withRepeat(Duration.ofMillis(seed % 3 * 700)));
			this.frames.clear();
			this.sent.clear();
			this.times.clear();
			this.schedule.lineOpened();
			for (int call = 0; call < 200; call++) {
				act(random);
				run(random.nextInt(120));
			}
			checkRules();
		}
	}

	private void act(Random random) {
		switch (random.nextInt(8)) {
			case 0 -> stopGoesNext();
			case 1 -> this.schedule.add(preset(PelcoDCommand.GO_TO_PRESET, 1 + random.nextInt(255)));
			case 2 -> this.schedule.add(preset(PelcoDCommand.SET_PRESET, 1 + random.nextInt(255)));
			default -> this.schedule.move(new PtzMotion(any(random), any(random), 1 + random.nextInt(10), any(random),
					any(random), any(random)));
		}
	}

	private static int any(Random random) {
		return random.nextInt(3) - 1;
	}

	private void stopGoesNext() {
		int before = this.sent.size();
		this.schedule.stop();
		run(45);
		assertThat(this.sent).hasSizeGreaterThan(before);
		assertThat(this.sent.get(before)).isEqualTo("stop");
	}

	private void checkRules() {
		assertThat(this.frames).noneMatch(ReferenceDecoder::hasOpposites);
		assertThat(this.sent).doesNotContain("wrong sum", "no frame");
		for (int number = 1; number < this.times.size(); number++) {
			boolean stop = this.sent.get(number).equals("stop");
			assertThat(this.times.get(number) - this.times.get(number - 1)).isGreaterThanOrEqualTo(stop ? 17 : 100);
		}
		for (String[] pair : new String[][] { { "right", "left" }, { "up", "down" }, { "zoom tele", "zoom wide" },
				{ "focus near", "focus far" }, { "iris open", "iris close" } }) {
			checkRest(pair[0], pair[1]);
			checkRest(pair[1], pair[0]);
		}
	}

	/** Between a direction and its opposite the axis must be stopped and rest. */
	private void checkRest(String from, String to) {
		boolean was = false;
		long stopped = 0;
		for (int number = 0; number < this.frames.size(); number++) {
			byte[] frame = this.frames.get(number);
			boolean motion = frame[3] % 2 == 0;
			List<String> words = ReferenceDecoder.words(frame);
			if (motion && words.contains(to)) {
				assertThat(was).as(from + " then " + to).isFalse();
				assertThat(this.times.get(number) - stopped).isGreaterThanOrEqualTo(150);
			}
			if (motion) {
				stopped = (was && !words.contains(from)) ? this.times.get(number) : stopped;
				was = words.contains(from);
			}
		}
	}

}
