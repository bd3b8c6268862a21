package org.camerad.driver.pi.ptz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jssc.SerialPort;
import jssc.SerialPortException;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.pelcod.ByteLine;

/**
 * An opener of a serial port through jssc: 8 data bits, no parity, 1 stop bit.
 */
final class SerialLineOpener implements ByteLine.Opener {

	private final Path path;

	private final int baudRate;

	private final Path lockFolder;

	/** At most one thread, which ends after 5 s without a write. */
	private final ThreadPoolExecutor writer = new ThreadPoolExecutor(0, 1, 5, TimeUnit.SECONDS,
			new SynchronousQueue<>(), (work) -> {
				Thread thread = new Thread(work, "camera-pi-ptz-writer");
				thread.setDaemon(true);
				return thread;
			});

	SerialLineOpener(Path path, int baudRate, Path lockFolder) {
		this.path = path;
		this.baudRate = baudRate;
		this.lockFolder = lockFolder;
	}

	@Override
	public ByteLine open() throws IOException {
		if (this.writer.getActiveCount() > 0) {
			throw new IOException(this.path + " stalls: it has not accepted the last frame");
		}
		PortLock lock = PortLock.acquire(this.lockFolder, this.path);
		try {
			return new SerialLine(this.path, openPort(), lock, this.writer);
		}
		catch (IOException | RuntimeException ex) {
			lock.close();
			throw ex;
		}
	}

	private SerialPort openPort() throws IOException {
		try {
			SerialPort port = new SerialPort(this.path.toString());
			port.openPort();
			configure(port);
			return port;
		}
		catch (SerialPortException ex) {
			throw new IOException(this.path + " " + describe(ex), ex);
		}
		catch (LinkageError ex) {
			throw new IOException(
					"serial ports cannot be used because jssc's native library does not load: " + Reason.of(ex), ex);
		}
	}

	private void configure(SerialPort port) throws SerialPortException, IOException {
		boolean set = port.setParams(this.baudRate, SerialPort.DATABITS_8, SerialPort.STOPBITS_1,
				SerialPort.PARITY_NONE);
		// jssc also returns false when everything is set but the port has no modem lines,
		// as a pseudo-terminal or a bare UART. A second setting tells the two cases
		// apart.
		if (!set && !port.setFlowControlMode(SerialPort.FLOWCONTROL_NONE)) {
			port.closePort();
			throw new IOException(this.path + " cannot be set to " + this.baudRate + " baud");
		}
	}

	/** Returns the cause of a failure in an operator's words. */
	static String describe(SerialPortException failure) {
		return switch (failure.getExceptionType()) {
			case SerialPortException.TYPE_PORT_BUSY -> "is in use by another process";
			case SerialPortException.TYPE_PORT_NOT_FOUND -> "does not exist; check that the adapter is plugged in";
			case SerialPortException.TYPE_PERMISSION_DENIED ->
				"cannot be opened; add the service's user to the group dialout";
			case SerialPortException.TYPE_INCORRECT_SERIAL_PORT -> "is not a serial port";
			case SerialPortException.TYPE_PORT_NOT_OPENED -> "it was closed";
			default -> Reason.of(failure);
		};
	}

}
