package org.camerad.user;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;

/** The rules of user names and passwords (interpretation, user_management). */
public final class CredentialRules {

	private static final int LONGEST_NAME = 40;

	private static final int LONGEST_PASSWORD = 64;

	private CredentialRules() {
	}

	/** The one spelling of a name. */
	public static String normal(String name) {
		return Normalizer.normalize(name, Normalizer.Form.NFC);
	}

	/** Returns what is wrong with a name, empty when it is well formed. */
	static Optional<String> check(String name) {
		int bytes = name.getBytes(StandardCharsets.UTF_8).length;
		boolean formed = bytes >= 1 && bytes <= LONGEST_NAME && name.codePoints().allMatch(CredentialRules::isNamePart);
		return formed ? Optional.empty() : Optional.of("must be 1 to 40 bytes of letters, digits and _ - . @");
	}

	private static boolean isNamePart(int codePoint) {
		return Character.isLetterOrDigit(codePoint) || "_-.@".indexOf(codePoint) >= 0 || isMark(codePoint);
	}

	/** Scripts such as Devanagari write vowels as marks: they belong to the letters. */
	private static boolean isMark(int codePoint) {
		int type = Character.getType(codePoint);
		return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
	}

	/** Returns whether it is 1 to 64 printable characters. */
	static boolean isPassword(String password) {
		int length = password.codePointCount(0, password.length());
		return length >= 1 && length <= LONGEST_PASSWORD
				&& password.codePoints().allMatch(CredentialRules::isPrintable);
	}

	private static boolean isPrintable(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				false;
			default -> true;
		};
	}

}
