package org.camerad.driver.hisilicon.bridge;

import java.nio.file.Path;

/** A bridge on fake libraries of this machine, for tests of the whole driver. */
public final class FakeBridge implements AutoCloseable {

	private final BridgeProcess board;

	private int rebuilds;

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

	/** Forgets all values, as a rebuild of the streamer's pipeline does. */
	public void rebuild() throws Exception {
		this.board.control("pipeline " + ++this.rebuilds);
	}

	/** Returns how often a value was set, by the name of the library's call. */
	public int sets(String call) throws Exception {
		return this.board.calls(call).size();
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
