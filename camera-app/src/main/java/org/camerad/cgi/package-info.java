/**
 * The contract's grammar: query, parameter, table, fault, XML and the gate. Knows no
 * interface.
 */
@NullMarked
package org.camerad.cgi;

import org.jspecify.annotations.NullMarked;
