package org.camerad;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The camera-side service: an IP camera's HTTP CGI contract over one driver. */
@SpringBootApplication(proxyBeanMethods = false)
public class CameradApplication {

	public static void main(String[] arguments) {
		SpringApplication.run(CameradApplication.class, arguments);
	}

}
