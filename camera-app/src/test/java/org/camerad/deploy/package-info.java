/** Tests of what is shipped around the service: the Helm chart. */
@NullMarked
package org.camerad.deploy;

import org.jspecify.annotations.NullMarked;
