package org.camerad.driver.support.picture.jpeg;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import org.camerad.driver.support.picture.YuvPicture;
import org.jspecify.annotations.Nullable;

/**
 * A codec that calls the TurboJPEG interface of libjpeg-turbo, version 2 or 3, in
 * process. Its native memory grows to the size of the largest picture.
 */
final class TurboJpeg implements JpegCodec {

	private static final List<String> NAMES = List.of("libturbojpeg.so.0", "turbojpeg");

	/** The constant TJSAMP_420. */
	private static final int HALF_COLOR = 2;

	/** The constant TJFLAG_NOREALLOC. */
	private static final int OWN_BUFFER = 1024;

	private final Pointer reader;

	private final Pointer writer;

	private final ImageIoJpeg others = new ImageIoJpeg();

	private final Memory small = new Memory(128);

	private @Nullable Memory large;

	private boolean closed;

	private TurboJpeg(Pointer reader, Pointer writer) {
		this.reader = reader;
		this.writer = writer;
	}

	/**
	 * Returns a codec; empty if the library is not installed or Java may not call it.
	 */
	static Optional<TurboJpeg> open() {
		if (!Library.LOADED) {
			return Optional.empty();
		}
		Pointer reader = Library.tjInitDecompress();
		Pointer writer = Library.tjInitCompress();
		return (reader != null && writer != null) ? Optional.of(new TurboJpeg(reader, writer)) : Optional.empty();
	}

	@Override
	public YuvPicture decode(byte[] jpeg, int atLeastWidth, int atLeastHeight) throws IOException {
		checkOpen();
		NativeLong length = new NativeLong(jpeg.length);
		check(this.reader, Library.tjDecompressHeader3(this.reader, jpeg, length, this.small, this.small.share(8),
				this.small.share(16), this.small.share(24)));
		int width = this.small.getInt(0);
		int height = this.small.getInt(8);
		if (this.small.getInt(16) != HALF_COLOR) {
			return this.others.decode(jpeg, atLeastWidth, atLeastHeight);
		}
		int step = step(width, height, atLeastWidth, atLeastHeight);
		DecodingLimits.check(width, height, step);
		YuvPicture picture = YuvPicture.color((width + step - 1) / step, (height + step - 1) / step);
		NativePlanes planes = new NativePlanes(picture, 0);
		check(this.reader, Library.tjDecompressToYUVPlanes(this.reader, jpeg, length, planes.pointers(),
				picture.width(), planes.strides(), picture.height(), 0));
		planes.readInto(picture);
		return picture;
	}

	private static int step(int width, int height, int atLeastWidth, int atLeastHeight) {
		int step = 1;
		while (step < 8 && width / (step * 2) >= atLeastWidth && height / (step * 2) >= atLeastHeight) {
			step *= 2;
		}
		return step;
	}

	@Override
	public byte[] encode(YuvPicture picture, int quality) throws IOException {
		checkOpen();
		long capacity = Library.tjBufSize(picture.width(), picture.height(), HALF_COLOR).longValue();
		NativePlanes planes = new NativePlanes(picture, capacity);
		planes.writeFrom(picture);
		Pointer output = this.small.share(64);
		Pointer size = this.small.share(72);
		output.setPointer(0, planes.behind());
		size.setNativeLong(0, new NativeLong(capacity));
		check(this.writer, Library.tjCompressFromYUVPlanes(this.writer, planes.pointers(), picture.width(),
				planes.strides(), picture.height(), HALF_COLOR, output, size, quality, OWN_BUFFER));
		return planes.behind().getByteArray(0, size.getNativeLong(0).intValue());
	}

	private void checkOpen() throws IOException {
		if (this.closed) {
			throw new IOException("the JPEG codec is closed");
		}
	}

	private static void check(Pointer handle, int failed) throws IOException {
		if (failed != 0) {
			throw new IOException("libjpeg-turbo: " + Library.tjGetErrorStr2(handle));
		}
	}

	private Memory memory(long size) throws IOException {
		Memory present = this.large;
		if (present != null && present.size() >= size) {
			return present;
		}
		release();
		try {
			Memory fresh = new Memory(size);
			this.large = fresh;
			return fresh;
		}
		catch (OutOfMemoryError ex) {
			throw new IOException("no memory for a picture of " + size + " bytes", ex);
		}
	}

	@Override
	public boolean isFast() {
		return true;
	}

	@Override
	public void close() {
		if (!this.closed) {
			this.closed = true;
			release();
			this.small.close();
			this.others.close();
			Library.tjDestroy(this.reader);
			Library.tjDestroy(this.writer);
		}
	}

	private void release() {
		if (this.large != null) {
			this.large.close();
			this.large = null;
		}
	}

	/** The three planes of a picture, one after the other in native memory. */
	private final class NativePlanes {

		private final Memory memory;

		private final int luma;

		private final int chroma;

		NativePlanes(YuvPicture picture, long more) throws IOException {
			this.luma = picture.luma().length;
			this.chroma = picture.cb().length;
			this.memory = memory(this.luma + 2L * this.chroma + more);
			Pointer table = TurboJpeg.this.small.share(32);
			table.setPointer(0, this.memory.share(0));
			table.setPointer(Native.POINTER_SIZE, this.memory.share(this.luma));
			table.setPointer(2L * Native.POINTER_SIZE, this.memory.share(this.luma + (long) this.chroma));
			TurboJpeg.this.small.share(96)
				.write(0, new int[] { picture.width(), picture.chromaWidth(), picture.chromaWidth() }, 0, 3);
		}

		Pointer pointers() {
			return TurboJpeg.this.small.share(32);
		}

		Pointer strides() {
			return TurboJpeg.this.small.share(96);
		}

		Pointer behind() {
			return this.memory.share(this.luma + 2L * this.chroma);
		}

		void readInto(YuvPicture picture) {
			this.memory.read(0, picture.luma(), 0, this.luma);
			this.memory.read(this.luma, picture.cb(), 0, this.chroma);
			this.memory.read(this.luma + (long) this.chroma, picture.cr(), 0, this.chroma);
		}

		void writeFrom(YuvPicture picture) {
			this.memory.write(0, picture.luma(), 0, this.luma);
			this.memory.write(this.luma, picture.cb(), 0, this.chroma);
			this.memory.write(this.luma + (long) this.chroma, picture.cr(), 0, this.chroma);
		}

	}

	/** The native functions. */
	private static final class Library {

		private static final boolean LOADED = load();

		private static boolean load() {
			for (String name : NAMES) {
				try {
					Native.register(Library.class, NativeLibrary.getInstance(name));
					return true;
				}
				catch (LinkageError | IllegalCallerException ex) {
					System.getLogger(TurboJpeg.class.getName())
						.log(System.Logger.Level.DEBUG, "{0}: {1}", name, ex.toString());
				}
			}
			return false;
		}

		static native @Nullable Pointer tjInitCompress();

		static native @Nullable Pointer tjInitDecompress();

		static native NativeLong tjBufSize(int width, int height, int subsampling);

		static native int tjDecompressHeader3(Pointer handle, byte[] jpeg, NativeLong size, Pointer width,
				Pointer height, Pointer subsampling, Pointer colors);

		static native int tjDecompressToYUVPlanes(Pointer handle, byte[] jpeg, NativeLong size, Pointer planes,
				int width, Pointer strides, int height, int flags);

		static native int tjCompressFromYUVPlanes(Pointer handle, Pointer planes, int width, Pointer strides,
				int height, int subsampling, Pointer output, Pointer size, int quality, int flags);

		static native String tjGetErrorStr2(Pointer handle);

		static native int tjDestroy(Pointer handle);

	}

}
