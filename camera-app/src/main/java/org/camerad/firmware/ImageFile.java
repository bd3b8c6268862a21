package org.camerad.firmware;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

import org.camerad.driver.FirmwareImage.Content;

/**
 * A received image on the disk. The file has no name from the moment that it is open, so
 * that no other program can change it between check and use, and a killed process leaves
 * nothing behind. Readers may be on any thread.
 */
final class ImageFile implements Content, AutoCloseable {

	private final FileChannel channel;

	private long size;

	private ImageFile(FileChannel channel) {
		this.channel = channel;
	}

	/** Creates an empty file in a folder. */
	static ImageFile create(Path folder) throws IOException {
		Path name = folder.resolve("firmware-" + UUID.randomUUID() + ".part");
		// On Unix the JDK removes the name as soon as it has opened the file.
		return new ImageFile(FileChannel.open(name,
				Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE,
						StandardOpenOption.DELETE_ON_CLOSE, LinkOption.NOFOLLOW_LINKS),
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
	}

	/** Appends bytes. One thread, before anything is read. */
	void append(byte[] bytes, int offset, int length) throws IOException {
		ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
		while (buffer.hasRemaining()) {
			this.size += this.channel.write(buffer, this.size);
		}
	}

	@Override
	public long size() {
		return this.size;
	}

	@Override
	public InputStream open() {
		return new Range(0, this.size);
	}

	/** Returns a part of the file. */
	Content part(long offset, long length) {
		return new Content() {

			@Override
			public long size() {
				return length;
			}

			@Override
			public InputStream open() {
				return new Range(offset, length);
			}

		};
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

	/** A stream over a range of the file with a position of its own. */
	private final class Range extends InputStream {

		private long at;

		private long left;

		Range(long offset, long length) {
			this.at = offset;
			this.left = length;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xFF;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			if (this.left == 0) {
				return -1;
			}
			ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, (int) Math.min(length, this.left));
			int read = ImageFile.this.channel.read(buffer, this.at);
			if (read < 0) {
				throw new IOException("the file of the image has become shorter");
			}
			this.at += read;
			this.left -= read;
			return read;
		}

	}

}
