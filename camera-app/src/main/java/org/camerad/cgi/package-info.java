/**
 * The contract's grammar: query, parameter, table, fault, XML and the admission of
 * requests. It depends on no interface.
 */
@NullMarked
package org.camerad.cgi;

import org.jspecify.annotations.NullMarked;
