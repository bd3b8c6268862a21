package org.camerad.cgi;

/** The contract's three roles (3.18), each with all the rights of the one before. */
public enum Role {

	/** May use every query and see pictures. */
	USER("User"),

	/** May also change settings and trigger actions, except for user management. */
	OPERATOR("Operator"),

	/** May also manage users. */
	ADMINISTRATOR("Administrator");

	private final String word;

	Role(String word) {
		this.word = word;
	}

	/** Returns the contract's word. */
	public String word() {
		return this.word;
	}

	public boolean includes(Role other) {
		return compareTo(other) >= 0;
	}

}
