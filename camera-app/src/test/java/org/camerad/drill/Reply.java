package org.camerad.drill;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A response of the service.
 *
 * @param status the HTTP status, 0 if there was no response
 * @param body the body
 */
record Reply(int status, byte[] body) {

	static final Reply NONE = new Reply(0, new byte[0]);

	boolean isOk() {
		return this.status == 200;
	}

	String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

	/** Returns an attribute of the element, empty without one. */
	String attribute(String name) {
		Matcher matcher = Pattern.compile("[ <]" + name + "=\"([^\"]*)\"").matcher(text());
		matcher.region(Math.max(0, text().indexOf("?>")), text().length());
		return matcher.find() ? matcher.group(1) : "";
	}

	@Override
	public String toString() {
		String text = text();
		return this.status + " " + text.substring(text.indexOf("?>") + 1).replaceAll("\\s+", " ");
	}

}
