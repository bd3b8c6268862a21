package org.camerad.driver.hisilicon.feed;

import java.util.concurrent.Flow;

import org.camerad.driver.CameraException;
import org.camerad.driver.support.flow.Outlet;
import org.camerad.driver.kit.Recorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class SharedFeedTests {

	/** Fails while it is broken. */
	private static final class Numbers extends SharedFeed<Integer, Outlet<Integer>> {

		private volatile boolean broken = true;

		Numbers() {
			super("numbers");
		}

		@Override
		protected Outlet<Integer> viewer(Flow.Subscriber<? super Integer> subscriber) {
			return new Outlet<>(subscriber, (asked) -> wake(), this::remove);
		}

		@Override
		protected void serve() {
			try {
				while (await(() -> viewers().stream().anyMatch(Outlet::wants))) {
					if (this.broken) {
						throw new AssertionError("a mistake");
					}
					viewers().forEach((viewer) -> viewer.offer(1));
				}
			}
			catch (InterruptedException ex) {
				throw new AssertionError(ex);
			}
		}

		@Override
		protected void interrupt(Thread serving) {
			serving.interrupt();
		}

	}

	@Test
	@Timeout(60)
	void aMistakeEndsThoseWhoAreThereAndWhoComesLaterIsServed() throws Exception {
		Numbers numbers = new Numbers();
		Recorder<Integer> first = new Recorder<>();
		numbers.subscribe(first);
		first.request(1);
		assertThat(first.error()).isInstanceOf(CameraException.class).hasRootCauseMessage("a mistake");
		numbers.broken = false;
		Recorder<Integer> second = Recorder.of(numbers);
		assertThat(second.next()).isOne();
		second.cancel();
	}

	/** It cannot be told that the thread is on its way out. */
	@Test
	@Timeout(60)
	void whoComesWhileOthersAreEndedIsServed() throws Exception {
		Numbers numbers = new Numbers();
		Recorder<Integer> late = new Recorder<>();
		Recorder<Integer> first = new Recorder<>() {

			@Override
			public void onError(Throwable reason) {
				numbers.broken = false;
				numbers.subscribe(late);
				super.onError(reason);
			}

		};
		numbers.subscribe(first);
		first.request(1);
		assertThat(first.error()).hasRootCauseMessage("a mistake");
		late.request(1);
		assertThat(late.next()).isOne();
		late.cancel();
	}

}
