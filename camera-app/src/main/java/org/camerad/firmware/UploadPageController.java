package org.camerad.firmware;

import java.util.Map;

import org.camerad.cgi.NoSession;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The page that uploads firmware images. It contains nothing secret; its script asks for
 * a name and a password and uses the interface as every other client does.
 */
@RestController
class UploadPageController {

	/** Only files of this camera, nothing inline, and no other page around it. */
	private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
			+ "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	private static final Map<String, MediaType> TYPES = Map.of("html", new MediaType("text", "html"), "js",
			new MediaType("text", "javascript"), "css", new MediaType("text", "css"));

	@NoSession("it is a static page")
	@GetMapping("/upload.{type:html|js|css}")
	ResponseEntity<Resource> file(@PathVariable("type") String type) {
		return ResponseEntity.ok()
			.header("Content-Security-Policy", POLICY)
			.contentType(new MediaType(TYPES.getOrDefault(type, MediaType.TEXT_PLAIN),
					java.nio.charset.StandardCharsets.UTF_8))
			.body(new ClassPathResource("upload." + type, UploadPageController.class));
	}

}
