package org.camerad.driver.hisilicon.bridge;

import java.nio.file.Path;

/** A bridge on fake libraries of this machine, for tests of the whole driver. */
public final class FakeBridge implements AutoCloseable {

	private final BridgeProcess board;

	private FakeBridge(BridgeProcess board) {
		this.board = board;
	}

	/** Starts a bridge that keeps its files in an empty folder. */
	public static FakeBridge start(Path folder) throws Exception {
		return new FakeBridge(new BridgeProcess(Toolchain.SANITIZED, folder).start());
	}

	public Path socket() {
		return this.board.socket();
	}

	/** Ends the bridge at once, as a crash does. */
	public void kill() throws Exception {
		this.board.kill();
	}

	/** Starts the bridge again. */
	public void restart() throws Exception {
		this.board.start();
	}

	@Override
	public void close() {
		this.board.close();
	}

}
