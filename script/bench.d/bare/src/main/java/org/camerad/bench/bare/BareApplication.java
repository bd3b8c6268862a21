package org.camerad.bench.bare;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import tools.jackson.dataformat.xml.annotation.JacksonXmlRootElement;

/** The smallest service that answers an XML element with four attributes. */
@SpringBootApplication(proxyBeanMethods = false)
@RestController
public class BareApplication {

	public static void main(String[] arguments) {
		SpringApplication.run(BareApplication.class, arguments);
	}

	@GetMapping(path = "/cgi-bin/image", produces = MediaType.APPLICATION_XML_VALUE)
	Image image() {
		return new Image(128, 128, 128, 128);
	}

	@JacksonXmlRootElement(localName = "image")
	record Image(@JacksonXmlProperty(isAttribute = true) int brightness,
			@JacksonXmlProperty(isAttribute = true) int contrast,
			@JacksonXmlProperty(isAttribute = true) int saturation,
			@JacksonXmlProperty(isAttribute = true) int sharpness) {
	}

}
