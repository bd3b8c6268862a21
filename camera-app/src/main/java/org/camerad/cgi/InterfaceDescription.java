package org.camerad.cgi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.camerad.driver.Camera;
import org.jspecify.annotations.Nullable;

/**
 * The description of an interface for people and programs. Controllers publish one as a
 * bean; interfaces of a settings group need none, since their table says everything.
 * Changed only before it is published.
 */
public final class InterfaceDescription {

	/** The credentials that an interface takes. */
	public enum Credentials {

		/** None at all. */
		NONE,

		/** A uid. */
		UID,

		/** A uid, name and password in the query, or HTTP Basic. */
		ANY,

		/** A uid or HTTP Basic. */
		UID_OR_BASIC,

		/** HTTP Basic. */
		BASIC

	}

	/**
	 * A parameter outside of a table.
	 *
	 * @param required whether each request needs it
	 */
	public record Plain(String name, Domain domain, boolean required) {
	}

	private final String path;

	private final String summary;

	private final Function<@Nullable Camera, Optional<XmlElement>> response;

	private final List<Plain> plain = new ArrayList<>();

	private final List<String> faults = new ArrayList<>();

	private String method = "get";

	private Credentials credentials = Credentials.UID;

	private Role role = Role.USER;

	private Role setRole = Role.USER;

	private Table table = Table.of();

	private String example = "";

	private String mediaType = "application/xml";

	private InterfaceDescription(String path, String summary,
			Function<@Nullable Camera, Optional<XmlElement>> response) {
		this.path = path;
		this.summary = summary;
		this.response = response;
	}

	/**
	 * Describes an interface.
	 * @param path the path below {@code /cgi-bin/}
	 * @param summary one line
	 * @param response an example of its response
	 */
	public static InterfaceDescription of(String path, String summary, XmlElement response) {
		return new InterfaceDescription(path, summary, (camera) -> Optional.of(response));
	}

	/** Describes an interface whose response depends on the camera. */
	public static InterfaceDescription of(String path, String summary, Function<Camera, XmlElement> response) {
		return new InterfaceDescription(path, summary, (camera) -> Optional.ofNullable(camera).map(response));
	}

	/** Describes an interface that sends something else than XML. */
	public static InterfaceDescription ofMedia(String path, String summary, String mediaType) {
		InterfaceDescription description = new InterfaceDescription(path, summary, (camera) -> Optional.empty());
		description.mediaType = mediaType;
		return description;
	}

	/** Sets that it takes a body by POST. */
	public InterfaceDescription byPost() {
		this.method = "post";
		return this;
	}

	/** Sets the credentials. */
	public InterfaceDescription credentials(Credentials needed) {
		this.credentials = needed;
		return this;
	}

	/** Sets the role that may use it. */
	public InterfaceDescription role(Role needed) {
		this.role = needed;
		return this;
	}

	/** Sets the role that a request with a parameter of the table needs. */
	public InterfaceDescription setRole(Role needed) {
		this.setRole = needed;
		return this;
	}

	/** Sets the table of its parameters. */
	public InterfaceDescription table(Table parameters) {
		this.table = parameters;
		return this;
	}

	/** Adds a parameter that each request needs. */
	public InterfaceDescription required(String name, Domain domain) {
		this.plain.add(new Plain(name, domain, true));
		return this;
	}

	/** Adds a parameter that a request may have. */
	public InterfaceDescription optional(String name, Domain domain) {
		this.plain.add(new Plain(name, domain, false));
		return this;
	}

	/** Adds reasons of faults beyond those of its table and of the credentials. */
	public InterfaceDescription faults(String... reasons) {
		this.faults.addAll(List.of(reasons));
		return this;
	}

	/** Sets the parameters of the example, as a query without credentials. */
	public InterfaceDescription example(String query) {
		this.example = query;
		return this;
	}

	public String path() {
		return this.path;
	}

	public String summary() {
		return this.summary;
	}

	public String method() {
		return this.method;
	}

	public Credentials credentials() {
		return this.credentials;
	}

	public Role role() {
		return this.role;
	}

	public Role setRole() {
		return this.setRole.includes(this.role) ? this.setRole : this.role;
	}

	public Table table() {
		return this.table;
	}

	public List<Plain> plain() {
		return List.copyOf(this.plain);
	}

	public List<String> faults() {
		return List.copyOf(this.faults);
	}

	public String example() {
		return this.example;
	}

	public String mediaType() {
		return this.mediaType;
	}

	/** Returns an example of its response, empty unless it is XML. */
	public Optional<XmlElement> response(@Nullable Camera camera) {
		return this.response.apply(camera);
	}

}
