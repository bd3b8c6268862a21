package org.camerad.firmware;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SwDescriptionTests {

	private static final String SUM = "a7".repeat(32);

	private static final SwDescription EXPECTED = new SwDescription("2.0.0", List.of("1.0", "MC200J6"),
			Map.of("rootfs.img", SUM));

	private static SwDescription parse(String text) throws RefusedImageException {
		return SwDescription.parse(text.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void libconfigAsSwupdateDocumentsItIsRead() throws Exception {
		assertThat(parse("""
				/* the form of SWUpdate's
				   documentation */
				software =
				{
					version = "2.0" ".0"; // adjacent texts are one
					description = "a \\"quoted\\" text\\n\\x41";
					hardware-compatibility: [ "1.0", "MC200J6" ];
					# an image
					images: (
						{
							filename = "rootfs.img";
							device = "/dev/mmcblk0p2";
							type = "raw";
							installed-directly = true;
							offset = 0x10L; ratio = 1.5e3; count = -5
							properties: { a = [ 1, 2, 3 ]; b = ( "x", 1, { c = FALSE; } ); };
							sha256 = "%s";
						}
					);
				}
				""".formatted(SUM.toUpperCase(java.util.Locale.ROOT)))).isEqualTo(EXPECTED);
		assertThat(parse("software:{version:\"2.0.0\",hardware-compatibility=(\"1.0\",\"MC200J6\",),images:({filename:"
				+ "\"rootfs.img\";sha256=\"" + SUM + "\"})};"))
			.isEqualTo(EXPECTED);
	}

	@Test
	void jsonIsRead() throws Exception {
		assertThat(parse("""
				{ "software": { "version": "2.0.0", "hardware-compatibility": [ "1.0", "MC200J6" ],
				  "images": [ { "filename": "rootfs.img", "device": "/dev/mtd4", "sha256": "%s", "n": 1.5 } ] } }
				""".formatted(SUM))).isEqualTo(EXPECTED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "nonsense", "software = 5;", "software = { version = \"1\" ",
			"@include \"/etc/passwd\"", "software = { version = \"1\"; version = \"2\"; };", "{", "{}",
			"{\"software\":{}} x", "[1]", "{\"software\":{\"version\":\"1\",\"version\":\"2\"}}",
			"software = { version = 1; };", "software = { version = \"1\\q\"; };", "software = { version = \"1; };",
			"/* software", "software = { version = \"1\"; hardware-compatibility = [ ]; };",
			"software = { version = 99999999999999999999; };",
			"software = ((((((((((((((((((((1))))))))))))))))))));" })
	void othersAreRefused(String text) {
		assertThatExceptionOfType(RefusedImageException.class).isThrownBy(() -> parse(text))
			.satisfies((ex) -> assertThat(ex.fault()).isEqualTo("firmware error"))
			.withMessageStartingWith("sw-description");
	}

	@ParameterizedTest
	@ValueSource(strings = { "../x", "/etc/passwd", "a/b", "..", ".x", "-x", "a..b", "", "a b", "x\\n",
			"sw-description", "sw-description.sig", "ä" })
	void fileNamesArePlain(String name) {
		assertThatExceptionOfType(RefusedImageException.class)
			.isThrownBy(() -> parse("software = { version = \"1\"; hardware-compatibility = [ \"a\" ]; images = ( { "
					+ "filename = \"" + name + "\"; sha256 = \"" + SUM + "\"; } ); };"))
			.withMessageContaining("file name");
	}

	@Test
	void imagesNeedADigestAndAreThereOnce() {
		String start = "software = { version = \"1\"; hardware-compatibility = [ \"a\" ]; images = ( { filename = \"f\"; ";
		for (String rest : List.of("} ); };", "sha256 = \"12\"; } ); };", "sha256 = 5; } ); };",
				"sha256 = \"" + SUM + "\"; }, { filename = \"f\"; sha256 = \"" + SUM + "\"; } ); };",
				"sha256 = \"" + SUM + "\"; }, 5 ); };")) {
			assertThatExceptionOfType(RefusedImageException.class).isThrownBy(() -> parse(start + rest));
		}
		assertThatExceptionOfType(RefusedImageException.class)
			.isThrownBy(() -> SwDescription.parse(new byte[] { (byte) 0xC0, (byte) 0xAF }))
			.withMessageContaining("UTF-8");
		assertThatExceptionOfType(RefusedImageException.class).isThrownBy(() -> parse(start + "\0"))
			.withMessageContaining("UTF-8");
	}

}
