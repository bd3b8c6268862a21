package org.camerad.driver.hisilicon.fake;

/**
 * A process of fake streamers, for {@code script/bench gateways}. It runs until it is
 * ended.
 */
final class FakeBoards {

	private FakeBoards() {
	}

	/**
	 * Starts as many streamers as the argument says, and prints a line with URL and
	 * password for each.
	 */
	public static void main(String[] arguments) throws InterruptedException {
		for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
			FakeStreamer streamer = new FakeBuild().start();
			System.out.println(streamer.url() + " " + streamer.password());
		}
		Thread.currentThread().join();
	}

}
