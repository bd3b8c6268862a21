package org.camerad.driver.pi.video;

import java.io.IOException;
import java.time.LocalDateTime;

import org.camerad.driver.Osd;
import org.camerad.driver.Resolution;
import org.camerad.driver.Video;
import org.camerad.driver.support.osd.OsdPainter;
import org.camerad.driver.support.picture.Scaler;
import org.camerad.driver.support.picture.YuvPicture;
import org.camerad.driver.support.picture.jpeg.JpegCodec;

/**
 * A renderer of a stream's pictures: scales a frame to the stream's size and draws the
 * OSD. A frame that needs neither is passed on unchanged. One thread at a time.
 */
final class PictureRenderer implements AutoCloseable {

	private final JpegCodec codec;

	private final int quality;

	private final OsdPainter painter = new OsdPainter();

	PictureRenderer(JpegCodec codec, int quality) {
		this.codec = codec;
		this.quality = quality;
	}

	byte[] jpeg(Frame frame, Video video, Osd osd, LocalDateTime time) throws IOException {
		Resolution size = video.resolution();
		if (!osd.enabled() && frame.width() == size.width() && frame.height() == size.height()) {
			return frame.jpeg();
		}
		YuvPicture read = this.codec.decode(frame.jpeg(), size.width(), size.height());
		YuvPicture picture = Scaler.scaled(read, size.width(), size.height());
		this.painter.draw(picture, picture.area(), osd, video, time);
		return this.codec.encode(picture, this.quality);
	}

	@Override
	public void close() {
		this.codec.close();
	}

}
