package org.camerad.simulation;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.camerad.driver.simulation.Simulation;
import org.camerad.driver.simulation.ResponseFault;
import org.jspecify.annotations.Nullable;

/**
 * A response whose fault is chosen when its first byte is about to be sent: none, a
 * delay, no body, half of the body, or a reset. Not thread-safe.
 */
final class FaultInjectingResponse extends HttpServletResponseWrapper {

	private static final String LENGTH = "Content-Length";

	private final Simulation simulation;

	private @Nullable Body body;

	private @Nullable PrintWriter writer;

	private long length = -1;

	private boolean decided;

	private boolean reset;

	FaultInjectingResponse(HttpServletResponse response, Simulation simulation) {
		super(response);
		this.simulation = simulation;
	}

	/** Returns whether to reset the connection after half of the body. */
	boolean resetsConnection() {
		return this.reset;
	}

	/**
	 * Returns whether the fault EMPTY_ANSWER applies to an endless response. Each call
	 * may trigger the fault.
	 */
	boolean isEmptyEndless() {
		return this.simulation.shouldInject(ResponseFault.EMPTY_ANSWER);
	}

	/** Sends the rest of the response. */
	void end() throws IOException {
		if (this.writer != null) {
			this.writer.flush();
		}
		decideOnce(this.length);
		if (this.reset) {
			super.flushBuffer();
		}
	}

	/**
	 * Chooses the fault, on the first call only.
	 * @param knownLength the length of the body in bytes, or a lower bound of it
	 * @return the number of bytes of the body to send
	 */
	private long decideOnce(long knownLength) {
		if (this.decided || isCommitted()) {
			return Long.MAX_VALUE;
		}
		this.decided = true;
		this.simulation.shouldInject(ResponseFault.SLOW_FIRST_BYTE);
		long allowed = (getStatus() == SC_OK && knownLength > 0) ? decide(knownLength) : Long.MAX_VALUE;
		if (this.length >= 0) {
			super.setContentLengthLong(this.length);
		}
		return allowed;
	}

	private long decide(long knownLength) {
		if (this.simulation.shouldInject(ResponseFault.EMPTY_ANSWER)) {
			this.length = 0;
			return 0;
		}
		if ("image/jpeg".equals(getContentType()) && this.simulation.shouldInject(ResponseFault.HALF_JPEG)) {
			this.length = knownLength / 2;
			return this.length;
		}
		this.reset = this.simulation.shouldInject(ResponseFault.RESET_IN_BODY);
		if (!this.reset) {
			return Long.MAX_VALUE;
		}
		// Without a length, the client would see no error in a truncated body.
		this.length = knownLength;
		return knownLength / 2;
	}

	@Override
	public ServletOutputStream getOutputStream() throws IOException {
		if (this.body == null) {
			this.body = new Body(super.getOutputStream());
		}
		return this.body;
	}

	@Override
	public PrintWriter getWriter() throws IOException {
		if (this.writer == null) {
			this.writer = new PrintWriter(
					new OutputStreamWriter(getOutputStream(), Charset.forName(getCharacterEncoding())));
		}
		return this.writer;
	}

	@Override
	public void flushBuffer() throws IOException {
		decideOnce(this.length);
		super.flushBuffer();
	}

	@Override
	public void setContentLength(int length) {
		this.length = length;
	}

	@Override
	public void setContentLengthLong(long length) {
		this.length = length;
	}

	@Override
	public void setHeader(String name, String value) {
		if (!keepsLength(name, value)) {
			super.setHeader(name, value);
		}
	}

	@Override
	public void addHeader(String name, String value) {
		if (!keepsLength(name, value)) {
			super.addHeader(name, value);
		}
	}

	private boolean keepsLength(String name, String value) {
		if (!LENGTH.equalsIgnoreCase(name)) {
			return false;
		}
		this.length = Long.parseLong(value);
		return true;
	}

	/** An output stream that sends no more of the body than the fault allows. */
	private final class Body extends ServletOutputStream {

		private final ServletOutputStream out;

		private long left = -1;

		Body(ServletOutputStream out) {
			this.out = out;
		}

		@Override
		public void write(int single) throws IOException {
			write(new byte[] { (byte) single }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int count) throws IOException {
			if (this.left < 0) {
				long knownLength = FaultInjectingResponse.this.length;
				this.left = decideOnce((knownLength >= 0) ? knownLength : count);
			}
			int sent = (int) Math.min(count, this.left);
			this.out.write(bytes, offset, sent);
			this.left -= sent;
		}

		@Override
		public void flush() throws IOException {
			this.out.flush();
		}

		@Override
		public void close() throws IOException {
			flush();
		}

		@Override
		public boolean isReady() {
			return this.out.isReady();
		}

		@Override
		public void setWriteListener(WriteListener listener) {
			this.out.setWriteListener(listener);
		}

	}

}
