/** Tests of the audit log. */
@NullMarked
package org.camerad.audit;

import org.jspecify.annotations.NullMarked;
