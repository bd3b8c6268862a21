package org.camerad.onvif;

import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A service of ONVIF: the table of its operations. Immutable.
 *
 * @param about its names
 * @param operations the operations by name
 * @param notBuilt the operations of its specification that this camera does not have
 * @param present tells whether the camera has what is behind the service
 * @param capabilities writes its element {@code Capabilities}
 * @param category its element in the response of GetCapabilities, null for none
 */
record Service(About about, Map<String, Operation> operations, Set<String> notBuilt, BooleanSupplier present,
		Capabilities capabilities, @Nullable Category category) {

	/**
	 * The names of a service.
	 *
	 * @param namespace the namespace of its requests and responses
	 * @param prefix the prefix of its responses
	 * @param path the path of its address, empty for a part of another service
	 * @param major the version of its specification, such as 26
	 * @param minor the second number of that version, such as 6
	 */
	record About(String namespace, String prefix, String path, int major, int minor) {
	}

	/** A writer of the element {@code Capabilities} of a service. */
	@FunctionalInterface
	interface Capabilities {

		void write(SoapWriter out);

	}

	/**
	 * An element in the response of GetCapabilities.
	 *
	 * @param name its name, which is the category of requests too
	 * @param details writes its content after the address
	 */
	record Category(String name, Capabilities details) {
	}

	/** Returns the names in a text, which white space separates. */
	static Set<String> names(String text) {
		return Set.of(text.strip().split("\\s+"));
	}

	/** Creates a part of another service, with operations of a namespace of its own. */
	static Service part(About about, Set<String> notBuilt, Stream<Operation> operations) {
		return new Service(about, byName(operations), Set.copyOf(notBuilt), () -> true, (out) -> {
		}, null);
	}

	private static Map<String, Operation> byName(Stream<Operation> operations) {
		return operations.collect(Collectors.toUnmodifiableMap(Operation::name, Function.identity()));
	}

	/** Creates a service that has GetServiceCapabilities as well. */
	static Service of(About about, BooleanSupplier present, Capabilities capabilities, @Nullable Category category,
			Set<String> notBuilt, Stream<Operation> operations) {
		Operation own = new Operation("GetServiceCapabilities", Access.PRE_AUTH,
				(call, out) -> capabilities.write(out));
		return new Service(about, byName(Stream.concat(Stream.of(own), operations)), Set.copyOf(notBuilt), present,
				capabilities, category);
	}

	/**
	 * Returns the operation of a request.
	 * @throws SoapFault {@code ter:ActionNotSupported} for an operation that this camera
	 * does not have, {@code ter:UnknownAction} for one that ONVIF does not have
	 */
	Operation operation(String name) {
		Operation found = this.operations.get(name);
		if (found != null && this.present.getAsBoolean()) {
			return found;
		}
		if (found != null || this.notBuilt.contains(name)) {
			throw SoapFault.notSupported("this camera does not have the operation " + name);
		}
		throw SoapFault.sender("there is no such operation", "ter:UnknownAction");
	}

	/** Returns whether clients find it; otherwise it is a part of another service. */
	boolean hasAddress() {
		return !this.about.path().isEmpty();
	}

	/** Returns its address as a client knows it. */
	String address(String base) {
		return base + this.about.path();
	}

}
