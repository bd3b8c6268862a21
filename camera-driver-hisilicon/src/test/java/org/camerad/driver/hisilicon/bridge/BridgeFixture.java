package org.camerad.driver.hisilicon.bridge;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

import org.camerad.driver.CameraException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A fixture with a bridge process and its client, on libraries that follow the SDK's
 * rules, keep a journal and misbehave on demand.
 */
abstract class BridgeFixture {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	@Parameter
	Toolchain toolchain;

	@TempDir
	Path folder;

	final BlockingQueue<String> returned = new ArrayBlockingQueue<>(10);

	BridgeProcess board;

	NativeBridge bridge;

	@BeforeEach
	void start() throws Exception {
		this.board = new BridgeProcess(this.toolchain, this.folder).start();
		this.bridge = open();
	}

	final NativeBridge open() throws Exception {
		return NativeBridge.open(this.board.socket(), LIMIT, this.returned::add);
	}

	final void restart(String... control) throws Exception {
		this.bridge.close();
		this.board.terminate();
		this.board.control(control);
		this.board.start();
		this.bridge = open();
	}

	@AfterEach
	void end() throws Exception {
		try (BridgeProcess ended = this.board) {
			this.bridge.close();
			assertThat(ended.calls("FORBIDDEN")).isEmpty();
			assertThat(ended.output()).doesNotContain("ERROR: AddressSanitizer: heap", "ERROR: AddressSanitizer: stack",
					"runtime error");
		}
	}

	final ByteBuffer bytes(String call) throws Exception {
		return ByteBuffer.wrap(this.board.last(call).bytes()).order(ByteOrder.LITTLE_ENDIAN);
	}

	static void assertRefused(ThrowingCallable call) {
		assertThatExceptionOfType(CameraException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.kind()).as(ex.getMessage()).isEqualTo(CameraException.Kind.REFUSED));
	}

	static void assertUnavailable(ThrowingCallable call) {
		assertThatExceptionOfType(CameraException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.kind()).as(ex.getMessage()).isEqualTo(CameraException.Kind.UNAVAILABLE));
	}

}
