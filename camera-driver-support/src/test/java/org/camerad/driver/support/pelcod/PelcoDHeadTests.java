package org.camerad.driver.support.pelcod;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;
import org.camerad.driver.PtzMotion;
import org.camerad.driver.PtzPosition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PelcoDHeadTests extends PelcoDHeadFixture {

	@Test
	void headIsStoppedTwiceWhenItsLineIsOpened() {
		assertThat(this.line.received()).containsExactly("stop", "stop");
		assertThat(this.head.status().state()).isEqualTo(PartStatus.State.WORKING);
	}

	@Test
	void headIsStoppedTwiceWhenItIsClosed() throws CameraException {
		this.head.move(RIGHT);
		this.clock.runUntil(() -> this.line.received().size() == 3);
		whileClockAdvances(run(this.head::close));
		assertThat(this.line.received()).containsExactly("stop", "stop", "right pan 3F", "stop", "stop");
		assertThat(this.line.closed).isPositive();
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> this.head.move(RIGHT))
			.withMessageContaining("closed");
		assertThatExceptionOfType(CameraException.class).isThrownBy(this.head::stop);
		whileClockAdvances(run(this.head::close));
	}

	@Test
	void stopUnderLoadIsTheNextFrame() throws Exception {
		for (int round = 0; round < 20; round++) {
			List<Thread> callers = new ArrayList<>();
			for (int number = 1; number <= 6; number++) {
				int preset = number;
				callers.add(start(run(() -> this.head.addPreset(preset))));
			}
			this.head.move(RIGHT);
			this.clock.step(300);
			this.head.move(new PtzMotion(0, 1, 5, 0, 0, 0));
			int before = stopAndCount();
			this.clock.runUntil(() -> this.line.received().size() > before + 1 && noneAlive(callers));
			// One frame may have been in transit when stop was called.
			assertThat(this.line.received().subList(before, before + 2)).contains("stop");
		}
	}

	private int stopAndCount() throws CameraException {
		int before = this.line.received().size();
		this.head.stop();
		return before;
	}

	private static boolean noneAlive(List<Thread> threads) {
		return threads.stream().noneMatch(Thread::isAlive);
	}

	private static Thread start(Call<Object> call) {
		Thread thread = new Thread(() -> {
			try {
				call.call();
			}
			catch (CameraException ex) {
				throw new IllegalStateException(ex);
			}
		});
		thread.start();
		return thread;
	}

	@Test
	void framesAreSpaced() throws CameraException {
		for (int speed = 1; speed <= 10; speed++) {
			this.head.move(new PtzMotion(1, 0, speed, 0, 0, 0));
			this.clock.step(30);
		}
		this.clock.runUntil(() -> this.line.received().contains("right pan 3F"));
		List<Long> times = this.line.times();
		for (int number = 1; number < times.size(); number++) {
			assertThat(times.get(number) - times.get(number - 1)).isGreaterThanOrEqualTo(39);
		}
		assertThat(times.size()).isLessThan(12);
	}

	@Test
	void presetsAreSentUnlessTheHeadReservesTheirNumbers() throws CameraException {
		whileClockAdvances(run(() -> this.head.addPreset(7)));
		whileClockAdvances(run(() -> this.head.callPreset(255)));
		whileClockAdvances(run(() -> this.head.deletePreset(7)));
		assertThat(this.line.received()).containsExactly("stop", "stop", "set preset 7", "go to preset 255",
				"clear preset 7");
		assertThat(failureOf(run(() -> this.head.callPreset(33))).kind()).isEqualTo(CameraException.Kind.REFUSED);
	}

	@Test
	void otherCommandsAreSentInTheirTurn() throws CameraException {
		whileClockAdvances(run(() -> this.head.send(PelcoDCommand.AUX_ON.frame(1, 2))));
		assertThat(this.line.received()).endsWith("aux 2 on");
		assertThatIllegalArgumentException().isThrownBy(() -> this.head.send(PelcoDCommand.AUX_ON.frame(2, 2)));
		assertThatIllegalArgumentException().isThrownBy(() -> this.head.send(PelcoDFrame.stop(1)));
	}

	@Test
	void brokenLineIsUnavailableThenOpenedAgainAndStoppedFirst() throws CameraException {
		this.line.broken = true;
		this.head.move(RIGHT);
		this.clock.runUntil(() -> this.head.status().state() == PartStatus.State.FAILED);
		assertThat(this.head.status().detail()).contains("adapter unplugged");
		assertThat(failureOf(run(() -> this.head.move(RIGHT))).kind()).isEqualTo(CameraException.Kind.UNAVAILABLE);
		assertThat(failureOf(run(this.head::stop)).kind()).isEqualTo(CameraException.Kind.UNAVAILABLE);
		this.line.forget();
		this.line.broken = false;
		this.clock.runUntil(() -> this.line.received().size() == 2);
		this.clock.step(2000);
		assertThat(this.line.received()).containsExactly("stop", "stop");
		this.head.move(RIGHT);
		await("stop", "stop", "right pan 3F");
	}

	@Test
	void lineThatIsLostWhileIdleIsNoticedAndOpenedAgain() {
		this.line.broken = true;
		this.clock.runUntil(() -> this.head.status().state() == PartStatus.State.FAILED);
		this.line.forget();
		this.line.broken = false;
		await("stop", "stop");
	}

	@Test
	void portThatIsInUseIsRetriedWithBackOff() throws CameraException {
		this.line.refusesToOpen = true;
		this.line.broken = true;
		this.head.move(RIGHT);
		this.clock.runUntil(() -> this.head.status().detail().contains("port busy"));
		long start = this.clock.millis();
		this.clock.runUntil(() -> this.clock.millis() > start + 5000);
		assertThat(failureOf(run(this.head::stop))).hasMessageContaining("port busy");
		this.line.broken = false;
		this.line.refusesToOpen = false;
		this.clock.runUntil(() -> this.head.status().state() == PartStatus.State.WORKING);
		assertThat(this.line.opened).isEqualTo(2);
	}

	@Test
	void portThatStallsIsUnavailableAndClosed() throws CameraException {
		this.line.stalled = new CountDownLatch(1);
		this.head.move(RIGHT);
		this.clock.runUntil(() -> this.head.status().state() == PartStatus.State.FAILED);
		assertThat(failureOf(run(this.head::stop)).kind()).isEqualTo(CameraException.Kind.UNAVAILABLE);
		this.line.forget();
		this.clock.runUntil(() -> this.line.opened == 2 && this.line.received().contains("stop"));
	}

	@Test
	void directionIsReceivingExceptWhileBytesGoOut() throws IOException {
		List<String> order = new ArrayList<>();
		ManualLineClock time = new ManualLineClock();
		SimulatedHead port = new SimulatedHead(time);
		HalfDuplexRs485Line directed = new HalfDuplexRs485Line(port,
				(sending) -> order.add(sending + " " + time.millis()), 2400, time);
		Thread writer = new Thread(() -> {
			try {
				directed.write(PelcoDFrame.stop(1).bytes());
			}
			catch (IOException ex) {
				order.add(ex.getMessage());
			}
		});
		writer.start();
		time.runUntil(() -> !writer.isAlive());
		port.broken = true;
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> directed.write(new byte[1]));
		directed.close();
		assertThat(order).hasSize(5);
		assertThat(order.get(0)).startsWith("true");
		assertThat(order.get(1)).startsWith("false");
		assertThat(millis(order.get(1)) - millis(order.get(0))).isGreaterThanOrEqualTo(29);
		assertThat(order.get(3)).startsWith("false");
		assertThat(order.get(4)).startsWith("false");
	}

	private static long millis(String entry) {
		return Long.parseLong(entry.split(" ")[1]);
	}

}
