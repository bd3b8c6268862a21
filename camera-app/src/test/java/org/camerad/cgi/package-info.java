/** Tests of the contract's grammar. */
@NullMarked
package org.camerad.cgi;

import org.jspecify.annotations.NullMarked;
