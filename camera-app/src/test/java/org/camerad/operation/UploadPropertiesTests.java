package org.camerad.operation;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

class UploadPropertiesTests {

	private static final Map<String, String> MAIL = Map.of("email.host", "mail.example.org", "email.from",
			"camera@example.org", "email.to", "guard@example.org");

	@Test
	void hasNoDestinationUnlessConfigured() {
		UploadProperties upload = bind(
				Map.of("ftp.host", "", "email.host", "", "sd.directory", "", "nfs.directory", ""));
		assertThat(upload.ftp().host()).isNull();
		assertThat(upload.email().host()).isNull();
		assertThat(upload.sd().directory()).isNull();
		assertThat(upload.nfs().directory()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "none,21", "explicit,21", "implicit,990" })
	void takesTheUsualFtpPort(String tls, int port) {
		assertThat(bind(Map.of("ftp.tls", tls)).ftp().port()).isEqualTo(port);
		assertThat(bind(Map.of("ftp.tls", tls, "ftp.port", "2121")).ftp().port()).isEqualTo(2121);
	}

	@ParameterizedTest
	@CsvSource({ "none,25", "offered,25", "required,25", "implicit,465" })
	void takesTheUsualMailPort(String tls, int port) {
		assertThat(bind(with("email.tls", tls)).email().port()).isEqualTo(port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "mail.example.org", "mail_1", "192.0.2.1", "2001:db8::1", "[2001:db8::1]" })
	void takesHosts(String host) {
		assertThat(bind(with("email.host", host)).email().host()).isEqualTo(host);
	}

	@ParameterizedTest
	@ValueSource(strings = { "guard@example.org", "a+b@example.org", "guard@localhost", "a@x.org, b@y.org" })
	void takesAddresses(String to) {
		assertThat(bind(with("email.to", to)).email().to()).isNotEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "ftp.port|0", "ftp.port|65536", "ftp.port|x", "ftp.host|a b", "ftp.host|ftp://x", "ftp.host|a/b",
					"ftp.host|-x", "ftp.tls|maybe", "ftp.timeout|0s", "ftp.timeout|1h", "timeout|1ms", "nfs.timeout|0s",
					"nfs.require-mount|maybe", "sd.overwrite|maybe", "email.port|-1", "email.tls|maybe",
					"email.timeout|0s", "email.from|''", "email.from|camera", "email.from|a@b@c",
					"email.from|Camera <a@b.c>", "email.to|''", "email.to|guard", "email.to|a@b.c;d@e.f" })
	void namesAWrongValue(String key, String value) {
		assertThatException().isThrownBy(() -> bind(with(key, value)))
			.satisfies((failure) -> assertThat(whole(failure)).contains("camera.upload." + key));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ftp.host", "ftp.username", "ftp.password", "ftp.directory", "email.host",
			"email.username", "email.password", "email.from", "email.to", "nfs.directory", "sd.directory" })
	void takesNothingThatEndsALine(String key) {
		for (String end : new String[] { "a\r\nDELE x", "a\nb", "a\u0000b" }) {
			assertThatException().isThrownBy(() -> bind(with(key, end)));
		}
	}

	@Test
	void showsNoPassword() {
		Map<String, String> map = new HashMap<>(MAIL);
		map.putAll(Map.of("email.password", "s3cr3t", "ftp.password", "s3cr3t", "ftp.host", "ftp.example.org"));
		assertThat(bind(map).toString()).doesNotContain("s3cr3t");
		assertThatException().isThrownBy(() -> bind(with("ftp.password", "s3cr3t\r\n")))
			.satisfies((failure) -> assertThat(whole(failure)).contains("camera.upload.ftp.password")
				.doesNotContain("s3cr3t"));
	}

	private static Map<String, String> with(String key, String value) {
		Map<String, String> map = new HashMap<>(MAIL);
		map.put(key, value);
		return map;
	}

	private static UploadProperties bind(Map<String, String> values) {
		Map<String, String> map = new HashMap<>();
		values.forEach((key, value) -> map.put("camera.upload." + key, value));
		return new Binder(new MapConfigurationPropertySource(map)).bindOrCreate("camera", CameraProperties.class)
			.upload();
	}

	private static String whole(Throwable failure) {
		StringBuilder text = new StringBuilder();
		for (Throwable each = failure; each != null; each = each.getCause()) {
			text.append(each.getMessage()).append('\n');
		}
		return text.toString();
	}

}
