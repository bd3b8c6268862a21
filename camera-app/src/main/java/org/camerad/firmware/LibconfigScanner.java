package org.camerad.firmware;

import java.util.Locale;

/**
 * A scanner of libconfig's text: blanks, comments, names, and scalar values. One thread.
 */
final class LibconfigScanner {

	private static final int MAX_WORD = 256;

	private final String text;

	private int at;

	LibconfigScanner(String text) {
		this.text = text;
	}

	/** Returns the next character after blanks and comments, 0 at the end. */
	char peek() throws RefusedImageException {
		skipBlanks();
		return current();
	}

	/** Skips the next character if it is that one, and returns whether it was. */
	boolean skip(char expected) throws RefusedImageException {
		boolean found = peek() == expected;
		this.at += found ? 1 : 0;
		return found;
	}

	/** Skips a character that must be there. */
	void require(char expected) throws RefusedImageException {
		if (!skip(expected)) {
			throw wrong("'" + expected + "' is expected");
		}
	}

	/** Reads the name of a setting. */
	String name() throws RefusedImageException {
		char first = peek();
		if (!isLetter(first) && first != '*') {
			throw wrong("a name is expected");
		}
		return word();
	}

	/** Reads a text, a number, or true or false. */
	Object scalar() throws RefusedImageException {
		if (peek() == '"') {
			return text();
		}
		String word = word();
		if (word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false")) {
			return Boolean.valueOf(word.toLowerCase(Locale.ROOT));
		}
		try {
			return number(word);
		}
		catch (NumberFormatException ex) {
			throw wrong("not a value: " + word);
		}
	}

	private static Number number(String word) {
		String digits = word.replaceAll("L{1,2}$", "");
		if (digits.matches("0[xX][0-9A-Fa-f]{1,16}")) {
			return Long.parseUnsignedLong(digits.substring(2), 16);
		}
		if (digits.matches("[-+]?[0-9]+")) {
			return Long.valueOf(digits);
		}
		if (!word.matches("[-+]?([0-9]+\\.[0-9]*|[0-9]*\\.[0-9]+|[0-9]+(?=[eE]))([eE][-+]?[0-9]+)?")) {
			throw new NumberFormatException(word);
		}
		return Double.valueOf(word);
	}

	/** Reads a name or number. */
	private String word() throws RefusedImageException {
		int start = this.at;
		while (isLetter(current()) || (current() >= '0' && current() <= '9') || "_*-+.".indexOf(current()) >= 0) {
			this.at++;
		}
		if (this.at == start || this.at - start > MAX_WORD) {
			throw wrong("a value is expected");
		}
		return this.text.substring(start, this.at);
	}

	/** Reads a text. Neighbours are one text, as in C. */
	private String text() throws RefusedImageException {
		StringBuilder read = new StringBuilder();
		while (skip('"')) {
			while (current() != '"') {
				read.append(character());
			}
			this.at++;
		}
		return read.toString();
	}

	private char character() throws RefusedImageException {
		char character = next();
		if (character != '\\') {
			return character;
		}
		char escaped = next();
		return switch (escaped) {
			case '"', '\\' -> escaped;
			case 'n' -> '\n';
			case 't' -> '\t';
			case 'r' -> '\r';
			case 'f' -> '\f';
			case 'x' -> (char) (hex() * 16 + hex());
			default -> throw wrong("unknown escape \\" + escaped);
		};
	}

	private int hex() throws RefusedImageException {
		int digit = Character.digit(next(), 16);
		if (digit < 0) {
			throw wrong("a hexadecimal digit is expected");
		}
		return digit;
	}

	private char next() throws RefusedImageException {
		char character = current();
		if (character == 0) {
			throw wrong("a text has no end");
		}
		this.at++;
		return character;
	}

	private void skipBlanks() throws RefusedImageException {
		while (this.at < this.text.length()) {
			if (" \t\r\n\f".indexOf(current()) >= 0) {
				this.at++;
			}
			else if (current() == '#' || this.text.startsWith("//", this.at)) {
				int end = this.text.indexOf('\n', this.at);
				this.at = (end < 0) ? this.text.length() : end;
			}
			else if (this.text.startsWith("/*", this.at)) {
				int end = this.text.indexOf("*/", this.at + 2);
				if (end < 0) {
					throw wrong("a comment has no end");
				}
				this.at = end + 2;
			}
			else {
				return;
			}
		}
	}

	private char current() {
		return (this.at < this.text.length()) ? this.text.charAt(this.at) : 0;
	}

	private static boolean isLetter(char character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
	}

	/** Returns the exception for the present position. */
	RefusedImageException wrong(String problem) {
		long line = 1 + this.text.substring(0, this.at).chars().filter((character) -> character == '\n').count();
		return RefusedImageException.notGenuine("sw-description, line " + line + ": " + problem);
	}

}
