package org.camerad.user;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;

/** The rules for user names and passwords (contract 3.18). */
public final class CredentialRules {

	private static final int MAX_NAME_BYTES = 40;

	private static final int MAX_PASSWORD_CODE_POINTS = 64;

	private CredentialRules() {
	}

	/** Returns the normal form (NFC) of a name. */
	public static String normalize(String name) {
		return Normalizer.normalize(name, Normalizer.Form.NFC);
	}

	/** Returns what is wrong with a name, empty when it is well formed. */
	static Optional<String> findProblem(String name) {
		int bytes = name.getBytes(StandardCharsets.UTF_8).length;
		boolean formed = bytes >= 1 && bytes <= MAX_NAME_BYTES
				&& name.codePoints().allMatch(CredentialRules::isNamePart);
		return formed ? Optional.empty() : Optional.of("must be 1 to 40 bytes of letters, digits and _ - . @");
	}

	private static boolean isNamePart(int codePoint) {
		return Character.isLetterOrDigit(codePoint) || "_-.@".indexOf(codePoint) >= 0 || isMark(codePoint);
	}

	/** Returns whether a code point is a mark of a letter, such as a Devanagari vowel. */
	private static boolean isMark(int codePoint) {
		int type = Character.getType(codePoint);
		return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
	}

	/** Returns whether a text is a valid password: 1 to 64 printable characters. */
	static boolean isPassword(String password) {
		int length = password.codePointCount(0, password.length());
		return length >= 1 && length <= MAX_PASSWORD_CODE_POINTS
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
