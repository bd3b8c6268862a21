package org.camerad.driver.sim.scene.jpeg;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import org.camerad.driver.sim.scene.raster.Planes;
import org.jspecify.annotations.Nullable;

/**
 * libjpeg-turbo's TurboJPEG interface, version 2 or 3, called in process. Its memory is
 * as large as the largest picture so far.
 */
final class TurboJpeg implements JpegEncoder {

	private static final List<String> NAMES = List.of("libturbojpeg.so.0", "turbojpeg");

	/** TurboJPEG's TJSAMP_420. */
	private static final int HALF_COLOR = 2;

	/** TurboJPEG's TJFLAG_NOREALLOC. */
	private static final int OWN_BUFFER = 1024;

	private final Pointer handle;

	private @Nullable Buffers buffers;

	private boolean closed;

	private TurboJpeg(Pointer handle) {
		this.handle = handle;
	}

	/** An encoder, empty when the machine has no such library or Java may not call it. */
	static Optional<TurboJpeg> open() {
		if (!Library.LOADED) {
			return Optional.empty();
		}
		return Optional.ofNullable(Library.tjInitCompress()).map(TurboJpeg::new);
	}

	@Override
	public byte[] encode(Planes picture, int quality) throws IOException {
		if (this.closed) {
			throw new IOException("the JPEG encoder is closed");
		}
		Buffers memory = buffers(picture);
		memory.take(picture);
		int failed = Library.tjCompressFromYUVPlanes(this.handle, memory.planes, picture.width(), memory.strides,
				picture.height(), HALF_COLOR, memory.output, memory.size, quality, OWN_BUFFER);
		if (failed != 0) {
			throw new IOException("libjpeg-turbo: " + Library.tjGetErrorStr2(this.handle));
		}
		return memory.jpeg();
	}

	private Buffers buffers(Planes picture) throws IOException {
		Buffers present = this.buffers;
		if (present != null && present.width == picture.width() && present.height == picture.height()) {
			return present;
		}
		release();
		try {
			Buffers fresh = new Buffers(picture);
			this.buffers = fresh;
			return fresh;
		}
		catch (OutOfMemoryError ex) {
			throw new IOException("no memory for a picture of " + picture.width() + "x" + picture.height(), ex);
		}
	}

	@Override
	public String name() {
		return "libjpeg-turbo";
	}

	@Override
	public void close() {
		if (!this.closed) {
			this.closed = true;
			release();
			Library.tjDestroy(this.handle);
		}
	}

	private void release() {
		if (this.buffers != null) {
			this.buffers.memory.close();
			this.buffers = null;
		}
	}

	/**
	 * One block of memory: the planes, the JPEG, and the small things that point there.
	 */
	private static final class Buffers {

		/** Enough for two tables of pointers and two of numbers. */
		private static final int POINTERS = 128;

		private final int width;

		private final int height;

		private final Memory memory;

		private final Pointer planes;

		private final Pointer strides;

		private final Pointer output;

		private final Pointer size;

		private final long lumaAt;

		private final long jpegAt;

		private final long capacity;

		Buffers(Planes picture) {
			this.width = picture.width();
			this.height = picture.height();
			long chroma = picture.cb().length;
			this.capacity = Library.tjBufSize(this.width, this.height, HALF_COLOR).longValue();
			this.lumaAt = POINTERS;
			this.jpegAt = this.lumaAt + picture.luma().length + 2 * chroma;
			this.memory = new Memory(this.jpegAt + this.capacity);
			this.planes = this.memory.share(0, 24);
			this.strides = this.memory.share(32, 12);
			this.output = this.memory.share(64, 8);
			this.size = this.memory.share(96, 8);
			this.planes.setPointer(0, this.memory.share(this.lumaAt));
			this.planes.setPointer(Native.POINTER_SIZE, this.memory.share(this.lumaAt + picture.luma().length));
			this.planes.setPointer(2L * Native.POINTER_SIZE,
					this.memory.share(this.lumaAt + picture.luma().length + chroma));
			this.strides.write(0, new int[] { this.width, picture.chromaWidth(), picture.chromaWidth() }, 0, 3);
		}

		void take(Planes picture) {
			int chroma = picture.cb().length;
			this.memory.write(this.lumaAt, picture.luma(), 0, picture.luma().length);
			this.memory.write(this.lumaAt + picture.luma().length, picture.cb(), 0, chroma);
			this.memory.write(this.lumaAt + picture.luma().length + chroma, picture.cr(), 0, chroma);
			this.output.setPointer(0, this.memory.share(this.jpegAt));
			this.size.setNativeLong(0, new NativeLong(this.capacity));
		}

		byte[] jpeg() {
			return this.memory.getByteArray(this.jpegAt, this.size.getNativeLong(0).intValue());
		}

	}

	/** The functions themselves. */
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

		static native NativeLong tjBufSize(int width, int height, int subsampling);

		static native int tjCompressFromYUVPlanes(Pointer handle, Pointer planes, int width, Pointer strides,
				int height, int subsampling, Pointer output, Pointer size, int quality, int flags);

		static native String tjGetErrorStr2(Pointer handle);

		static native int tjDestroy(Pointer handle);

	}

}
