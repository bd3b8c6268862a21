package org.camerad.snapshot;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;
import org.camerad.snapshot.FtpConnection.Step;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transfer of one picture over an open connection: under a temporary name and
 * renamed, or, on a server that refuses that, under its name at once. One thread.
 */
final class FtpTransfer {

	private static final Logger logger = LoggerFactory.getLogger(FtpTransfer.class);

	private static final int MAX_NAME_TRIES = 16;

	private final FTPClient client;

	private final UploadAttempt attempt;

	private final FtpServerTraits traits;

	private final Supplier<PictureName> names;

	private final Consumer<Step> onStep;

	/** The file that is not complete under its name, null when there is no such file. */
	private @Nullable String unfinished;

	private boolean sending;

	/** The reply to the temporary name, 0 unless the server refused it. */
	private int nameRefusal;

	/**
	 * Creates a transfer.
	 * @param names the names to try
	 * @param onStep is told of each step when it begins
	 */
	FtpTransfer(FTPClient client, UploadAttempt attempt, FtpServerTraits traits, Supplier<PictureName> names,
			Consumer<Step> onStep) {
		this.client = client;
		this.attempt = attempt;
		this.traits = traits;
		this.names = names;
		this.onStep = onStep;
	}

	/** Stores the picture under the first of the names that is free. */
	void store(byte[] jpeg) throws IOException {
		if (this.traits.mayRename() && storeAndRename(jpeg)) {
			return;
		}
		String name = freeName(this.names.get().file());
		this.attempt.check();
		send(open(name), jpeg);
		this.unfinished = null;
		if (this.nameRefusal != 0) {
			this.traits.learnNoTemporaryName(this.nameRefusal);
		}
	}

	/**
	 * Returns whether it is done; false if the server refuses temporary names or to
	 * rename files.
	 */
	private boolean storeAndRename(byte[] jpeg) throws IOException {
		String name = this.names.get().file();
		// Some servers take only names that end like those of pictures.
		String temporary = name.replace(".jpg", "." + UUID.randomUUID().toString().substring(0, 8) + ".part.jpg");
		OutputStream data = open(temporary);
		if (data == null && isNameRefused(this.client.getReplyCode())) {
			this.nameRefusal = this.client.getReplyCode();
			return false;
		}
		send(data, jpeg);
		this.onStep.accept(Step.RENAME);
		for (int tries = 1; true; tries++) {
			name = freeName(name);
			this.attempt.check();
			if (FTPReply.isPositiveIntermediate(this.client.rnfr(temporary))
					&& FTPReply.isPositiveCompletion(this.client.rnto(name))) {
				this.unfinished = null;
				return true;
			}
			int reply = this.client.getReplyCode();
			require(FTPReply.isNegativePermanent(reply));
			if (tries == MAX_NAME_TRIES || this.client.getSize(name) == null) {
				this.traits.learnNoRename(reply);
				remove();
				return false;
			}
		}
	}

	private String freeName(String first) throws IOException {
		String name = first;
		for (int tries = 1; this.client.getSize(name) != null; tries++) {
			name = this.names.get().file();
			if (tries == MAX_NAME_TRIES) {
				throw new IOException("all names are taken up to " + name);
			}
		}
		return name;
	}

	/** 553 by RFC 959; vsftpd and ProFTPD say 550. */
	private static boolean isNameRefused(int reply) {
		return reply == FTPReply.FILE_NAME_NOT_ALLOWED || reply == FTPReply.FILE_UNAVAILABLE;
	}

	/** Returns the data connection for a file, null if the server refuses it. */
	private @Nullable OutputStream open(String file) throws IOException {
		this.onStep.accept(Step.DATA);
		this.unfinished = file;
		OutputStream data = dataConnection(file);
		this.onStep.accept(Step.STORE);
		if (data == null) {
			// A file of this name would be somebody else's.
			this.unfinished = null;
		}
		return data;
	}

	private void send(@Nullable OutputStream data, byte[] jpeg) throws IOException {
		if (data == null) {
			throw new IOException(this.client.getReplyString());
		}
		this.sending = true;
		try (data) {
			data.write(jpeg);
		}
		require(this.client.completePendingCommand());
		this.sending = false;
	}

	private @Nullable OutputStream dataConnection(String file) throws IOException {
		try {
			return this.client.storeFileStream(file);
		}
		catch (IndexOutOfBoundsException | IllegalArgumentException ex) {
			// The library does not check the form of a response to EPSV or its port.
			throw new IOException("invalid response: " + this.client.getReplyString(), ex);
		}
	}

	private void require(boolean done) throws IOException {
		if (!done) {
			throw new IOException(this.client.getReplyString());
		}
	}

	/** Removes an unfinished file if the server allows it. */
	void cleanUp() throws IOException {
		if (this.unfinished != null) {
			if (this.sending) {
				awaitResponse();
			}
			remove();
		}
	}

	/** Returns the unfinished file that may be left on the server, null if none is. */
	@Nullable String unfinished() {
		return this.unfinished;
	}

	private void remove() throws IOException {
		String file = Objects.requireNonNull(this.unfinished);
		if (!this.client.deleteFile(file)) {
			logger.info("upload to ftp: the server refused to delete the partial file {}", file);
		}
		this.unfinished = null;
	}

	/** Waits for the response to the transfer, unless that was a refusal. */
	private void awaitResponse() throws IOException {
		try {
			if (FTPReply.isPositivePreliminary(this.client.getReplyCode())) {
				this.client.getReply();
			}
		}
		catch (SocketTimeoutException ex) {
			logger.debug("the FTP server did not respond to the transfer: {}", ex.toString());
		}
	}

}
