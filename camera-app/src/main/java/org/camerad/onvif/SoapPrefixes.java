package org.camerad.onvif;

import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The prefixes in scope at an element: those that it declares, before those of the
 * elements around it. Each declaration is kept once, because copies for each element
 * would let a short request fill the memory. Immutable.
 */
final class SoapPrefixes {

	/** No prefixes. */
	static final SoapPrefixes NONE = new SoapPrefixes(Map.of(), null);

	private final Map<String, String> declared;

	/** Null outside of the root element. */
	private final @Nullable SoapPrefixes outer;

	private SoapPrefixes(Map<String, String> declared, @Nullable SoapPrefixes outer) {
		this.declared = declared;
		this.outer = outer;
	}

	/**
	 * Returns the scope of an element inside.
	 * @param namespaces the namespaces that it declares, by prefix
	 */
	SoapPrefixes with(Map<String, String> namespaces) {
		return namespaces.isEmpty() ? this : new SoapPrefixes(Map.copyOf(namespaces), this);
	}

	/**
	 * Returns the namespace of a prefix, otherwise empty.
	 * @param prefix the prefix, empty for the default namespace
	 */
	Optional<String> find(String prefix) {
		SoapPrefixes scope = this;
		while (scope != null) {
			String namespace = scope.declared.get(prefix);
			if (namespace != null) {
				return Optional.of(namespace);
			}
			scope = scope.outer;
		}
		return Optional.empty();
	}

}
