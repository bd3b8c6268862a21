package org.camerad.driver.hisilicon.fake;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends what waits, once the fake is closed for good. */
final class PowerSwitch {

	private final CountDownLatch off = new CountDownLatch(1);

	boolean isOn() {
		return this.off.getCount() > 0;
	}

	void turnOff() {
		this.off.countDown();
	}

	/** Longer than any client waits. */
	void hold() {
		await(Duration.ofMinutes(5));
	}

	void await(Duration time) {
		try {
			this.off.await(time.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
