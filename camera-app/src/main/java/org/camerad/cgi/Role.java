package org.camerad.cgi;

/** The contract's three roles (3.18), each with all the rights of the one before. */
public enum Role {

	/** Every query, and pictures. */
	USER("User"),

	/** All but user management. */
	OPERATOR("Operator"),

	/** All. */
	ADMINISTRATOR("Administrator");

	private final String word;

	Role(String word) {
		this.word = word;
	}

	/** The contract's word. */
	public String word() {
		return this.word;
	}

	public boolean includes(Role other) {
		return compareTo(other) >= 0;
	}

}
