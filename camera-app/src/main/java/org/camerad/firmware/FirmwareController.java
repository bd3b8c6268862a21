package org.camerad.firmware;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;

import jakarta.servlet.http.HttpServletRequest;
import org.camerad.cgi.CgiFault;
import org.camerad.cgi.OutsideGate;
import org.camerad.cgi.Role;
import org.camerad.device.Device;
import org.camerad.operation.CameraProperties;
import org.camerad.session.Ticker;
import org.camerad.session.Viewers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * Firmware upgrade (contract 3.20). No image is trusted yet, so that each one is received
 * whole and then refused; nothing is ever applied.
 */
@RestController
class FirmwareController {

	private static final Logger logger = LoggerFactory.getLogger(FirmwareController.class);

	private static final long LONGEST_UPLOAD = Duration.ofMinutes(10).toNanos();

	private final Device device;

	private final Viewers viewers;

	private final Ticker ticker;

	private final Path folder;

	private final long largest;

	/** One image at a time: a camera's flash has no room for two. */
	private final Semaphore upload = new Semaphore(1);

	FirmwareController(Device device, Viewers viewers, Ticker ticker, CameraProperties properties) {
		this.device = device;
		this.viewers = viewers;
		this.ticker = ticker;
		this.folder = properties.dataDir();
		this.largest = properties.firmware().maxSize().toBytes();
	}

	/**
	 * Receives an image. The document's sample page comes from another origin and needs
	 * these headers, the odd one included; without credentials mode, so that it may read
	 * the answer and no more.
	 */
	@CrossOrigin(origins = "*", methods = RequestMethod.POST,
			allowedHeaders = { "Authorization", "Content-Type", "Cache-Control", "Access-Control-Allow-Origin" },
			allowCredentials = "false", maxAge = 600)
	@OutsideGate("it takes HTTP Basic and a body")
	@PostMapping({ "/cgi-bin/OnvifFirmwareUpgrade", "/OnvifFirmwareUpgrade" })
	void upgrade(HttpServletRequest request) throws IOException {
		if (!this.viewers.basic(request).role().includes(Role.OPERATOR)) {
			throw CgiFault.permissionDenied();
		}
		if (this.device.camera().firmware().isEmpty()) {
			throw CgiFault.notSupported("firmware");
		}
		checkHeaders(request);
		if (!this.upload.tryAcquire()) {
			throw CgiFault.deviceError();
		}
		try {
			receive(request);
		}
		finally {
			this.upload.release();
		}
		logger.warn("a firmware image was refused: it is not genuine");
		throw CgiFault.of("firmware error");
	}

	private void checkHeaders(HttpServletRequest request) {
		if (request.getContentLengthLong() > this.largest) {
			throw CgiFault.of("firmware too large");
		}
		String type = request.getContentType();
		boolean image = type == null || type.split(";", 2)[0].strip().equalsIgnoreCase("application/octet-stream");
		if (!image || request.getHeader("Content-Encoding") != null || request.getContentLengthLong() == 0) {
			throw CgiFault.of("error, parse firmware");
		}
	}

	/** Streams the image to the disk, and removes it again. */
	private void receive(HttpServletRequest request) throws IOException {
		Path file = Files.createTempFile(this.folder, "firmware-", ".part");
		try (InputStream body = request.getInputStream(); OutputStream written = Files.newOutputStream(file)) {
			if (copy(body, written) == 0) {
				throw CgiFault.of("error, parse firmware");
			}
		}
		finally {
			Files.deleteIfExists(file);
		}
	}

	private long copy(InputStream body, OutputStream written) throws IOException {
		byte[] buffer = new byte[16 * 1024];
		long start = this.ticker.nanoTime();
		long size = 0;
		for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
			size += read;
			if (size > this.largest) {
				throw CgiFault.of("firmware too large");
			}
			if (this.ticker.nanoTime() - start > LONGEST_UPLOAD) {
				throw CgiFault.of("error, parse firmware");
			}
			written.write(buffer, 0, read);
		}
		return size;
	}

}
