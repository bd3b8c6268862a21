package org.camerad.driver.support.failure;

import java.io.EOFException;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReasonTests {

	@Test
	void aMessageIsTheReason() {
		assertThat(Reason.of(new IOException("the disk is full"))).isEqualTo("the disk is full");
		assertThat(Reason.of(new FileSystemException("/a", null, "No space left on device")))
			.isEqualTo("/a: No space left on device");
	}

	@Test
	void anExceptionWithoutAMessageHasAReason() {
		assertThat(Reason.of(new PortUnreachableException())).isEqualTo("nothing listens on this port");
		assertThat(Reason.of(new AsynchronousCloseException())).isEqualTo("the connection is closed");
		assertThat(Reason.of(new EOFException())).isEqualTo("the data ended too early");
		assertThat(Reason.of(new TimeoutException(""))).isEqualTo("TimeoutException");
		assertThat(Reason.of(new FileSystemException(null))).isEqualTo("FileSystemException");
	}

	@Test
	void theNameOfAFileIsNoReason() {
		assertThat(Reason.of(new NoSuchFileException("/a"))).isEqualTo("/a: no such file or folder");
		assertThat(Reason.of(new AccessDeniedException("/a"))).isEqualTo("/a: permission denied");
		assertThat(Reason.of(new FileAlreadyExistsException("/a"))).isEqualTo("/a: exists already");
		assertThat(Reason.of(new DirectoryNotEmptyException("/a"))).isEqualTo("/a: DirectoryNotEmptyException");
	}

}
