package org.camerad.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.camerad.operation.CameraProperties;
import org.camerad.operation.UploadProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;

/** The fixtures of the tests of several destinations. */
final class Fixtures {

	static final String PASSWORD = "s3cr3t-of-the-server";

	static final String KEY_PASSWORD = "changeit";

	private Fixtures() {
	}

	/** Binds properties as the service does; values in pairs. */
	static UploadProperties properties(String... pairs) {
		Map<String, String> map = new HashMap<>();
		for (int each = 0; each < pairs.length; each += 2) {
			map.put("camera.upload." + pairs[each], pairs[each + 1]);
		}
		return new Binder(new MapConfigurationPropertySource(map)).bindOrCreate("camera", CameraProperties.class)
			.upload();
	}

	/** A mail server, started, with an account named camera. */
	static GreenMail mail(String protocol) {
		ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
		setup.setServerStartupTimeout(TimeUnit.MINUTES.toMillis(1));
		GreenMail server = new GreenMail(setup);
		server.setUser("guard@example.org", "camera", PASSWORD);
		server.start();
		return server;
	}

	static PictureNames names() {
		return new PictureNames(Clock.systemUTC()::instant);
	}

	/** Bytes that do not survive a transfer as text. */
	static byte[] picture(int length) {
		byte[] bytes = new byte[length];
		new Random(7).nextBytes(bytes);
		for (int each = 0; each + 1 < length; each += 64) {
			bytes[each] = '\n';
			bytes[each + 1] = '\r';
		}
		return bytes;
	}

	/** A key and a certificate made out to that name. */
	static Path keyStore(Path folder, String subject) throws IOException, InterruptedException {
		Path file = folder.resolve("server.p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=" + subject,
				"-validity", "2", "-storetype", "PKCS12", "-storepass", KEY_PASSWORD, "-keystore", file.toString())
			.redirectErrorStream(true)
			.redirectOutput(folder.resolve("keytool.log").toFile())
			.start();
		if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
			throw new IOException("keytool failed");
		}
		return file;
	}

	/** Bundles of which {@code lab} trusts the certificates in that file. */
	static DefaultSslBundleRegistry bundles(Path keyStore) {
		JksSslStoreDetails trusted = new JksSslStoreDetails("PKCS12", null, "file:" + keyStore, KEY_PASSWORD);
		return new DefaultSslBundleRegistry("lab", SslBundle.of(new JksSslStoreBundle(null, trusted)));
	}

}
