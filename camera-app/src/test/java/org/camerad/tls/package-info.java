/** Tests of the TLS certificates. */
@NullMarked
package org.camerad.tls;

import org.jspecify.annotations.NullMarked;
