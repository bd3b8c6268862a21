package org.camerad.snapshot;

import java.util.stream.Stream;

import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundles;

/** Uploads to FTP servers. */
abstract class FtpBench extends UploadBench {

	final UploadWorker ftp(int port, String... more) {
		return lane(ftp(Fixtures.names(), new DefaultSslBundleRegistry(), settings(port, more)));
	}

	static Ftp ftp(PictureNames names, SslBundles bundles, String[] settings) {
		return new Ftp(Fixtures.properties(settings), bundles, names);
	}

	static String[] settings(int port, String... more) {
		return Stream
			.concat(Stream.of("ftp.host", "127.0.0.1", "ftp.port", String.valueOf(port), "ftp.username",
					FtpServers.USER, "ftp.password", Fixtures.PASSWORD), Stream.of(more))
			.toArray(String[]::new);
	}

}
