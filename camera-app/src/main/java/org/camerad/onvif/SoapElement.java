package org.camerad.onvif;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * An element of a request. Elements inside are found by their local names, because
 * clients disagree about the namespaces of parameters. Immutable.
 *
 * @param namespace its namespace, empty for none
 * @param name its local name
 * @param attributes its attributes by local name
 * @param prefixes the namespaces of the prefixes that are in scope
 * @param content its text, unchanged
 * @param children the elements inside
 */
record SoapElement(String namespace, String name, Map<String, String> attributes, SoapPrefixes prefixes, String content,
		List<SoapElement> children) {

	/** Returns this element with other tokens, in attributes and elements. */
	SoapElement withTokens(UnaryOperator<String> change) {
		Map<String, String> changed = new HashMap<>(this.attributes);
		changed.computeIfPresent("token", (name, token) -> change.apply(token));
		boolean isToken = this.name.endsWith("Token");
		return new SoapElement(this.namespace, this.name, changed, this.prefixes,
				isToken ? change.apply(text()) : this.content,
				this.children.stream().map((child) -> child.withTokens(change)).toList());
	}

	/** Returns the text without surrounding white space. */
	String text() {
		return this.content.strip();
	}

	/** Returns whether this is the element of that name. */
	boolean is(String wantedNamespace, String wantedName) {
		return this.namespace.equals(wantedNamespace) && this.name.equals(wantedName);
	}

	/** Returns the first element inside of that name. */
	Optional<SoapElement> find(String child) {
		return all(child).findFirst();
	}

	/** Returns the elements inside of that name. */
	Stream<SoapElement> all(String child) {
		return this.children.stream().filter((element) -> element.name.equals(child));
	}

	/**
	 * Returns the first element inside of that name.
	 * @throws SoapFault {@code ter:InvalidArgs} if it is missing
	 */
	SoapElement require(String child) {
		return find(child).orElseThrow(() -> SoapFault.invalidArgs(child + " is missing"));
	}

	/** Returns the text of an element inside, empty when there is no such element. */
	Optional<String> findText(String child) {
		return find(child).map(SoapElement::text);
	}

	/**
	 * Returns the text of an element inside.
	 * @throws SoapFault {@code ter:InvalidArgs} when there is no such element
	 */
	String requireText(String child) {
		return require(child).text();
	}

	/**
	 * Returns the text of an element inside as a truth value.
	 * @throws SoapFault {@code ter:InvalidArgs} when there is no such element,
	 * {@code ter:InvalidArgVal} when it is no {@code xs:boolean}
	 */
	boolean requireFlag(String child) {
		return require(child).flag();
	}

	/**
	 * Returns the text of an element inside as a number.
	 * @throws SoapFault {@code ter:InvalidArgs} when there is no such element,
	 * {@code ter:InvalidArgVal} when it is no {@code xs:int}
	 */
	int requireNumber(String child) {
		return require(child).number();
	}

	/** Returns this text as an {@code xs:boolean}. */
	boolean flag() {
		return switch (text().toLowerCase(Locale.ROOT)) {
			case "true", "1" -> true;
			case "false", "0" -> false;
			default -> throw SoapFault.invalidValue(this.name + " must be true or false");
		};
	}

	/** Returns this text as an {@code xs:int}. */
	int number() {
		try {
			return Integer.parseInt(text());
		}
		catch (NumberFormatException ex) {
			throw SoapFault.invalidValue(this.name + " must be a whole number");
		}
	}

	/** Returns this text as a finite {@code xs:float}. */
	double decimal() {
		try {
			double value = Double.parseDouble(text());
			if (Double.isFinite(value)) {
				return value;
			}
		}
		catch (NumberFormatException ex) {
			// Refused below, like infinity.
		}
		throw SoapFault.invalidValue(this.name + " must be a number");
	}

	/** Leaves out the content, which may be a password. */
	@Override
	public String toString() {
		return "SoapElement[" + this.name + "]";
	}

}
